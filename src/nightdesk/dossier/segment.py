"""A run of stories by the terms they hold. Open: a story can be added. Sealed: the same in a fraction of the memory."""

from array import array
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Weights = npt.NDArray[np.uint8]
Places = npt.NDArray[np.uint16]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_COMMON = 16
"""A term of one story in so many, or of more, is kept a second time as a row of all stories."""
_COMMONEST = 8
"""While no story is known that the others must come up to, only the terms of one in so many are put aside."""
_TAIL = 2_048
"""So many of the newest stories are not yet in order of their terms; in a long segment, an eighth of it."""
_MANY = 16
"""When one story in so many is possible, all are bounded more closely before they are looked up."""
BLOCK = 1_024
"""Stories that are as new as the newest of them, until their turn comes."""
_HIGHEST_SUM = (1 << 16) - 1
_ABOVE = 1 + 1e-9
"""Bounds are not exact: they are set a little higher than they are reckoned."""
_AT_ONCE = 4_096
"""Stories whose common terms are looked up at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Terms that were looked up in a segment: how many of its stories hold each, and where that is written, or -1."""

    keys: Keys
    counts: Integers
    rows: Integers

    def only(self, chosen: Integers) -> "Held":
        """Some of these terms."""
        return Held(self.keys[chosen], self.counts[chosen], self.rows[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Least:
    """The least sum with which a story is looked at: its length times what holds for its block of stories."""

    blocks: Floats
    lengths: Floats

    def of(self, places: Integers) -> Floats:
        """Those of some stories."""
        return np.asarray(self.blocks[places // BLOCK] * self.lengths[places])

    def within(self, first: int, stories: int) -> Floats:
        """Those of so many stories from `first` on, or a little less, which is reckoned in half the time."""
        blocks = self.blocks[first // BLOCK : (first + stories - 1) // BLOCK + 1]
        return np.asarray(self.lengths[first : first + stories] * blocks.min(initial=np.inf))


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """The common terms of a question: `rows` are where the `table` has their weights in all stories, `factors` theirs,
    `highest` the highest weight of each."""

    table: Weights
    rows: Integers
    factors: Floats
    highest: Integers

    @property
    def most(self) -> float:
        """What they add to a story at the most."""
        return float(self.highest @ self.factors) * _ABOVE

    def sums(self, places: Integers) -> Floats:
        """What they add to these stories."""
        return np.asarray(self.factors @ self.table[self.rows[:, None], places].astype(np.float64))

    def ceiling(self) -> Floats:
        """Hardly more than what they add to each story; in whole steps, which a machine adds fast."""
        step = self.most / (_HIGHEST_SUM - int(self.highest.sum()))
        total = np.zeros(self.table.shape[1], np.uint16)
        for row, steps in zip(self.rows.tolist(), np.ceil(self.factors / step).astype(np.uint16), strict=True):
            total += np.multiply(self.table[row], steps, dtype=np.uint16)
        return np.asarray(total * (step * _ABOVE), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Partly:
    """The stories of a segment from place `first` on beside a question: the sums of weights, each times its factor.

    Of the `common` terms nothing is in `sums` yet.
    """

    first: int
    sums: Floats
    common: Common | None = None

    def wholly(self, places: Integers) -> Floats:
        """The sums of these stories, counted from `first`, with all terms in."""
        sums = self.sums[places]
        if self.common is not None:
            for start in range(0, len(places), _AT_ONCE):
                sums[start : start + _AT_ONCE] += self.common.sums(places[start : start + _AT_ONCE])
        return sums

    def near_alone(self, least: Least) -> Integers:
        """The stories whose sum without the common terms is not below their least."""
        places = np.flatnonzero(self.sums >= least.within(self.first, len(self.sums)))
        return places[self.sums[places] >= least.of(places + self.first)]

    def from_least(self, least: Least) -> tuple[Integers, Floats]:
        """The stories whose sum with all terms in is above zero and not below their least, and these sums."""
        most = self.common.most if self.common is not None else 0.0
        places = np.flatnonzero(self.sums >= least.within(self.first, len(self.sums)) - most)
        if self.common is not None and most and len(places) > len(self.sums) // _MANY:
            places = places[(self.sums + self.common.ceiling())[places] >= least.of(places + self.first)]
        sums = self.wholly(places)
        there = (sums >= least.of(places + self.first)) & (sums > 0)
        return places[there], sums[there]


class SealedSegment:
    """Stories in flat arrays: each distinct term, where its holders begin, their places, the weights there.

    The common terms are a table besides, a row of weights each: most of the postings of a question are theirs and few
    of their holders are alike, so they are looked up only for stories that the other terms leave possible.
    """

    def __init__(self, keys: Keys, places: Places, weights: Weights, stories: int) -> None:
        """From postings in any order, of one term in order of their places."""
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        starts = np.flatnonzero(np.concatenate([keys[:1] == keys[:1], keys[1:] != keys[:-1]]))
        self._keys = keys[starts]
        self._starts = np.append(starts, len(keys)).astype(np.uint32)
        self._places, self._weights = places[order], weights[order]
        self._place_bytes, self._weight_bytes = self._places.view(np.uint8).data, self._weights.data
        self._common = np.flatnonzero(np.diff(self._starts) * np.uint64(_COMMON) >= stories)
        self._table = np.zeros((len(self._common), stories), np.uint8)
        for row, (first, last) in zip(self._table, self._spans(self._common), strict=True):
            row[self._places[first:last]] = self._weights[first:last]
        self._highest = self._table.max(axis=1, initial=0)

    def terms(self) -> tuple[Keys, Integers]:
        """Every term in order, and how many stories hold it."""
        return self._keys, np.diff(self._starts).astype(np.int64)

    def postings(self) -> tuple[Keys, Places, Weights]:
        """Every holder of every term, as a segment is made of them."""
        return np.repeat(self._keys, np.diff(self._starts)), self._places, self._weights

    def squares(self, factors: Floats, stories: int) -> Floats:
        """For each story the sum of its squared weights, each times the factor of its term."""
        parts = (self._weights * np.repeat(factors, np.diff(self._starts))) ** 2
        return np.bincount(self._places, parts, stories).astype(np.float64)

    def keys_of(self, place: int) -> Keys:
        """The terms of one story: a walk over all, for the rare removal."""
        at = np.flatnonzero(self._places == place)
        return self._keys[np.searchsorted(self._starts, at, side="right") - 1]

    def held(self, keys: Keys) -> Held:
        """Look terms up."""
        order = np.argsort(keys)  # in their order, each is found near the last
        rows = np.empty(len(keys), np.int64)
        rows[order] = np.minimum(np.searchsorted(self._keys, keys[order]), len(self._keys) - 1)
        if len(self._keys):
            rows[self._keys[rows] != keys] = -1
        counts = (self._starts[rows + 1] - self._starts[rows]).astype(np.int64)
        return Held(keys, np.where(rows < 0, 0, counts), rows)

    def partly(self, held: Held, factors: Floats, *, first: bool = False) -> list[Partly]:
        """The stories beside these terms, the `first` that are looked at or not. See `exact` for the factors."""
        rows, factors = held.rows[held.rows >= 0], factors[held.rows >= 0]
        at = np.searchsorted(self._common, rows)
        common = np.append(self._common, -1)[at] == rows
        if first:
            common &= (self._starts[rows + 1] - self._starts[rows]) * np.uint32(_COMMONEST) >= self._table.shape[1]
        sums = self._sums(rows[~common], factors[~common])
        if not common.any():
            return [Partly(0, sums)]
        at = at[common]
        return [Partly(0, sums, Common(self._table, at, factors[common], self._highest[at].astype(np.int64)))]

    def _sums(self, rows: Integers, factors: Floats) -> Floats:
        spans = self._spans(rows)
        # Joined as bytes, and widened before they are used: both take less time than numpy's own ways.
        joined = b"".join([self._weight_bytes[first:last] for first, last in spans])
        weights = np.frombuffer(joined, np.uint8).astype(np.float64)
        weights *= np.repeat(factors, [last - first for first, last in spans])
        joined = b"".join([self._place_bytes[2 * first : 2 * last] for first, last in spans])
        places = np.frombuffer(joined, np.uint16).astype(np.intp)
        return np.bincount(places, weights, self._table.shape[1]).astype(np.float64, copy=False)

    def _spans(self, rows: Integers) -> "list[tuple[int, int]]":
        return list(zip(self._starts[rows].tolist(), self._starts[rows + 1].tolist(), strict=True))


class OpenSegment:
    """The newest stories. What it keeps of each is in the order in which they came.

    Once asked, its first stories are a sealed part, and the others in a table of arrays to which a story is added fast.
    """

    def __init__(self) -> None:
        self._forward: list[tuple[Keys, Weights]] = []
        self._part: SealedSegment | None = None
        self._parted = 0
        self._holders: dict[int, array[int]] | None = None

    def __len__(self) -> int:
        return len(self._forward)

    def add(self, keys: Keys, weights: Weights) -> None:
        """One more story. A run of these without a question between them is read fast: nothing is looked up."""
        place = len(self._forward)
        self._forward.append((keys, weights))
        if self._holders is not None:
            _file(self._holders, place, keys, weights)
            if place - self._parted >= max(_TAIL, self._parted // 8):
                self._take_part()

    def keys_of(self, place: int) -> Keys:
        """The terms of one story."""
        return self._forward[place][0]

    def held(self, keys: Keys) -> Held:
        """Look terms up."""
        holders = self._ready()
        late = np.array([len(holders.get(key, ())) for key in keys.tolist()], np.int64)
        if self._part is None:
            return Held(keys, late, np.full(len(keys), -1))
        early = self._part.held(keys)
        return Held(keys, late + early.counts, early.rows)

    def partly(self, held: Held, factors: Floats, *, first: bool = False) -> list[Partly]:
        """The stories beside these terms, the `first` that are looked at or not. See `exact` for the factors."""
        holders = self._ready()
        there = [
            (row, factor)
            for key, factor in zip(held.keys.tolist(), factors.tolist(), strict=True)
            if (row := holders.get(key))
        ]
        sums = np.zeros(len(self) - self._parted)
        if there:
            both = np.concatenate([np.frombuffer(row, np.uint32) for row, _ in there])
            weights = both.astype(np.uint8) * np.repeat([factor for _, factor in there], [len(row) for row, _ in there])
            places = (both >> np.uint32(8)) - np.uint32(self._parted)
            sums = np.bincount(places, weights, len(sums)).astype(np.float64, copy=False)
        late = Partly(self._parted, sums)
        return [late] if self._part is None else [late, *self._part.partly(held, factors, first=first)]

    def rows(self, first: int, last: int) -> tuple[Keys, Weights, Integers]:
        """The terms of the stories from `first` to before `last`, one after the other, and how many each has."""
        part = self._forward[first:last]
        if not part:
            return np.empty(0, np.uint64), np.empty(0, np.uint8), np.empty(0, np.int64)
        sizes = np.array([len(keys) for keys, _ in part], np.int64)
        return np.concatenate([keys for keys, _ in part]), np.concatenate([weights for _, weights in part]), sizes

    def seal(self) -> SealedSegment:
        """The same stories, to be added to no more."""
        keys, weights, sizes = self.rows(self._parted, len(self))
        places = np.repeat(np.arange(self._parted, len(self), dtype=np.uint16), sizes)
        if self._part is None:
            return SealedSegment(keys, places, weights, len(self))
        before = self._part.postings()
        return SealedSegment(
            np.concatenate([before[0], keys]),
            np.concatenate([before[1], places]),
            np.concatenate([before[2], weights]),
            len(self),
        )

    def _ready(self) -> "dict[int, array[int]]":
        if self._holders is None:
            self._holders = {}
            if len(self._forward) >= _TAIL:
                self._take_part()
            else:
                for place, (keys, weights) in enumerate(self._forward):
                    _file(self._holders, place, keys, weights)
        return self._holders

    def _take_part(self) -> None:
        self._part, self._parted, self._holders = self.seal(), len(self), {}


def exact(factors: Floats) -> Floats:
    """Factors, none above 1, cut so short that their sums are exact: the same in whatever order they are added."""
    return np.rint(factors * 2.0**32) / 2.0**32


def _file(holders: "dict[int, array[int]]", place: int, keys: Keys, weights: Weights) -> None:
    row = (np.uint32(place << 8) | weights.astype(np.uint32)).tolist()
    for key, posting in zip(keys.tolist(), row, strict=True):
        there = holders.get(key)
        if there is None:
            holders[key] = array("I", (posting,))
        else:
            there.append(posting)
