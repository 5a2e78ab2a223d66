"""A run of stories by the terms they hold. Open: a story can be added. Sealed: the same in a fraction of the memory."""

import math
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
_TAIL = 2_048
"""So many of the newest stories are not yet in order of their terms; in a long segment, an eighth of it."""
_MANY = 16
"""When one story in so many is possible, all are bounded more closely before they are looked up."""
_HIGHEST_SUM = (1 << 16) - 1
_ABOVE = 1 + 1e-9
"""Bounds are not exact: they are set a little higher than they are reckoned."""


@dataclass(frozen=True, slots=True)
class Partly:
    """The stories of a segment from place `first` on beside a question: the sums of weights, each times its factor.

    Of the common terms nothing is in `sums` yet: `rows` are their weights in all stories, `factors` theirs, `highest`
    the highest weight of each.
    """

    first: int
    sums: Floats
    rows: tuple[Weights, ...] = ()
    factors: tuple[float, ...] = ()
    highest: tuple[int, ...] = ()

    def wholly(self, places: Integers) -> Floats:
        """The sums of these stories, counted from `first`, with all terms in."""
        sums = self.sums[places]
        for row, factor in zip(self.rows, self.factors, strict=True):
            sums += row[places] * factor
        return sums

    def from_least(self, least: Floats) -> tuple[Integers, Floats]:
        """The stories whose sum with all terms in is above zero and not below their `least`, and these sums."""
        most = sum(high * factor for high, factor in zip(self.highest, self.factors, strict=True)) * _ABOVE
        places = np.flatnonzero(self.sums >= least - most)
        if most and len(places) > len(least) // _MANY:
            places = np.flatnonzero(self.sums + self._ceiling(most) >= least)
        sums = self.wholly(places)
        there = (sums >= least[places]) & (sums > 0)
        return places[there], sums[there]

    def _ceiling(self, most: float) -> Floats:
        """Hardly more than what the common terms add to each story; in whole steps, which a machine adds fast."""
        step = most / (_HIGHEST_SUM - sum(self.highest))
        total = np.zeros(len(self.sums), np.uint16)
        for row, factor in zip(self.rows, self.factors, strict=True):
            total += np.multiply(row, np.uint16(math.ceil(factor / step)), dtype=np.uint16)
        return np.asarray(total * (step * _ABOVE), np.float64)


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

    def counts(self, keys: Keys) -> Integers:
        """How many stories hold each term."""
        rows, there = self._rows(keys)
        found = np.zeros(len(keys), np.int64)
        found[there] = self._starts[rows[there] + 1] - self._starts[rows[there]]
        return found

    def partly(self, keys: Keys, factors: Floats) -> list[Partly]:
        """The stories beside these terms. See `exact` for the factors."""
        rows, there = self._rows(keys)
        rows, factors = rows[there], factors[there]
        at = np.searchsorted(self._common, rows)
        common = np.append(self._common, -1)[at] == rows
        sums = self._sums(rows[~common], factors[~common])
        at = at[common]
        rows_of = tuple(self._table[row] for row in at.tolist())
        return [Partly(0, sums, rows_of, tuple(factors[common].tolist()), tuple(self._highest[at].tolist()))]

    def _rows(self, keys: Keys) -> tuple[Integers, npt.NDArray[np.bool_]]:
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        rows = np.searchsorted(self._keys, keys)
        rows[rows == len(self._keys)] = 0
        return rows, self._keys[rows] == keys

    def _sums(self, rows: Integers, factors: Floats) -> Floats:
        spans = self._spans(rows)
        if not spans:
            return np.zeros(self._table.shape[1])
        weights = np.concatenate([self._weights[first:last] for first, last in spans])
        parts = weights * np.repeat(factors, [last - first for first, last in spans])
        places = np.concatenate([self._places[first:last] for first, last in spans])
        return np.bincount(places, parts, self._table.shape[1]).astype(np.float64, copy=False)

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

    def counts(self, keys: Keys) -> Integers:
        """How many stories hold each term."""
        holders = self._ready()
        late = np.array([len(holders.get(key, ())) for key in keys.tolist()], np.int64)
        return late if self._part is None else late + self._part.counts(keys)

    def partly(self, keys: Keys, factors: Floats) -> list[Partly]:
        """The stories beside these terms. See `exact` for the factors."""
        holders = self._ready()
        there = [
            (row, factor)
            for key, factor in zip(keys.tolist(), factors.tolist(), strict=True)
            if (row := holders.get(key))
        ]
        sums = np.zeros(len(self) - self._parted)
        if there:
            both = np.concatenate([np.frombuffer(row, np.uint32) for row, _ in there])
            weights = both.astype(np.uint8) * np.repeat([factor for _, factor in there], [len(row) for row, _ in there])
            places = (both >> np.uint32(8)) - np.uint32(self._parted)
            sums = np.bincount(places, weights, len(sums)).astype(np.float64, copy=False)
        late = Partly(self._parted, sums)
        return [late] if self._part is None else [late, *self._part.partly(keys, factors)]

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
