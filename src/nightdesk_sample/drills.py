"""Invented short stories that go through whatever part of the life-cycle a wire has not shown yet."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from .compose import compose, next_take
from .copy import make_copy
from .plan import Act, Cell, outcomes
from .story import Kind, Story

_LIFE: tuple[Kind, ...] = ("alert", "urgent", "update", "writethru", "correction", "withhold", "release", "kill")
_STEP = 9
"""Minutes between two takes of a drill."""


def drills(cell: Cell, events: Sequence[str], number: int, midnight: datetime) -> Iterator[Act]:
    """Acts by which all `events` happen in `cell`; `number` tells drills apart and spreads them over the day."""
    minute = 25 + number * 37 % 1_150
    life = tuple(kind for kind in _LIFE if kind in events)
    if life or "repeat" in events:
        yield from _walk(cell, _ladder(cell, number * 10, minute, life), midnight, "repeat" in events)
    if "embargo" in events:
        held = compose(number * 10 + 1, seed=7, agency=cell.offer.agency, minute=minute, kind="embargo", embargo=95)
        lifted = next_take(held, kind="release", minute=minute + 60, seed=7)
        yield from _walk(cell, lifted, midnight, repeat=False)
    if "new" in events:
        plain = compose(number * 10 + 2, seed=7, agency=cell.offer.agency, minute=minute + 4)
        yield from _walk(cell, plain, midnight, repeat=False)


def _ladder(cell: Cell, number: int, minute: int, kinds: Sequence[Kind]) -> Story:
    first: Kind = "alert" if "alert" in kinds else "new"
    story = compose(number, seed=7, agency=cell.offer.agency, minute=minute, kind=first)
    for step, kind in enumerate((kind for kind in kinds if kind != "alert"), 1):
        story = next_take(story, kind=kind, minute=minute + step * _STEP, seed=7)
    return story


def _walk(cell: Cell, story: Story, midnight: datetime, repeat: bool) -> Iterator[Act]:
    expected = outcomes(story, feed=cell.is_feed)
    for number, (take, expect) in enumerate(zip(story.takes, expected, strict=True)):
        copy = make_copy(cell.offer.agency, story, take, midnight)
        by_reference = take.kind == "kill" and cell.format == "nitf" and cell.offer.transport == "folder"
        yield Act(at=copy.issued, cell=cell, copy=copy, event=take.kind, expect=expect, by_reference=by_reference)
        if repeat and number == 0:
            at = copy.issued + timedelta(minutes=2)
            yield Act(at=at, cell=cell, copy=copy, event="repeat", expect="duplicate", again="repeat")
