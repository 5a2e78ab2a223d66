"""Tables `event` and `cursor`: what changed on the site, in order, and how far each follower has come."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Column, Connection, Index, String, Table, bindparam, func, insert, select

from .metadata import Moment, Serial, metadata, put_rows
from .prepared import Prepared

EVENT = Table(
    "event",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("story", String(12), nullable=False),
    Column("at", Moment, nullable=False),
    Column("item", Serial),
    Index("event_story", "story", "seq"),
    Index("event_at", "at"),
)

CURSOR = Table(
    "cursor",
    metadata,
    Column("follower", String, primary_key=True),
    Column("seq", Serial, nullable=False),
)


class Event(msgspec.Struct, frozen=True):
    """`seq` counts from 1 without gaps; `kind` is the signal that moved the story, `item` the text it put up."""

    seq: int
    kind: str
    story: str
    at: datetime
    item: int | None = None


_ADD = Prepared(insert(EVENT))
_NEWEST = Prepared(select(func.max(EVENT.c.seq)))
_LAST_AT = Prepared(select(EVENT.c.at).order_by(EVENT.c.seq.desc()).limit(1))
_OF_STORIES = Prepared(
    select(EVENT).where(EVENT.c.story.in_(bindparam("stories", expanding=True))).order_by(EVENT.c.story, EVENT.c.seq)
)
_PUT_UP = Prepared(
    select(EVENT.c.story)
    .where(
        EVENT.c.at > bindparam("since", type_=Moment),
        EVENT.c.at <= bindparam("until", type_=Moment),
        EVENT.c.item.is_not(None),
    )
    .order_by(EVENT.c.seq)
)
_NEWEST_AT = Prepared(
    select(EVENT.c.seq)
    .where(EVENT.c.at <= bindparam("moment", type_=Moment))
    .order_by(EVENT.c.at.desc(), EVENT.c.seq.desc())
    .limit(1)
)
_CURSOR = Prepared(select(CURSOR.c.seq).where(CURSOR.c.follower == bindparam("who")))


def add(connection: Connection, events: Sequence[Event]) -> None:
    """Append events. Their numbers are chosen by the single writer."""
    rows = [msgspec.structs.asdict(one) for one in events]
    _ADD.many(connection, rows)


def newest(connection: Connection) -> int:
    """The number of the last event; 0 before the first."""
    return _NEWEST.scalar(connection) or 0


def after(connection: Connection, seq: int, most: int) -> list[Event]:
    """The events after `seq`, oldest first."""
    query = select(EVENT).where(EVENT.c.seq > seq)
    return [Event(*row) for row in connection.execute(query.order_by(EVENT.c.seq).limit(most))]


def of_story(connection: Connection, story: str) -> list[Event]:
    """What happened on the site to one story, oldest first."""
    query = select(EVENT).where(EVENT.c.story == story)
    return [Event(*row) for row in connection.execute(query.order_by(EVENT.c.seq))]


def of_stories(connection: Connection, stories: Sequence[str]) -> dict[str, list[Event]]:
    """What happened on the site to each of those stories, oldest first."""
    found: dict[str, list[Event]] = {story: [] for story in stories}
    for row in _OF_STORIES.all(connection, stories=stories) if stories else ():
        found[row[2]].append(Event(*row))
    return found


def put_up_between(connection: Connection, since: datetime, until: datetime) -> list[str]:
    """The stories of which a text was put up after `since` and up to `until`, in the order of the first."""
    return list(dict.fromkeys(_PUT_UP.scalars(connection, since=since, until=until)))


def newest_at(connection: Connection, moment: datetime) -> int:
    """The number of the last event up to that moment."""
    return _NEWEST_AT.scalar(connection, moment=moment) or 0


def last_of(connection: Connection, stories: Sequence[str]) -> dict[str, int]:
    """The number of the last event of each of those stories."""
    query = select(EVENT.c.story, func.max(EVENT.c.seq)).where(EVENT.c.story.in_(stories)).group_by(EVENT.c.story)
    return {story: int(seq) for story, seq in connection.execute(query)} if stories else {}


def moments(connection: Connection, kind: str) -> list[datetime]:
    """The moments at which something of that kind happened."""
    return list(connection.execute(select(EVENT.c.at).where(EVENT.c.kind == kind).distinct()).scalars())


def last_at(connection: Connection) -> datetime | None:
    """When the site last changed."""
    at: datetime | None = _LAST_AT.scalar(connection)
    return at


def cursor(connection: Connection, follower: str) -> int:
    """How far the follower has come."""
    return _CURSOR.scalar(connection, who=follower) or 0


def move_cursor(connection: Connection, follower: str, seq: int) -> None:
    """The follower has done everything up to `seq`."""
    put_rows(connection, CURSOR, ("seq",), [{"follower": follower, "seq": seq}])
