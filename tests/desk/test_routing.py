"""Stories reach the section and the cities that the wire names, each with the reason kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.desk.gazetteer import gazetteer
from nightdesk.desk.routing import MOST_CITIES, Routing, route
from nightdesk.desk.sections import DEFAULT_SECTIONS
from nightdesk.terms.body import Body
from nightdesk.terms.item import Item, Place, Subject
from nightdesk.terms.site import Edition, Section, Site

SITE = Site(name="The Example Post", url="https://post.example", sections=DEFAULT_SECTIONS)


def an_item(**fields: object) -> Item:
    return Item(provider="ews", guid="urn:ews:1", **fields)


def routed(item: Item, site: Site = SITE, **sections: str) -> Routing:
    return route(item, site, gazetteer(), agency="EWS", agency_slug="ews", profile_sections=sections)


def cities(item: Item, site: Site = SITE) -> list[str]:
    return [reach.slug for reach in routed(item, site).reaches if reach.kind == "city"]


def datelines() -> list[tuple[str, str, list[str]]]:
    table = Path(__file__).with_name("datelines.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table if line and not line.startswith("#")]
    return [(way, text, [] if fronts == "-" else fronts.split("|")) for way, text, fronts in rows]


@pytest.mark.parametrize(("way", "text", "fronts"), datelines())
def test_a_dateline_leads_to_its_city(way: str, text: str, fronts: list[str]) -> None:
    items = {
        "field": an_item(dateline=text),
        "text": an_item(body=Body((text,))),
        "place": an_item(places=(Place(text, "located"),)),
    }
    assert cities(items[way]) == fronts


def test_every_city_front_says_why() -> None:
    item = an_item(dateline="Pune, Nov 3", places=(Place("Nagpur", "located"), Place("Nashik", "located")))
    reaches = [reach for reach in routed(item).reaches if reach.kind == "city"]
    assert [(reach.title, reach.reason) for reach in reaches] == [
        ("Pune", "Dateline: Pune"),
        ("Nagpur", "The agency names Nagpur as place"),
    ]


def test_a_place_that_is_only_mentioned_reaches_no_front() -> None:
    assert cities(an_item(places=(Place("Pune", "mentioned"),))) == []


def test_a_country_the_agency_names_decides_between_namesakes() -> None:
    abroad = an_item(dateline="Hyderabad, Nov 3", places=(Place("Pakistan", "located"),))
    assert cities(abroad) == ["hyderabad-pk"]


def test_home_decides_between_namesakes() -> None:
    american = Site(name="Post", url="https://post.example", language="en-US", zone="America/Chicago")
    assert cities(an_item(dateline="Salem, Nov 3"), american) == ["salem-us"]
    by_zone = Site(name="Post", url="https://post.example", language="en", zone="Asia/Karachi")
    assert cities(an_item(dateline="Hyderabad, Nov 3"), by_zone) == ["hyderabad-pk"]


def test_an_edition_takes_in_its_cities() -> None:
    greater = Edition(slug="mumbai", title="Mumbai", titles={"hi": "मुंबई"}, cities=("Mumbai", "Thane", "Navi Mumbai"))
    site = Site(name="Post", url="https://post.example", language="hi", editions=(greater,))
    reaches = [r for r in routed(an_item(dateline="Thane/Mumbai, Nov 3"), site).reaches if r.kind == "city"]
    assert [(reach.slug, reach.title, reach.reason) for reach in reaches] == [("mumbai", "मुंबई", "Dateline: Thane")]


def test_an_edition_does_not_take_a_namesake() -> None:
    site = Site(name="Post", url="https://post.example", editions=(Edition(slug="hyderabad", title="Hyderabad"),))
    assert cities(an_item(dateline="Hyderabad, Nov 3"), site) == ["hyderabad"]
    assert cities(an_item(dateline="Hyderabad (Pakistan), Nov 3"), site) == ["hyderabad-pk"]
    assert cities(an_item(dateline="Hyderabad (Kerala), Nov 3"), site) == []


def test_a_place_only_the_settings_know_reaches_its_edition() -> None:
    site = Site(
        name="Post",
        url="https://post.example",
        editions=(
            Edition(slug="valley", title="Valley", cities=("Upper Examplegaon",)),
            Edition(slug="main", title="Main"),
        ),
    )
    assert cities(an_item(dateline="Upper Examplegaon, Nov 3"), site) == ["valley"]
    assert cities(an_item(body=Body(("UPPER EXAMPLEGAON, Nov 3 (EWS) - Rain fell.",))), site) == ["valley"]


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("International", "international"),
        ("WORLD", "international"),
        ("India", "national"),
        ("Sports/Cricket", "sport"),
        ("News > Business", "business"),
        ("Bollywood", "entertainment"),
        ("खेल", "sport"),
        ("क्रीडा", "sport"),
        ("मनोरंजन", "entertainment"),
        ("Sci-Tech", "science"),
        ("Astrology", ""),
        ("", ""),
    ],
)
def test_the_wires_own_category_names_the_section(word: str, slug: str) -> None:
    assert routed(an_item(section_names=(word,))).section == slug


@pytest.mark.parametrize(
    ("scheme", "code", "slug"),
    [
        ("medtop", "15000000", "sport"),
        ("medtop", "20000822", "sport"),
        ("", "http://cv.iptc.org/newscodes/mediatopic/20000822", "sport"),
        ("", "medtop:20000763", "technology"),
        ("medtop", "20000756", "technology"),
        ("medtop", "13000000", "science"),
        ("medtop", "20000170", "business"),
        ("medtop", "20000446", "health"),
        ("subj", "15008001", "sport"),
        ("subj", "04003005", "technology"),
        ("iptc", "01000000", "entertainment"),
        ("x-agency", "15000000", ""),
        ("medtop", "99999999", ""),
        ("medtop", "", ""),
    ],
)
def test_subject_codes_name_the_section_by_their_branch(scheme: str, code: str, slug: str) -> None:
    assert routed(an_item(subjects=(Subject(scheme, code),))).section == slug


@pytest.mark.parametrize(
    ("dateline", "slug"), [("Pune, Nov 3", "national"), ("Seoul, Nov 3", "international"), ("", ""), ("Nowhere", "")]
)
def test_general_news_is_national_or_international_by_its_dateline(dateline: str, slug: str) -> None:
    assert routed(an_item(subjects=(Subject("medtop", "11000000"),), dateline=dateline)).section == slug
    assert routed(an_item(section_names=("Politics",), dateline=dateline)).section == slug


def test_general_news_counts_a_named_country() -> None:
    item = an_item(subjects=(Subject("medtop", "16000000", "conflict"),), places=(Place("Ukraine", "located"),))
    routing = routed(item)
    assert routing.section == "international"
    assert routing.section_reason == "The agency's subject: conflict. The agency names Ukraine as place"


def test_the_profiles_word_list_comes_first() -> None:
    assert routed(an_item(section_names=("SPT",)), spt="sport").section == "sport"
    assert routed(an_item(section_names=("World",)), world="sport").section == "sport"
    assert routed(an_item(section_names=("World",)), world="no-such-section").section == "international"


def test_a_section_of_the_settings_may_claim_a_narrow_topic() -> None:
    cricket = Section(slug="cricket", title="Cricket", topics=("medtop:20000863",))
    site = Site(name="Post", url="https://post.example", sections=(*DEFAULT_SECTIONS, cricket))
    assert routed(an_item(subjects=(Subject("medtop", "20000863"),)), site).section == "cricket"
    assert routed(an_item(subjects=(Subject("medtop", "20000822"),)), site).section == "sport"


def test_without_a_word_from_the_wire_there_is_no_section_and_only_the_agency_is_reached() -> None:
    routing = routed(an_item(body=Body(("The example council met on Monday.",))))
    assert (routing.section, routing.section_reason) == ("", "")
    assert [(reach.kind, reach.slug, reach.reason) for reach in routing.reaches] == [("agency", "ews", "Sent by EWS")]


def test_the_default_sections_speak_three_languages_and_share_no_word() -> None:
    words = [name for section in DEFAULT_SECTIONS for name in section.names]
    assert len(words) == len(set(words))
    assert all({"hi", "mr"} <= set(section.titles) for section in DEFAULT_SECTIONS)


ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=300)
DATELINE_LIKE = st.from_regex(
    r"[A-Za-z(\[.,/: -]{0,40},? ?(Nov|May)? ?[0-9]{0,2} ?\(?[A-Z]{0,5}\)? ?[-:—]?", fullmatch=True
)


@given(ANY_TEXT | DATELINE_LIKE, ANY_TEXT | DATELINE_LIKE)
def test_no_text_breaks_the_routing_or_reaches_more_than_two_cities(field: str, block: str) -> None:
    item = an_item(dateline=field, body=Body((block,)), section_names=(field,), places=(Place(block, "located"),))
    assert len(cities(item)) <= MOST_CITIES
    assert routed(item) == routed(item)
