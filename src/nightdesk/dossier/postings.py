"""Which stories hold a hash: sorted runs of (hash, story number), merged as they grow; ready after each add."""

import numpy as np
from numpy.typing import NDArray

from .shingles import Hashes

_FRESH_ENTRIES = 1 << 15
"""So many entries wait in a dictionary before they become a run."""

_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_NEXT = np.uint64(1) << _SHIFT

Entries = NDArray[np.uint64]
Numbers = NDArray[np.int64]


class Postings:
    """Story numbers rise. `floor` may rise too: a story below it holds nothing any more."""

    def __init__(self) -> None:
        self.floor = 0
        self._fresh: dict[int, list[int]] = {}
        self._waiting = 0
        self._runs: list[Entries] = []

    def add(self, number: int, hashes: Hashes) -> None:
        """Story `number`, higher than all before it, holds `hashes`, each once."""
        fresh = self._fresh
        for one in hashes.tolist():
            fresh.setdefault(one, []).append(number)
        self._waiting += len(hashes)
        if self._waiting >= _FRESH_ENTRIES:
            self._settle()

    def remove(self, number: int) -> None:
        """Story `number` holds nothing any more. Looks at every entry: for kills, which are few."""
        for held in self._fresh.values():
            if number in held:
                held.remove(number)
                self._waiting -= 1
        self._runs = [run[(run & _LOW) != np.uint64(number)] for run in self._runs]

    def holders(self, hashes: Hashes, most: int) -> tuple[Numbers, Numbers]:
        """For each of `hashes` (sorted) how many stories hold it; and the holders of those that up to `most` hold,
        a story once for each such hash."""
        keys = hashes.astype(np.uint64) << _SHIFT
        first = keys + np.uint64(self.floor)
        spans = [(np.searchsorted(run, first), np.searchsorted(run, keys + _NEXT)) for run in self._runs]
        fresh = self._fresh
        waiting = [(at, fresh[one]) for at, one in enumerate(hashes.tolist()) if one in fresh]
        held = np.zeros(len(hashes), np.int64)
        for low, high in spans:
            held += high - low
        for at, numbers in waiting:
            held[at] += sum(number >= self.floor for number in numbers)
        rare = held <= most
        found = [_numbers(run, low[rare], high[rare]) for run, (low, high) in zip(self._runs, spans, strict=True)]
        late = [number for at, numbers in waiting if rare[at] for number in numbers if number >= self.floor]
        return held, np.concatenate([*found, np.array(late, np.int64)])

    def _settle(self) -> None:
        """What waits becomes a run; runs of like size become one, so that there are few."""
        entries = (one << 32 | number for one, numbers in self._fresh.items() for number in numbers)
        run = np.fromiter(entries, np.uint64, self._waiting)
        run.sort()
        self._fresh, self._waiting = {}, 0
        while self._runs and len(self._runs[-1]) < 2 * len(run):
            run = np.concatenate((self._runs.pop(), run))
            run = run[(run & _LOW) >= np.uint64(self.floor)]
            run.sort(kind="stable")  # two sorted halves: a merge
        self._runs.append(run)


def _numbers(run: Entries, low: Numbers, high: Numbers) -> Numbers:
    """The story numbers in the spans of `run`."""
    lengths = high - low
    total = int(lengths.sum())
    if not total:
        return np.empty(0, np.int64)
    at = np.repeat(low - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(total)
    return np.asarray(run[at] & _LOW, np.int64)
