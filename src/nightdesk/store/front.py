"""Table `front_entry`: which stories are on which front, in order of first appearance; positions never change."""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Boolean, Column, Connection, Index, Integer, String, Table, bindparam, func, select, update

from ..terms.story import Card
from .metadata import Moment, Serial, metadata, put_rows
from .prepared import Prepared
from .story import STORY

FRONT_ENTRY = Table(
    "front_entry",
    metadata,
    Column("front", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("story", String(12), nullable=False),
    Column("open", Boolean, nullable=False),
    Column("gone", Serial, nullable=False),
    Index("front_entry_story", "story", "front", unique=True),
    Index("front_entry_gone", "front", "gone"),
)
"""`open` False: not listed at present. `gone` is the event that took it off for its readers, 0 when none did."""

FRONT = Table(
    "front",
    metadata,
    Column("front", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("last", Integer, nullable=False),
)
"""One row a front that has ever had a story; `last` is its highest position."""


class Placed(msgspec.Struct, frozen=True):
    """A card and where it stands on the front."""

    position: int
    card: Card


_CARD = msgspec.json.Decoder(Card).decode
_ADD = Prepared(FRONT_ENTRY.insert())
_PLACES = Prepared(
    select(FRONT_ENTRY.c.front, FRONT_ENTRY.c.position, FRONT_ENTRY.c.story)
    .where(FRONT_ENTRY.c.story.in_(bindparam("stories", expanding=True)))
    .order_by(FRONT_ENTRY.c.front)
)
_LAST = Prepared(select(FRONT.c.last).where(FRONT.c.front == bindparam("front")))
_LASTS = Prepared(select(FRONT.c.front, FRONT.c.last).where(FRONT.c.front.in_(bindparam("fronts", expanding=True))))
_ALL = Prepared(select(FRONT.c.front, FRONT.c.title, FRONT.c.last).order_by(FRONT.c.front))
_CARDS = Prepared(
    select(FRONT_ENTRY.c.position, STORY.c.card)
    .join(STORY, STORY.c.id == FRONT_ENTRY.c.story)
    .where(
        FRONT_ENTRY.c.front == bindparam("front"),
        FRONT_ENTRY.c.position > bindparam("above"),
        FRONT_ENTRY.c.position <= bindparam("up_to"),
        FRONT_ENTRY.c.open,
        STORY.c.card.is_not(None),
    )
    .order_by(FRONT_ENTRY.c.position.desc())
)
_NEWEST = Prepared(
    select(FRONT_ENTRY.c.position, STORY.c.card)
    .join(STORY, STORY.c.id == FRONT_ENTRY.c.story)
    .where(FRONT_ENTRY.c.front == bindparam("front"), FRONT_ENTRY.c.open, STORY.c.card.is_not(None))
    .order_by(FRONT_ENTRY.c.position.desc())
    .limit(bindparam("most"))
)
_GONE = Prepared(
    select(FRONT_ENTRY.c.story)
    .where(FRONT_ENTRY.c.front == bindparam("front"), FRONT_ENTRY.c.gone > 0)
    .order_by(FRONT_ENTRY.c.gone.desc(), FRONT_ENTRY.c.position.desc())
    .limit(bindparam("most"))
)


def place(
    connection: Connection, fronts: Sequence[tuple[str, str, str]], newcomers: Collection[str] = frozenset()
) -> None:
    """Put stories on fronts: (front, its title, story) each. One that was there keeps its position and opens again.

    `newcomers` are stories known to have been on no front before.
    """
    if not fronts:
        return
    stories = list({story for _, _, story in fronts} - set(newcomers))
    placed = _PLACES.all(connection, stories=stories) if stories else ()
    known = {(front, story) for front, _, story in placed}
    fresh = [one for one in fronts if (one[0], one[2]) not in known]
    back = [{"f": front, "s": story} for front, _, story in fronts if (front, story) in known]
    if back:
        _REOPEN.many(connection, back)
    if not fresh:
        return
    names = {front for front, _, _ in fresh}
    last: dict[str, int] = dict(_LASTS.all(connection, fronts=sorted(names)))
    rows = []
    titles = {}
    for front, title, story in fresh:
        last[front] = last.get(front, 0) + 1
        titles[front] = title
        rows.append({"front": front, "position": last[front], "story": story, "open": True, "gone": 0})
    _ADD.many(connection, rows)
    put_rows(
        connection,
        FRONT,
        ("last", "title"),
        [{"front": front, "title": titles[front], "last": last[front]} for front in titles],
    )


_REOPEN = Prepared(
    update(FRONT_ENTRY)
    .where(FRONT_ENTRY.c.front == bindparam("f"), FRONT_ENTRY.c.story == bindparam("s"))
    .values(open=True, gone=0)
)
_CLOSE = Prepared(
    update(FRONT_ENTRY).where(FRONT_ENTRY.c.story == bindparam("s")).values(open=False, gone=bindparam("g"))
)
_CLOSE_ONE = Prepared(
    update(FRONT_ENTRY)
    .where(FRONT_ENTRY.c.story == bindparam("s"), FRONT_ENTRY.c.front == bindparam("f"))
    .values(open=False, gone=0)
)


def close(connection: Connection, stories: Sequence[tuple[str, int]]) -> None:
    """Take stories off all their fronts: (story, the event that did it) each."""
    if stories:
        _CLOSE.many(connection, [{"s": story, "g": event} for story, event in stories])


def leave(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Take a story off single fronts it no longer belongs to: (story, front) each."""
    if pairs:
        _CLOSE_ONE.many(connection, [{"s": story, "f": front} for story, front in pairs])


def fronts_of(connection: Connection, stories: Sequence[str]) -> list[tuple[str, int, str]]:
    """(front, position, story) of every place those stories have or had."""
    return [(front, position, story) for front, position, story in _PLACES.all(connection, stories=stories)]


def last_position(connection: Connection, front: str) -> int:
    """The highest position given on that front; 0 for one without stories."""
    return _LAST.scalar(connection, front=front) or 0


def all_fronts(connection: Connection) -> list[tuple[str, str, int]]:
    """(front, title, last position) of every front, by name."""
    return [(front, title, last) for front, title, last in _ALL.all(connection)]


def newest_front_at(connection: Connection, kind: str) -> datetime | None:
    """When the latest front of that kind had its first story."""
    first = (
        select(func.max(STORY.c.first_shown))
        .select_from(FRONT)
        .join(FRONT_ENTRY, (FRONT_ENTRY.c.front == FRONT.c.front) & (FRONT_ENTRY.c.position == 1))
        .join(STORY, STORY.c.id == FRONT_ENTRY.c.story)
    )
    return connection.execute(first.where(FRONT.c.front.like(f"{kind}/%"))).scalar()


def cards(connection: Connection, front: str, above: int, up_to: int) -> list[Placed]:
    """Cards at positions above < p <= up_to that are open, newest position first."""
    found = _CARDS.all(connection, front=front, above=above, up_to=up_to)
    return [Placed(position, _CARD(card)) for position, card in found]


def newest(connection: Connection, front: str, most: int) -> list[Placed]:
    """The newest cards that are open, newest position first; places of stories that have left do not count."""
    return [Placed(position, _CARD(card)) for position, card in _NEWEST.all(connection, front=front, most=most)]


def gone(connection: Connection, front: str, most: int) -> list[str]:
    """Ids of the stories that were taken off that front for their readers, the latest first."""
    return _GONE.scalars(connection, front=front, most=most)


def open_fronts(connection: Connection, stories: Sequence[str]) -> dict[str, set[str]]:
    """The fronts that list each of those stories at present."""
    query = select(FRONT_ENTRY.c.story, FRONT_ENTRY.c.front).where(FRONT_ENTRY.c.story.in_(stories), FRONT_ENTRY.c.open)
    found: dict[str, set[str]] = {story: set() for story in stories}
    for story, front in connection.execute(query):
        found[story].add(front)
    return found


def open_count(connection: Connection) -> int:
    """How many places are open on all fronts together."""
    return connection.execute(select(func.count()).select_from(FRONT_ENTRY).where(FRONT_ENTRY.c.open)).scalar() or 0


SHARD = Table(
    "sitemap_shard",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("updated", Moment, nullable=False),
)
"""When the text of a story in each sitemap file last changed."""


_SHARDS = Prepared(select(SHARD.c.updated).order_by(SHARD.c.number))


def put_shards(connection: Connection, shards: Sequence[tuple[int, datetime]]) -> None:
    """Those sitemap files have stories that changed then."""
    put_rows(connection, SHARD, ("updated",), [{"number": number, "updated": updated} for number, updated in shards])


def shards(connection: Connection) -> list[datetime]:
    """When each sitemap file changed, in order of its number (from 1)."""
    return _SHARDS.scalars(connection)
