"""How much a term says of its story: how often and where it stands there, and how few other stories have it."""

import numpy as np
import numpy.typing as npt

from .features import LEAD, NAME, NUMBER, TITLE, Features

Floats = npt.NDArray[np.float64]

MOST_STORED = 200
"""Terms of a story that the library finds it by: those of the headline, lead and names before the rest."""
MOST_ASKED = 80
"""Terms of a story that its related stories are asked by."""

_STEP = 1 / 50
_SATURATION = 1.2
_NAME, _LEAD, _NUMBER = 1.5, 1.3, 0.75
_EXPECTED = 100
"""Stories that a young library acts as if it had: the first hundred should not make every word look common."""


def standing(features: Features) -> npt.NDArray[np.uint8]:
    """What each term weighs in its own text, in fiftieths: more often is more, but less and less so.

    Names and the lead tell which event it is. Numbers say least: dates and sums are shared by chance.
    """
    counts = features.counts.astype(np.float64)
    marks = features.marks
    weight = counts * (_SATURATION + 1) / (counts + _SATURATION)
    weight *= np.where(marks & NAME, _NAME, 1.0)
    weight *= np.where(marks & (LEAD | TITLE), _LEAD, 1.0)
    weight *= np.where(marks & NUMBER, _NUMBER, 1.0)
    return np.minimum(np.rint(weight / _STEP), 255).astype(np.uint8)


def stored(features: Features) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint8]]:
    """The terms that the library keeps of a story, and what they weigh there; ties in order of the text."""
    weights = standing(features)
    if len(weights) <= MOST_STORED:
        return features.keys, weights
    best = np.argsort(-weights.astype(np.int16), kind="stable")[:MOST_STORED]
    best.sort()
    return features.keys[best], weights[best]


def rarity(holders: npt.NDArray[np.int64], stories: int) -> Floats:
    """1 for a term of no other story, towards 0 for one of all: comparable between a young library and an old one."""
    known = stories + _EXPECTED
    return np.asarray(np.log(known / (holders + 0.5)) / np.log(known / 0.5), np.float64)
