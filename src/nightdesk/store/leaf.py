"""Tables `leaf`, `log_tile` and `checkpoint`: the public log, in the same transactions as what it is about.

Append only, but for the salts: those of a text that may no longer be seen are destroyed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from .metadata import Moment, Serial, metadata
from .prepared import Prepared

LEAF = Table(
    "leaf",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=False),
    Column("story", String(12), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("n", Integer),
    Column("item", Serial),
    Column("content", LargeBinary, nullable=False),
    Column("salts", String(98)),
    Column("closed", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Index("leaf_story", "story", "seq"),
)
"""`seq` is the entry's number in the log, from 0; `story` is "" for what is about the whole site."""

LOG_TILE = Table(
    "log_tile",
    metadata,
    Column("level", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("root", LargeBinary, nullable=False),
)
"""Full tiles only: what is right of them is made from the leaves and from these roots."""

CHECKPOINT = Table(
    "checkpoint",
    metadata,
    Column("size", Serial, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """One leaf. `n` and `item` for one that put a text up; `salts` ("raw.text.head" in hex) until it is closed."""

    seq: int
    story: str
    kind: str
    n: int | None
    item: int | None
    content: bytes
    salts: str | None
    closed: bool
    at: datetime


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A checkpoint as it was signed."""

    size: int
    root: bytes
    note: bytes
    at: datetime


class Tile(msgspec.Struct, frozen=True):
    """A full tile and its root."""

    level: int
    number: int
    content: bytes
    root: bytes


_LEAF = tuple(LEAF.c[name] for name in Entered.__struct_fields__)
_SIGNED = tuple(CHECKPOINT.c[name] for name in Signed.__struct_fields__)
_ADD = Prepared(insert(LEAF))
_ADD_TILE = Prepared(insert(LOG_TILE))
_SIGN = Prepared(insert(CHECKPOINT))
_NEWEST = Prepared(select(func.max(LEAF.c.seq)))
_OF_STORIES = Prepared(
    select(*_LEAF).where(LEAF.c.story.in_(bindparam("stories", expanding=True))).order_by(LEAF.c.story, LEAF.c.seq)
)
_RANGE = Prepared(
    select(LEAF.c.content).where(LEAF.c.seq >= bindparam("low"), LEAF.c.seq < bindparam("high")).order_by(LEAF.c.seq)
)
_CLOSE = Prepared(
    update(LEAF).where(LEAF.c.story == bindparam("s"), LEAF.c.seq <= bindparam("up_to")).values(salts=None, closed=True)
)
_TILE = Prepared(
    select(LOG_TILE.c.content).where(LOG_TILE.c.level == bindparam("level"), LOG_TILE.c.number == bindparam("number"))
)
_ROOTS = Prepared(
    select(LOG_TILE.c.root)
    .where(
        LOG_TILE.c.level == bindparam("level"),
        LOG_TILE.c.number >= bindparam("low"),
        LOG_TILE.c.number < bindparam("high"),
    )
    .order_by(LOG_TILE.c.number)
)
_LAST_SIGNED = Prepared(select(*_SIGNED).order_by(CHECKPOINT.c.size.desc()).limit(1))
_ANY = CHECKPOINT.alias()
_FIRST_OVER = select(func.min(_ANY.c.size)).where(_ANY.c.size > LEAF.c.seq).scalar_subquery()
_COVERING = Prepared(
    select(LEAF.c.seq, *_SIGNED)
    .select_from(LEAF)
    .join(CHECKPOINT, CHECKPOINT.c.size == _FIRST_OVER)
    .where(LEAF.c.seq.in_(bindparam("seqs", expanding=True)))
)


def add(connection: Connection, leaves: Sequence[Entered]) -> None:
    """Append leaves; their numbers are chosen by the single writer."""
    _ADD.many(connection, [msgspec.structs.asdict(leaf) for leaf in leaves])


def close(connection: Connection, stories: Sequence[tuple[str, int]]) -> None:
    """Destroy the salts of each story's leaves up to that number, and mark them closed for good."""
    _CLOSE.many(connection, [{"s": story, "up_to": seq} for story, seq in stories])


def size(connection: Connection) -> int:
    """How many leaves the log has."""
    newest = _NEWEST.scalar(connection)
    return 0 if newest is None else int(newest) + 1


def of_stories(connection: Connection, stories: Sequence[str]) -> dict[str, list[Entered]]:
    """Every leaf of each of those stories, in log order."""
    found: dict[str, list[Entered]] = {story: [] for story in stories}
    for row in _OF_STORIES.all(connection, stories=stories) if stories else ():
        found[row[1]].append(Entered(**dict(zip(Entered.__struct_fields__, row, strict=True))))
    return found


def contents(connection: Connection, low: int, high: int) -> list[bytes]:
    """The bytes of the leaves low <= seq < high, in order."""
    return _RANGE.scalars(connection, low=low, high=high)


def add_tiles(connection: Connection, tiles: Sequence[Tile]) -> None:
    """Keep tiles that have become full."""
    _ADD_TILE.many(connection, [msgspec.structs.asdict(tile) for tile in tiles])


def tile(connection: Connection, level: int, number: int) -> bytes | None:
    """The hashes of a full tile; None while it is not full."""
    content: bytes | None = _TILE.scalar(connection, level=level, number=number)
    return content


def roots(connection: Connection, level: int, low: int, high: int) -> list[bytes]:
    """The roots of the full tiles low <= number < high of a level."""
    return _ROOTS.scalars(connection, level=level, low=low, high=high)


def sign(connection: Connection, signed: Signed) -> None:
    """Keep a checkpoint."""
    _SIGN.many(connection, [msgspec.structs.asdict(signed)])


def last_signed(connection: Connection) -> Signed | None:
    """The newest checkpoint."""
    return _signed(_LAST_SIGNED.first(connection))


def covering(connection: Connection, seqs: Sequence[int]) -> dict[int, Signed]:
    """For each of those leaves the first checkpoint that covers it: the one it was committed with."""
    found = {row[0]: _signed(row[1:]) for row in _COVERING.all(connection, seqs=seqs)} if seqs else {}
    return {seq: signed for seq, signed in found.items() if signed is not None}


def checkpoints(connection: Connection) -> list[Signed]:
    """Every checkpoint, the smallest first."""
    found = (_signed(tuple(row)) for row in connection.execute(select(*_SIGNED).order_by(CHECKPOINT.c.size)))
    return [one for one in found if one is not None]


def _signed(row: tuple[Any, ...] | None) -> Signed | None:
    return Signed(**dict(zip(Signed.__struct_fields__, row, strict=True))) if row else None
