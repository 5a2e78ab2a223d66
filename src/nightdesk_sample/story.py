"""The sample agencies' stories as values: what was written, take by take, before any format is chosen."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args
from zoneinfo import ZoneInfo

Kind = Literal[
    "alert",
    "new",
    "urgent",
    "update",
    "writethru",
    "correction",
    "withhold",
    "release",
    "kill",
    "embargo",
    "kill-note",
    "advisory",
    "planning",
    "test",
]
"""What a take means to its story. A "kill-note" kills another story in words alone, under an id of its own."""

KINDS: tuple[Kind, ...] = get_args(Kind)
NOTICES = frozenset({"kill", "withhold", "kill-note"})
"""Kinds whose text is a notice to the desks about a story, never copy."""

DESK_ONLY = frozenset({"advisory", "planning", "test"})
"""Kinds that are never for readers."""

_WHITE = " \t\r"

BlockKind = Literal["p", "subhead", "item", "row", "quote"]


T = TypeVar("T")


class StoryError(ValueError):
    """A story file that cannot be used; says the file, the story, and what to write instead."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of copy. A table row has `cells`; every other kind has `text`."""

    kind: BlockKind
    text: str = ""
    cells: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts a reader sees, one for each cell of a row."""
        return self.cells if self.kind == "row" else (self.text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An invented news agency."""

    slug: str
    name: str
    code: str
    language: str = "en"
    country: str = "IN"
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One version of a story, `at` minutes after midnight of the story's day. Its own `dateline` and `byline`, where
    given, take the place of the story's.
    """

    version: int
    at: int
    kind: Kind
    headline: str
    blocks: tuple[Block, ...]
    note_private: str = ""
    correction_note: str = ""
    dateline: str = ""
    byline: str = ""
    embargo_minutes: int | None = None
    expires_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that goes with a story, named by its takes from `version` on; alerts and notices name none.

    Its file comes `comes` minutes after the first take that names it, before it where that is below 0, and never where
    there is none. Where the wire has an item for the picture itself, that is killed `killed` minutes after the file.
    """

    file: str
    headline: str
    caption: str
    credit: str
    version: int = 1
    comes: int | None = None
    killed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story of one agency with all its takes, in the order in which they are sent.

    `thread`, `same_event`, `reruns` (the key of a story whose copy it gives again), `kills` (the key of the story that
    a kill note means), `chains` (who says so, holder first) and `embargo_note` are what the writer knows about it; no
    wire carries them, tests may ask for them.
    """

    key: str
    agency: str
    slugline: str
    section: str
    language: str = "en-IN"
    place: str = ""
    country: str = ""
    dateline: str = ""
    byline: str = ""
    urgency: int = 4
    medtop: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    thread: str = ""
    same_event: str = ""
    reruns: str = ""
    embargo_note: str = ""
    kills: str = ""
    chains: tuple[tuple[str, ...], ...] = ()
    at: int = 0
    day: int = 0
    takes: tuple[Take, ...] = field(default=())
    pictures: tuple[Picture, ...] = ()


def parse_blocks(body: str) -> tuple[Block, ...]:
    """Copy as written in a story file: blocks parted by blank lines; "## ", "- ", "| " or "> " marks a line."""
    blocks: list[Block] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            blocks.append(Block("p", " ".join(paragraph)))
            paragraph.clear()

    for written in [*body.split("\n"), ""]:
        line = written.strip(_WHITE)  # a no-break space is copy
        marked = _marked(line)
        if marked is not None:
            close()
            blocks.append(marked)
        elif line:
            paragraph.append(line)
        else:
            close()
    return tuple(blocks)


def _marked(line: str) -> Block | None:
    if line.startswith("## "):
        return Block("subhead", line[3:].strip(_WHITE))
    if line.startswith("- "):
        return Block("item", line[2:].strip(_WHITE))
    if line.startswith("> "):
        return Block("quote", line[2:].strip(_WHITE))
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        return Block("row", cells=tuple(cell.strip(_WHITE) for cell in line[1:-1].split("|")))
    return None


def load_agencies(path: Path) -> tuple[Agency, ...]:
    """The agencies of an agencies.toml, in its order."""
    with path.open("rb") as file:
        tables = tomllib.load(file).get("agency", [])
    return tuple(_build(Agency, table, f"{path.name} agency {table.get('slug', '?')!r}") for table in tables)


def first_midnight(path: Path) -> datetime:
    """Where day 0 of an agencies.toml begins: its `first_day` in its `zone`."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    day = table.get("first_day")
    if not isinstance(day, date):
        raise StoryError(path.name, "it has no first_day; write one, as in first_day = 2026-11-23")
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(table.get("zone", "UTC")))


def load_stories(folder: Path) -> tuple[Story, ...]:
    """All stories of a folder's TOML files (agencies.toml aside), in the order of file names and of each file."""
    stories: list[Story] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name == "agencies.toml":
            continue
        with path.open("rb") as file:
            tables = tomllib.load(file).get("story", [])
        stories += [_story(table, f"{path.name} story {table.get('key', '?')!r}") for table in tables]
    keys = [(story.agency, story.key) for story in stories]
    for key in keys:
        if keys.count(key) > 1:
            raise StoryError(str(folder), f"the key {key[1]!r} is used twice by {key[0]!r}; give one of them another")
    return tuple(stories)


def _story(table: dict[str, Any], place: str) -> Story:
    takes = tuple(_take(take, f"{place} take {number}") for number, take in enumerate(table.pop("take", []), 1))
    if not takes:
        raise StoryError(place, "it has no [[story.take]]; write at least one")
    pictures = tuple(
        _build(Picture, picture, f"{place} picture {number}")
        for number, picture in enumerate(table.pop("picture", []), 1)
    )
    return _build(Story, {**table, "takes": takes, "pictures": pictures}, place)


def _take(table: dict[str, Any], place: str) -> Take:
    body = table.pop("body", "")
    if "day" in table:  # a take may say on which day after the story's it comes
        table["at"] = table["at"] + 1440 * table.pop("day")
    if table.get("kind") not in KINDS:
        raise StoryError(place, f"kind {table.get('kind')!r} is unknown; use one of {', '.join(KINDS)}")
    return _build(Take, {"headline": "", **table, "blocks": parse_blocks(body)}, place)


def _build(type_: type[T], table: Mapping[str, Any], place: str) -> T:
    values = {name: _frozen(value) for name, value in table.items()}
    try:
        return type_(**values)
    except TypeError as error:
        raise StoryError(place, f"{str(error).split('__init__() ')[-1]}; see the fields of {type_.__name__}") from error


def _frozen(value: object) -> object:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def stories_folder() -> Path:
    """Where the stories that come with this package lie."""
    return Path(__file__).parent / "stories"


def of_kind(story: Story, *kinds: str) -> bool:
    """True when one of the story's takes is of one of `kinds`."""
    return any(cast(str, take.kind) in kinds for take in story.takes)
