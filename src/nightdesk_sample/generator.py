"""Wire traffic of any volume for load and benches: plausible, all different, and the same for the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Literal

from .compose import compose, next_take
from .copy import Copy, make_copy
from .day import sample_agencies, sample_midnight
from .plan import Act, Cell, Press
from .sending import TRANSPORTS, Expect, Sending
from .story import Kind
from .wires import offers

Event = Literal["new", "update", "correction", "kill", "repeat", "embargo"]

_REMEMBERED = 2_000
"""Live stories that may still be updated or killed: bounds memory, whatever the count."""

_VERSIONS = 6
"""Takes after which a story is let rest."""

_EMBARGO = timedelta(hours=1)

_TAKES: dict[Event, Kind] = {"update": "update", "correction": "correction", "kill": "kill"}

_EXPECT: dict[str, Expect] = {
    "new": "published",
    "update": "updated",
    "correction": "corrected",
    "kill": "killed",
    "repeat": "duplicate",
    "embargo": "held",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Which share of the sendings is what; the rest are new stories."""

    updates: float = 0.20
    corrections: float = 0.03
    kills: float = 0.01
    embargoes: float = 0.01
    repeats: float = 0.03

    def __post_init__(self) -> None:
        parts = (self.updates, self.corrections, self.kills, self.embargoes, self.repeats)
        if min(parts) < 0 or sum(parts) >= 1:
            raise ValueError(f"the shares {parts} must be 0 or more and leave room for new stories: sum below 1")


def generate(
    count: int,
    *,
    seed: int,
    mix: Mix | None = None,
    start: datetime | None = None,
    per_second: float = 10.0,
    transports: Sequence[str] = TRANSPORTS,
    formats: Sequence[str] = (),
) -> Iterator[Sending]:
    """`count` sendings from `start` on, `per_second` of them a second, over the sample agencies' wires.

    `transports` and `formats` (empty: all) narrow the wires. An embargo here ends an hour after it is sent. Feeds
    carry one item each, so that a sending is one document with one item.
    """
    begin = start or sample_midnight()
    cells = _cells(transports, formats)
    stream = _Stream(cells, seed, mix or Mix(), begin)
    for number in range(count):
        yield stream.next(number, begin + timedelta(seconds=number / per_second))


def _cells(transports: Sequence[str], formats: Sequence[str]) -> tuple[Cell, ...]:
    cells = tuple(
        Cell(offer, format_)
        for offer in offers(sample_agencies())
        for format_ in offer.formats
        if offer.transport in transports and (not formats or format_ in formats)
    )
    if not cells:
        raise ValueError(f"no sample wire carries {tuple(formats)} over {tuple(transports)}; name others")
    return cells


class _Stream:
    """The sender's memory: which stories live, and the last copy of each."""

    def __init__(self, cells: Sequence[Cell], seed: int, mix: Mix, begin: datetime) -> None:
        self._cells = cells
        self._seed = seed
        self._limits = _limits(mix)
        self._begin = begin
        self._random = Random(seed)
        self._live: list[tuple[Cell, Copy]] = []
        self._press = Press(window=0)

    def next(self, number: int, at: datetime) -> Sending:
        """The sending at `at`; `number` makes its story, where it is a new one, unlike all others."""
        drawn = self._random.random()
        event: Event = next((event for limit, event in self._limits if drawn < limit), "new")
        if event in ("new", "embargo") or not self._live:
            return self._new(number, at, "embargo" if event == "embargo" else "new")
        place = self._random.randrange(len(self._live))
        cell, last = self._live[place]
        if event == "repeat":
            return self._send(cell, last, at, event)
        story = next_take(last.story, kind=_TAKES[event], minute=0, seed=self._seed)
        copy = replace(make_copy(last.agency, story, story.takes[-1], self._begin), created=last.created, issued=at)
        if event == "kill" or len(story.takes) == _VERSIONS:
            self._live[place] = self._live[-1]
            self._live.pop()
        else:
            self._live[place] = (cell, copy)
        return self._send(cell, copy, at, event)

    def _new(self, number: int, at: datetime, kind: Literal["new", "embargo"]) -> Sending:
        cell = self._cells[self._random.randrange(len(self._cells))]
        agency = cell.offer.agency
        story = compose(number, seed=self._seed, agency=agency, minute=0, kind=kind)
        embargo = at + _EMBARGO if kind == "embargo" else None
        copy = make_copy(agency, story, story.takes[0], self._begin)
        copy = replace(copy, created=at, issued=at, embargo=embargo)
        if kind == "new":
            self._remember(cell, copy)
        return self._send(cell, copy, at, kind)

    def _remember(self, cell: Cell, copy: Copy) -> None:
        if len(self._live) < _REMEMBERED:
            self._live.append((cell, copy))
        else:
            self._live[self._random.randrange(_REMEMBERED)] = (cell, copy)

    def _send(self, cell: Cell, copy: Copy, at: datetime, event: str) -> Sending:
        return self._press.send(Act(at=at, cell=cell, copy=copy, event=event, expect=_EXPECT[event]))


def _limits(mix: Mix) -> tuple[tuple[float, Event], ...]:
    """Cumulative shares, so that one random number tells what comes next."""
    shares: tuple[tuple[float, Event], ...] = (
        (mix.updates, "update"),
        (mix.corrections, "correction"),
        (mix.kills, "kill"),
        (mix.repeats, "repeat"),
        (mix.embargoes, "embargo"),
    )
    totals = accumulate(share for share, _ in shares)
    return tuple((total, event) for total, (_, event) in zip(totals, shares, strict=True))
