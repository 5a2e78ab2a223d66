"""One entry of the public log: an act that changed what readers see, and nothing that would have to be forgotten."""

from typing import Annotated, Final, Literal

import msgspec

LeafType = Literal[
    "publish",
    "update",
    "correct",
    "kill",
    "withhold",
    "takedown",
    "restore",
    "hold",
    "release",
    "label-change",
    "template-change",
    "expire",
    "key-rotate",
    "intake",
    "gap",
]

SealedField = Literal["raw", "text", "head"]

TEXT_UP: Final = frozenset[LeafType](("publish", "update", "correct", "restore", "release"))
"""Leaves that put a text up: they carry commitments and count as n = 1, 2, 3 … of their story."""

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
SaltHex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
# The reader's browser checks leaves too, and JavaScript keeps whole numbers exact up to 2**53 - 1 only.
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class Salts(msgspec.Struct, frozen=True):
    """The salts of one leaf's three commitments, 16 random bytes each as lower-case hex; gone after a kill."""

    raw: SaltHex
    text: SaltHex
    head: SaltHex


class RawSeal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The delivered item's bytes: digest algorithm, commitment, length in bytes, media type."""

    alg: str
    c: Digest
    len: Count
    type: str


class TextSeal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The wire-text/1 bytes: how many blocks (headline apart), commitment, length in bytes."""

    blocks: Count
    c: Digest
    len: Count


class HeadSeal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The headline after step 4 of wire-text/1, UTF-8: its commitment."""

    c: Digest


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the log says of one act; fields in the order of their canonical JSON, None where there is nothing.

    `t` the act; `story` the guid (`sha256:<hex>` of it where it is a URL); `ver` the agency's version, equal to
    data-version; `recv`, `shown` milliseconds UTC; `url` "/<section>/<id>", never the words; `label` and `parser`
    which ones were at work; `prev` index of the last leaf of any type with the same `story`; `why` the rule;
    `ref` what the act refers to: the agency's correction or kill, a new key, a court's order. `v` is the format.
    """

    head: HeadSeal | None = None
    label: str | None = None
    parser: str | None = None
    prev: Count | None = None
    raw: RawSeal | None = None
    recv: Count | None = None
    ref: str | None = None
    shown: Count | None = None
    story: str | None = None
    t: LeafType
    text: TextSeal | None = None
    url: str | None = None
    v: Literal[1] = 1
    ver: str | None = None
    why: str | None = None
    wire: str | None = None
