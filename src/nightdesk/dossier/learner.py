"""One linear judge a label, learnt side by side: a margin for each label of a text, above 0 where it belongs.

The judges are support vector machines with squared hinge loss. Dual coordinate descent visits one example at a time and
settles all labels for it at once, so that the inner loop is a product of small matrices. Nothing is drawn by chance:
the examples are visited in an order that their number alone decides, so that the same examples give the same bits.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Views = Sequence[Mapping[str, float]]
"""A text seen in parts (headline, lead, body): how often each part holds each feature."""

SOFTNESS = 1.0
"""The cost of an error beside the size of the weights; about 1 serves texts of unit length."""

RARE_COST = 0.3
"""How much dearer it is to miss a rare label: the share of the others to its own, to this power."""

_DEAREST = 20.0
_ROUNDS = 12
_SETTLED = 1e-3
_STILL = 1e-6
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Vector:
    """A text of unit length: the columns that are not 0, and their values; view `n` ends before `ends[n]`."""

    at: Numbers
    values: Floats
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Where each feature of each view stands and how much it counts: rare ones more."""

    columns: tuple[Mapping[str, int], ...]
    rarity: Floats
    shares: tuple[float, ...]
    """How much of a text's length each view makes up."""

    @property
    def size(self) -> int:
        return len(self.rarity)

    def vector(self, views: Views) -> Vector:
        """The text as a vector of unit length; features that were never learnt are left out."""
        at: list[int] = []
        parts: list[Floats] = []
        ends: list[int] = []
        for view, columns, share in zip(views, self.columns, self.shares, strict=True):
            known = sorted((columns[name], count) for name, count in view.items() if name in columns)
            if known:
                here = [column for column, _ in known]
                part = np.array([1 + math.log(count) for _, count in known], np.float32) * self.rarity[here]
                at += here
                parts.append(part * np.float32(share / float(np.linalg.norm(part))))
            ends.append(len(at))
        values = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        length = float(np.linalg.norm(values))
        return Vector(np.array(at, np.int64), values / np.float32(length) if length else values, tuple(ends))


def lexicon(texts: Sequence[Views], shares: tuple[float, ...], least: tuple[int, ...]) -> Lexicon:
    """The features of each view that at least `least` texts have, in an order that does not depend on theirs."""
    columns: list[dict[str, int]] = []
    rarity: list[float] = []
    for view in range(len(shares)):
        spread: dict[str, int] = {}
        for text in texts:
            for name in text[view]:
                spread[name] = spread.get(name, 0) + 1
        kept = sorted(name for name, count in spread.items() if count >= least[view])
        columns.append({name: len(rarity) + place for place, name in enumerate(kept)})
        rarity += [math.log((len(texts) + 1) / (spread[name] + 1)) + 1 for name in kept]
    return Lexicon(tuple(columns), np.array(rarity, np.float32), shares)


def margins(vector: Vector, weights: Floats) -> Floats:
    """What each judge says of a text: a row for each view, whose sum is the margin.

    The last row of the weights is what the judges say of every text; it is counted to the last view.
    """
    said = np.zeros((len(vector.ends), weights.shape[1]), np.float32)
    start = 0
    for view, end in enumerate(vector.ends):
        said[view] = vector.values[start:end] @ weights[vector.at[start:end]]
        start = end
    said[-1] += weights[-1]
    return said


def learn(vectors: Sequence[Vector], belongs: npt.NDArray[np.bool_], size: int) -> Floats:
    """The weights of one judge a column of `belongs`, from `size` features and one that every text has."""
    count, labels = belongs.shape
    weights = np.zeros((size + 1, labels), np.float32)
    if not count:
        return weights
    sign = np.where(belongs, 1, -1).astype(np.float32)
    slack = _slack(belongs)
    duals = np.zeros((count, labels), np.float32)
    texts = [(np.append(one.at, size), np.append(one.values, np.float32(1))) for one in vectors]
    for turn in range(_ROUNDS):
        moved = np.float32(0)
        for index in _order(count, turn):
            at, values = texts[index]
            before = duals[index]
            wrong = sign[index] * (values @ weights[at]) - 1 + slack[index] * before
            step = np.maximum(before - wrong / (values @ values + slack[index]), 0) - before
            moving = np.flatnonzero(np.abs(step) > _STILL)
            if len(moving):
                duals[index, moving] += step[moving]
                weights[at[:, None], moving] += values[:, None] * (step * sign[index])[moving]
                moved = max(moved, np.abs(step).max())
        if moved < _SETTLED:
            break
    return weights


def _slack(belongs: npt.NDArray[np.bool_]) -> Floats:
    """How far each example may be missed: less for the few that bear a rare label."""
    bearers = np.maximum(belongs.sum(axis=0), 1)
    dear = SOFTNESS * np.minimum((len(belongs) / bearers) ** RARE_COST, _DEAREST)
    return np.where(belongs, 0.5 / dear, 0.5 / SOFTNESS).astype(np.float32)


def _order(count: int, turn: int) -> list[int]:
    """All indexes once, spread out: neighbours in time are not visited one after the other."""
    places = np.modf(np.arange(1, count + 1) * (_GOLDEN + turn * math.sqrt(2)))[0]
    return [int(index) for index in np.argsort(places, kind="stable")]
