"""The places a story is of: its dateline first, then the countries and states that its text makes its subject.

A country is a story's where its headline names it, where its lead names it and the text comes back to it, or where the
text speaks of it again and again. One passing mention is none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..terms.cutting import Cutting
from .places_dateline import Dated, dated
from .places_event import Scene, scene
from .places_found import Place, PlaceBooks
from .places_table import Mention, mentions, name_of
from .stop_words import primary
from .words import words

MOST_CITIES = 2
_LEAD_WORDS = 40
_COMES_BACK = 3
"""Mentions that make a place of the lead the story's."""

_AGAIN_AND_AGAIN = 5
"""Mentions that make a place the story's wherever they stand."""

_MOST_SIGNS = 40_000
_SEAT = 0.5
"""A capital or seat of power speaks half as much of its country as the country's name: trade is done there too."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """How a text speaks of countries and states."""

    title: Mapping[str, Mention]
    lead: Mapping[str, Mention]
    weight: Mapping[str, float]
    count: Mapping[str, int]
    first: Mapping[str, Mention]


def places_of(story: Cutting, books: PlaceBooks, home: str = "IN") -> tuple[Place, ...]:
    """Countries, Indian states and cities of the story, the surest first. `home` is the agency's or site's country."""
    spoken = _spoken(story)
    found: dict[str, Place] = {}
    located = dated(story, books, home, spoken.count)
    for place in _of_dateline(located):
        found.setdefault(place.code, place)
    where = scene(story, len(books.opening(story.text.partition("\n")[0], story.agency)[0]), books, home)
    cities = sum(code.startswith("city:") for code in found)
    if where and cities < MOST_CITIES:
        for place in _of_scene(where):
            found.setdefault(place.code, place)
    for place in _of_text(spoken):
        found.setdefault(place.code, place)
    if not found and spoken.weight:
        code = max(spoken.weight, key=lambda one: (spoken.weight[one], one))
        for part in _with_country(code):
            found[_coded(part)] = Place(
                _coded(part), name_of(part), f"The text speaks of {spoken.first[code].surface} most", 0.5
            )
    return tuple(sorted(found.values(), key=lambda one: -one.confidence))


def _of_dateline(located: tuple[Dated, ...]) -> Iterator[Place]:
    cities: set[str] = set()
    for one in located:
        reason = f"Dateline: {one.name}"
        sure = 0.97 if one.city or len(one.countries) == 1 else 0.6
        for country in one.countries:
            yield Place(f"country:{country}", name_of(country), reason, sure)
        states = (one.city.state,) if one.city else one.areas
        for state in states:
            if state.startswith("IN-"):
                yield Place(f"state:{state}", name_of(state), reason, sure - 0.01)
        if one.city and len(cities | {one.city.slug}) <= MOST_CITIES:
            cities.add(one.city.slug)
            yield Place(f"city:{one.city.slug}", one.city.name, reason, sure - 0.02)


def _of_scene(where: Scene) -> Iterator[Place]:
    city = where.city
    told = "Headline and first sentences name" if where.in_title else "The first sentences put it in"
    reason = f"{told} {city.name}"
    yield Place(f"country:{city.country}", name_of(city.country), reason, 0.83)
    if city.state.startswith("IN-"):
        yield Place(f"state:{city.state}", name_of(city.state), reason, 0.82)
    yield Place(f"city:{city.slug}", city.name, reason, 0.81)


def _of_text(spoken: _Spoken) -> Iterator[Place]:
    for code, weight in spoken.weight.items():
        if code in spoken.title:
            sure, reason = 0.85, f"The headline names {spoken.title[code].surface}"
        elif code in spoken.lead and weight >= _COMES_BACK:
            sure, reason = 0.7, f"The first sentences name {spoken.lead[code].surface}, and the text comes back to it"
        elif weight >= _AGAIN_AND_AGAIN:
            sure, reason = 0.6, f"The text speaks of {spoken.first[code].surface} again and again"
        else:
            continue
        for part in _with_country(code):
            yield Place(_coded(part), name_of(part), reason, sure)


def _spoken(story: Cutting) -> _Spoken:
    language = primary(story.language)
    title = mentions(words(story.title, language), language, shouted=story.title.isupper())
    text = mentions(words(story.text[:_MOST_SIGNS], language), language)
    weight: dict[str, float] = {}
    count: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in (*title, *text):
        for code in _with_country(mention.code):
            weight[code] = weight.get(code, 0.0) + (_SEAT if mention.kind == "seat" and "-" not in code else 1.0)
            first.setdefault(code, mention)
    for mention in text:
        count.update(_with_country(mention.code))
    lead = [mention for mention in text if mention.at < _LEAD_WORDS]
    return _Spoken(_by_code(title), _by_code(lead), weight, count, first)


def _by_code(told: list[Mention]) -> dict[str, Mention]:
    found: dict[str, Mention] = {}
    for mention in told:
        for code in _with_country(mention.code):
            found.setdefault(code, mention)
    return found


def _with_country(code: str) -> tuple[str, ...]:
    """A state is in its country: IN-MH and IN."""
    return (code[:2], code) if "-" in code else (code,)


def _coded(code: str) -> str:
    return f"state:{code}" if "-" in code else f"country:{code}"
