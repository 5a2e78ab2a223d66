"""A story as the topic learner sees it: the words of its headline, of its lead and of its text, with how often."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ..terms.cutting import Cutting
from .words import Word, words

Views = tuple[Mapping[str, float], Mapping[str, float], Mapping[str, float], Mapping[str, float]]

TITLE, LEAD, TEXT, PAIRS = range(4)
SHARES = (0.6, 0.5, 1.0, 0.5)
"""How much headline, lead, text and its pairs of words count. The headline counts again in the text."""

LEAST = (1, 1, 1, 2)
"""In how many texts a feature must stand to be learnt. Rare words help; rare pairs are many and help little."""

_LEAD_WORDS = 25
"""About the length of an agency's first sentence, which says what the story is."""

_MOST_SIGNS = 40_000
_FIGURES = re.compile(r"\d+")


def views_of(cutting: Cutting) -> Views:
    """Headline with its pairs of words, lead, the whole with the headline, and the pairs of words in the text."""
    title = words(cutting.title, cutting.language)
    text = words(cutting.text[:_MOST_SIGNS], cutting.language)
    return (
        _counted(_with_pairs(title)),
        _counted(_single(text[:_LEAD_WORDS])),
        _counted(_single([*title, *text])),
        _counted(_pairs(text)),
    )


def _single(found: list[Word]) -> Iterator[str]:
    return (_feature(word) for word in found if not word.stop)


def _with_pairs(found: list[Word]) -> Iterator[str]:
    yield from _single(found)
    for first, second in pairwise(found):
        if not (first.stop and second.stop):
            yield f"{_feature(first)} {_feature(second)}"


def _pairs(found: list[Word]) -> Iterator[str]:
    return (
        f"{_feature(first)} {_feature(second)}" for first, second in pairwise(found) if not (first.stop or second.stop)
    )


def _feature(word: Word) -> str:
    """The word's form; of a figure only its shape, so that prices and dates are alike: "0.0", "0000"."""
    if not word.form[:1].isdigit():
        return word.form
    return _FIGURES.sub(lambda run: "0" * min(len(run[0]), 4), word.form)


def _counted(features: Iterator[str]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for one in features:
        counts[one] = counts.get(one, 0.0) + 1.0
    return counts
