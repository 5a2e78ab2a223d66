"""C2SP signed notes: a text, a blank line, and signature lines; who is not known is not heard."""

from collections.abc import Sequence
from typing import Final

import msgspec

from .key import KEY_ID_BYTES, LOG_KEY, Signer, VerifierKey, check_name, from_base64, to_base64
from .refusal import ProofError

NOTE_BYTES: Final = 1 << 20
SIGNATURES: Final = 100
"""As many as Go's sumdb/note reads; the specification asks for 16 at least."""

_DASH: Final = "\N{EM DASH} "


class SignatureLine(msgspec.Struct, frozen=True):
    """One signature: the key's name and id as the line says them, and the signature's bytes."""

    name: str
    id: bytes
    signature: bytes

    @property
    def text(self) -> str:
        """The line with its newline."""
        return f"{_DASH}{self.name} {to_base64(self.id + self.signature)}\n"


class Note(msgspec.Struct, frozen=True):
    """A text, its last newline included, and the signatures that stand under it; none of them is verified by that."""

    text: str
    signatures: tuple[SignatureLine, ...]

    @property
    def content(self) -> bytes:
        """The note's bytes."""
        return "".join([self.text, "\n", *(line.text for line in self.signatures)]).encode()


def sign(text: str, signer: Signer) -> SignatureLine:
    """The line of a log's signature under this text."""
    if signer.verifier.kind != LOG_KEY:
        raise ProofError("key", "a witness's key cosigns checkpoints and signs nothing else", signer.verifier.name)
    return SignatureLine(signer.verifier.name, signer.id, signer.sign(_signable(text).encode()))


def signed(text: str, signers: Sequence[Signer]) -> Note:
    """A text with the signature lines of these logs' keys."""
    return Note(text, tuple(sign(text, signer) for signer in signers))


def read_note(content: bytes) -> Note:
    """A note from its bytes, nothing verified."""
    text, separator, lines = _characters(content).rpartition("\n\n")
    if not separator or not lines.endswith("\n"):
        raise ProofError("note", "a note is a text, an empty line and signature lines, each ending in a newline")
    return Note(_signable(f"{text}\n"), read_signatures(lines))


def read_signatures(lines: str) -> tuple[SignatureLine, ...]:
    """Signature lines as they stand under a note, or as a witness answers them."""
    texts = lines.removesuffix("\n").split("\n")
    if len(texts) > SIGNATURES:
        raise ProofError("note", f"a note with more than {SIGNATURES} signatures")
    return tuple(_signature(text) for text in texts)


def verified(note: Note, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Those of the logs' keys that signed the note, one at least. A known key's wrong signature condemns the note."""
    known = {(key.name, key.id): key for key in keys}
    if any(key.kind != LOG_KEY for key in keys):
        raise ProofError("key", "a witness's key cannot vouch for a log; give it as a witness")
    found: dict[VerifierKey, None] = {}
    for line in note.signatures:
        key = known.get((line.name, line.id))
        if key is None:
            continue
        if not key.has_signed(note.text.encode(), line.signature):
            raise ProofError("signature", "a signature does not belong to this text", line.name)
        found[key] = None
    if not found:
        raise ProofError("signature", "none of the keys we trust has signed this", _names(keys))
    return tuple(found)


def _signature(text: str) -> SignatureLine:
    if not text.startswith(_DASH):
        raise ProofError("note", "a signature line begins with an em dash and a space", text[:100])
    name, _, coded = text.removeprefix(_DASH).partition(" ")
    check_name(name)
    content = from_base64(coded)
    if len(content) <= KEY_ID_BYTES:
        raise ProofError("note", "a signature line without a signature", name)
    return SignatureLine(name, content[:KEY_ID_BYTES], content[KEY_ID_BYTES:])


def _characters(content: bytes) -> str:
    if len(content) > NOTE_BYTES:
        raise ProofError("note", f"a note of more than {NOTE_BYTES} bytes")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ProofError("note", "a note is UTF-8", f"byte {error.start}") from error
    return text


def _signable(text: str) -> str:
    if not text.endswith("\n"):
        raise ProofError("note", "the text of a note ends in a newline")
    # Newline is the only control character of a note; escape sequences could make a terminal show another one.
    if any(sign < " " and sign != "\n" for sign in text):
        raise ProofError("note", "the text of a note holds control characters")
    return text


def _names(keys: Sequence[VerifierKey]) -> str:
    return ", ".join(f"{key.name}+{key.id.hex()}" for key in keys) or "no keys given"
