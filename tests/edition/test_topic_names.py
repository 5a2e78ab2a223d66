"""Topic fronts: named in the language of the site, with the rule by which stories are there."""

from io import BytesIO

import pytest
from selectolax.lexbor import LexborHTMLParser

from edition import dossier_samples, samples
from nightdesk.edition import assets, topic_names
from nightdesk.edition.front_page import front_page
from nightdesk.edition.index_pages import index_page
from nightdesk.edition.topic_names import topic_name

BRANCHES = (
    *("arts-culture-entertainment-and-media", "crime-law-and-justice", "disaster-accident-and-emergency-incident"),
    *("economy-business-and-finance", "education", "environment", "health", "human-interest", "labour"),
    *("lifestyle-and-leisure", "politics-and-government", "religion", "science-and-technology", "society", "sport"),
    *("conflict-war-and-peace", "weather"),
)


def page_of(language: str) -> LexborHTMLParser:
    [page] = front_page(samples.a_site(language), dossier_samples.WEATHER)
    assert page.path == "topic/weather/index.html"
    return LexborHTMLParser(page.content or b"")


@pytest.mark.parametrize("language", ["hi", "mr", "ur"])
@pytest.mark.parametrize("slug", BRANCHES)
def test_every_branch_has_a_name_in_every_language(slug: str, language: str) -> None:
    name = topic_name(slug, slug, language)
    assert name
    assert not name.isascii()


def test_a_topic_without_a_name_of_ours_keeps_the_one_it_came_with() -> None:
    assert topic_name("freediving", "free-diving at depth", "mr") == "Free-diving at depth"
    assert topic_name("sport", "sport", "en") == "Sport"
    assert topic_name("x", "", "en") == ""


@pytest.mark.parametrize(
    ("language", "name"), [("en-IN", "Weather"), ("hi-IN", "मौसम"), ("mr-IN", "हवामान"), ("ur-IN", "موسم")]
)
def test_a_topic_front_says_its_name_and_its_rule(language: str, name: str) -> None:
    page = page_of(language)
    assert page.css_first("h1").text() == name
    assert name in page.css_first(".place p").text()
    assert page.css_first('.near a[href="/topic/"]') is not None


def test_the_rule_says_that_a_program_may_have_assigned_the_topic() -> None:
    assert page_of("en-IN").css_first(".place p").text() == (
        "Stories on Weather: by the agency’s own codes where it sent any, else assigned by this site’s program."
    )


def test_the_list_of_topics_links_every_front() -> None:
    page = index_page(samples.a_site("mr-IN"), "topic", dossier_samples.TOPICS, samples.NOW)
    assert page.path == "topic/index.html"
    links = LexborHTMLParser(page.content or b"").css(".names a")
    assert [link.attributes["href"] for link in links] == ["/topic/weather/", "/topic/sport/", "/topic/dams/"]
    assert [link.text() for link in links] == ["हवामान", "क्रीडा", "Dams"]
    nothing = index_page(samples.SITE, "topic", (), samples.NOW)
    assert b"No topic has a front yet." in (nothing.content or b"")


def test_every_letter_of_a_topic_name_is_in_the_cut_of_the_interface() -> None:
    tt_font = pytest.importorskip("fontTools.ttLib", reason="fonttools opens the cuts")
    covered: set[int] = set()
    for stem in ("anek-devanagari", "anek-latin"):
        covered |= tt_font.TTFont(BytesIO(assets._FONTS[stem])).getBestCmap().keys()
    said = {letter for names in topic_names._NAMES.values() for name in names[:2] for letter in name}
    assert {letter for letter in said if ord(letter) not in covered} == set()
