"""A run of stories by the terms they hold. Open: a story can be added. Sealed: the same in a fraction of the memory."""

from array import array

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Weights = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]
Postings = tuple[npt.NDArray[np.uint16] | npt.NDArray[np.uint32], npt.NDArray[np.uint8]]

_NO_STORIES: Postings = (np.empty(0, np.uint32), np.empty(0, np.uint8))


class OpenSegment:
    """The newest stories. What it keeps of each is in the order in which they came."""

    def __init__(self) -> None:
        self._forward: list[tuple[Keys, Weights]] = []
        self._holders: dict[int, array[int]] | None = None

    def __len__(self) -> int:
        return len(self._forward)

    def add(self, keys: Keys, weights: Weights) -> None:
        """One more story. A run of these without a question between them is read fast: nothing is looked up."""
        place = len(self._forward)
        self._forward.append((keys, weights))
        if self._holders is not None:
            _file(self._holders, place, keys, weights)

    def keys_of(self, place: int) -> Keys:
        """The terms of one story."""
        return self._forward[place][0]

    def postings(self, keys: Keys) -> list[Postings]:
        """For each term the places of the stories that hold it, ascending, with its weight there."""
        holders = self._ready()
        return [_unpacked(holders.get(key)) for key in keys.tolist()]

    def counts(self, keys: Keys) -> npt.NDArray[np.int64]:
        """How many stories hold each term."""
        holders = self._ready()
        return np.array([len(holders.get(key, ())) for key in keys.tolist()], np.int64)

    def rows(self, first: int, last: int) -> tuple[Keys, Weights, npt.NDArray[np.int64]]:
        """The terms of the stories from `first` to before `last`, one after the other, and how many each has."""
        part = self._forward[first:last]
        if not part:
            return np.empty(0, np.uint64), np.empty(0, np.uint8), np.empty(0, np.int64)
        sizes = np.array([len(keys) for keys, _ in part], np.int64)
        return np.concatenate([keys for keys, _ in part]), np.concatenate([weights for _, weights in part]), sizes

    def seal(self) -> "SealedSegment":
        """The same stories, to be added to no more."""
        keys, weights, sizes = self.rows(0, len(self))
        places = np.repeat(np.arange(len(sizes), dtype=np.uint16), sizes)
        order = np.argsort(keys, kind="stable")
        distinct, starts = np.unique(keys[order], return_index=True)
        return SealedSegment(distinct, np.append(starts, len(keys)).astype(np.uint32), places[order], weights[order])

    def _ready(self) -> "dict[int, array[int]]":
        if self._holders is None:
            self._holders = {}
            for place, (keys, weights) in enumerate(self._forward):
                _file(self._holders, place, keys, weights)
        return self._holders


class SealedSegment:
    """Stories in four flat arrays: each distinct term, where its holders begin, their places, the weights there."""

    def __init__(
        self, keys: Keys, starts: npt.NDArray[np.uint32], places: npt.NDArray[np.uint16], weights: Weights
    ) -> None:
        self._keys, self._starts, self._places, self._weights = keys, starts, places, weights

    @property
    def size_bytes(self) -> int:
        """What the arrays take."""
        return sum(one.nbytes for one in (self._keys, self._starts, self._places, self._weights))

    def terms(self) -> tuple[Keys, npt.NDArray[np.int64]]:
        """Every term in order, and how many stories hold it."""
        return self._keys, (self._starts[1:] - self._starts[:-1]).astype(np.int64)

    def squares(self, factors: Floats, stories: int) -> Floats:
        """For each story the sum of its squared weights, each times the factor of its term."""
        parts = (self._weights * np.repeat(factors, np.diff(self._starts))) ** 2
        return np.bincount(self._places, parts, stories).astype(np.float64)

    def keys_of(self, place: int) -> Keys:
        """The terms of one story: a walk over all, for the rare removal."""
        at = np.flatnonzero(self._places == place)
        return self._keys[np.searchsorted(self._starts, at, side="right") - 1]

    def postings(self, keys: Keys) -> list[Postings]:
        """For each term the places of the stories that hold it, ascending, with its weight there."""
        first, last = self._bounds(keys)
        rows = zip(first.tolist(), last.tolist(), strict=True)
        return [(self._places[start:end], self._weights[start:end]) for start, end in rows]

    def counts(self, keys: Keys) -> npt.NDArray[np.int64]:
        """How many stories hold each term."""
        first, last = self._bounds(keys)
        return last - first

    def _bounds(self, keys: Keys) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        row = np.searchsorted(self._keys, keys)
        row[row == len(self._keys)] = 0
        there = self._keys[row] == keys
        first = self._starts[row].astype(np.int64)
        return first, np.where(there, self._starts[row + 1].astype(np.int64), first)


def _file(holders: "dict[int, array[int]]", place: int, keys: Keys, weights: Weights) -> None:
    row = (np.uint32(place << 8) | weights.astype(np.uint32)).tolist()
    for key, posting in zip(keys.tolist(), row, strict=True):
        there = holders.get(key)
        if there is None:
            holders[key] = array("I", (posting,))
        else:
            there.append(posting)


def _unpacked(holders: "array[int] | None") -> Postings:
    if holders is None:
        return _NO_STORIES
    both = np.frombuffer(holders, np.uint32)
    return both >> np.uint32(8), both.astype(np.uint8)
