"""The Merkle tree of RFC 6962: how leaves and nodes hash, and whether a proof holds (RFC 9162 §2.1.3.2, §2.1.4.2).

The checks here are written after the RFC and know nothing of how proofs are made (`path.py`).
"""

import hashlib
from collections.abc import Sequence
from typing import Final

HASH_BYTES: Final = 32

EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

_sha256: Final = hashlib.sha256


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf's bytes; 0x00 keeps leaves and nodes apart."""
    return _sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return _sha256(b"\x01" + left + right).digest()


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf of this hash stands at `index` in the tree of `size` leaves with this root."""
    return _are_hashes([root]) and root_reached(leaf, index, size, proof) == root


def root_reached(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that the path leads to from the leaf of this hash; None where it is no path of such a tree."""
    if not 0 <= index < size or not _are_hashes([leaf, *proof]):
        return None
    here, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if here & 1 or here == last:
            value = node_hash(sibling, value)
            here, last = _skip(here, last)
        else:
            value = node_hash(value, sibling)
        here, last = here >> 1, last >> 1
    return value if last == 0 else None


def is_consistent(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `size` leaves continues the tree of `old_size`: nothing in it was changed or taken away."""
    if not 0 <= old_size <= size or not _are_hashes([old_root, root, *proof]):
        return False
    if old_size == size:
        return not proof and old_root == root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if not proof:
        return False
    # A complete old tree is a node of the new one: its own root is where the proof starts.
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    here, last = old_size - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old_value = value = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_value, value = node_hash(sibling, old_value), node_hash(sibling, value)
            here, last = _skip(here, last)
        else:
            value = node_hash(value, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and old_value == old_root and value == root


def _skip(here: int, last: int) -> tuple[int, int]:
    # The last node of a ragged level has no sibling and rises until it has one.
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
