"""How proofs are made: which hashes lie beside the way from a node to the root (RFC 6962 §2.1.1, §2.1.2)."""

from collections.abc import Callable, Sequence

from .merkle import EMPTY_ROOT, node_hash

Node = Callable[[int, int], bytes]
"""`node(level, position)`: the hash over leaves position * 2**level up to the next position's; all of them exist."""


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """The proof that the leaf at `index` is in the tree of `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    return _siblings(0, index, size, node)


def consistency(old_size: int, size: int, node: Node) -> list[bytes]:
    """The proof that the tree of `size` leaves continues the tree of `old_size`."""
    if not 0 <= old_size <= size:
        raise ValueError(f"a tree of {size} does not continue one of {old_size}")
    if old_size in (0, size):
        return []
    # The last complete subtree of the old tree is a node of both; from there the way up is that of a leaf.
    level = (old_size & -old_size).bit_length() - 1
    position = (old_size >> level) - 1
    siblings = _siblings(level, position, size, node)
    return siblings if position == 0 else [node(level, position), *siblings]


def root(size: int, node: Node) -> bytes:
    """The root of the tree of `size` leaves."""
    return fold([node(level, position) for level, position in right_edge(size)])


def right_edge(size: int) -> list[tuple[int, int]]:
    """The complete subtrees that make up a tree of `size` leaves, as (level, position), largest first."""
    return [(level, (size >> level) - 1) for level in reversed(range(size.bit_length())) if size >> level & 1]


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over complete subtrees given largest first."""
    if not hashes:
        return EMPTY_ROOT
    value = hashes[-1]
    for left in reversed(hashes[:-1]):
        value = node_hash(left, value)
    return value


def _siblings(level: int, position: int, size: int, node: Node) -> list[bytes]:
    siblings = []
    while position or 1 << level < size:
        sibling = position ^ 1
        if (sibling + 1) << level <= size:
            siblings.append(node(level, sibling))
        elif sibling << level < size:
            # The ragged right side, met once at most: what `size` holds below this level.
            below = right_edge(size & ((1 << level) - 1))
            first = size >> level << level
            siblings.append(fold([node(at, (first >> at) + beside) for at, beside in below]))
        level, position = level + 1, position >> 1
    return siblings
