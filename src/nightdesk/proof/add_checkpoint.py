"""What a log asks of a witness: the body of C2SP tlog-witness `add-checkpoint`, and its answers."""

from typing import Final

import msgspec

from .checkpoint import read_number, read_text
from .hash_lines import read_hashes, split_head, write_hashes
from .note import read_note
from .refusal import ProofError

REQUEST_BYTES: Final = 1 << 20

SIZE_TYPE: Final = "text/x.tlog.size"
"""The content type of a 409 answer, whose body is `<size>` and a newline."""

_OLD: Final = "old "


class AddCheckpoint(msgspec.Struct, frozen=True):
    """Please cosign `checkpoint` (a signed note's bytes); `proof` leads to it from the tree of `old_size`."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def content(self) -> bytes:
        """The request's body."""
        return f"{_OLD}{self.old_size}\n{write_hashes(self.proof)}\n".encode() + self.checkpoint


def read_request(content: bytes) -> AddCheckpoint:
    """The request in a body. Whether the checkpoint may be cosigned is the witness's question."""
    lines, checkpoint = split_head(content, REQUEST_BYTES)
    if not lines[0].startswith(_OLD):
        raise ProofError("request", "the first line says the size of the last cosigned checkpoint: old N")
    old_size = read_number(lines[0].removeprefix(_OLD))
    proof = read_hashes(lines[1:])
    if old_size == 0 and proof:
        raise ProofError("request", "nothing has to be proven from an empty tree")
    read_text(read_note(checkpoint).text)
    return AddCheckpoint(old_size, proof, checkpoint)
