"""The keys of C2SP signed-note: who signs, and how keys are written as text."""

import base64
import binascii
import hashlib
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .refusal import ProofError

LOG_KEY: Final = 0x01
"""Ed25519 over the text of a note: a log's own signature."""

WITNESS_KEY: Final = 0x04
"""Ed25519 over a checkpoint and a time: a witness's cosignature (C2SP tlog-cosignature)."""

KEY_ID_BYTES: Final = 4
_PUBLIC_BYTES: Final = 32
SEED_BYTES: Final = 32
_SECRET_PREFIX: Final = "PRIVATE+KEY+"


class VerifierKey(msgspec.Struct, frozen=True):
    """A public key we trust to sign under a name; `kind` is the signature type byte."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which signature lines name the key."""
        return key_id(self.name, self.kind, self.public)

    @property
    def text(self) -> str:
        """The key as a vkey: `<name>+<id>+<type and key>`."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made this Ed25519 signature over this message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class Signer:
    """A private key, the name it signs under, and its kind. Never shows the key."""

    __slots__ = ("_private", "id", "verifier")

    def __init__(self, name: str, private: Ed25519PrivateKey, kind: int = LOG_KEY) -> None:
        check_name(name)
        _check_kind(kind)
        self._private = private
        self.verifier: Final = VerifierKey(name, kind, private.public_key().public_bytes_raw())
        self.id: Final = self.verifier.id

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature over these bytes."""
        return self._private.sign(message)

    @property
    def secret_text(self) -> str:
        """The private key as text, as Go's sumdb/note writes it: for a key file that only its owner may read."""
        secret = bytes([self.verifier.kind]) + self._private.private_bytes_raw()
        return f"{_SECRET_PREFIX}{self.verifier.name}+{self.id.hex()}+{to_base64(secret)}"


def signer_of_seed(name: str, seed: bytes, kind: int = LOG_KEY) -> Signer:
    """The signer whose private key is these 32 random bytes."""
    if len(seed) != _PUBLIC_BYTES:
        raise ProofError("key", f"a private key is {_PUBLIC_BYTES} bytes, not {len(seed)}")
    return Signer(name, Ed25519PrivateKey.from_private_bytes(seed), kind)


def read_secret(text: str) -> Signer:
    """A signer from the text of its key file."""
    if not text.startswith(_SECRET_PREFIX):
        raise ProofError("key", f"a private key's text begins {_SECRET_PREFIX}")
    name, said_id, content = _parts(text.removeprefix(_SECRET_PREFIX))
    signer = signer_of_seed(name, content[1:], content[0])
    if signer.id.hex() != said_id.lower():
        raise ProofError("key", "the private key is not the one that its id names; restore the key file", name)
    return signer


def read_vkey(text: str) -> VerifierKey:
    """A public key from its vkey."""
    name, said_id, content = _parts(text)
    key = VerifierKey(name, content[0], content[1:])
    if len(key.public) != _PUBLIC_BYTES:
        raise ProofError("key", f"an Ed25519 key is {_PUBLIC_BYTES} bytes, not {len(key.public)}", name)
    if key.id.hex() != said_id.lower():
        raise ProofError("key", "the key is not the one that its id names; copy the vkey again", name)
    return key


def read_vkeys(text: str) -> tuple[VerifierKey, ...]:
    """The keys of a `/log/vkey` file: one a line, the current one first."""
    keys = tuple(read_vkey(line) for line in text.splitlines() if line)
    if not keys:
        raise ProofError("key", "there is no key in this file")
    return keys


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """SHA-256(name, newline, type, key), the first four bytes."""
    return hashlib.sha256(b"%b\n%c%b" % (name.encode(), kind, public)).digest()[:KEY_ID_BYTES]


def check_name(name: str) -> None:
    """Refuse a key name that a signature line could not hold."""
    if not name or "+" in name or any(sign.isspace() or sign < " " for sign in name):
        raise ProofError("key", "a key's name is not empty and holds neither space nor plus", name[:100])
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise ProofError("key", "a key's name is not Unicode text") from error


def to_base64(content: bytes) -> str:
    """RFC 4648 §4, as all C2SP formats use it."""
    return base64.b64encode(content).decode()


def from_base64(text: str) -> bytes:
    """The bytes; only their one spelling is accepted, so that no letter of a proof can be changed unnoticed."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProofError("base64", "this is not base64", text[:100]) from error
    if to_base64(content) != text:
        raise ProofError("base64", "this is base64, but not as it is written", text[:100])
    return content


def _parts(text: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    said_id, _, key = rest.partition("+")
    content = from_base64(key)
    check_name(name)
    if not content:
        raise ProofError("key", "a key's text is <name>+<id>+<base64>", text[:100])
    _check_kind(content[0])
    return name, said_id, content


def _check_kind(kind: int) -> None:
    if kind not in (LOG_KEY, WITNESS_KEY):
        raise ProofError("key", f"keys of type 0x{kind:02x} are not known; 0x01 signs a log, 0x04 is a witness's")
