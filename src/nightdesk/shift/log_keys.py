"""The log's keys: one secret file that only the desk's user may read, and the public keys of now and before.

keys/log.key     the signing key, as `PRIVATE+KEY+…` of C2SP signed-note, mode 0600
keys/log.vkey    the public keys, one a line, the current one first: what stands at /log/vkey
"""

import os
from pathlib import Path

from ..errors import HouseError
from ..proof.key import SEED_BYTES, Signer, VerifierKey, read_secret, read_vkeys, signer_of_seed
from ..proof.refusal import ProofError

_SECRET = "log.key"
_PUBLIC = "log.vkey"
_OWNER_ONLY = 0o600


def make_key(folder: Path, origin: str) -> Signer:
    """A new key for the log of that origin, put in front of those that are there. The old secret is gone for good."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chmod(folder, 0o700)  # mkdir's mode is cut by the umask
    signer = signer_of_seed(origin, os.urandom(SEED_BYTES))
    earlier = public_keys(folder) if (folder / _PUBLIC).exists() else ()
    lines = [signer.verifier.text, *(key.text for key in earlier)]
    # The public list first: a secret whose public key nobody knows would sign what nobody can check.
    _write(folder / _PUBLIC, "".join(f"{line}\n" for line in lines))
    _write(folder / _SECRET, f"{signer.secret_text}\n")
    return signer


def has_key(folder: Path) -> bool:
    """Whether there is a signing key."""
    return (folder / _SECRET).exists()


def signing_key(folder: Path) -> Signer:
    """The key that signs checkpoints now. Raises HouseError with the remedy when it cannot be used."""
    file = folder / _SECRET
    try:
        return read_secret(file.read_text("ascii").strip())
    except FileNotFoundError as error:
        raise HouseError(
            f"{file} is not there, but the log has entries: restore it from your backup of keys/, "
            "or make a new one with `nightdesk key rotate`"
        ) from error
    except (OSError, UnicodeDecodeError, ProofError) as error:
        raise HouseError(f"{file} cannot be used: {error}; restore it from your backup of keys/") from error


def public_keys(folder: Path) -> tuple[VerifierKey, ...]:
    """The log's public keys, the current one first. Raises HouseError with the remedy when they cannot be read."""
    file = folder / _PUBLIC
    try:
        return read_vkeys(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ProofError) as error:
        raise HouseError(f"{file} cannot be used: {error}; restore it from your backup of keys/") from error


def _write(file: Path, text: str) -> None:
    draft = file.with_name(f"{file.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    draft.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
