"""Tables `picture`, `picture_want`, `picture_due`: pictures that came, which stories name them, and whose to look at.

The bytes stay where every delivery's are; a picture is known by the provider it came from and the name of its file.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
    update,
)

from .metadata import Moment, Serial, metadata, put_rows
from .prepared import Prepared

PICTURE = Table(
    "picture",
    metadata,
    Column("delivery", Serial, primary_key=True, autoincrement=False),
    Column("provider", String, nullable=False),
    Column("name", String, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("media_type", String(63), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("received", Moment, nullable=False),
    Column("trouble", String, nullable=False),
    Index("picture_name", "provider", "name"),
    Index("picture_seal", "seal"),
)
"""`trouble` says why no print can be made of it, "" where nothing is known against it."""
PICTURE_WANT = Table(
    "picture_want",
    metadata,
    Column("key", String, primary_key=True),
    Column("story", String(12), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("address", String),
    Index(
        "picture_want_address",
        "since",
        sqlite_where=text("address IS NOT NULL"),
        postgresql_where=text("address IS NOT NULL"),
    ),
)
"""`key` is `picture_key` of a file's name or its address, or the id of the story that a linked item is; `since` when it
was wanted last."""
PICTURE_DUE = Table(
    "picture_due",
    metadata,
    Column("story", String(12), primary_key=True),
    Column("turn", Serial, nullable=False),
)
"""Stories whose pictures have to be looked at; `turn` tells a row that was put anew from the one that was read."""


class Picture(msgspec.Struct, frozen=True):
    """A picture that came: `name` as `desk.pictures.file_name` has it, or the whole address it was fetched from."""

    delivery: int
    provider: str
    name: str
    seal: str
    media_type: str
    width: int
    height: int
    received: datetime
    trouble: str = ""


_ROW = tuple(PICTURE.c[name] for name in Picture.__struct_fields__)
_NAMED = Prepared(
    select(*_ROW)
    .where(
        PICTURE.c.provider == bindparam("provider"),
        PICTURE.c.name.in_(bindparam("names", expanding=True)),
        PICTURE.c.trouble == "",
    )
    .order_by(PICTURE.c.delivery)
)
_OF_SEALS = Prepared(
    select(PICTURE.c.seal, PICTURE.c.delivery)
    .where(PICTURE.c.seal.in_(bindparam("seals", expanding=True)))
    .order_by(PICTURE.c.delivery.desc())
)
_SPOIL = Prepared(update(PICTURE).where(PICTURE.c.seal == bindparam("s")).values(trouble=bindparam("t")))
_WANTING = Prepared(
    select(PICTURE_WANT.c.story)
    .where(
        PICTURE_WANT.c.key.in_(bindparam("keys", expanding=True)),
        PICTURE_WANT.c.since >= bindparam("since", type_=Moment),
    )
    .distinct()
)
_MISSING = Prepared(
    select(PICTURE_WANT.c.address)
    .where(
        PICTURE_WANT.c.address.is_not(None),
        PICTURE_WANT.c.since >= bindparam("since", type_=Moment),
        PICTURE_WANT.c.key == bindparam("prefix") + PICTURE_WANT.c.address,
        ~exists().where(PICTURE.c.provider == bindparam("p"), PICTURE.c.name == PICTURE_WANT.c.address),
    )
    .group_by(PICTURE_WANT.c.address)
    .order_by(func.max(PICTURE_WANT.c.since).desc())
    .limit(bindparam("most"))
)
_WANTED = Prepared(
    select(PICTURE_WANT.c.key).where(PICTURE_WANT.c.key.in_(bindparam("keys", expanding=True))).distinct()
)
_NEWEST_TURN = Prepared(select(func.max(PICTURE_DUE.c.turn)))
_DUE = Prepared(select(PICTURE_DUE.c.story, PICTURE_DUE.c.turn).order_by(PICTURE_DUE.c.turn).limit(bindparam("most")))
_DONE = Prepared(delete(PICTURE_DUE).where(PICTURE_DUE.c.story == bindparam("s"), PICTURE_DUE.c.turn <= bindparam("e")))


def picture_key(provider: str, name: str) -> str:
    """What a story wants by a file's name."""
    return f"{provider}\x1f{name}"


def add(connection: Connection, pictures: Sequence[Picture]) -> None:
    """Keep what came; the same delivery read again says the same."""
    fields = Picture.__struct_fields__
    put_rows(connection, PICTURE, fields[1:], [{name: getattr(one, name) for name in fields} for one in pictures])


def named(connection: Connection, provider: str, names: Sequence[str]) -> list[Picture]:
    """The pictures of those names that prints can be made of, in the order in which they came."""
    return [Picture(*row) for row in _NAMED.all(connection, provider=provider, names=names)] if names else []


def first_deliveries(connection: Connection, seals: Sequence[str]) -> dict[str, int]:
    """The delivery in which each of those pictures came first."""
    return {str(seal): int(delivery) for seal, delivery in _OF_SEALS.all(connection, seals=seals)} if seals else {}


def spoil(connection: Connection, seal: str, why: str) -> None:
    """No print can be made of those bytes: nothing shows them, wherever they came."""
    _SPOIL.many(connection, [{"s": seal, "t": why or "unknown"}])


class Want(msgspec.Struct, frozen=True):
    """A story wants what the key names; `address` is where it may be fetched, None where it has to come by itself."""

    key: str
    story: str
    address: str | None = None


def want(connection: Connection, wants: Iterable[Want], now: datetime) -> None:
    """Keep what stories want."""
    rows = {(one.key, one.story): {"key": one.key, "story": one.story, "since": now, "address": one.address}
            for one in wants}  # fmt: skip
    put_rows(connection, PICTURE_WANT, ("since",), list(rows.values()))


def missing(connection: Connection, provider: str, since: datetime, most: int) -> list[str]:
    """The addresses of pictures that were wanted since then and have not come, the newest first."""
    found = _MISSING.all(connection, since=since, p=provider, prefix=picture_key(provider, ""), most=most)
    return [str(row[0]) for row in found]


_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def wanting(connection: Connection, keys: Sequence[str], since: datetime = _EVER) -> list[str]:
    """The stories that want any of those, by an item that came since then."""
    return [str(row[0]) for row in _WANTING.all(connection, keys=keys, since=since)] if keys else []


def wanted_of(connection: Connection, keys: Sequence[str]) -> list[str]:
    """Those of the keys that any story wants."""
    return [str(row[0]) for row in _WANTED.all(connection, keys=keys)] if keys else []


def make_due(connection: Connection, stories: Iterable[str]) -> None:
    """Those stories' pictures have to be looked at."""
    some = sorted(set(stories))
    if some:
        turn = int(_NEWEST_TURN.scalar(connection) or 0) + 1  # a row that is being looked at is still there
        put_rows(connection, PICTURE_DUE, ("turn",), [{"story": story, "turn": turn} for story in some])


def due(connection: Connection, most: int) -> list[tuple[str, int]]:
    """(story, turn) of those to look at, the longest due first."""
    return [(str(story), int(turn)) for story, turn in _DUE.all(connection, most=most)]


def done(connection: Connection, looked_at: Sequence[tuple[str, int]]) -> None:
    """They were looked at as they stood then; what was made due again since stays due."""
    _DONE.many(connection, [{"s": story, "e": turn} for story, turn in looked_at])
