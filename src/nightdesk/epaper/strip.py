"""Filling a strip of the page to the last line: which stories, in which shapes, together have just its height.

This is the knapsack problem, solved exactly: for every height that can be reached, the best way to reach it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from .geometry import GAP
from .shape import Shape

_PER_STEP: Final = 40.0
"""What a step that stays empty costs: much more than a line of one story is worth over a line of another."""
_NEVER: Final = -1e18


@dataclass(frozen=True, slots=True)
class Offer:
    """A story with its possible shapes, and what each is worth."""

    shapes: tuple[Shape, ...]
    worth: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """What was chosen: shapes in the order in which they were offered, `missing` steps that nothing fills."""

    shapes: tuple[Shape, ...]
    missing: int
    worth: float


def best_stack(height: int, offers: Sequence[Offer], slack: int = 3) -> Stack | None:
    """The worthiest shapes, one a story at most, that fill `height` steps but for `slack` of them; None without any.

    A slack of more than `height` allows a strip that is empty.
    """
    top = height + GAP  # each block brings the gap under it; the last one's is given back
    best: npt.NDArray[np.float64] = np.full((len(offers) + 1, top + 1), _NEVER)
    best[0, 0] = 0.0
    for number, offer in enumerate(offers):
        before, now = best[number], best[number + 1]
        now[:] = before
        for shape, worth in zip(offer.shapes, offer.worth, strict=True):
            tall = shape.height + GAP
            if tall <= top:
                np.maximum(now[tall:], before[:-tall] + worth, out=now[tall:])
    ends = np.arange(max(0, top - slack), top + 1)
    worths = best[-1, ends] - _PER_STEP * (top - ends)
    found = int(np.argmax(worths))
    if worths[found] < _NEVER / 2:
        return None
    at = int(ends[found])
    missing, shapes = min(height, top - at), []
    for number in range(len(offers) - 1, -1, -1):
        taken = _chosen(offers[number], best[number], at, float(best[number + 1, at]))
        if taken is not None:
            shapes.append(taken)
            at -= taken.height + GAP
    return Stack(tuple(reversed(shapes)), missing, float(worths[found]))


def _chosen(offer: Offer, before: npt.NDArray[np.float64], at: int, reached: float) -> Shape | None:
    """The shape by which a height came to its worth; None where it was worth as much without the story."""
    if reached == before[at]:
        return None
    return next(
        shape
        for shape, worth in zip(offer.shapes, offer.worth, strict=True)
        if shape.height + GAP <= at and before[at - shape.height - GAP] + worth == reached
    )
