"""Table `item`: every distinct revision of a story, as read."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    exists,
    insert,
    select,
)

from ..terms.item import Item
from ..terms.record import Rank
from .metadata import Serial, metadata
from .packing import pack, unpack
from .prepared import Prepared
from .story import STORY

ITEM = Table(
    "item",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("story", String(12), nullable=False),
    Column("revision", String(32), nullable=False),
    Column("status", String(12), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("rank", String, nullable=False),
    Column("delivery", Serial, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("format", String(63), nullable=False),
    Column("profile_seal", String(64), nullable=False),
    Column("canonical", LargeBinary, nullable=False),
    UniqueConstraint("story", "revision", name="item_revision"),
)


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """One revision to store; `id` is chosen by the single writer, so that a batch can refer to it at once.

    `seal` is the SHA-256 of the delivery it came in, `profile_seal` that of the profile it was read with.
    """

    id: int
    story: str
    revision: str
    rank: Rank
    digest: str
    delivery: int
    entry: int
    seal: str
    format: str
    profile_seal: str
    item: Item


class Revision(msgspec.Struct, frozen=True):
    """What a rule may know of an earlier revision."""

    id: int
    story: str
    revision: str
    status: str
    digest: str
    rank: Rank


_ADD = Prepared(insert(ITEM))
_NEWEST = Prepared(select(ITEM.c.id).order_by(ITEM.c.id.desc()).limit(1))
_REVISIONS = Prepared(
    select(ITEM.c.id, ITEM.c.story, ITEM.c.revision, ITEM.c.status, ITEM.c.digest, ITEM.c.rank)
    .where(ITEM.c.story.in_(bindparam("stories", expanding=True)))
    .order_by(ITEM.c.id)
)
_BY_ID = Prepared(select(ITEM).where(ITEM.c.id.in_(bindparam("ids", expanding=True))))
_DIGESTS = Prepared(
    select(ITEM.c.id, ITEM.c.story, ITEM.c.digest).where(ITEM.c.id.in_(bindparam("ids", expanding=True)))
)
_PLACE = {column.name: place for place, column in enumerate(ITEM.c)}
_ENCODE = msgspec.json.Encoder(order="deterministic").encode
_DECODE = msgspec.json.Decoder(Item).decode
_RANK = msgspec.json.Decoder(Rank).decode


def add(connection: Connection, rows: Sequence[Filed]) -> None:
    """Store the revisions with their canonical JSON."""
    _ADD.many(
        connection,
        [
            {
                "id": row.id, "story": row.story, "revision": row.revision, "status": row.item.status.value,
                "digest": row.digest, "rank": _ENCODE(row.rank).decode(), "delivery": row.delivery,
                "entry": row.entry, "seal": row.seal, "format": row.format,
                "profile_seal": row.profile_seal, "canonical": pack(_ENCODE(row.item)),
            }
            for row in rows
        ],
    )  # fmt: skip


def newest_id(connection: Connection) -> int:
    """The highest id given out so far."""
    return _NEWEST.scalar(connection) or 0


def revisions(connection: Connection, stories: Sequence[str]) -> list[Revision]:
    """Every revision of those stories, without its text."""
    found = _REVISIONS.all(connection, stories=stories)
    return [Revision(row[0], row[1], row[2], row[3], row[4], _RANK(row[5])) for row in found]


def get(connection: Connection, ids: Sequence[int]) -> dict[int, Filed]:
    """The revisions of those ids, whole."""
    filed = [_filed(row) for row in _BY_ID.all(connection, ids=ids)]
    return {one.id: one for one in filed}


def digests(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """(story, digest of the text) of those revisions."""
    return {id_: (story, digest) for id_, story, digest in _DIGESTS.all(connection, ids=ids)}


def without_story(connection: Connection, most: int) -> list[tuple[int, str]]:
    """(revision, story) of revisions whose story the ledger does not have; there should be none."""
    orphans = select(ITEM.c.id, ITEM.c.story).where(~exists().where(STORY.c.id == ITEM.c.story))
    return [(id_, story) for id_, story in connection.execute(orphans.order_by(ITEM.c.id).limit(most))]


def _filed(row: tuple[Any, ...]) -> Filed:
    item = _DECODE(unpack(row[_PLACE["canonical"]]))
    same = {
        name: row[_PLACE[name]]
        for name in ("id", "story", "revision", "digest", "delivery", "entry", "seal", "format", "profile_seal")
    }
    return Filed(item=item, rank=_RANK(row[_PLACE["rank"]]), **same)
