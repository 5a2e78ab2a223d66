"""Measure the stories of a segment: how long each one's vector is, so that a long story is not alike for its length.

A length depends on how rare terms are, and that changes as stories come. Every measure is taken from stories that a
restart finds too, never from a moment that is past: a sealed segment is measured by itself, the newest one by the
segment before it, and the very first by its own beginning, a little further each time it has grown by a quarter.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .segment import Floats, Keys, OpenSegment, SealedSegment
from .weights import rarity


@dataclass(frozen=True, slots=True)
class Measured:
    """Lengths of stories, and what they were measured by: how rare each of `keys` is (a term beside them: 1)."""

    lengths: Floats
    keys: Keys
    rare: Floats
    prefix: int = 0


def measured_upto(place: int) -> int:
    """How far the very first segment is measured by itself when it has come to this place."""
    step = max(8, (1 << place.bit_length()) // 8)
    return place // step * step


def measured_by_itself(terms: SealedSegment, gone: "dict[int, int]", stories: int, living: int) -> Measured:
    """The measure of a sealed segment; `gone` counts the terms of stories that were removed."""
    keys, counts = terms.terms()
    if gone:
        missing = np.fromiter(gone, np.uint64, len(gone))
        counts[np.searchsorted(keys, missing)] -= np.fromiter(gone.values(), np.int64, len(gone))
    rare = rarity(counts, living)
    return Measured(_roots(terms.squares(rare, stories)), keys, rare)


def measured_newest(
    terms: OpenSegment, known: Measured | None, before: Measured | None, prefix: int, dead: Set[int]
) -> Measured:
    """The measure of the newest segment; of `known`, if it still holds, only what is missing is added."""
    if known is None or known.prefix != prefix:
        measure = before or _of_beginning(terms, prefix, dead)
        known = Measured(np.empty(0), measure.keys, measure.rare, prefix)
    done = len(known.lengths)
    if done == len(terms):
        return known
    keys, weights, sizes = terms.rows(done, len(terms))
    places = np.repeat(np.arange(len(sizes)), sizes)
    more = _roots(np.bincount(places, (weights * _rarity_of(keys, known)) ** 2, len(sizes)))
    return replace(known, lengths=np.concatenate([known.lengths, more]))


def _of_beginning(terms: OpenSegment, prefix: int, dead: Set[int]) -> Measured:
    keys, _, sizes = terms.rows(0, prefix)
    if dead:
        keys = keys[~np.isin(np.repeat(np.arange(len(sizes)), sizes), np.fromiter(dead, np.int64, len(dead)))]
    distinct, counts = np.unique(keys, return_counts=True)
    living = len(sizes) - sum(1 for place in dead if place < prefix)
    return Measured(np.empty(0), distinct, rarity(counts, living), prefix)


def _rarity_of(keys: Keys, measure: Measured) -> Floats:
    if not len(measure.keys):
        return np.ones(len(keys))
    row = np.searchsorted(measure.keys, keys)
    row[row == len(measure.keys)] = 0
    return np.where(measure.keys[row] == keys, measure.rare[row], 1.0)


def _roots(squares: npt.NDArray[Any]) -> Floats:
    """Lengths; that of a story without terms is one, so that nothing is divided by nothing."""
    roots = np.sqrt(squares.astype(np.float64))
    roots[roots == 0] = 1.0
    return roots
