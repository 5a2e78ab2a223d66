"""The stories of one language that may still get follow-ups: their terms, weighed when they came, and who shares them.

A story's weights are those of its own moment and never change, so that two stories are as alike after a restart as
they were when the later one came.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .features import Features
from .postings import Postings
from .shingles import Hashes
from .weights import Floats, rarity, standing

_SOUGHT = 20
"""A story is found by so many of its weightiest terms."""

_MOST_HOLDERS = 400
"""A term that more stories have finds none of them."""

_CANDIDATES = 30

_COMMON, _COMMON_SHARE = 50, 0.02
"""A term of more stories than both tells no event: "net", "revs", "qtr" would make one thread of all balance sheets.
It still counts in the length, so that a story made of such terms is like nothing."""

Weights = npt.NDArray[np.float32]


@dataclass(slots=True, eq=False)
class Leaf:
    """One story. `keys` sorted, `weights` of length one; `tied` are the stories that the wire joined it to."""

    number: int
    id: str
    time: float
    words: int
    keys: npt.NDArray[np.uint64]
    weights: Weights
    thread: str
    tied: tuple[str, ...] = ()
    likeness: dict[int, float] = field(default_factory=dict)


class Memory:
    """At most `window` stories; the oldest is forgotten first."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._postings = Postings()
        self._holders: dict[int, int] = {}
        self.leaves: OrderedDict[int, Leaf] = OrderedDict()

    def weigh(self, features: Features) -> Weights:
        """What each term says of the story now, as `features.keys` are sorted; the whole has length one."""
        order = np.argsort(features.keys)
        keys = features.keys[order]
        held = np.fromiter((self._holders.get(key, 0) for key in keys.tolist()), np.int64, len(keys))
        weights = standing(features)[order] * rarity(held, len(self.leaves))
        length = float(np.sqrt(np.sum(weights * weights)))
        weights[held > max(_COMMON, _COMMON_SHARE * len(self.leaves))] = 0.0
        return np.asarray(weights / (length or 1.0), np.float32)

    def like(self, keys: npt.NDArray[np.uint64], weights: Weights) -> list[Leaf]:
        """The stories that share most of the story's weightiest terms, oldest first."""
        _, found = self._postings.holders(_sought(keys, weights), _MOST_HOLDERS)
        numbers, hits = np.unique(found, return_counts=True)
        best = np.lexsort((-numbers, -hits))[:_CANDIDATES]
        return [self.leaves[number] for number in sorted(numbers[best].tolist())]

    def add(self, leaf: Leaf) -> list[Leaf]:
        """Remember a story; those that are forgotten for it."""
        self.leaves[leaf.number] = leaf
        for key in leaf.keys.tolist():
            self._holders[key] = self._holders.get(key, 0) + 1
        self._postings.add(leaf.number, _sought(leaf.keys, leaf.weights))
        gone = []
        while len(self.leaves) > self._window:
            gone.append(self._drop(next(iter(self.leaves))))
            self._postings.floor = next(iter(self.leaves), leaf.number + 1)
        return gone

    def remove(self, number: int) -> None:
        """Forget one story at once."""
        self._drop(number)
        self._postings.remove(number)

    def _drop(self, number: int) -> Leaf:
        leaf = self.leaves.pop(number)
        for key in leaf.keys.tolist():
            left = self._holders[key] - 1
            if left:
                self._holders[key] = left
            else:
                del self._holders[key]
        return leaf


def alike(new: Leaf, others: Sequence[Leaf]) -> Floats:
    """The cosine of a story with each of some others. Kept with the later of two, so that it is worked out once."""
    unknown = [one for one in others if one.number not in new.likeness and new.number not in one.likeness]
    if unknown:
        new.likeness.update(zip((one.number for one in unknown), _cosines(new, unknown), strict=True))
    found = (new.likeness.get(one.number, one.likeness.get(new.number, 0.0)) for one in others)
    return np.fromiter(found, np.float64, len(others))


def _cosines(new: Leaf, others: list[Leaf]) -> list[float]:
    """Term by term in the order of the keys, so that it does not matter which others are asked about together."""
    if not len(new.keys):
        return [0.0] * len(others)
    keys = np.concatenate([one.keys for one in others])
    weights = np.concatenate([one.weights for one in others]).astype(np.float64)
    owner = np.repeat(np.arange(len(others)), [len(one.keys) for one in others])
    at = np.searchsorted(new.keys, keys)
    at[at == len(new.keys)] = 0
    shared = new.keys[at] == keys
    products = weights[shared] * new.weights[at[shared]]
    found: list[float] = np.bincount(owner[shared], products, len(others)).tolist()
    return found


def _sought(keys: npt.NDArray[np.uint64], weights: Weights) -> Hashes:
    best = np.argsort(-weights, kind="stable")[:_SOUGHT]
    return np.unique((keys[best] & np.uint64(0xFFFFFFFF)).astype(np.uint32))
