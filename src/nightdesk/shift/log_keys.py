"""The log's keys: one secret file that only the desk's user may read, and the public keys of now and before.

keys/log.key     the signing key, as `PRIVATE+KEY+…` of C2SP signed-note, mode 0600
keys/log.vkey    the public keys, one a line, the current one first: what stands at /log/vkey
"""

import os
from pathlib import Path

from ..durable import write_whole
from ..errors import HouseError
from ..proof.key import SEED_BYTES, Signer, VerifierKey, read_secret, read_vkeys, signer_of_seed
from ..proof.refusal import ProofError

_SECRET = "log.key"
_PUBLIC = "log.vkey"


def make_key(folder: Path, origin: str) -> Signer:
    """A new key for the log of that origin, put in front of those that are there. The old secret is gone for good."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chmod(folder, 0o700)  # mkdir's mode is cut by the umask
    signer = signer_of_seed(origin, os.urandom(SEED_BYTES))
    earlier = public_keys(folder) if (folder / _PUBLIC).exists() else ()
    lines = [signer.verifier.text, *(key.text for key in earlier)]
    # The public list first: a secret whose public key nobody knows would sign what nobody can check.
    write_whole(folder / _PUBLIC, "".join(f"{line}\n" for line in lines).encode())
    write_whole(folder / _SECRET, f"{signer.secret_text}\n".encode())
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
