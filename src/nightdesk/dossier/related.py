"""Which earlier stories go with a story: alike beyond the cut, none twice, none that only repeats a thread."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from ..terms.cutting import Cutting
from .features import Features, features_of
from .measure import measured_upto
from .shelf import Likeness, Shelf
from .weights import Floats

WINDOW = 100_000
"""Stories a library looks back on: some months of several wires."""
CUT = 0.06
"""Cosine below which nothing is related: the first story of an event then hardly ever gets one on another subject."""

_SMALL_SEGMENT, _LARGE_SEGMENT = 1 << 15, 1 << 16
_LARGE_WINDOW = 1 << 18

_EVENT = 0.2
_EVENT_SECONDS = 10 * 86_400
_BACKGROUND = 0.1
_MOST_OF_A_THREAD = 2
_SPARE = 2
_ROUNDS = 5


class Found(msgspec.Struct, frozen=True):
    """A related story. `score` ranks, from 0 to 1; `cosine` is the likeness, its age aside; `number` as filed."""

    id: str
    number: int
    score: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Folding:
    """What else is known of stories, by their ids: whether two are the same story, and which thread one is part of."""

    same: Callable[[str, str], bool] = lambda one, other: False
    thread: Callable[[str], str | None] = lambda story: None


NO_FOLDING = Folding()


class Library:
    """The stories of a window, by language. What it says depends on those it holds and on nothing before them.

    Numbers ascend from story to story; the window is told in them, and slides a segment at a time. A library filled
    again, from packed features in order of their numbers and then `advance`, says the same to the last bit.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self._size = min(_LARGE_SEGMENT if window > _LARGE_WINDOW else _SMALL_SEGMENT, max(window // 4, 1))
        self._segments = max(window // self._size, 1)
        self._newest = 0
        self._last = 0
        self._shelves: dict[str, Shelf] = {}

    def advance(self, number: int) -> None:
        """Let go of what is too old once the stories have come to this number, also if that story is not held."""
        self._last = max(self._last, number)
        segment = number // self._size
        if segment > self._newest:
            self._newest = segment
            for shelf in self._shelves.values():
                shelf.let_go_before(segment - self._segments + 1)

    @property
    def first_number(self) -> int:
        """The least number that a story in the window can have: from there a restart reads."""
        return max(self._newest - self._segments + 1, 0) * self._size

    def __len__(self) -> int:
        return sum(len(shelf) for shelf in self._shelves.values())

    def add(self, story: Cutting | Features, number: int) -> Features:
        """File a story, in place of its earlier version if there is one; its features come back, to be kept."""
        self.advance(number)
        features = features_of(story) if isinstance(story, Cutting) else story
        shelf = self._shelf(features)
        for other in self._shelves.values():
            other.remove(features.id)
        shelf.add(features, number, self._newest)
        return features

    def remove(self, story: str) -> bool:
        """Forget a story at once and for good, as after a kill; whether it was there."""
        return any(shelf.remove(story) for shelf in self._shelves.values())

    def holds(self, story: str) -> bool:
        """Whether the story can be found."""
        return any(shelf.holds(story) for shelf in self._shelves.values())

    def weights(self, features: Features) -> Floats:
        """What each term of the story says of it among the stories of its language."""
        return self._shelf(features).weighed(features)

    def related(
        self,
        features: Features,
        most: int = 10,
        *,
        section: str | None = None,
        cut: float = CUT,
        folding: Folding = NO_FOLDING,
        leave_out: frozenset[str] = frozenset(),
    ) -> list[Found]:
        """Stories no newer than this one, best first: its language, beyond the cut, in `section` where one is named.

        No two are the same story, none is the same as it, and at most two are of one thread.
        """
        shelf = self._shelf(features)
        kept: list[Found] = []
        wanted = most * _SPARE
        upto = measured_upto(self._last)
        for _ in range(_ROUNDS):
            alike = shelf.like(features, wanted, section, cut, upto)
            kept = _folded(features.id, [one for one in alike if one.id not in leave_out], most, folding)
            if len(kept) == most or len(alike) < wanted:
                break
            wanted *= 4
        return kept

    def _shelf(self, features: Features) -> Shelf:
        shelf = self._shelves.get(features.language)
        if shelf is None:
            shelf = self._shelves[features.language] = Shelf()
        return shelf


def bond(cosine: float, age_seconds: float) -> Literal["event", "background", "none"]:
    """How near a related story is: the same event while it is recent, else its background, else merely alike."""
    if cosine >= _EVENT and age_seconds <= _EVENT_SECONDS:
        return "event"
    return "background" if cosine >= _BACKGROUND else "none"


def _folded(story: str, near: list[Likeness], most: int, folding: Folding) -> list[Found]:
    kept: list[Found] = []
    threads: Counter[str] = Counter()
    for one in near:
        thread = folding.thread(one.id)
        if thread is not None and threads[thread] >= _MOST_OF_A_THREAD:
            continue
        if folding.same(story, one.id) or any(folding.same(other.id, one.id) for other in kept):
            continue
        if thread is not None:
            threads[thread] += 1
        kept.append(Found(one.id, one.number, one.score, one.cosine))
        if len(kept) == most:
            break
    return kept
