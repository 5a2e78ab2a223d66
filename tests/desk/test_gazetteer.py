"""A name means one city, and the same one every time."""

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.desk.gazetteer import City, Gazetteer, gazetteer
from nightdesk.desk.place_names import name_key, path_of

CITIES = (
    b"Springfield\tspringfield\tUS\tUS-IL\t100\tAmerica/Chicago\nSpringfield\tspringfield-in\tIN\tIN-MH\t50\tAsia/Kolkata\n"
    b"Old Town\told-town\tFR\t\t2000\tEurope/Paris\n"
)
SECOND = CITIES.index(b"\n") + 1
THIRD = CITIES.index(b"Old Town")


def a_gazetteer() -> Gazetteer:
    def base36(number: int) -> str:
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"
        return digits[number // 36] + digits[number % 36]

    old, second = base36(THIRD), base36(SECOND)
    names = f"old town\t{old}\nspringfield\t0,{second},{old}*\nville vieille\t{old}*\n".encode()
    return Gazetteer(CITIES, names, {"illinois": ("US-IL",), "nowhere": ("ZZ",)})


def path_found(name: str, prior: str) -> str | None:
    city = a_gazetteer().find(name, prior_country=prior)
    return city.slug if city else None


def test_the_larger_city_bears_the_name_unless_another_is_at_home() -> None:
    assert path_found("Springfield", prior="DE") == "springfield"
    assert path_found("Springfield", prior="IN") == "springfield-in"


def test_a_byname_counts_less_than_a_name() -> None:
    assert path_found("Springfield", prior="GB") == "springfield"
    assert path_found("Old Town", prior="GB") == "old-town"
    assert path_found("Ville Vieille", prior="GB") == "old-town"


def test_an_area_beside_the_name_leaves_only_the_cities_in_it() -> None:
    few = a_gazetteer()
    assert few.find("Springfield", within=few.areas("Illinois")) == City(
        "Springfield", "springfield", "US", "US-IL", 100, "America/Chicago"
    )
    assert few.find("Springfield", within=few.areas("Nowhere")) is None


def test_names_are_found_whatever_their_accents_case_and_hyphens() -> None:
    shipped = gazetteer()
    assert len({shipped.find(name) for name in ("São Paulo", "SAO PAULO", "sao-paulo", "Sao  Paulo")} - {None}) == 1
    assert {shipped.find(name) for name in ("चंडीगढ़", "चंडीगढ", "चँडीगढ")} == {shipped.find("Chandigarh")}


def test_state_and_zone_come_with_the_city() -> None:
    assert gazetteer().find("Pune") == City("Pune", "pune", "IN", "IN-MH", 3124458, "Asia/Kolkata")


def test_no_two_cities_share_a_path() -> None:
    rows = [row.split("\t") for row in gazetteer()._cities.decode().splitlines()]
    paths = [row[1] for row in rows]
    assert len(paths) == len(set(paths)) > 30_000
    assert all(path == path_of(path) for path in paths)


def test_a_zone_tells_the_country() -> None:
    assert gazetteer().country_of_zone("Asia/Kolkata") == "IN"
    assert gazetteer().country_of_zone("Europe/London") == "GB"
    assert gazetteer().country_of_zone("Mars/Olympus") == ""
    assert gazetteer().country_of_zone("") == ""


@given(st.text(max_size=200))
def test_any_name_is_answered(name: str) -> None:
    city = gazetteer().find(name)
    assert city is None or city.name
    assert name_key(name_key(name)) == name_key(name)
