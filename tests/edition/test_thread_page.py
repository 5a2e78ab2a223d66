"""A thread: one event in the order in which it was told, with nothing in it that is no longer shown."""

import json

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from edition import dossier_samples, samples
from edition.dossier_samples import THREAD
from nightdesk.edition.thread_page import thread_page, thread_pointer_page
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.dossier import Thread, ThreadEntry


def page_of(thread: Thread = THREAD, language: str = "en-IN") -> LexborHTMLParser:
    return LexborHTMLParser(thread_page(samples.a_site(language), thread).content or b"")


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [collapse(node.text()) for node in page.css(selector)]


def test_the_stories_stand_oldest_first_each_with_its_part_its_agency_and_its_day() -> None:
    page = page_of()
    links = [node.attributes["href"] for node in page.css(".river a.wire")]
    assert links == [entry.card.path for entry in THREAD.entries]
    assert texts(page, ".river .part") == ["First story", "Follow-up", "Follow-up", "Follow-up", "Wrap-up"]
    assert texts(page, ".river time") == ["Apr 25, 2025 05:01", "Apr 26 02:11", "Apr 27 03:21", "05:43", "06:18"]
    assert texts(page, ".river .meta")[1:3] == [
        "Follow-up Northlight, also from Meridian",
        "Follow-up Meridian, corrected",
    ]


def test_the_heading_is_the_newest_headline_as_the_agency_wrote_it_and_the_page_says_so() -> None:
    page = page_of()
    assert texts(page, "h1.wire") == [THREAD.headline]
    assert texts(page, "title") == [THREAD.headline]
    assert texts(page, ".head .meta") == [
        "5 stories on one event, oldest first, put together by a program. "
        "The heading is that of the newest, from Peninsula."
    ]
    assert page_of(dossier_samples.MARATHI_THREAD).css_first("h1").attributes["lang"] == "mr"
    assert page.css_first("[data-wire]") is None


def test_tells_machines_the_same_order() -> None:
    things = {
        thing["@type"]: thing
        for thing in (json.loads(node.text()) for node in page_of().css('script[type="application/ld+json"]'))
    }
    collection = things["CollectionPage"]
    assert collection["url"] == "https://panchganga.example/thread/m27k4x/"
    assert collection["inLanguage"] == "en"
    assert collection["mainEntity"]["numberOfItems"] == 5
    assert [item["url"] for item in collection["mainEntity"]["itemListElement"]] == [
        f"https://panchganga.example{entry.card.path}" for entry in THREAD.entries
    ]
    assert things["BreadcrumbList"]["itemListElement"][1]["item"] == "https://panchganga.example/national/"


def test_has_its_own_address_and_is_for_search_engines_unless_the_newest_story_is_not() -> None:
    assert thread_page(samples.SITE, THREAD).path == "thread/m27k4x/index.html"
    page = page_of()
    assert page.css_first('link[rel="canonical"]').attributes["href"] == "https://panchganga.example/thread/m27k4x/"
    assert page.css_first('meta[name="robots"]') is None
    last = msgspec.structs.replace(THREAD.entries[-1].card, index="noindex")
    closed = msgspec.structs.replace(THREAD, entries=(*THREAD.entries[:-1], ThreadEntry(last, "wrap-up")))
    assert page_of(closed).css_first('meta[name="robots"]').attributes["content"] == "noindex"


@pytest.mark.parametrize("language", ["en-IN", "hi-IN", "mr-IN", "ur-IN"])
def test_a_thread_with_nothing_left_says_so_without_a_word_of_its_stories(language: str) -> None:
    page = thread_page(samples.a_site(language), msgspec.structs.replace(THREAD, entries=()))
    content = (page.content or b"").decode()
    assert page.path == "thread/m27k4x/index.html"
    assert THREAD.headline not in content
    assert 'content="noindex"' in content
    assert "<h1>" in content


def test_a_thread_of_one_story_does_not_speak_of_several() -> None:
    one = msgspec.structs.replace(THREAD, entries=THREAD.entries[-1:])
    assert texts(page_of(one), ".head .meta")[0].startswith("One story on this event, from Peninsula.")


def test_the_address_of_a_thread_that_joined_another_leads_there() -> None:
    page = thread_pointer_page(samples.SITE, "old", "m27k4x")
    content = LexborHTMLParser(page.content or b"")
    assert page.path == "thread/old/index.html"
    assert content.css_first("a").attributes["href"] == "/thread/m27k4x/"
    assert content.css_first('meta[http-equiv="refresh"]').attributes["content"] == "0; url=/thread/m27k4x/"
    assert content.css_first('link[rel="canonical"]').attributes["href"] == "https://panchganga.example/thread/m27k4x/"
    assert "longer thread" in content.css_first("h1").text()


def test_the_same_thread_gives_the_same_bytes() -> None:
    assert thread_page(samples.SITE, THREAD) == thread_page(samples.a_site(), THREAD)


def test_hostile_words_in_a_thread_stay_words() -> None:
    bad = "</script><script>alert(1)</script>"
    card = samples.a_card(bad, 5, agency=bad)
    page = page_of(
        Thread(id='"><b>', headline=bad, language='en"x', section="<b>", entries=(ThreadEntry(card, "first"),))
    )
    assert {node.attributes.get("type") for node in page.css("script")} == {"application/ld+json"}
    assert page.css_first("b") is None
    assert texts(page, "h1") == [bad]
