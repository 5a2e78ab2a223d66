"""The city a name means: one answer or none, from a table that is loaded once, when it is first asked.

The table is `data/gazetteer.gz`, made by `scripts/make_gazetteer.py` from GeoNames (CC BY 4.0). It holds three lists:
cities; names with the offsets of the cities that bear them, sorted so that a name is found by halving; and areas
(countries and states), by which a dateline tells namesakes apart. Nothing is built at load but the areas.
"""

import gzip
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .place_names import name_key

HOME_WEIGHT = 6
"""How much more a city counts in the agency's own country: Hyderabad is India's, London is not Ontario's."""

BYNAME_WEIGHT = 0.03
"""How much a byname counts beside a city's own name: Salem is a city before it is an old name of Jerusalem."""

_CACHED_NAMES = 20_000


@dataclass(frozen=True, slots=True)
class City:
    """A city as fronts show it. `state` is its ISO 3166-2 code in India and the United States, "" elsewhere."""

    name: str
    slug: str
    country: str
    state: str
    population: int
    zone: str = ""


class Gazetteer:
    """Cities by name. Lookups are pure: the same name and prior give the same city."""

    def __init__(self, cities: bytes, names: bytes, areas: Mapping[str, tuple[str, ...]]) -> None:
        self._cities = cities
        self._names = names
        self._areas = areas
        self._found: dict[tuple[str, str, tuple[str, ...]], City | None] = {}

    def find(self, name: str, *, prior_country: str = "IN", within: Collection[str] = ()) -> City | None:
        """The city of that name, or None.

        `within` are codes from `areas`: only a city in one of them is meant then. Among namesakes the most populous
        is taken, where those of `prior_country` weigh more.
        """
        asked = (name_key(name), prior_country, tuple(within))
        if asked in self._found:
            return self._found[asked]
        city = self._choose(*asked)
        if len(self._found) < _CACHED_NAMES:
            self._found[asked] = city
        return city

    def areas(self, name: str) -> tuple[str, ...]:
        """The countries and states a name can mean, as ISO codes: "Georgia" is GE and US-GA; () for none."""
        return self._areas.get(name_key(name), ())

    def country_of_zone(self, zone: str) -> str:
        """The country of the most populous city in an IANA zone, "" where there is none."""
        at = self._cities.find(f"\t{zone}\n".encode()) if zone else -1
        return _city(self._cities, self._cities.rfind(b"\n", 0, at) + 1).country if at >= 0 else ""

    def _choose(self, key: str, prior: str, within: tuple[str, ...]) -> City | None:
        best: tuple[float, City] | None = None
        for city, own in self._bearers(key.encode()):
            if within and city.country not in within and city.state not in within:
                continue
            weight = (
                (city.population + 1) * (1 if own else BYNAME_WEIGHT) * (HOME_WEIGHT if city.country == prior else 1)
            )
            if best is None or weight > best[0]:
                best = (weight, city)
        return best[1] if best else None

    def _bearers(self, key: bytes) -> Iterator[tuple[City, bool]]:
        """Every city of that name, and whether the name is its own."""
        low, high = 0, len(self._names)
        while key and low < high:
            start = self._names.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self._names.find(b"\n", start)
            here, _, offsets = self._names[start:end].partition(b"\t")
            if here == key:
                for offset in offsets.split(b","):
                    yield _city(self._cities, int(offset.rstrip(b"*"), 36)), not offset.endswith(b"*")
                return
            if here < key:
                low = end + 1
            else:
                high = start


def _city(cities: bytes, start: int) -> City:
    name, slug, country, state, population, zone = cities[start : cities.find(b"\n", start)].decode().split("\t")
    return City(name, slug, country, state, int(population), zone)


@cache
def gazetteer() -> Gazetteer:
    """The one that ships with Nightdesk."""
    table = gzip.decompress(files(__package__).joinpath("data/gazetteer.gz").read_bytes())
    cities, names, areas = table.split(b"\0")
    return Gazetteer(cities, names, dict(_area(line) for line in areas.decode().splitlines()))


def _area(line: str) -> tuple[str, tuple[str, ...]]:
    key, _, codes = line.partition("\t")
    return key, tuple(codes.split(","))
