"""The stories of one language that can be found again: newest last, the oldest let go a segment at a time."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from .features import Features
from .measure import Measured, measured_by_itself, measured_newest
from .segment import BLOCK, Held, Integers, Keys, Least, OpenSegment, SealedSegment, exact
from .weights import MOST_ASKED, Floats, rarity, standing, stored

_HALF_LIFE_SECONDS = 3 * 86_400
_OLD = 0.5
"""What an old story's likeness still counts: background is related too."""
_ROUNDING = 1e-6
"""More than rounding takes from a score: none is passed over that could be as high as another."""


class Likeness(NamedTuple):
    """One story of the shelf beside the one that was asked about. `score` is its cosine, less for its age."""

    number: int
    id: str
    cosine: float
    score: float


@dataclass(slots=True)
class _Run:
    """One segment with what is known of its stories beside their terms; `gone` counts the terms of the removed."""

    segment: int
    terms: OpenSegment | SealedSegment = field(default_factory=OpenSegment)
    ids: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    times: "array[float]" = field(default_factory=lambda: array("d"))
    sections: "array[int]" = field(default_factory=lambda: array("i"))
    dead: set[int] = field(default_factory=set)
    gone: Counter[int] = field(default_factory=Counter)
    measured: Measured | None = None
    newest: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def living(self) -> int:
        """How many of its stories can be found."""
        return len(self.ids) - len(self.dead)

    def freshest(self, time: float) -> Floats:
        """For each block of stories no less than what their age leaves of a likeness: that of its newest."""
        times = np.frombuffer(self.times)
        full, known = len(times) // BLOCK * BLOCK, len(self.newest)
        if known * BLOCK < full:
            self.newest = np.append(self.newest, times[known * BLOCK : full].reshape(-1, BLOCK).max(axis=1))
        return _aged(1.0, time - np.append(self.newest, times[full:].max(initial=-np.inf, keepdims=True)))

    def held(self, keys: Keys) -> Held:
        """Terms looked up, and how many of its living stories hold each."""
        found = self.terms.held(keys)
        if self.gone:
            missing = np.array([self.gone[key] for key in keys.tolist()], np.int64)
            found = Held(found.keys, found.counts - missing, found.rows)
        return found


class Shelf:
    """Stories of one language in the order in which they were added."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._where: dict[str, tuple[_Run, int]] = {}
        self._sections: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._where)

    def add(self, features: Features, number: int, segment: int) -> None:
        """File one more story in this segment, which is the last or a new one."""
        run = self._open_run(segment)
        keys, weights = stored(features)
        place = len(run.ids)
        assert isinstance(run.terms, OpenSegment)
        run.terms.add(keys, weights)
        run.ids.append(features.id)
        run.numbers.append(number)
        run.times.append(features.time)
        run.sections.append(self._sections.setdefault(features.section, len(self._sections)))
        self._where[features.id] = (run, place)

    def weighed(self, features: Features) -> Floats:
        """What each term of the story weighs among the stories of the shelf."""
        return standing(features) * self._rarity(features, self._held(features))

    def remove(self, story: str) -> bool:
        """Forget it: in no list, and in no count."""
        run, place = self._where.pop(story, (None, 0))
        if run is None:
            return False
        run.dead.add(place)
        run.gone.update(run.terms.keys_of(place).tolist())
        for one in self._runs:
            one.measured = None
        return True

    def holds(self, story: str) -> bool:
        """Whether the story can be found."""
        return story in self._where

    def like(
        self, features: Features, most: int, section: str | None = None, cut: float = 0.0, upto: int = 0
    ) -> list[Likeness]:
        """The stories most like it, by at least `cut`, and no newer; best first, of one score the later filed first.

        `upto` is the number before which the newest segment's stories have been measured (see `measure.py`).
        """
        within = None if section is None else self._sections.get(section, -1)
        held = self._held(features)
        rare = self._rarity(features, held)
        weighed = standing(features) * rare
        length = float(np.sqrt(np.sum(weighed * weighed)))
        if not length:
            return []
        asked = np.argsort(-weighed, kind="stable")[:MOST_ASKED]
        factors = exact(weighed[asked] * rare[asked] / length)
        question = _Question(features, factors, within, most, cut)
        found: list[Likeness] = []
        for run, terms, lengths in reversed(list(zip(self._runs, held, self._lengths(upto), strict=True))):
            found = _best(run, terms.only(asked), lengths, question, found)
        return found

    def _held(self, features: Features) -> list[Held]:
        """Its terms as each run holds them."""
        return [run.held(features.keys) for run in self._runs]

    def _rarity(self, features: Features, held: Sequence[Held]) -> Floats:
        """How rare its terms are among the other stories: filed or not yet, it is told the same of itself."""
        counts = np.zeros(len(features.keys), np.int64)
        for terms in held:
            counts += terms.counts
        if self.holds(features.id):
            return rarity(np.maximum(counts - 1, 0), len(self) - 1)
        return rarity(counts, len(self))

    def let_go_before(self, segment: int) -> None:
        """Forget what stands in earlier segments."""
        while self._runs and self._runs[0].segment < segment:
            self._let_go(self._runs.pop(0))

    def _lengths(self, upto: int) -> Iterator[Floats]:
        """The lengths of the stories of each run."""
        before: Measured | None = None
        for run in self._runs:
            if isinstance(run.terms, SealedSegment):
                if run.measured is None:
                    run.measured = measured_by_itself(run.terms, run.gone, len(run.ids), run.living)
            else:
                prefix = 0 if before else bisect_left(run.numbers, upto)
                run.measured = measured_newest(run.terms, run.measured, before, prefix, run.dead)
            before = run.measured
            yield run.measured.lengths

    def _open_run(self, segment: int) -> _Run:
        if self._runs and self._runs[-1].segment >= segment:
            return self._runs[-1]
        if self._runs:
            last = self._runs[-1]
            assert isinstance(last.terms, OpenSegment)
            last.terms = last.terms.seal()
            last.measured = None
        self._runs.append(_Run(segment))
        return self._runs[-1]

    def _let_go(self, run: _Run) -> None:
        for story in run.ids:
            if self._where.get(story, (None, 0))[0] is run:
                del self._where[story]


@dataclass(frozen=True, slots=True)
class _Question:
    """A story that others are asked for, with the factors of its weightiest terms; `within` is a section's number or
    None."""

    features: Features
    factors: Floats
    within: int | None
    most: int
    cut: float


def _best(run: _Run, terms: Held, lengths: Floats, asked: _Question, found: list[Likeness]) -> list[Likeness]:
    """The best of `found` and this run."""
    fresh = run.freshest(asked.features.time)
    for part in run.terms.partly(terms, asked.factors, first=len(found) < asked.most):
        if part.common is not None and len(found) < asked.most:
            # Those that are near without the common terms are looked at first: few of the others come up to them.
            near = part.near_alone(_least(asked, found, fresh, lengths))
            found = _better(run, near + part.first, part.wholly(near) / lengths[near + part.first], asked, found)
        near, sums = part.from_least(_least(asked, found, fresh, lengths))
        found = _better(run, near + part.first, sums / lengths[near + part.first], asked, found)
    return found


def _least(asked: _Question, found: list[Likeness], fresh: Floats, lengths: Floats) -> Least:
    """The least sum with which a story of the run is looked at."""
    if len(found) < asked.most:
        return Least(np.full(len(fresh), asked.cut), lengths)
    return Least(np.maximum(asked.cut, (found[-1].score - _ROUNDING) / fresh), lengths)


def _better(run: _Run, near: Integers, cosines: Floats, asked: _Question, found: list[Likeness]) -> list[Likeness]:
    """The best of `found` and of these stories of a run."""
    if not len(near):
        return found
    least = found[-1].score if len(found) == asked.most else 0.0
    both = {one.id: one for one in (*found, *_listed(run, near, cosines, asked, least))}
    return sorted(both.values(), key=lambda one: (-one.score, -one.number))[: asked.most]


def _listed(run: _Run, near: Integers, cosines: Floats, asked: _Question, least: float) -> Iterator[Likeness]:
    """The best of these stories of a run, of those that can be listed and have at least this score."""
    age = asked.features.time - np.frombuffer(run.times)[near]
    # Rounded, so that no machine's last bit can turn two stories round.
    scores = np.round(_aged(cosines, age), 7)
    listed = (age >= 0) & (scores >= least)
    if asked.within is not None:
        listed &= np.frombuffer(run.sections, np.int32)[near] == asked.within
    if run.dead:
        listed &= ~np.isin(near, np.fromiter(run.dead, np.int64, len(run.dead)))
    best = _largest(np.where(listed, scores, 0.0), asked.most)
    for place, cosine, score in zip(near[best].tolist(), cosines[best].tolist(), scores[best].tolist(), strict=True):
        if run.ids[place] != asked.features.id:
            yield Likeness(run.numbers[place], run.ids[place], cosine, score)


def _aged(cosines: Floats | float, age: Floats | float) -> Floats:
    """Likenesses, less for their age."""
    return np.asarray(cosines * (_OLD + (1 - _OLD) * np.exp2(-np.maximum(age, 0.0) / _HALF_LIFE_SECONDS)), np.float64)


def _largest(scores: Floats, most: int) -> Integers:
    """Where the `most` largest above zero stand and one more, with those that equal the last of them."""
    least = float(np.partition(scores, len(scores) - most - 1)[len(scores) - most - 1]) if len(scores) > most else 0.0
    return np.flatnonzero((scores >= least) & (scores > 0))
