"""A witness: keeps the last tree it saw of each log it trusts, and cosigns only what continues it.

    DIR/witness.key        the secret key, `PRIVATE+KEY+…`, mode 0600
    DIR/witness.vkey       the public key, for those who want to count on this witness
    DIR/logs/<hash>.json   one trusted log each: its keys, and the last tree that was cosigned

The tree is on the disk before its cosignature leaves the house: after a crash the witness has at most kept a tree whose
cosignature nobody got, and a log that asks again gets it.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from ..durable import write_whole
from ..errors import UsageError
from ..proof.add_checkpoint import AddCheckpoint
from ..proof.checkpoint import Checkpoint, read_text, verified_checkpoint
from ..proof.cosignature import cosign
from ..proof.key import (
    LOG_KEY,
    SEED_BYTES,
    WITNESS_KEY,
    Signer,
    VerifierKey,
    read_secret,
    read_vkey,
    signer_of_seed,
)
from ..proof.merkle import EMPTY_ROOT, is_consistent
from ..proof.note import read_note
from ..proof.refusal import ProofError

MALFORMED: Final = 400
NOT_SIGNED: Final = 403
NOT_KNOWN: Final = 404
OTHER_SIZE: Final = 409
NOT_PROVEN: Final = 422

_SECRET: Final = "witness.key"
_PUBLIC: Final = "witness.vkey"


class Trusted(msgspec.Struct, frozen=True):
    """A log that the witness cosigns for: its keys, and the tree it cosigned last."""

    keys: tuple[str, ...]
    size: int = 0
    root: bytes = EMPTY_ROOT
    note: str = ""

    @property
    def verifiers(self) -> tuple[VerifierKey, ...]:
        """The keys, read."""
        return tuple(read_vkey(text) for text in self.keys)


class RefusedError(Exception):
    """Why a checkpoint is not cosigned: the status that C2SP tlog-witness gives it; for 409 the `size` that is held."""

    def __init__(self, status: int, reason: str, size: int | None = None) -> None:
        self.status = status
        self.reason = reason
        self.size = size
        super().__init__(reason)


def make_witness(folder: Path, name: str) -> VerifierKey:
    """A new witness in `folder`, with a key of its own."""
    if (folder / _SECRET).exists():
        raise UsageError(f"{folder} is a witness already: its key is never replaced; choose another folder")
    try:
        signer = signer_of_seed(name, os.urandom(SEED_BYTES), WITNESS_KEY)
    except ProofError as error:
        raise UsageError(f"{name!r} cannot be a witness's name: {error.reason}") from error
    (folder / "logs").mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / _PUBLIC, f"{signer.verifier.text}\n".encode(), 0o644)
    write_whole(folder / _SECRET, f"{signer.secret_text}\n".encode())
    return signer.verifier


class Witness:
    """The witness of a folder; several processes may use it at once. `key` is its key file, if not in the folder."""

    def __init__(self, folder: Path, key: Path | None = None) -> None:
        file = key or folder / _SECRET
        try:
            self._signer: Signer = read_secret(file.read_text("ascii").strip())
            (folder / "logs").mkdir(mode=0o700, exist_ok=True)
        except (OSError, UnicodeDecodeError, ProofError) as error:
            remedy = f"make a witness with nightdesk witness {folder} --init --name NAME"
            raise UsageError(f"{file} cannot be used: {error}; {remedy}") from error
        if self._signer.verifier.kind != WITNESS_KEY:
            raise UsageError(f"{file} is the key of a log: a witness has one of its own, made with --init")
        self.verifier = self._signer.verifier
        self._folder = folder

    def trust(self, key: VerifierKey) -> Trusted:
        """Cosign for the log of this key; a further key of a log that is trusted already is added to its keys."""
        if key.kind != LOG_KEY:
            raise UsageError(f"{key.name} is a witness's key: --trust takes that of a log")
        with self._alone():
            known = self.trusted(key.name) or Trusted(())
            trusted = msgspec.structs.replace(known, keys=tuple(dict.fromkeys((*known.keys, key.text))))
            self._keep(key.name, trusted)
        return trusted

    def trusted(self, origin: str) -> Trusted | None:
        """What is held of the log of this origin; None where it is not trusted."""
        file = self._file(origin)
        try:
            return msgspec.json.decode(file.read_bytes(), type=Trusted) if file.exists() else None
        except (OSError, msgspec.MsgspecError) as error:
            # To begin again from nothing would be to cosign a second history.
            raise UsageError(f"{file} cannot be read: {error}; restore it from your backup") from error

    def cosigned(self, asked: AddCheckpoint, seconds: int) -> bytes:
        """The cosignature line of a checkpoint that continues what is held, which is on the disk by then.

        RefusedError says why not; UsageError where the folder cannot keep it: then nothing is signed.
        """
        with self._alone():
            note = read_note(asked.checkpoint)
            origin = read_text(note.text).origin
            held = self.trusted(origin)
            if held is None:
                raise RefusedError(NOT_KNOWN, f"the log {origin} is not known here")
            checkpoint = judged(asked, held)
            if (checkpoint.size, checkpoint.root) != (held.size, held.root) or not held.note:
                seen = asked.checkpoint.decode()
                self._keep(origin, Trusted(held.keys, checkpoint.size, checkpoint.root, seen))
        return cosign(note.text, seconds, self._signer).text.encode()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No two hands may judge and keep at once: of two forks each would be cosigned."""
        try:
            descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise UsageError(f"{self._folder} cannot be written: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _keep(self, origin: str, trusted: Trusted) -> None:
        write_whole(self._file(origin), msgspec.json.encode(trusted))

    def _file(self, origin: str) -> Path:
        return self._folder / "logs" / f"{hashlib.sha256(origin.encode()).hexdigest()[:32]}.json"


def judged(asked: AddCheckpoint, held: Trusted) -> Checkpoint:
    """The checkpoint, if it may be cosigned: signed by the log, and proven to continue the tree that is held."""
    try:
        checkpoint = verified_checkpoint(read_note(asked.checkpoint), held.verifiers)
    except ProofError as error:
        raise RefusedError(NOT_SIGNED, str(error)) from error
    if asked.old_size > checkpoint.size:
        raise RefusedError(MALFORMED, "the old size is larger than the checkpoint's")
    if asked.old_size != held.size:
        raise RefusedError(OTHER_SIZE, f"the last cosigned size is {held.size}", held.size)
    if checkpoint.size == held.size and checkpoint.root != held.root:
        raise RefusedError(OTHER_SIZE, "another tree of this size was cosigned: the log has two histories", held.size)
    if not is_consistent(held.size, held.root, checkpoint.size, checkpoint.root, asked.proof):
        raise RefusedError(NOT_PROVEN, "the proof does not show that the tree continues the last cosigned one")
    return checkpoint
