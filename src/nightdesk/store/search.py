"""Tables `searched` and `searched_day`: the stories that readers can search, in the order in which they came.

A story is in the index while it is up, and only then: `put` takes nothing that is not, `drop` belongs in the
transaction that takes the story down, and `find` asks the table of stories once more.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Integer, String, Table, bindparam, delete, event, func, select
from sqlalchemy.exc import DBAPIError

from ..errors import StoreError
from ..terms.search import Hits, Question
from ..terms.story import Card, State
from . import full_text
from . import story as story_table
from .metadata import Moment, Serial, metadata, put_rows
from .prepared import Prepared
from .search_words import Words, fold, read_words

SEARCHED = Table(
    "searched",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=False),
    Column("story", String(12), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
)
"""`number` is the story's in the full-text index, given once, in order of arrival; `at` the time that lists print."""

DAY = Table(
    "searched_day",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
)
"""Between which numbers all stories of a day (of UTC, counted from 1970) are: what a question of time need look at."""

PER_PAGE = 20
MOST = 200
"""So many of the newest hits are ranked and can be leafed through; of more it is only said that there are more."""

LONGEST_TEXT = 200_000
"""Characters of a text that are searched: whoever writes a longer one does not keep the ledger waiting."""

_LOOK_EVERY = 500
"""SQLite's steps between two looks at the time; one that reads the index without finding makes few of them."""
_DAY_MICROSECONDS = 86_400_000_000

Overdue = Callable[[], bool]


class SearchAbsent(StoreError):
    """This ledger has no full-text index: it is older than search, or its SQLite was built without FTS5."""


class SearchTooLong(StoreError):
    """The question was not answered within its time."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A story as it goes into the index. `cities` and the others are path words; `blocks` the wire-text/1 blocks."""

    story: str
    headline: str
    blocks: tuple[str, ...]
    section: str
    cities: tuple[str, ...] = ()
    agency: str
    at: datetime


_NUMBERS = Prepared(
    select(SEARCHED.c.story, SEARCHED.c.number).where(SEARCHED.c.story.in_(bindparam("stories", expanding=True)))
)
_LAST = Prepared(select(func.max(SEARCHED.c.number)))
_DAYS = Prepared(select(DAY.c.day, DAY.c.first, DAY.c.last).where(DAY.c.day.in_(bindparam("days", expanding=True))))
_BOUNDS = Prepared(
    select(func.min(DAY.c.first), func.max(DAY.c.last)).where(
        DAY.c.day >= bindparam("since"), DAY.c.day <= bindparam("until")
    )
)


def entry(card: Card, headline: str, blocks: Sequence[str]) -> Entry:
    """The entry of a story from its card and the text that is shown."""
    return Entry(
        story=card.id,
        headline=headline,
        blocks=tuple(blocks),
        section=card.section,
        cities=tuple(reach.slug for reach in card.cities),
        agency=card.agency_slug,
        at=card.updated,
    )


@event.listens_for(metadata, "after_create")
def _with_the_tables(_metadata: Any, connection: Connection, **_: Any) -> None:
    """A new ledger gets its index with its tables."""
    full_text.create(connection)


def prepare(connection: Connection) -> bool:
    """Give a ledger from before search its tables and index. False where its SQLite has no FTS5."""
    SEARCHED.create(connection, checkfirst=True)
    DAY.create(connection, checkfirst=True)
    return full_text.create(connection)


def put(connection: Connection, entries: Sequence[Entry]) -> None:
    """Take in those of the stories that are up; one that was there keeps its place in the order of arrival.

    In the transaction that puts a story up, or any later one. Without an index nothing is done.
    """
    if not entries or not full_text.is_there(connection):
        return
    states = story_table.states(connection, [one.story for one in entries])
    up = {one.story: one for one in entries if states.get(one.story) == State.PUBLISHED.value}
    if not up:
        return
    numbers: dict[str, int] = dict(_NUMBERS.all(connection, stories=list(up)))
    last = _LAST.scalar(connection) or 0
    for story in up:
        if story not in numbers:
            last = numbers[story] = last + 1
    put_rows(
        connection,
        SEARCHED,
        ("at",),
        [{"number": numbers[story], "story": story, "at": one.at} for story, one in up.items()],
    )
    _widen_days(connection, [(_day(one.at), numbers[story]) for story, one in up.items()])
    full_text.put(connection, [_indexed(numbers[story], one) for story, one in up.items()])


def drop(connection: Connection, stories: Sequence[str]) -> None:
    """Take the stories out: to be called in the transaction that takes them down."""
    if not stories or not full_text.is_there(connection):
        return
    numbers = [number for _, number in _NUMBERS.all(connection, stories=list(stories))]
    if numbers:
        full_text.drop(connection, numbers)
        connection.execute(delete(SEARCHED).where(SEARCHED.c.number.in_(numbers)))


def find(connection: Connection, question: Question, overdue: Overdue = lambda: False) -> Hits:
    """Answer the question, from a reading connection.

    Raises SearchAbsent where there is no index, SearchTooLong as soon as `overdue` says so.
    """
    if not full_text.is_there(connection):
        raise SearchAbsent("this ledger has no search index: its SQLite was built without FTS5, or it is from before")
    words = read_words(question.words)
    if not words.wanted and not question.filtered:
        return Hits(asked=False)
    with _until(connection, overdue):
        asked = _asked(connection, question, words)
        stories = _ranked(connection, asked)
        if not stories:
            return _nothing(connection, question, words)
        return _page_of(connection, words, stories, question.page)


def count(connection: Connection) -> int:
    """How many stories are in the index."""
    return int(connection.execute(select(func.count()).select_from(SEARCHED)).scalar() or 0)


def missing(connection: Connection, most: int) -> list[str]:
    """Ids of stories that are up and not in the index, the oldest first: what a rebuild of it has to put.

    Looks at every story each time (about ten seconds in a million): ask for tens of thousands at once.
    """
    table = story_table.STORY
    query = (
        select(table.c.id)
        .outerjoin(SEARCHED, SEARCHED.c.story == table.c.id)
        .where(table.c.state == State.PUBLISHED.value, SEARCHED.c.story.is_(None))
        .order_by(table.c.first_shown, table.c.id)
        .limit(most)
    )
    return list(connection.execute(query).scalars())


def _ranked(connection: Connection, asked: full_text.Asked) -> list[str]:
    """At most one more than `MOST` ids, headlines first, the newest first."""
    first = full_text.newest(connection, asked, headline=True, most=MOST + 1) if asked.wanted else []
    if len(first) > MOST:
        return first
    anywhere = full_text.newest(connection, asked, headline=False, most=MOST + 1)
    known = set(first)
    return [*first, *(story for story in anywhere if story not in known)][: MOST + 1]


def _page_of(connection: Connection, words: Words, stories: list[str], wanted: int) -> Hits:
    total = min(len(stories), MOST)
    pages = -(-total // PER_PAGE)
    page = max(1, min(wanted, pages))
    ids = stories[: min(total, page * PER_PAGE)][(page - 1) * PER_PAGE :]
    filed = story_table.get(connection, ids)
    cards = tuple(card for one in ids if (card := _card(filed.get(one))) is not None)
    more = len(stories) > MOST
    return Hits(cards=cards, total=total, more=more, page=page, pages=pages, words_used=_used(words))


def _used(words: Words) -> int:
    return len(words.wanted) + len(words.unwanted) if words.cut else 0


def _card(filed: story_table.Filed | None) -> Card | None:
    """A story taken down between two statements has none."""
    return filed.card if filed is not None and filed.record.state is State.PUBLISHED else None


def _nothing(connection: Connection, question: Question, words: Words) -> Hits:
    """What the reader may try instead."""

    def finds(*wanted: str) -> bool:
        return bool(full_text.newest(connection, full_text.Asked(wanted=wanted), headline=False, most=1))

    alone: tuple[str, ...] = ()
    unfiltered = bool(question.filtered and words.wanted and finds(*words.wanted))
    if len(words.wanted) > 1 and not unfiltered:
        alone = tuple(typed for folded, typed in zip(words.wanted, words.typed, strict=True) if finds(folded))
    return Hits(alone=alone, unfiltered=unfiltered, words_used=_used(words))


def _asked(connection: Connection, question: Question, words: Words) -> full_text.Asked:
    filters = (("section", question.section), ("city", question.city), ("agency", question.agency))
    marks = tuple(full_text.mark(kind, slug) for kind, slug in filters if slug)
    asked = full_text.Asked(wanted=words.wanted, unwanted=words.unwanted, marks=marks)
    if question.since is None and question.until is None:
        return asked
    since = asked.since if question.since is None else _microseconds(question.since)
    until = asked.until if question.until is None else _microseconds(question.until)
    days = {"since": since // _DAY_MICROSECONDS, "until": until // _DAY_MICROSECONDS}
    first, last = (_BOUNDS.first(connection, **days) or (None, None))[:2]
    bounds = {"first": first or 0, "last": last or 0}
    return msgspec.structs.replace(asked, since=since, until=until, **bounds)


def _indexed(number: int, one: Entry) -> full_text.Indexed:
    filed_under = (("section", one.section), *(("city", city) for city in one.cities), ("agency", one.agency))
    marks = " ".join(full_text.mark(kind, slug) for kind, slug in filed_under if slug)
    return full_text.Indexed(number, fold(one.headline), fold("\n".join(one.blocks)[:LONGEST_TEXT]), marks)


def _widen_days(connection: Connection, placed: Sequence[tuple[int, int]]) -> None:
    bounds = {day: (first, last) for day, first, last in _DAYS.all(connection, days=sorted({day for day, _ in placed}))}
    for day, number in placed:
        first, last = bounds.get(day, (number, number))
        bounds[day] = (min(first, number), max(last, number))
    rows = [{"day": day, "first": first, "last": last} for day, (first, last) in bounds.items()]
    put_rows(connection, DAY, ("first", "last"), rows)


def _microseconds(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // datetime.resolution


def _day(at: datetime) -> int:
    return _microseconds(at) // _DAY_MICROSECONDS


@contextmanager
def _until(connection: Connection, overdue: Overdue) -> Iterator[None]:
    """Break off what runs on the connection once `overdue` says so."""
    driver: Any = connection.connection.dbapi_connection
    late = False

    def look() -> int:
        nonlocal late
        late = overdue()
        return late

    driver.set_progress_handler(look, _LOOK_EVERY)
    try:
        yield
    except DBAPIError as error:
        if late:
            raise SearchTooLong("the search took too long and was broken off") from error
        raise
    finally:
        driver.set_progress_handler(None, 0)
