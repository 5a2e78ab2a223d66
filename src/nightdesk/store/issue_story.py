"""Table `issue_story`: which stories each issue of the e-paper prints or mentions, and on which page they begin."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import msgspec
from sqlalchemy import Column, Connection, Index, Integer, String, Table, bindparam, insert, select, update

from ..terms.issue import PaperStory
from .issue import Key
from .metadata import Serial, metadata
from .prepared import Prepared

ISSUE_STORY = Table(
    "issue_story",
    metadata,
    Column("edition", String(63), primary_key=True),
    Column("date", String(10), primary_key=True),
    Column("story", String(12), primary_key=True),
    Column("role", String(10), primary_key=True),
    Column("item", Serial, nullable=False),
    Column("event", Serial, nullable=False),
    Column("n", Integer),
    Column("page", Integer),
    Column("facts", String, nullable=False),
    Index("issue_story_story", "story"),
)
"""`role` "printed": a story that the issue was to print; "corrected": one of which it tells a correction, by its
headline. `item` is the text, `event` the one that put it up, `n` the text's number in the log."""

Role = Literal["printed", "corrected"]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A story that an issue may print: `facts` is all of it but its words, which are those of `facts.item`.

    `event` put that text up; `page` is where it begins, None until it was shown, and where it found no room.
    """

    event: int
    facts: PaperStory
    page: int | None = None


class Place(msgspec.Struct, frozen=True):
    """Where a story is held: in which issue, in which role, on which page it begins there."""

    edition: str
    date: date
    story: str
    role: Role
    page: int | None

    @property
    def key(self) -> Key:
        """The issue."""
        return self.edition, self.date


_ENCODE = msgspec.json.Encoder().encode
_FACTS = msgspec.json.Decoder(PaperStory).decode
_PLACE = tuple(ISSUE_STORY.c[name] for name in Place.__struct_fields__)
_THIS = (ISSUE_STORY.c.edition == bindparam("e"), ISSUE_STORY.c.date == bindparam("d"))
_ADD = Prepared(insert(ISSUE_STORY))
_HELD = Prepared(
    select(ISSUE_STORY.c.event, ISSUE_STORY.c.facts, ISSUE_STORY.c.page).where(*_THIS, ISSUE_STORY.c.role == "printed")
)
_HOLDING = Prepared(
    select(*_PLACE)
    .where(ISSUE_STORY.c.story.in_(bindparam("stories", expanding=True)))
    .order_by(ISSUE_STORY.c.edition, ISSUE_STORY.c.date, ISSUE_STORY.c.story, ISSUE_STORY.c.role)
)
_TURN = Prepared(
    update(ISSUE_STORY)
    .where(*_THIS, ISSUE_STORY.c.story == bindparam("s"), ISSUE_STORY.c.role == "printed")
    .values(page=bindparam("p"))
)


def add(connection: Connection, key: Key, held: Sequence[Held], corrected: Sequence[str]) -> None:
    """Keep what an issue was decided to print, without its words, and whose corrections it tells."""
    rows = [_row(key, one) for one in held]
    rows += [
        {"edition": key[0], "date": key[1].isoformat(), "story": story, "role": "corrected", "item": 0, "event": 0,
         "n": None, "page": None, "facts": ""}
        for story in dict.fromkeys(corrected)
    ]  # fmt: skip
    _ADD.many(connection, rows)


def _row(key: Key, held: Held) -> dict[str, Any]:
    wordless = msgspec.structs.replace(held.facts, headline="", blocks=(), markup="", wire_text="")
    return {
        "edition": key[0], "date": key[1].isoformat(), "story": held.facts.id, "role": "printed",
        "item": held.facts.item, "event": held.event, "n": held.facts.n, "page": held.page,
        "facts": _ENCODE(wordless).decode(),
    }  # fmt: skip


def of_issue(connection: Connection, key: Key) -> dict[str, Held]:
    """The stories that an issue was to print, by their ids."""
    rows = _HELD.all(connection, e=key[0], d=key[1].isoformat())
    held = (Held(event=event, facts=_FACTS(facts), page=page) for event, facts, page in rows)
    return {one.facts.id: one for one in held}


def holding(connection: Connection, stories: Sequence[str]) -> list[Place]:
    """Every issue that any of those stories is in."""
    if not stories:
        return []
    rows = _HOLDING.all(connection, stories=stories)
    return [Place(edition, date.fromisoformat(day), story, role, page) for edition, day, story, role, page in rows]


def turn(connection: Connection, key: Key, pages: Mapping[str, int | None]) -> None:
    """Those stories begin on these pages now."""
    changed = [{"e": key[0], "d": key[1].isoformat(), "s": story, "p": page} for story, page in pages.items()]
    _TURN.many(connection, changed)
