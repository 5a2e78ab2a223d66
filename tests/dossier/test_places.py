"""Places: the dateline first, then what the text makes its subject; each with a reason that is true."""

import pytest

from nightdesk.desk.dateline import opening, spots
from nightdesk.desk.gazetteer import gazetteer
from nightdesk.dossier.places import places_of
from nightdesk.dossier.places_found import Place, PlaceBooks
from nightdesk.dossier.places_letters import spellings
from nightdesk.terms.cutting import Cutting

BOOKS = PlaceBooks(gazetteer(), spots, opening)


def located(
    dateline: str = "", title: str = "", text: str = "", *, language: str = "en-IN", home: str = "IN"
) -> tuple[Place, ...]:
    story = Cutting(id="1", title=title, text=text, time=0.0, language=language, dateline=dateline)
    return places_of(story, BOOKS, home)


def codes(*args: str, language: str = "en-IN", home: str = "IN") -> list[str]:
    return [place.code for place in located(*args, language=language, home=home)]


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("Mumbai, Nov 23 (PTI)", ["country:IN", "state:IN-MH", "city:mumbai"]),
        ("Bombay", ["country:IN", "state:IN-MH", "city:mumbai"]),
        ("New Delhi, Nov 23 (PTI)", ["country:IN", "state:IN-DL", "city:delhi"]),
        ("Hyderabad", ["country:IN", "state:IN-TS", "city:hyderabad"]),
        ("Hyderabad (Sindh), Nov 23", ["country:PK", "city:hyderabad-pk"]),
        ("Aurangabad (Bihar), Nov 23 (PTI)", ["country:IN", "state:IN-BR", "city:aurangabad-br"]),
        ("Bilaspur (HP), Nov 3", ["country:IN", "state:IN-HP", "city:bilaspur-hp"]),
        ("SALEM, Ore.", ["country:US", "city:salem-us"]),
        ("DELHI, New York", ["country:US"]),
        ("HANOVER, West Germany, March 3", ["country:DE", "city:hannover"]),
        ("UNITED NATIONS, Nov 23 (Meridian)", []),
    ],
)
def test_a_dateline_says_city_state_and_country(dateline: str, expected: list[str]) -> None:
    assert codes(dateline) == expected


@pytest.mark.parametrize(
    ("dateline", "language", "city"),
    [
        ("नई दिल्ली", "hi", "city:delhi"),
        ("मुंबई, 23 नोव्हेंबर", "mr", "city:mumbai"),
        ("नागपूर, ता. २४", "mr", "city:nagpur"),
        ("बिलासपुर (छत्तीसगढ़), 20 नवंबर", "hi", "city:bilaspur"),
        ("औरंगाबाद (बिहार), 24 नवंबर", "hi", "city:aurangabad-br"),
    ],
)
def test_datelines_in_devanagari_are_read(dateline: str, language: str, city: str) -> None:
    assert city in codes(dateline, language=language)


def test_the_text_tells_namesakes_apart() -> None:
    text = "Police in Pakistan said a roof fell. Pakistan's rescue service pulled out four."
    assert codes("Hyderabad", "Roof falls", text)[:2] == ["country:PK", "city:hyderabad-pk"]


def test_the_agency_s_country_tells_namesakes_apart() -> None:
    assert "country:US" in codes("SALEM, March 3", home="US")
    assert "country:IN" in codes("SALEM, March 3", home="IN")


def test_a_country_in_the_headline_is_the_story_s_and_one_in_passing_is_not() -> None:
    text = "The talks went on for a day. A delegate came by way of Portugal."
    assert codes("Geneva", "Japan and Brazil sign accord", text) == [
        "country:CH",
        "city:geneva",
        "country:JP",
        "country:BR",
    ]


def test_a_seat_of_power_speaks_of_its_country() -> None:
    (place,) = located("", "Kremlin rules out talks", "A spokesman said so.")
    assert (place.code, place.reason) == ("country:RU", "The headline names Kremlin")


def test_an_event_elsewhere_is_of_both_cities() -> None:
    found = codes("Bhopal, Nov 24", "Jabalpur factory blast injures five", "Five were hurt in a blast at Jabalpur.")
    assert [code for code in found if code.startswith("city:")] == ["city:bhopal", "city:jabalpur"]


@pytest.mark.parametrize(
    "text",
    ["LET US STAND UP, SAYS US", "Michael Jordan will not play", "He swam in the Indian Ocean", "मैं बाज़ार गया"],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert codes("", text, language="hi" if text[0] > "z" else "en") == []


def test_a_story_of_no_place_has_none_and_hostile_text_is_harmless() -> None:
    assert located() == ()
    assert located("(((((" * 1000, "\u200d" * 1000, "ा" * 100_000) == ()


def test_states_are_in_their_country() -> None:
    assert codes("", "महाराष्ट्रात जोरदार पाऊस", "पाऊस झाला.", language="mr") == ["country:IN", "state:IN-MH"]


def test_every_reason_quotes_what_stands_in_the_story() -> None:
    for place in located("Pune, Nov 23", "France and Kerala agree", "Kerala said so in Kochi."):
        assert any(word in place.reason for word in ("Pune", "France", "Kerala", "Kochi")), place


def test_devanagari_names_are_spelt_as_maps_spell_them() -> None:
    assert "bilaspur" in list(spellings("बिलासपुर"))
    assert "pratapgarh" in list(spellings("प्रतापगढ़"))
    assert list(spellings("Pune")) == []
