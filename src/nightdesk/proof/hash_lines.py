"""The hashes of a proof as lines of base64, as C2SP tlog-proof and tlog-witness write them."""

from collections.abc import Sequence
from typing import Final

from .key import from_base64, to_base64
from .merkle import HASH_BYTES
from .refusal import ProofError

HASHES: Final = 63
"""No proof in a tree of fewer than 2**63 leaves has more."""


def write_hashes(hashes: Sequence[bytes]) -> str:
    """One line a hash."""
    return "".join(f"{to_base64(value)}\n" for value in hashes)


def read_hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    """The hashes of these lines."""
    if len(lines) > HASHES:
        raise ProofError("proof", f"a proof of more than {HASHES} hashes")
    hashes = tuple(from_base64(line) for line in lines)
    if any(len(value) != HASH_BYTES for value in hashes):
        raise ProofError("proof", f"a hash of a proof is {HASH_BYTES} bytes")
    return hashes


def split_head(content: bytes, limit: int) -> tuple[list[str], bytes]:
    """The lines before the first empty line, and the checkpoint's bytes after it."""
    if len(content) > limit:
        raise ProofError("proof", f"more than {limit} bytes")
    head, separator, rest = content.partition(b"\n\n")
    if not separator or not head.isascii():
        raise ProofError("proof", "lines of ASCII, an empty line and a checkpoint are expected")
    return head.decode("ascii").split("\n"), rest
