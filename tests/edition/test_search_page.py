"""The search page: what was found as the agencies wrote it, and a way on where nothing was."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from selectolax.lexbor import LexborHTMLParser

from edition import samples
from edition.test_assets import plain_font
from nightdesk.edition.catalogue import search_words_for
from nightdesk.edition.front_page import front_page
from nightdesk.edition.search_page import search_in_trouble, search_page
from nightdesk.edition.search_words import SearchWords
from nightdesk.terms.search import Hits, Question
from nightdesk.terms.story import Reach

LANGUAGES = ("en", "hi", "mr", "ur")
_FIELD = re.compile(r"\{(\w+)\}")
FOUND = Hits(cards=samples.CARDS[:20], total=200, more=True, page=2, pages=10)


def page_of(hits: Hits, language: str = "en-IN", **asked: object) -> LexborHTMLParser:
    question = Question(**{"words": "ferry", **asked})  # type: ignore[arg-type]  # each under its own name
    fronts = (*samples.AGENCIES, Reach("city", "ratnagiri", "Ratnagiri"))
    return LexborHTMLParser(search_page(samples.a_site(language), question, hits, fronts, samples.NOW))


def links(page: LexborHTMLParser, selector: str) -> list[str]:
    return [str(node.attributes["href"]) for node in page.css(selector)]


def test_a_hit_is_its_headline_its_opening_words_its_section_and_its_agency() -> None:
    cards = (samples.a_card("Ferry adrift", teaser="Koyna, April 27 …"), samples.MARATHI.card)
    page = page_of(Hits(cards=cards, total=2))
    first, second = page.css(".found li")
    assert first.css_first("h3 a").text() == "Ferry adrift"
    assert first.css_first("h3 a").attributes["href"] == cards[0].path
    assert first.css_first(".teaser").text() == "Koyna, April 27 …"
    assert first.css_first(".section-tag").text() == "National"
    assert "Peninsula" in first.css_first(".meta").text()
    assert first.css_first("time").attributes["datetime"].endswith("+05:30")
    assert second.css_first("h3 a").attributes["lang"] == "mr"
    assert page.css_first("#found").text() == "2 stories found"


def test_more_than_can_be_leafed_through_is_said_and_the_leaves_keep_the_question() -> None:
    asked = {"section": "sport", "since": samples.NOW, "until": samples.NOW + timedelta(days=2)}
    page = page_of(FOUND, words='ferry "two words"', **asked)
    assert page.css_first("#found").text() == "More than 200 stories found; the newest 200 are listed"
    question = "/search?q=ferry+%22two+words%22&section=sport&from=2025-04-27&to=2025-04-29"
    assert links(page, ".turn a") == [f"{question}&page=1".removesuffix("&page=1"), f"{question}&page=3"]
    assert "Page 2 of 10" in page.css_first(".turn").text()
    assert page.css_first("#section option[selected]").attributes["value"] == "sport"


def test_without_a_hit_there_is_a_way_on() -> None:
    page = page_of(Hits(alone=("ferry", "two words")), words='ferry "two words" whale')
    assert page.css_first("#found").text() == "No story has all of these words."
    assert links(page, ".alone") == ["/search?q=ferry", "/search?q=%22two+words%22"]
    filtered = page_of(Hits(unfiltered=True), section="sport", page=1)
    assert "/search?q=ferry" in links(filtered, ".quiet a")


def test_a_question_without_words_is_met_with_hints() -> None:
    page = page_of(Hits(asked=False), words="")
    assert [node.text() for node in page.css(".quiet p")] == list(search_words_for("en").hints)
    assert page.css_first("h2") is None


def test_every_field_has_a_label_and_no_script_is_needed() -> None:
    page = page_of(FOUND)
    fields = page.css("form input, form select")
    assert {node.attributes["id"] for node in fields} == {node.attributes["for"] for node in page.css("label")}
    assert page.css_first("form").attributes["method"] == "get"
    assert page.css("script, [style], [onclick]") == []
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"


def test_a_section_that_no_front_has_is_shown_as_asked_and_as_text() -> None:
    page = page_of(Hits(), section="x<b>")
    assert page.css_first("#section option[selected]").text() == "x<b>"


@pytest.mark.parametrize("trouble", ["busy", "absent"])
def test_trouble_is_said_in_a_sentence_with_a_way_on(trouble: str) -> None:
    page = LexborHTMLParser(search_in_trouble(samples.SITE, Question(words="ferry"), (), trouble))  # type: ignore[arg-type]
    assert page.css_first("#found").text()
    assert (page.css_first("form") is not None) is (trouble == "busy")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SearchWords.__struct_fields__)
def test_every_language_says_everything_with_the_fields_of_the_english(language: str, name: str) -> None:
    ours, english = getattr(search_words_for(language), name), getattr(search_words_for("en"), name)
    assert ours
    assert set(_FIELD.findall(str(ours))) == set(_FIELD.findall(str(english)))
    assert not isinstance(ours, tuple) or len(ours) == len(english)


@pytest.mark.parametrize("language", ["hi", "mr"])
def test_every_letter_of_the_search_page_is_in_its_cut(language: str) -> None:
    tt_font = pytest.importorskip("fontTools.ttLib", reason="fonttools opens the cuts")
    covered: set[int] = set()
    for stem in ("anek-devanagari", "anek-latin"):
        covered |= tt_font.TTFont(BytesIO(plain_font(stem))).getBestCmap().keys()
    words = search_words_for(language)
    said = "".join(str(getattr(words, name)) for name in SearchWords.__struct_fields__)
    assert {letter for letter in said if ord(letter) not in covered} == set()


def test_every_page_has_a_way_to_the_search() -> None:
    for front in samples.FRONTS.values():
        for page in front_page(samples.SITE, front):
            assert b'<a href="/search">Search</a>' in (page.content or b"")
