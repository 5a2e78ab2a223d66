"""C2SP tlog-proof v1: everything needed to check one leaf offline, in one small file."""

from collections.abc import Sequence
from typing import Final

import msgspec

from .checkpoint import Checkpoint, read_number, verified_checkpoint
from .cosignature import Cosigned, quorum_of
from .hash_lines import read_hashes, split_head, write_hashes
from .key import VerifierKey
from .merkle import leaf_hash, root_reached
from .note import read_note
from .refusal import ProofError

PROOF_BYTES: Final = 1 << 20

_FIRST_LINE: Final = "c2sp.org/tlog-proof@v1"
_INDEX: Final = "index "


class TlogProof(msgspec.Struct, frozen=True):
    """The leaf at `index` is in the tree of `checkpoint` (a signed note's bytes, verbatim) by way of `hashes`."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        return f"{_FIRST_LINE}\n{_INDEX}{self.index}\n{write_hashes(self.hashes)}\n".encode() + self.checkpoint


class Proven(msgspec.Struct, frozen=True):
    """A leaf stands in the log: where, in which signed tree, and which witnesses have seen that tree."""

    index: int
    checkpoint: Checkpoint
    cosigned: tuple[Cosigned, ...]


def read_proof(content: bytes) -> TlogProof:
    """A proof from its file. An `extra` line is refused: nothing vouches for it, and we write none."""
    lines, checkpoint = split_head(content, PROOF_BYTES)
    if lines[0] != _FIRST_LINE or len(lines) < 2 or not lines[1].startswith(_INDEX):
        raise ProofError("proof", f"a proof begins with the lines {_FIRST_LINE} and {_INDEX}N")
    index = read_number(lines[1].removeprefix(_INDEX))
    return TlogProof(index, read_hashes(lines[2:]), checkpoint)


def verify_proof(
    proof: TlogProof,
    leaf: bytes,
    keys: Sequence[VerifierKey],
    witnesses: Sequence[VerifierKey] = (),
    quorum: int = 0,
) -> Proven:
    """Refuse unless one of the log's keys signed a tree that holds these leaf bytes at the index the proof says."""
    note = read_note(proof.checkpoint)
    checkpoint = verified_checkpoint(note, keys)
    cosigned = quorum_of(note, witnesses, quorum)
    reached = root_reached(leaf_hash(leaf), proof.index, checkpoint.size, proof.hashes)
    if reached is None:
        raise ProofError("inclusion", f"the proof is no path in a tree of {checkpoint.size} entries", _at(proof))
    if reached != checkpoint.root:
        way = f"it leads to {reached.hex()}, signed is {checkpoint.root.hex()}"
        raise ProofError("inclusion", f"the proof does not lead from this leaf to the signed root: {way}", _at(proof))
    return Proven(proof.index, checkpoint, cosigned)


def _at(proof: TlogProof) -> str:
    return f"leaf {proof.index}"
