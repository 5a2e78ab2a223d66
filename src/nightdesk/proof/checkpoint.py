"""C2SP checkpoints: a log's origin, size and root as the text of a signed note."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from .key import Signer, VerifierKey, check_name, from_base64, to_base64
from .merkle import EMPTY_ROOT, HASH_BYTES
from .note import Note, read_note, signed, verified
from .refusal import ProofError

SIZE_LIMIT: Final = 2**63 - 1
_NUMBER: Final = re.compile("0|[1-9][0-9]{0,18}")


class Checkpoint(msgspec.Struct, frozen=True):
    """A log's statement about itself: at this size its root is this. `extensions` are lines nobody can audit."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, to_base64(self.root), *self.extensions))


def origin_of(site_url: str) -> str:
    """The origin and key name of a site's log: the address of `/log` without scheme."""
    host = site_url.partition("://")[2].rstrip("/")
    if not host:
        raise ProofError("key", "the site's address is needed with its scheme: https://…", site_url[:100])
    origin = f"{host}/log"
    check_name(origin)
    return origin


def read_text(text: str) -> Checkpoint:
    """A checkpoint from the text of a note."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise ProofError("checkpoint", "a checkpoint is three lines or more, none of them empty")
    root = from_base64(lines[2])
    size = read_number(lines[1])
    if len(root) != HASH_BYTES or (size == 0 and root != EMPTY_ROOT):
        raise ProofError("checkpoint", "a checkpoint's third line is the root hash", lines[2][:100])
    return Checkpoint(lines[0], size, root, tuple(lines[3:]))


def sign_checkpoint(checkpoint: Checkpoint, signers: Sequence[Signer]) -> Note:
    """The checkpoint as a signed note; the log's key must have its name."""
    if read_text(checkpoint.text) != checkpoint:
        raise ProofError("checkpoint", "a checkpoint that would read as another one", checkpoint.origin[:100])
    if any(signer.verifier.name != checkpoint.origin for signer in signers):
        raise ProofError("key", "a log signs under its own origin only", checkpoint.origin)
    return signed(checkpoint.text, signers)


def open_checkpoint(content: bytes, keys: Sequence[VerifierKey]) -> Checkpoint:
    """The checkpoint in these bytes, signed by one of the keys under the checkpoint's own origin."""
    return verified_checkpoint(read_note(content), keys)


def verified_checkpoint(note: Note, keys: Sequence[VerifierKey]) -> Checkpoint:
    """The checkpoint in this note, signed by one of the keys under the checkpoint's own origin."""
    by = verified(note, keys)
    checkpoint = read_text(note.text)
    if all(key.name != checkpoint.origin for key in by):
        raise ProofError(
            "checkpoint", "the checkpoint is of another log than the key that signed it", checkpoint.origin
        )
    return checkpoint


def read_number(text: str) -> int:
    """A size or index: ASCII digits, no zero before them."""
    if not _NUMBER.fullmatch(text) or int(text) > SIZE_LIMIT:
        raise ProofError("number", "a size is a decimal number without leading zeroes, below 2**63", text[:100])
    return int(text)
