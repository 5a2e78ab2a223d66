"""Tell, of each story as it comes, which earlier ones have the same text: the fold of lists, and what a reader is told.

What was said of two stories is said once, when the later one comes; later stories do not change it. Stories are found
by a sample of their shingles, then compared whole.
"""

from collections import OrderedDict

import msgspec
import numpy as np

from .likeness import RARE, SHORTEST, WORTH, Copy, Likeness, containment, copy_of, in_common, judged, overlap, within
from .postings import Numbers, Postings
from .shingles import Hashes, Sketch

WINDOW = 100_000
"""So many stories are remembered."""

_COPIES = 24
"""A run of words that more stories hold leads to none of them."""

_COMPARED = 8
"""The most promising so many are compared whole."""


class Placed(msgspec.Struct, frozen=True):
    """What was said of a story: the `lead` of its group (itself where it is nobody's copy), and all it is like."""

    lead: str
    likenesses: tuple[Likeness, ...]


class Duplicates:
    """The memory of texts. Same stories in the same order, same answers; also when restored in the middle."""

    def __init__(self, window: int = WINDOW) -> None:
        self._window = window
        self._postings = Postings()
        self._copies: OrderedDict[int, Copy] = OrderedDict()
        self._numbers: dict[str, int] = {}
        self._group_of: dict[int, str] = {}
        self._groups: dict[str, list[int]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._copies)

    def __contains__(self, id: str) -> bool:
        return id in self._numbers

    def place(self, id: str, made: Sketch, time: float, agency: str = "") -> Placed:
        """Say what the story is like, and remember it."""
        likenesses = self.judge(id, made, time, agency)
        same = next((one.other for one in likenesses if one.kind == "same"), None)
        lead = self._group_of[self._numbers[same]] if same is not None else id
        self.restore(id, made, time, agency, lead=lead)
        return Placed(lead, likenesses)

    def judge(self, id: str, made: Sketch, time: float, agency: str = "") -> tuple[Likeness, ...]:
        """What the story is like, the most like first; nothing is remembered."""
        mine = copy_of(id, made, time, agency)
        indexed = made.indexed()
        held, found = self._postings.holders(indexed, _COPIES)
        likenesses = []
        for number in self._promising(found):
            old = self._copies[number]
            if old.id == id or in_common(mine, old) < WORTH * min(len(mine.shingles), len(old.shingles)):
                continue
            if not self._has_rare(indexed, held, number):
                continue
            seen = overlap(made, mine, old)
            kind = judged(seen, mine, old)
            if kind is not None:
                likenesses.append(Likeness(old.id, kind, round(min(1.0, containment(seen, mine, old)), 3)))
        order = {"same": 0, "version": 1, "shares": 2}
        return tuple(sorted(likenesses, key=lambda one: (order[one.kind], -one.containment)))

    def restore(self, id: str, made: Sketch, time: float, agency: str = "", *, lead: str) -> None:
        """Remember a story of which `place` has said that its group is led by `lead`."""
        self.remove(id)
        number = self._next
        self._next += 1
        self._copies[number] = copy_of(id, made, time, agency)
        self._numbers[id] = number
        self._group_of[number] = lead
        self._groups.setdefault(lead, []).append(number)
        self._postings.add(number, made.indexed())
        while len(self._copies) > self._window:
            self._forget(next(iter(self._copies)))
            self._postings.floor = next(iter(self._copies), self._next)

    def remove(self, id: str) -> None:
        """A killed or expired story is like no later one."""
        number = self._numbers.get(id)
        if number is not None:
            self._forget(number)
            self._postings.remove(number)

    def lead(self, id: str) -> str:
        """The first story of the group that is still there; `id` itself where nothing is known of it."""
        return next(iter(self.group(id)), id)

    def group(self, id: str) -> tuple[str, ...]:
        """All stories that are the same as this one, itself among them, oldest first."""
        number = self._numbers.get(id)
        if number is None:
            return ()
        return tuple(self._copies[one].id for one in self._groups[self._group_of[number]])

    def _forget(self, number: int) -> None:
        gone = self._copies.pop(number)
        del self._numbers[gone.id]
        lead = self._group_of.pop(number)
        group = self._groups[lead]
        group.remove(number)
        if not group:
            del self._groups[lead]

    def _promising(self, found: Numbers) -> list[int]:
        """The stories that hold most of the rare shingles, and those of which they are copies."""
        numbers, hits = np.unique(found, return_counts=True)
        numbers, hits = numbers[hits >= SHORTEST], hits[hits >= SHORTEST]
        best = numbers[np.argsort(-hits, kind="stable")][:_COMPARED].tolist()
        chosen = dict.fromkeys(best)
        for number in best:
            chosen.update(dict.fromkeys(self._groups[self._group_of[number]][-_COPIES:]))
        return list(chosen)

    def _has_rare(self, indexed: Hashes, held: Numbers, number: int) -> bool:
        """Whether enough of what both hold is held by few: the copies of the other story are one holder."""
        common = within(indexed, self._copies[number].shingles)
        others = held.copy()
        for twin in self._groups[self._group_of[number]][-_COPIES:]:
            if twin != number:
                others -= within(indexed, self._copies[twin].shingles)
        rare = int((common & (others <= RARE)).sum())
        return rare >= SHORTEST and rare >= 0.3 * int(common.sum())
