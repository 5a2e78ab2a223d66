"""Where a story is from, by the wire's own words: its dateline first, then the places the agency names.

The text itself is not searched for places, but for a dateline typed before its first sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..terms.item import Item, Place
from .dateline import Evidence, Spot, opening, spots
from .gazetteer import City, Gazetteer
from .place_names import name_key

_LARGE = 100_000
"""A lone "Milan:" before a text is taken for a dateline only where the city is that large, or at home."""

_BY_DATELINE = "Dateline: {}"
_BY_AGENCY = "The agency names {} as place"


@dataclass(frozen=True, slots=True)
class Located:
    """A place the story is from: its city where one is known, the countries it can be in, and the reason."""

    name: str
    city: City | None
    countries: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """What names are read by: the gazetteer, the country called home, and names that only the settings know."""

    gazetteer: Gazetteer
    home: str
    own_names: frozenset[str] = frozenset()

    def city(self, name: str, within: tuple[str, ...] = ()) -> City | None:
        """The city meant by `name`, in the areas of `within` where any are given."""
        return self.gazetteer.find(name, prior_country=self.home, within=within)

    def areas(self, name: str) -> tuple[str, ...]:
        """Countries and states of that name."""
        return self.gazetteer.areas(name)


def locate(item: Item, atlas: Atlas, agency: str) -> tuple[Located, ...]:
    """Every place the story is from, the strongest word first."""
    named = [place for role in ("dateline", "located") for place in item.places if place.role == role]
    abroad = tuple(
        code for place in named for code in atlas.areas(place.name) if "-" not in code and code != atlas.home
    )
    found = tuple(_resolve(spots(item.dateline), atlas, abroad, _BY_DATELINE)) if item.dateline else ()
    if not any(one.city for one in found) and item.body.blocks:
        found += _typed(item.body.blocks[0], atlas, abroad, agency)
    return found + tuple(one for place in named for one in _named(place, atlas, abroad))


def _typed(block: str, atlas: Atlas, abroad: tuple[str, ...], agency: str) -> tuple[Located, ...]:
    text, evidence = opening(block, agency)
    found = tuple(_resolve(spots(text), atlas, abroad, _BY_DATELINE))
    return found if _believable(found, evidence, atlas.home) else ()


def _believable(found: tuple[Located, ...], evidence: Evidence, home: str) -> bool:
    """Whether the first words of a text are a dateline: the less else shows it, the more the city must."""
    if evidence in ("date", "credit"):
        return True
    if evidence == "capitals":
        return any(one.city for one in found)
    return any(one.city and (one.city.population >= _LARGE or one.city.country == home) for one in found)


def _named(place: Place, atlas: Atlas, abroad: tuple[str, ...]) -> Iterator[Located]:
    """A place of the item's own list. "Kuwait" there is the country; Singapore and Delhi are cities all the same."""
    reason = _BY_AGENCY if place.role == "located" else _BY_DATELINE
    city = atlas.city(place.name)
    areas = atlas.areas(place.name)
    if areas and (city is None or name_key(city.name) != name_key(place.name)):
        yield Located(place.name, None, _countries(areas), reason.format(place.name))
    else:
        yield from _resolve(spots(place.name), atlas, abroad, reason)


def _resolve(found: Iterable[Spot], atlas: Atlas, abroad: tuple[str, ...], reason: str) -> Iterator[Located]:
    """Cities of the spots in order, then any of home that stand in the list behind them ("Mumbai, Pune, Nov 3")."""
    beside: dict[str, None] = {}
    for spot in found:
        beside |= dict.fromkeys(spot.beside)
        within = tuple(code for name in spot.beside for code in atlas.areas(name))
        city = atlas.city(spot.name, within or abroad)
        if city is None and not within:
            city = atlas.city(spot.name)
        countries = (city.country,) if city else _countries(within or atlas.areas(spot.name))
        if city or countries or name_key(spot.name) in atlas.own_names:
            yield Located(spot.name, city, countries, reason.format(spot.name))
    for name in beside:
        second = None if atlas.areas(name) else atlas.city(name)
        if second and second.country == atlas.home:
            yield Located(name, second, (second.country,), reason.format(name))


def _countries(areas: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code[:2] for code in areas))
