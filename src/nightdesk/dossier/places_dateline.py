"""The cities and countries of a dateline; among namesakes, what stands beside a name, then what the text speaks of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..terms.cutting import Cutting
from .places_found import City, PlaceBooks, Spot
from .places_letters import spellings
from .places_table import codes_of

_LARGE = 100_000
"""A lone "Milan:" before a text is taken for a dateline only where the city is that large, or at home."""

_NO_PLACE = frozenset({"united nations", "संयुक्त राष्ट्र", "संयुक्त राष्ट्रे"})
"""A body, wherever it meets."""

_TOLD = 2
"""Mentions of a country from which on the text says which of two namesakes is meant."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A place of the dateline as it is written there: its city where one is known, else the areas it can mean."""

    name: str
    city: City | None
    areas: tuple[str, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries it can be in."""
        codes = (self.city.country,) if self.city else self.areas
        return tuple(dict.fromkeys(code[:2] for code in codes))


def dated(story: Cutting, books: PlaceBooks, home: str, spoken_of: Mapping[str, int]) -> tuple[Dated, ...]:
    """The places of the story's dateline, else of one typed before its text.

    `spoken_of` counts the mentions of countries and states in the text.
    """
    found = tuple(_resolve(books.spots(story.dateline), books, home, spoken_of)) if story.dateline else ()
    if any(one.city for one in found):
        return found
    text, evidence = books.opening(story.text.partition("\n")[0], story.agency)
    typed = tuple(_resolve(books.spots(text), books, home, spoken_of)) if text else ()
    return found + (typed if _believable(typed, evidence, home) else ())


def _believable(found: Sequence[Dated], evidence: str, home: str) -> bool:
    """The less else shows that it is a dateline, the more the city must."""
    if evidence in ("date", "credit"):
        return True
    cities = [one.city for one in found if one.city]
    if evidence == "capitals":
        return bool(cities)
    return any(city.population >= _LARGE or city.country == home for city in cities)


def _resolve(spots: Sequence[Spot], books: PlaceBooks, home: str, spoken_of: Mapping[str, int]) -> Iterator[Dated]:
    """The spots in order, then any city of home that stands in the list behind them ("Mumbai, Pune, Nov 3")."""
    listed: dict[str, None] = {}
    for spot in spots:
        if spot.name.casefold() in _NO_PLACE:
            continue
        listed |= dict.fromkeys(spot.beside)
        within = tuple(code for name in spot.beside for code in _areas(name, books))
        city = _city(spot.name, books, home, within)
        if city and not within:
            city = _as_told(city, spot.name, books, home, spoken_of)
        areas = () if city else within or _areas(spot.name, books)
        if city or areas:
            yield Dated(spot.name, city, areas)
    for name in listed:
        second = None if _areas(name, books) else books.gazetteer.find(name, prior_country=home)
        if second and second.country == home:
            yield Dated(name, second, ())


def _city(name: str, books: PlaceBooks, home: str, within: tuple[str, ...]) -> City | None:
    """The city of that name; one in Devanagari letters also as the maps spell it."""
    city = books.gazetteer.find(name, prior_country=home, within=within)
    if city or books.gazetteer.areas(name):
        return city
    tried = (books.gazetteer.find(one, prior_country=home, within=within or (home,)) for one in spellings(name))
    return next((found for found in tried if found), None)


def _as_told(city: City, name: str, books: PlaceBooks, home: str, spoken_of: Mapping[str, int]) -> City:
    """A namesake in a country that the text speaks of, where it never speaks of this city's own."""
    if spoken_of.get(city.country, 0):
        return city
    told = [code for code in spoken_of if spoken_of[code] >= _TOLD and code != city.country]
    namesake = books.gazetteer.find(name, prior_country=home, within=told) if told else None
    return namesake if namesake and namesake.population >= _LARGE else city


def _areas(name: str, books: PlaceBooks) -> tuple[str, ...]:
    return books.gazetteer.areas(name) or tuple(_unique(codes_of(name)))


def _unique(codes: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(codes)
