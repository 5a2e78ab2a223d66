"""The whole sample day, and the days that running stories take after it, as one deterministic plan."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from .broken import BREAKAGES
from .copy import make_copy
from .coverage import Coverage
from .disorder import SEQUENCES, conflict, half_written, other_wire, redelivery, sequence, spoilt
from .drills import drills
from .pictures import illustrated, picture_sendings
from .plan import Act, Cell, Press, outcomes
from .sending import TRANSPORTS, Sending
from .story import Agency, Story, first_midnight, load_agencies, load_stories, stories_folder
from .wires import offers
from .writers import WRITERS


def a_day(
    start: datetime | None = None,
    *,
    agencies: Sequence[Agency] = (),
    stories: Sequence[Story] = (),
    with_drills: bool = True,
    with_pictures: bool = True,
) -> tuple[Sending, ...]:
    """Every sending of the sample agencies, in order of time.

    `start` is the midnight at which day 0 begins (None: the day the stories were written for). Without `agencies` and
    `stories` those of this package are sent. `with_drills` adds invented stories, until every event has happened in
    every format over every transport, and every kind of trouble over every transport. `with_pictures` has the
    stories name their pictures, and sends these too.
    """
    agencies = tuple(agencies) or sample_agencies()
    stories = tuple(stories) or sample_stories()
    midnight = start or sample_midnight()
    coverage = Coverage(offers(agencies))
    acts: list[Act] = []
    pictures: list[Sending] = []
    for story in stories:
        told = tuple(_told(story, coverage, agencies, midnight, with_pictures))
        acts += told
        if with_pictures:
            pictures += picture_sendings(story, [act.copy for act in told], told[0].cell)
    if with_drills:
        for number, (cell, events) in enumerate(coverage.left(), 1):
            acts += drills(cell, events, number, midnight)
        acts += _trouble(coverage, midnight)
    return tuple(sorted([*Press().run(acts), *pictures], key=lambda sending: sending.at))


@lru_cache
def sample_agencies() -> tuple[Agency, ...]:
    """The agencies that come with this package."""
    return load_agencies(stories_folder() / "agencies.toml")


@lru_cache
def sample_stories() -> tuple[Story, ...]:
    """The stories that come with this package."""
    return load_stories(stories_folder())


@lru_cache
def sample_midnight() -> datetime:
    """Where day 0 of this package's stories begins."""
    return first_midnight(stories_folder() / "agencies.toml")


def _told(
    story: Story, coverage: Coverage, agencies: Sequence[Agency], midnight: datetime, shows: bool
) -> Iterator[Act]:
    agency = next(one for one in agencies if one.slug == story.agency)
    cell = coverage.deal(story)
    for take, expect in zip(story.takes, outcomes(story, feed=cell.is_feed), strict=True):
        copy = make_copy(agency, story, take, midnight)
        copy = illustrated(copy, cell) if shows else copy
        yield Act(at=copy.issued, cell=cell, copy=copy, event=take.kind, expect=expect)


def _trouble(coverage: Coverage, midnight: datetime) -> Iterator[Act]:
    number = 500_000
    for transport in TRANSPORTS:
        cells = coverage.cells(transport)
        numbered = [cell for cell in cells if not cell.is_feed]
        for turn, name in enumerate(SEQUENCES):
            yield from sequence(name, numbered[turn * 2 % len(numbered)], number := number + 1, midnight)
        yield from conflict(numbered[-1], number := number + 1, midnight)
        for turn, breakage in enumerate(BREAKAGES.values()):
            if transport == "push" and breakage.name == "zero-bytes":
                continue  # an empty body is no delivery: the door refuses it before anybody keeps it
            fits = [c for c in cells if c.format in breakage.formats and c.offer.agency.language.startswith("en")]
            cell = fits[turn % len(fits)]
            yield from spoilt(breakage.name, breakage.expect, cell, number := number + 1, midnight)
    folder, push = coverage.cells("folder"), coverage.cells("push")
    yield from other_wire(*_pair(folder, push), number + 1, midnight)
    yield from redelivery(push[0], number + 2, midnight)
    yield from half_written(folder[0], number + 3, midnight)


def _pair(cells: Sequence[Cell], others: Sequence[Cell]) -> tuple[Cell, Cell]:
    """Two wires of one agency in one format that numbers its versions."""
    pairs = (
        (one, other)
        for one in cells
        for other in others
        if one.offer.agency == other.offer.agency and one.format == other.format and not WRITERS[one.format].feed
    )
    return next(pairs)
