"""Leaves as the bytes that are logged, and back; and the salted commitments in them."""

import hashlib
import re
from typing import Final

import msgspec

from ..terms.leaf import HeadSeal, Leaf, RawSeal, Salts, SealedField, TextSeal
from .refusal import ProofError

LEAF_BYTES: Final = 65_535
"""An entry bundle gives each entry's length in 16 bits (C2SP tlog-tiles, "Log entries")."""

SALT_BYTES: Final = 16
SALTS_BYTES: Final = 3 * SALT_BYTES

_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Leaf)
_URL: Final = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def leaf_bytes(leaf: Leaf) -> bytes:
    """The canonical JSON of a leaf: keys sorted, no spaces, UTF-8. Refuses what `read_leaf` would refuse."""
    try:
        content = _ENCODER.encode(leaf)
    except (UnicodeEncodeError, OverflowError) as error:
        raise ProofError("leaf", f"a leaf cannot be written: {error}") from error
    read_leaf(content)
    return content


def read_leaf(content: bytes) -> Leaf:
    """A leaf from its bytes; what is not byte for byte canonical is no leaf, so one leaf has one hash."""
    if len(content) > LEAF_BYTES:
        raise ProofError("leaf", f"a leaf of {len(content)} bytes; the log's entries end at {LEAF_BYTES}")
    try:
        leaf = _DECODER.decode(content)
    except msgspec.MsgspecError as error:
        raise ProofError("leaf", f"this is no leaf: {error}") from error
    except UnicodeDecodeError as error:
        raise ProofError("leaf", "this is no leaf: it is not UTF-8", f"byte {error.start}") from error
    if _ENCODER.encode(leaf) != content:
        raise ProofError(
            "leaf", "a leaf that is not in canonical form; every key sorted, no spaces, no escapes to spare"
        )
    return leaf


def story_as_logged(guid: str) -> str:
    """A guid as `story` says it. URLs carry the headline's words, which a kill must be able to take away."""
    return f"sha256:{hashlib.sha256(guid.encode()).hexdigest()}" if _URL.match(guid) else guid


def commitment(field: SealedField, salt: str, content: bytes) -> str:
    """SHA-256(0x01, field, 0x00, salt, content) as hex: binding, and no help in guessing without the salt."""
    return hashlib.sha256(b"\x01%b\x00%b%b" % (field.encode(), _salt(salt), content)).hexdigest()


def salts_from(chance: bytes) -> Salts:
    """The salts of one leaf from 48 random bytes."""
    if len(chance) != SALTS_BYTES:
        raise ProofError("salt", f"{len(chance)} random bytes for a leaf's salts; {SALTS_BYTES} are needed")
    text = chance.hex()
    return Salts(text[:32], text[32:64], text[64:])


def seal_raw(content: bytes, media_type: str, salts: Salts) -> RawSeal:
    """The commitment to a delivered item's bytes."""
    return RawSeal(alg="sha256", c=commitment("raw", salts.raw, content), len=len(content), type=media_type)


def seal_text(content: bytes, salts: Salts) -> TextSeal:
    """The commitment to wire-text/1 bytes; each line after its first line and the headline is a block."""
    blocks = content.count(b"\n") - 2
    return TextSeal(blocks=blocks, c=commitment("text", salts.text, content), len=len(content))


def seal_head(headline: str, salts: Salts) -> HeadSeal:
    """The commitment to a headline after step 4 of wire-text/1."""
    return HeadSeal(c=commitment("head", salts.head, headline.encode()))


def opens(leaf: Leaf, field: SealedField, salt: str, content: bytes) -> bool:
    """Whether `content` is what the leaf is committed to in this field, length and number of blocks included."""
    seal = {"raw": leaf.raw, "text": leaf.text, "head": leaf.head}[field]
    if seal is None or (isinstance(seal, RawSeal | TextSeal) and seal.len != len(content)):
        return False
    if isinstance(seal, TextSeal) and seal.blocks != content.count(b"\n") - 2:
        return False
    return seal.c == commitment(field, salt, content)


def _salt(salt: str) -> bytes:
    try:
        read = bytes.fromhex(salt)
    except ValueError as error:
        raise ProofError("salt", "a salt is 32 hex digits") from error
    if len(read) != SALT_BYTES or read.hex() != salt:
        raise ProofError("salt", "a salt is 32 lower-case hex digits")
    return read
