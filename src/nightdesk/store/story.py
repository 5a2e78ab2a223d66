"""Table `story`: where each story stands; a fold of the decisions, with the card that lists show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Index, String, Table, UniqueConstraint, bindparam, func, select, text

from ..terms.record import StoryRecord
from ..terms.story import Card, State
from .metadata import Moment, metadata, put_rows
from .prepared import Prepared

STORY = Table(
    "story",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("provider", String, nullable=False),
    Column("guid", String, nullable=False),
    Column("state", String(12), nullable=False),
    Column("due", Moment),
    Column("first_shown", Moment),
    Column("record", String, nullable=False),
    Column("card", String),
    UniqueConstraint("provider", "guid", name="story_guid"),
    Index("story_due", "due", sqlite_where=text("due IS NOT NULL"), postgresql_where=text("due IS NOT NULL")),
    Index("story_recent", "provider", "first_shown"),
    Index("story_state", "state"),
)


class Filed(msgspec.Struct, frozen=True):
    """A story's record and, while it may be seen, its card."""

    record: StoryRecord
    card: Card | None


_ENCODE = msgspec.json.Encoder().encode
_RECORD = msgspec.json.Decoder(StoryRecord).decode
_CARD = msgspec.json.Decoder(Card).decode
_BOTH = (STORY.c.record, STORY.c.card)
_BY_ID = Prepared(select(*_BOTH).where(STORY.c.id.in_(bindparam("ids", expanding=True))))
_DUE = Prepared(
    select(*_BOTH)
    .where(STORY.c.due <= bindparam("now", type_=Moment))
    .order_by(STORY.c.due, STORY.c.id)
    .limit(bindparam("most"))
)
_FOUND_BY = (STORY.c.id, STORY.c.provider, STORY.c.guid, STORY.c.state, STORY.c.due, STORY.c.first_shown)


def put(connection: Connection, rows: Sequence[Filed]) -> None:
    """Insert or replace the stories."""
    put_rows(
        connection,
        STORY,
        ("state", "due", "first_shown", "record", "card"),
        [
            {
                "id": row.record.id, "provider": row.record.provider, "guid": row.record.guid,
                "state": row.record.state.value, "due": row.record.due, "first_shown": row.record.first_shown,
                "record": _ENCODE(row.record).decode(), "card": _ENCODE(row.card).decode() if row.card else None,
            }
            for row in rows
        ],
    )  # fmt: skip


def get(connection: Connection, ids: Sequence[str]) -> dict[str, Filed]:
    """The stories of those ids; unknown ids are missing."""
    found = _BY_ID.all(connection, ids=ids)
    filed = (_filed(row) for row in found)
    return {one.record.id: one for one in filed}


def by_guid(connection: Connection, guid: str) -> list[Filed]:
    """Stories with that guid, of any provider."""
    return [_filed(row) for row in connection.execute(select(*_BOTH).where(STORY.c.guid == guid))]


def due(connection: Connection, now: datetime, most: int) -> list[Filed]:
    """Stories that time alone changes by `now`, the longest due first."""
    return [_filed(row) for row in _DUE.all(connection, now=now, most=most)]


def next_due(connection: Connection) -> datetime | None:
    """The next moment at which time alone changes something."""
    return connection.execute(select(func.min(STORY.c.due)).where(STORY.c.due.is_not(None))).scalar()


def shown_since(connection: Connection, provider: str, since: datetime) -> list[Filed]:
    """Stories of one provider first shown since then and still up, newest first."""
    query = (
        select(*_BOTH)
        .where(STORY.c.provider == provider, STORY.c.first_shown >= since, STORY.c.state == State.PUBLISHED.value)
        .order_by(STORY.c.first_shown.desc())
    )
    return [_filed(row) for row in connection.execute(query)]


def in_state(connection: Connection, state: State, most: int = 1000) -> list[Filed]:
    """Stories in that state."""
    query = select(*_BOTH).where(STORY.c.state == state.value).order_by(STORY.c.id).limit(most)
    return [_filed(row) for row in connection.execute(query)]


def counts(connection: Connection) -> dict[str, int]:
    """How many stories are in each state."""
    found = connection.execute(select(STORY.c.state, func.count()).group_by(STORY.c.state))
    return {str(state): int(count) for state, count in found}


def all_ids(connection: Connection) -> list[str]:
    """Every story's id, in order."""
    return list(connection.execute(select(STORY.c.id).order_by(STORY.c.id)).scalars())


def page_of_ids(connection: Connection, after: str, most: int) -> list[Filed]:
    """The next stories in order of id, for going through all of them."""
    query = select(*_BOTH).where(STORY.c.id > after).order_by(STORY.c.id).limit(most)
    return [_filed(row) for row in connection.execute(query)]


class Row(msgspec.Struct, frozen=True):
    """A story's columns beside its record, which must say the same."""

    id: str
    provider: str
    guid: str
    state: str
    due: datetime | None
    first_shown: datetime | None
    filed: Filed


def rows_after(connection: Connection, after: str, most: int) -> list[Row]:
    """The next stories in order of id, with the columns they are found by."""
    query = select(*_FOUND_BY, *_BOTH).where(STORY.c.id > after).order_by(STORY.c.id).limit(most)
    return [Row(*row[:6], filed=_filed(row[6:])) for row in connection.execute(query)]


def rows(connection: Connection, ids: Sequence[str]) -> list[Row]:
    """The stories of those ids, with the columns they are found by."""
    query = select(*_FOUND_BY, *_BOTH).where(STORY.c.id.in_(ids)).order_by(STORY.c.id)
    return [Row(*row[:6], filed=_filed(row[6:])) for row in connection.execute(query)]


def states(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The state of each of those stories; unknown ids are missing."""
    found = connection.execute(select(STORY.c.id, STORY.c.state).where(STORY.c.id.in_(ids)))
    return {id_: state for id_, state in found}  # noqa: C416  # dict() of rows is no dict of str for the type checker


def due_count(connection: Connection, now: datetime) -> int:
    """How many stories wait for somebody to carry out what time has made due."""
    return int(connection.execute(select(func.count()).select_from(STORY).where(STORY.c.due <= now)).scalar() or 0)


def _filed(row: Any) -> Filed:
    return Filed(_RECORD(row[0]), _CARD(row[1]) if row[1] else None)
