"""Say why two stories are listed together: words that stand in both, names in full. Never one that does not."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import msgspec
import numpy as np

from ..terms.cutting import Cutting
from ..terms.dossier import Shared
from .features import NAME, NUMBER, PHRASE, Features, Term, terms_of
from .titles import BODIES, TITLES
from .weights import Floats, standing

_MOST = 3
_TELLING = 0.25
"""Rarity below which a word is in so many stories that it gives no reason."""
_SPEAKS = frozenset("said says told added asked tweeted wrote replied insisted who whose aged".split())
_NEAR = 40


class _Candidate(msgspec.Struct, frozen=True):
    term: Term
    weight: float


def why(
    newer: Features,
    older: Features,
    weights: Floats,
    told: Cutting,
    *,
    most: int = _MOST,
    is_place: Callable[[str], bool] = lambda words: False,
) -> tuple[Shared, ...]:
    """What the two have in common, weightiest first, in the words of the newer story, whose text is `told`.

    `weights` are those of the newer story's terms (`Library.weights`); `is_place` knows the names of places.
    """
    shown: list[Shared] = []
    taken: set[str] = set()
    for one in _candidates(newer, older, weights, told):
        parts = set(one.term.form.split(" "))
        if parts <= taken:
            continue
        taken |= parts
        shown.append(Shared(_kind(one.term, told, is_place), _as_shown(one.term, told)))
        if len(shown) == most:
            break
    return tuple(shown)


def _candidates(newer: Features, older: Features, weights: Floats, told: Cutting) -> list[_Candidate]:
    """Terms that both stories write alike, weightiest first; a full name weighs as it and its words do together."""
    shared = _shared(newer, older, weights)
    written = _as_written(told, shared)
    rated: dict[str, float] = {term.form: shared[term.key][0] for term in written}
    result = []
    for term in written:
        weight = rated[term.form]
        if term.mark & PHRASE:
            weight += sum(rated.get(part, 0.0) for part in term.form.split(" "))
        result.append(_Candidate(term, weight))
    result.sort(key=lambda one: (-one.weight, one.term.form))
    telling = [one for one in result if not one.term.mark & NUMBER and one.term.form not in TITLES]
    rare = [one for one in telling if shared[one.term.key][1] >= _TELLING or one.term.mark & NAME]
    return rare or telling[:1]


def _shared(newer: Features, older: Features, weights: Floats) -> dict[int, tuple[float, float, int]]:
    """For each term of both: the product of its weights, its rarity, and how the older story writes it."""
    _, mine, its = np.intersect1d(newer.keys, older.keys, return_indices=True)
    rare = weights[mine] / np.maximum(standing(newer)[mine], 1)
    product = weights[mine] * rare * standing(older)[its]
    rows = zip(newer.keys[mine].tolist(), product.tolist(), rare.tolist(), older.checks[its].tolist(), strict=True)
    return {key: (weight, rarity, check) for key, weight, rarity, check in rows}


def _as_written(told: Cutting, shared: dict[int, tuple[float, float, int]]) -> list[Term]:
    """Each shared term once, as both write it; from the text rather than from a headline or dateline in capitals."""
    best: dict[int, Term] = {}
    for term in _terms(told):
        known = shared.get(term.key)
        if known is None or known[2] != term.check:
            continue
        there = best.get(term.key)
        if there is None:
            best[term.key] = term
        else:
            shouted = there.surface.isupper() and not term.surface.isupper()
            best[term.key] = Term(term.key, term.form, (term if shouted else there).surface, there.mark | term.mark)
    return list(best.values())


@lru_cache(maxsize=2)
def _terms(told: Cutting) -> tuple[Term, ...]:
    """Read once for all the stories of a list."""
    return tuple(terms_of(told))


def _as_shown(term: Term, told: Cutting) -> str:
    """As it is written; a common word without the capital of its sentence, if the story writes it so too."""
    small = term.surface.lower()
    both = not term.mark & NAME and re.search(rf"\b{re.escape(small)}\b", told.text)
    return small if both else term.surface


def _kind(term: Term, told: Cutting, is_place: Callable[[str], bool]) -> Literal["person", "place", "name", "term"]:
    if is_place(term.surface) or _in_dateline(term.surface, told):
        return "place"
    if not term.mark & NAME:
        return "term"
    return "person" if _is_person(term, told) else "name"


def _is_person(term: Term, told: Cutting) -> bool:
    """A title before it; or a full name that the text has speak, or goes on to call by its last word alone."""
    parts = term.form.split(" ")
    if BODIES & set(parts):
        return False
    before, after = _around(term.surface, told)
    if before & TITLES:
        return True
    return term.mark & PHRASE != 0 and (bool(after & _SPEAKS) or _called_by_last(term.surface, told))


def _around(surface: str, told: Cutting) -> tuple[set[str], set[str]]:
    """The words before and after each place where the text writes it, in small letters."""
    before: set[str] = set()
    after: set[str] = set()
    start = told.text.find(surface)
    while start >= 0:
        end = start + len(surface)
        before.update(told.text[max(start - _NEAR, 0) : start].lower().replace(".", " ").split()[-1:])
        after.update(told.text[end : end + _NEAR].lower().replace(",", " ").split()[:1])
        start = told.text.find(surface, end)
    return before, after


def _called_by_last(surface: str, told: Cutting) -> bool:
    """Whether the last word of the name speaks alone: "Maria Keller … Keller said"."""
    last = surface.replace("-", " ").split(" ")[-1]
    return bool(_around(last, told)[1] & _SPEAKS)


def _in_dateline(surface: str, told: Cutting) -> bool:
    return bool(re.search(rf"\b{re.escape(surface.casefold())}\b", told.dateline.casefold()))
