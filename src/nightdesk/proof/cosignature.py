"""C2SP cosignatures: a witness's word that at this time this was the log's largest consistent tree."""

from collections.abc import Sequence
from typing import Final

import msgspec

from .checkpoint import SIZE_LIMIT, read_text
from .key import WITNESS_KEY, Signer, VerifierKey
from .note import Note, SignatureLine
from .refusal import ProofError

_TIME_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 64


class Cosigned(msgspec.Struct, frozen=True):
    """A verified cosignature: whose, and when it was made, in seconds since 1970."""

    witness: VerifierKey
    seconds: int


def cosign(text: str, seconds: int, signer: Signer) -> SignatureLine:
    """The line of a witness's cosignature under the text of a checkpoint."""
    if signer.verifier.kind != WITNESS_KEY:
        raise ProofError("key", "only a witness's key cosigns", signer.verifier.name)
    if not 0 <= seconds <= SIZE_LIMIT:
        raise ProofError("time", "a cosignature's time is in seconds since 1970", str(seconds))
    read_text(text)
    stamp = seconds.to_bytes(_TIME_BYTES, "big")
    return SignatureLine(signer.verifier.name, signer.id, stamp + signer.sign(_message(text, seconds)))


def cosignatures(note: Note, witnesses: Sequence[VerifierKey]) -> tuple[Cosigned, ...]:
    """The cosignatures of these witnesses, one each, the latest. A known witness's wrong one condemns the note."""
    if any(key.kind != WITNESS_KEY for key in witnesses):
        raise ProofError("key", "a witness's key has the type 0x04; this one signs a log")
    known = {(key.name, key.id): key for key in witnesses}
    found: dict[VerifierKey, int] = {}
    for line in note.signatures:
        key = known.get((line.name, line.id))
        if key is None:
            continue
        seconds, signature = int.from_bytes(line.signature[:_TIME_BYTES], "big"), line.signature[_TIME_BYTES:]
        if len(signature) != _SIGNATURE_BYTES or seconds > SIZE_LIMIT:
            raise ProofError("signature", "a cosignature is a time and an Ed25519 signature", line.name)
        if not key.has_signed(_message(note.text, seconds), signature):
            raise ProofError("signature", "a cosignature does not belong to this checkpoint", line.name)
        found[key] = max(seconds, found.get(key, 0))
    return tuple(Cosigned(key, seconds) for key, seconds in found.items())


def quorum_of(note: Note, witnesses: Sequence[VerifierKey], quorum: int) -> tuple[Cosigned, ...]:
    """The cosignatures, refused where fewer than `quorum` different witness keys have cosigned."""
    found = cosignatures(note, witnesses)
    # One operator's key under two names, or given twice, is one witness.
    if len({one.witness.public for one in found}) < quorum:
        raise ProofError("quorum", f"{len(found)} of our witnesses have cosigned; {quorum} are needed")
    return found


def _message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
