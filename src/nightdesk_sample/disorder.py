"""Sequences in which nothing is broken but the order, the numbering or the patience of the sender."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from .compose import compose, next_take
from .copy import make_copy
from .plan import Act, Cell
from .sending import Expect
from .story import Block, Kind, Story

_STEP = timedelta(minutes=6)

Step = tuple[int, Expect]
"""Which take (counted from 0) is sent next, and what should come of it."""

SEQUENCES: MappingProxyType[str, tuple[tuple[Kind, ...], tuple[Step, ...]]] = MappingProxyType(
    {
        "kill-before-story": (("new", "update", "kill"), ((2, "killed"), (0, "history"), (1, "history"))),
        "late-version": (("new", "update", "update"), ((0, "published"), (2, "updated"), (1, "history"))),
        "stale-after-kill": (("new", "update", "kill"), ((0, "published"), (2, "killed"), (1, "history"))),
        "usable-after-kill": (("new", "kill", "update"), ((0, "published"), (1, "killed"), (2, "held"))),
        "version-gap": (("new", "update", "update"), ((0, "published"), (2, "updated"))),
    }
)
"""Name: the takes of the story, then the order in which they arrive."""


def sequence(name: str, cell: Cell, number: int, midnight: datetime) -> Iterator[Act]:
    """The acts of one of `SEQUENCES`, in a format that numbers its versions."""
    kinds, steps = SEQUENCES[name]
    minute = 200 + number * 41 % 1_000
    story = compose(number, seed=11, agency=cell.offer.agency, minute=minute)
    for step, kind in enumerate(kinds[1:], 1):
        story = next_take(story, kind=kind, minute=minute + step * 3, seed=11)
    at = make_copy(cell.offer.agency, story, story.takes[-1], midnight).issued
    for step, (index, expect) in enumerate(steps):
        copy = make_copy(cell.offer.agency, story, story.takes[index], midnight)
        yield Act(at=at + step * _STEP, cell=cell, copy=copy, event=name, expect=expect)


def conflict(cell: Cell, number: int, midnight: datetime) -> Iterator[Act]:
    """One guid and version, two texts: the later one is to be shown, both kept."""
    minute = 210 + number * 41 % 1_000
    story = compose(number, seed=13, agency=cell.offer.agency, minute=minute)
    first = make_copy(cell.offer.agency, story, story.takes[0], midnight)
    other = replace(
        first,
        issued=first.issued + _STEP,
        blocks=(*first.blocks[:-1], Block("p", f"{first.blocks[-1].text} (2)")),
    )
    yield Act(at=first.issued, cell=cell, copy=first, event="conflict", expect="published")
    yield Act(at=other.issued, cell=cell, copy=other, event="conflict", expect="conflict")


def other_wire(cell: Cell, second: Cell, number: int, midnight: datetime) -> Iterator[Act]:
    """A story over one wire of an agency; the same again, and its kill, over another wire of that agency."""
    minute = 220 + number * 41 % 1_000
    story = _killed(cell, number, minute)
    story_copy, kill = (make_copy(cell.offer.agency, story, take, midnight) for take in story.takes)
    yield Act(at=story_copy.issued, cell=cell, copy=story_copy, event="other-wire", expect="published")
    yield Act(at=story_copy.issued + _STEP, cell=second, copy=story_copy, event="other-wire", expect="duplicate")
    yield Act(at=kill.issued, cell=second, copy=kill, event="other-wire", expect="killed")


def redelivery(cell: Cell, number: int, midnight: datetime) -> Iterator[Act]:
    """A push that is sent again under its own id, as after a lost answer."""
    minute = 230 + number * 41 % 1_000
    story = compose(number, seed=17, agency=cell.offer.agency, minute=minute)
    copy = make_copy(cell.offer.agency, story, story.takes[0], midnight)
    yield Act(at=copy.issued, cell=cell, copy=copy, event="redelivery", expect="published")
    again = copy.issued + timedelta(minutes=1)
    yield Act(at=again, cell=cell, copy=copy, event="redelivery", expect="unseen", again="redelivery")


def half_written(cell: Cell, number: int, midnight: datetime) -> Iterator[Act]:
    """A file that grows under its final name: nothing may be made of its first half."""
    minute = 240 + number * 41 % 1_000
    story = compose(number, seed=19, agency=cell.offer.agency, minute=minute)
    copy = make_copy(cell.offer.agency, story, story.takes[0], midnight)
    yield Act(at=copy.issued, cell=cell, copy=copy, event="half-written", expect="published", manner="slow")


def spoilt(breakage: str, expect: Expect, cell: Cell, number: int, midnight: datetime) -> Iterator[Act]:
    """A story whose bytes are broken on the way."""
    minute = 100 + number * 53 % 1_200
    story = compose(number, seed=23, agency=cell.offer.agency, minute=minute)
    copy = make_copy(cell.offer.agency, story, story.takes[0], midnight)
    yield Act(at=copy.issued, cell=cell, copy=copy, event=breakage, expect=expect, breakage=breakage)


def _killed(cell: Cell, number: int, minute: int) -> Story:
    story = compose(number, seed=29, agency=cell.offer.agency, minute=minute)
    return next_take(story, kind="kill", minute=minute + 20, seed=29)
