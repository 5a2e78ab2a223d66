"""Tables of the dossier: what the library of past stories keeps of each, which stories its page lists, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    LargeBinary,
    String,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from ..terms.dossier import Shared
from ..terms.story import Reach
from .metadata import Moment, Serial, metadata, put_rows
from .prepared import Prepared

DOSSIER = Table(
    "dossier",
    metadata,
    Column("story", String(12), primary_key=True),
    Column("number", Serial, nullable=False, unique=True),
    Column("filed", Serial, nullable=False, unique=True),
    Column("item", Serial, nullable=False),
    Column("at", Moment, nullable=False),
    Column("agency", String, nullable=False),
    Column("alive", Boolean, nullable=False),
    Column("features", LargeBinary, nullable=False),
    Column("samples", LargeBinary, nullable=False),
    Column("company", LargeBinary, nullable=False),
    Column("thread", String(12), nullable=False),
    Column("part", String(9), nullable=False),
    Column("lead", String(12), nullable=False),
    Column("says", String, nullable=False),
    Column("reaches", String, nullable=False),
    Column("touched", Serial, nullable=False),
    Index("dossier_thread", "thread", "number"),
    Index("dossier_lead", "lead", "number"),
    Index("dossier_touched", "touched"),
)
"""One row a story that was ever shown. `number` counts them in order; `item` is the revision that was read last, at
event `filed`.

`features`, `samples` and `company` are what related stories, equal texts and threads know it by, packed.
"""

LISTED = Table(
    "dossier_listed",
    metadata,
    Column("story", String(12), primary_key=True),
    Column("other", String(12), primary_key=True),
    Index("dossier_listed_other", "other"),
)
"""`story`'s page lists `other`: the same as in `says`, to be found from the other end."""

MOVED = Table(
    "dossier_moved",
    metadata,
    Column("thread", String(12), primary_key=True),
    Column("into", String(12), nullable=False),
    Column("touched", Serial, nullable=False),
)
"""Threads that were merged into another one: their addresses lead on. One that leads to itself had several stories
once and keeps its page."""

ACT = Table(
    "dossier_act",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("event", Serial, nullable=False),
    Column("story", String(12), nullable=False),
    Column("kind", String(15), nullable=False),
    Column("text", String, nullable=False),
    Index("dossier_act_story", "story"),
)
"""What the library decided about a story at an event, each with its reason, for `trace`."""


class Listing(msgspec.Struct, frozen=True):
    """One line of a list: the other story, what they share, and how near they are."""

    story: str
    shared: tuple[Shared, ...] = ()
    bond: Literal["event", "background", "none"] = "none"


class Says(msgspec.Struct, frozen=True, kw_only=True):
    """What a story's page says beside its text, as it was last made; stories by their ids.

    `stories` of its thread there were then, and it is the `place`-th of them; `same` is who else sent it.
    """

    related: tuple[Listing, ...] = ()
    in_section: tuple[Listing, ...] = ()
    latest: tuple[str, ...] = ()
    stories: int = 1
    place: int = 1
    same: tuple[str, ...] = ()

    @property
    def others(self) -> set[str]:
        """Every story that it names."""
        return {one.story for one in (*self.related, *self.in_section)} | {*self.latest, *self.same}


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """One story as the library has it. `lead` is the first story that says the same, itself without another one.

    `touched` is the newest event there was when the row last changed.
    """

    story: str
    number: int
    filed: int
    item: int
    at: datetime
    agency: str
    alive: bool
    features: bytes
    samples: bytes
    company: bytes
    thread: str
    part: Literal["first", "follow-up", "wrap-up"]
    lead: str
    says: Says
    reaches: tuple[Reach, ...]
    touched: int


class Standing(msgspec.Struct, frozen=True):
    """How a story stands among others: its thread and part, the lead of its likes, what its page says, its fronts."""

    story: str
    thread: str
    part: Literal["first", "follow-up", "wrap-up"]
    lead: str
    says: Says
    reaches: tuple[Reach, ...]
    number: int


class Member(msgspec.Struct, frozen=True):
    """A living story of a thread."""

    story: str
    number: int
    lead: str


class Act(msgspec.Struct, frozen=True):
    """A decision of the library: at which event, about which story, of what kind, and the reason in a sentence."""

    event: int
    story: str
    kind: str
    text: str


_ENCODE = msgspec.json.Encoder().encode
_SAYS = msgspec.json.Decoder(Says).decode
_REACHES = msgspec.json.Decoder(tuple[Reach, ...]).decode
_CHANGING = tuple(column.name for column in DOSSIER.c if column.name not in ("story", "number"))
_STANDING = (
    DOSSIER.c.story, DOSSIER.c.thread, DOSSIER.c.part, DOSSIER.c.lead, DOSSIER.c.says, DOSSIER.c.reaches,
    DOSSIER.c.number,
)  # fmt: skip
_STANDINGS = Prepared(select(*_STANDING).where(DOSSIER.c.story.in_(bindparam("stories", expanding=True))))
_OF_THREADS = Prepared(
    select(*_STANDING).where(DOSSIER.c.thread.in_(bindparam("threads", expanding=True))).order_by(DOSSIER.c.number)
)
_MEMBERS = Prepared(
    select(DOSSIER.c.story, DOSSIER.c.number, DOSSIER.c.lead)
    .where(DOSSIER.c.thread == bindparam("thread"), DOSSIER.c.alive)
    .order_by(DOSSIER.c.number)
)
_WHOLE = Prepared(select(DOSSIER).where(DOSSIER.c.story.in_(bindparam("stories", expanding=True))))
_FILED_AFTER = Prepared(
    select(DOSSIER)
    .where(DOSSIER.c.alive, DOSSIER.c.filed > bindparam("filed"))
    .order_by(DOSSIER.c.filed)
    .limit(bindparam("most"))
)
_LISTING = Prepared(
    select(LISTED.c.story).where(LISTED.c.other.in_(bindparam("others", expanding=True))).order_by(LISTED.c.story)
)
_UNLIST = Prepared(delete(LISTED).where(LISTED.c.story == bindparam("s")))
_LIST = Prepared(LISTED.insert())
_ACTS = Prepared(ACT.insert())
_NEWEST = Prepared(select(func.max(DOSSIER.c.number)))


def put(connection: Connection, rows: Sequence[Dossier]) -> None:
    """Insert or replace the dossiers of stories, with what their pages list."""
    put_rows(
        connection,
        DOSSIER,
        _CHANGING,
        [
            msgspec.structs.asdict(row) | {"says": _ENCODE(row.says).decode(), "reaches": _ENCODE(row.reaches).decode()}
            for row in rows
        ],
    )
    _UNLIST.many(connection, [{"s": row.story} for row in rows])
    listed = [{"story": row.story, "other": other} for row in rows for other in sorted(row.says.others)]
    _LIST.many(connection, listed)


def add_acts(connection: Connection, acts: Sequence[Act]) -> None:
    """Append decisions."""
    _ACTS.many(connection, [msgspec.structs.asdict(one) for one in acts])


def acts_of(connection: Connection, story: str) -> list[Act]:
    """Every decision about that story, oldest first."""
    query = select(ACT.c.event, ACT.c.story, ACT.c.kind, ACT.c.text).where(ACT.c.story == story).order_by(ACT.c.id)
    return [Act(*row) for row in connection.execute(query)]


def unmove(connection: Connection, thread: str) -> None:
    """The thread is one of its own again."""
    connection.execute(delete(MOVED).where(MOVED.c.thread == thread))


def keep_page(connection: Connection, thread: str, touched: int) -> None:
    """The thread has a page, however few its stories are from now on."""
    put_rows(connection, MOVED, ("into", "touched"), [{"thread": thread, "into": thread, "touched": touched}])


def move(connection: Connection, thread: str, into: str, touched: int) -> None:
    """Those of a thread are part of another one from now on, and so is what was moved into it before."""
    connection.execute(update(DOSSIER).where(DOSSIER.c.thread == thread).values(thread=into, touched=touched))
    connection.execute(update(MOVED).where(MOVED.c.into == thread).values(into=into, touched=touched))
    put_rows(connection, MOVED, ("into", "touched"), [{"thread": thread, "into": into, "touched": touched}])


def moved(connection: Connection, since: int = 0) -> list[tuple[str, str]]:
    """(thread, the one it became part of) of every merge, or of those when `since` or a later event was the newest."""
    query = select(MOVED.c.thread, MOVED.c.into).where(MOVED.c.touched >= since).order_by(MOVED.c.thread)
    return [(thread, into) for thread, into in connection.execute(query)]


def leading_to(connection: Connection, thread: str) -> list[str]:
    """The threads whose addresses lead to this one."""
    query = select(MOVED.c.thread).where(MOVED.c.into == thread, MOVED.c.thread != thread).order_by(MOVED.c.thread)
    return list(connection.execute(query).scalars())


def newest_number(connection: Connection) -> int:
    """The number of the last story filed; 0 before the first."""
    return _NEWEST.scalar(connection) or 0


def alive_count(connection: Connection) -> int:
    """How many stories may be listed."""
    return connection.execute(select(func.count()).select_from(DOSSIER).where(DOSSIER.c.alive)).scalar() or 0


def get(connection: Connection, stories: Sequence[str]) -> dict[str, Dossier]:
    """The dossiers of those stories, whole."""
    found = _WHOLE.all(connection, stories=stories) if stories else []
    return {row[0]: _dossier(row) for row in found}


def filed_before_the_last(connection: Connection, most: int) -> int:
    """The event at which the youngest living story was filed that is not among the last `most`; 0 where all are."""
    alive = select(DOSSIER.c.filed).where(DOSSIER.c.alive).order_by(DOSSIER.c.filed.desc())
    return connection.execute(alive.limit(1).offset(most)).scalar() or 0


def filed_after(connection: Connection, filed: int, most: int) -> list[Dossier]:
    """The next living stories in the order of their last filing: what the library's memory is made of."""
    return [_dossier(row) for row in _FILED_AFTER.all(connection, filed=filed, most=most)]


def standings(connection: Connection, stories: Sequence[str]) -> dict[str, Standing]:
    """How each of those stories stands; one that the library has not read yet is missing."""
    found = _STANDINGS.all(connection, stories=stories) if stories else []
    return {row[0]: _standing(row) for row in found}


def of_threads(connection: Connection, threads: Sequence[str]) -> dict[str, list[Standing]]:
    """The stories of each of those threads, in order."""
    found: dict[str, list[Standing]] = {thread: [] for thread in threads}
    for row in _OF_THREADS.all(connection, threads=threads) if threads else ():
        found[row[1]].append(_standing(row))
    return found


def members(connection: Connection, thread: str) -> list[Member]:
    """The living stories of a thread, in order."""
    return [Member(*row) for row in _MEMBERS.all(connection, thread=thread)]


def listing(connection: Connection, others: Sequence[str]) -> list[str]:
    """The stories whose pages name any of those."""
    return sorted(set(_LISTING.scalars(connection, others=others))) if others else []


def touched_since(connection: Connection, seq: int) -> list[Standing]:
    """What changed when event `seq`, or a later one, was the newest."""
    query = select(*_STANDING).where(DOSSIER.c.touched >= seq).order_by(DOSSIER.c.number)
    return [_standing(tuple(row)) for row in connection.execute(query)]


def threads_of_several(connection: Connection) -> list[str]:
    """Every thread of more than one story, also where they are not shown any more."""
    several = func.count(DOSSIER.c.lead.distinct()) > 1
    query = select(DOSSIER.c.thread).group_by(DOSSIER.c.thread).having(several).order_by(DOSSIER.c.thread)
    return list(connection.execute(query).scalars())


def without(says: Says, story: str, *, same: tuple[str, ...] | None = None) -> Says:
    """The same, but for the lines that name that story; `same` in place of those who sent the story too."""
    return msgspec.structs.replace(
        says,
        related=tuple(one for one in says.related if one.story != story),
        in_section=tuple(one for one in says.in_section if one.story != story),
        latest=tuple(one for one in says.latest if one != story),
        same=same if same is not None else tuple(one for one in says.same if one != story),
    )


def forget(connection: Connection) -> None:
    """Empty the library: it is to be read again from the first event on."""
    for table in (DOSSIER, LISTED, MOVED, ACT):
        connection.execute(delete(table))


def _standing(row: tuple[object, ...]) -> Standing:
    story, thread, part, lead, says, reaches, number = row
    return Standing(story, thread, part, lead, _SAYS(says), _REACHES(reaches), number)  # type: ignore[arg-type]  # as typed by the table


def _dossier(row: tuple[object, ...]) -> Dossier:
    facts = {column.name: value for column, value in zip(DOSSIER.c, row, strict=True)}
    facts["says"] = _SAYS(facts["says"])  # type: ignore[arg-type]  # as typed by the table
    facts["reaches"] = _REACHES(facts["reaches"])  # type: ignore[arg-type]  # as typed by the table
    return Dossier(**facts)  # type: ignore[arg-type]  # as typed by the table
