"""Tables `correction` and `withdrawal`: what the corrections page lists, and how long each kill took."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Column, Connection, Index, String, Table, bindparam, select, update

from .metadata import Moment, Serial, metadata
from .prepared import Prepared

CORRECTION = Table(
    "correction",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("story", String(12), nullable=False),
    Column("shown", Moment, nullable=False),
    Column("version", String, nullable=False),
    Column("note", String, nullable=False),
    Index("correction_story", "story"),
)

WITHDRAWAL = Table(
    "withdrawal",
    metadata,
    Column("event", Serial, primary_key=True, autoincrement=False),
    Column("story", String(12), nullable=False),
    Column("guid", String, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("received", Moment, nullable=False),
    Column("gone", Moment),
)


class Corrected(msgspec.Struct, frozen=True):
    """One correction as it was shown."""

    story: str
    shown: datetime
    version: str
    note: str


class Withdrawn(msgspec.Struct, frozen=True):
    """A text that was up and had to go: `gone` None until every surface has been cleared."""

    event: int
    story: str
    guid: str
    kind: str
    received: datetime
    gone: datetime | None


_COLUMNS = (CORRECTION.c.story, CORRECTION.c.shown, CORRECTION.c.version, CORRECTION.c.note)
_NEWEST = Prepared(select(*_COLUMNS).order_by(CORRECTION.c.id.desc()).limit(bindparam("most")))
_BETWEEN = Prepared(
    select(*_COLUMNS)
    .where(
        CORRECTION.c.shown > bindparam("since", type_=Moment), CORRECTION.c.shown <= bindparam("until", type_=Moment)
    )
    .order_by(CORRECTION.c.id)
)
_WITHDRAWN = [WITHDRAWAL.c[name] for name in Withdrawn.__struct_fields__]
_WITHDRAWALS = Prepared(select(*_WITHDRAWN).order_by(WITHDRAWAL.c.event.desc()).limit(bindparam("most")))


def add(connection: Connection, rows: Sequence[Corrected]) -> None:
    """Record corrections."""
    if rows:
        connection.execute(CORRECTION.insert(), [msgspec.structs.asdict(row) for row in rows])


def of_story(connection: Connection, story: str) -> list[Corrected]:
    """The corrections of one story, oldest first."""
    query = select(*_COLUMNS).where(CORRECTION.c.story == story).order_by(CORRECTION.c.id)
    return [Corrected(*row) for row in connection.execute(query)]


def newest(connection: Connection, most: int) -> list[Corrected]:
    """The latest corrections of the whole site, newest first."""
    return [Corrected(*row) for row in _NEWEST.all(connection, most=most)]


def shown_between(connection: Connection, since: datetime, until: datetime) -> list[Corrected]:
    """What was corrected after `since` and up to `until`, oldest first."""
    return [Corrected(*row) for row in _BETWEEN.all(connection, since=since, until=until)]


def withdraw(connection: Connection, rows: Sequence[Withdrawn]) -> None:
    """Record that texts must go."""
    if rows:
        connection.execute(WITHDRAWAL.insert(), [msgspec.structs.asdict(row) for row in rows])


def mark_gone(connection: Connection, events: Sequence[int], at: datetime) -> None:
    """Every surface of these is clear since `at`."""
    if events:
        done = update(WITHDRAWAL).where(WITHDRAWAL.c.event == bindparam("e")).values(gone=bindparam("at", type_=Moment))
        connection.execute(done, [{"e": event, "at": at} for event in events])


def withdrawals(connection: Connection, most: int) -> list[Withdrawn]:
    """The latest withdrawals, newest first."""
    return [Withdrawn(*row) for row in _WITHDRAWALS.all(connection, most=most)]


def of_withdrawn(connection: Connection, story: str) -> list[Withdrawn]:
    """Every time a text of that story had to go, oldest first."""
    query = select(*_WITHDRAWN).where(WITHDRAWAL.c.story == story).order_by(WITHDRAWAL.c.event)
    return [Withdrawn(*row) for row in connection.execute(query)]


def unfinished(connection: Connection) -> list[Withdrawn]:
    """Withdrawals that no receipt says are gone from every surface yet."""
    found = connection.execute(select(*_WITHDRAWN).where(WITHDRAWAL.c.gone.is_(None)))
    return [Withdrawn(*row) for row in found]
