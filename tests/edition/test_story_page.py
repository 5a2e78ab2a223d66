"""What a story page promises: the agency's text alone in its element, true labels, marks for machines."""

import json
import re
from html import escape

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from edition import samples
from nightdesk.edition.story_page import story_page
from nightdesk.proof.read_back import read_back
from nightdesk.proof.wire_text import collapse, digest
from nightdesk.terms.body import Body
from nightdesk.terms.item import Note
from nightdesk.terms.story import ShownStory


def page_of(story: ShownStory, language: str = "en-IN") -> LexborHTMLParser:
    content = story_page(samples.a_site(language), story).content
    assert content is not None
    return LexborHTMLParser(content)


def text_of(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return collapse(node.text())


def article_of(page: LexborHTMLParser) -> dict[str, object]:
    scripts = [json.loads(node.text()) for node in page.css('script[type="application/ld+json"]')]
    return next(thing for thing in scripts if thing["@type"] == "NewsArticle")


@pytest.mark.parametrize("name", samples.STORIES)
@pytest.mark.parametrize("language", ["en-IN", "mr-IN", "hi-IN", "ur-IN"])
def test_the_page_reads_back_to_the_digest_it_claims(name: str, language: str) -> None:
    story = samples.STORIES[name]
    content = story_page(samples.a_site(language), story).content
    assert content is not None
    returned = read_back(content)
    assert returned.headline == story.item.headline
    assert returned.blocks == story.item.body.blocks
    assert returned.digest == returned.meta == story.wire_text


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x85"), min_size=1).map(collapse)


@settings(max_examples=60, deadline=None)
@given(headline=TEXT, blocks=st.lists(TEXT.filter(bool), min_size=1, max_size=5))
def test_any_text_reads_back_letter_for_letter(headline: str, blocks: list[str]) -> None:
    body = samples.in_paragraphs(*blocks)
    story = samples.a_story(samples.a_card(headline or "x"), body, headline=headline)
    content = story_page(samples.SITE, story).content
    assert content is not None
    assert read_back(content).digest == digest(headline, blocks)


def test_the_agency_element_holds_the_markup_and_nothing_else() -> None:
    content = story_page(samples.SITE, samples.TABLE).content or b""
    inside = re.search(rb'<div id="agency-text"[^>]*>\n(.*?)\n</div>\n</div>', content, re.DOTALL)
    assert inside is not None
    assert inside[1].decode() == samples.TABLE_TEXT.markup
    page = LexborHTMLParser(content)
    assert page.css_first("#agency-text [data-wire]") is None


def test_carries_the_marks_of_the_contract() -> None:
    page = page_of(samples.ENGLISH)
    marked = page.css_first("article").attributes
    assert marked["data-guid"] == samples.ENGLISH.card.guid
    assert marked["data-version"] == "2"
    assert marked["data-agency"] == "Peninsula"
    assert page.css_first("h1").attributes["data-wire"] == "h"
    assert page.css_first("#agency-text").attributes["data-wire"] == "b"
    assert page.css_first("a.open-in-app").attributes["href"] == "/app/"
    assert text_of(page, ".byline") == "By Peninsula"
    assert page.css_first(".byline a").attributes["href"] == "/agency/peninsula/"
    assert page.css_first("time.published").attributes["datetime"] == "2025-04-27T05:50:00+05:30"
    assert page.css_first("time.updated").attributes["datetime"] == "2025-04-27T06:18:00+05:30"
    assert text_of(page, "time.updated") == "April 27, 2025 06:18 IST"
    assert page.css_first('nav a[href="/city/"]') is not None


def test_the_label_stands_above_the_text_in_the_language_of_the_site() -> None:
    story = samples.MARATHI
    content = (story_page(samples.SITE, story).content or b"").decode()
    assert content.index('class="label"') < content.index('id="agency-text"')
    assert text_of(page_of(story), ".label") == (
        "From Sahyadri Varta. Published automatically, exactly as received, at 06:25 IST. "
        "No editor of Panchganga Post has reviewed it."
    )
    assert "आपोआप प्रसिद्ध केले" in text_of(page_of(story, "mr-IN"), ".label")
    assert "०६:२५ IST" in text_of(page_of(story, "mr-IN"), ".label")
    assert "अपने-आप प्रकाशित" in text_of(page_of(story, "hi-IN"), ".label")


def test_the_label_says_when_service_text_or_active_content_was_left_out() -> None:
    label = text_of(page_of(samples.TABLE), ".label")
    assert "2 lines of service text" in label
    assert "Scripts or embedded media" in label
    once = msgspec.structs.replace(samples.ENGLISH, service_text_cut=1)
    assert "One line of service text" in text_of(page_of(once), ".label")
    assert "left out" not in text_of(page_of(samples.ENGLISH), ".label")


def test_a_story_without_a_headline_claims_none() -> None:
    page = page_of(samples.ALERT)
    assert text_of(page, "h1") == samples.ALERT_TEXT.blocks[0]
    assert page.css_first("h1").attributes["data-wire"] == "x"
    assert page.css_first('[data-wire="h"]').text() == ""
    assert "Peninsula sent no headline" in text_of(page, ".label")


def test_each_part_carries_its_own_language_and_direction() -> None:
    page = page_of(samples.URDU)
    for selector in ("h1", "#agency-text"):
        assert page.css_first(selector).attributes["lang"] == "ur"
        assert page.css_first(selector).attributes["dir"] == "rtl"
    turned = page_of(samples.ENGLISH, "ur-IN")
    assert turned.css_first("html").attributes["dir"] == "rtl"
    assert turned.css_first("#agency-text").attributes["dir"] == "ltr"
    assert page_of(samples.ENGLISH).css_first("#agency-text").attributes["lang"] == "en"
    assert "dir" not in page_of(samples.MARATHI).css_first("h1").attributes


def test_a_byline_and_dateline_are_printed_outside_only_if_the_text_lacks_them() -> None:
    assert text_of(page_of(samples.ENGLISH), ".fielded") == "Asha Menon"
    both = samples.a_story(body=samples.in_paragraphs("It rained."), byline="By Peninsula", dateline="Pune, April 27")
    assert text_of(page_of(both), ".fielded") == "Pune, April 27"
    neither = samples.a_story(byline="Peninsula", dateline="Sangli, April 27")
    assert page_of(neither).css_first(".fielded") is None


def test_a_correction_is_told_with_its_time_and_the_note_of_the_agency() -> None:
    line = text_of(page_of(samples.CORRECTED), ".corrected")
    assert line.startswith("Corrected by Peninsula, April 27, 2025 06:02 IST, version 3. Corrects the number of people")
    [correction] = article_of(page_of(samples.CORRECTED))["correction"]  # type: ignore[misc]
    assert correction == {
        "@type": "CorrectionComment",
        "datePublished": "2025-04-27T06:02:00+05:30",
        "text": samples.CORRECTION.note,
    }


def test_nothing_meant_for_the_desk_reaches_the_page() -> None:
    story = samples.a_story(
        slugline="SECRET-SLUG", notes_private=(Note("editor", "SECRET NOTE"),), usage_terms="SECRET TERMS"
    )
    content = story_page(samples.SITE, story).content or b""
    assert b"SECRET" not in content


def test_hostile_words_stay_words() -> None:
    content = (story_page(samples.SITE, samples.HOSTILE).content or b"").decode()
    page = LexborHTMLParser(content)
    assert {node.attributes.get("type") for node in page.css("script")} == {"application/ld+json"}
    assert page.css_first("article").attributes["data-guid"] == 'guid"><b>'
    assert "onload" not in page.css_first("#agency-text").attributes
    assert article_of(page)["headline"] == "</script><script>alert('headline')</script>"


@pytest.mark.parametrize("name", samples.STORIES)
def test_keeps_the_strict_content_policy(name: str) -> None:
    content = (story_page(samples.SITE, samples.STORIES[name]).content or b"").decode()
    page = LexborHTMLParser(content)
    assert page.css_first("style") is None
    assert page.css_first("[style]") is None
    assert [node.attributes["src"] for node in page.css("[src]")] == []
    assert all(
        node.attributes["href"].startswith("/") for node in page.css("link") if node.attributes["rel"] != "canonical"
    )


def test_the_author_is_the_agency_and_an_organization() -> None:
    thing = article_of(page_of(samples.ENGLISH))
    assert thing["author"] == {
        "@type": "Organization",
        "name": "Peninsula",
        "url": "https://panchganga.example/agency/peninsula/",
    }
    assert thing["publisher"]["@type"] == "NewsMediaOrganization"  # type: ignore[index]
    assert thing["creativeWorkStatus"] == "Published automatically; not reviewed"
    assert thing["backstory"] == text_of(page_of(samples.ENGLISH), ".label")
    assert thing["datePublished"] == "2025-04-27T05:50:00+05:30"
    assert thing["isBasedOn"]["identifier"] == samples.ENGLISH.card.guid  # type: ignore[index]
    assert thing["isBasedOn"]["encoding"]["sha256"] == samples.ENGLISH.seal  # type: ignore[index]
    assert thing["encoding"]["sha256"] == samples.ENGLISH.wire_text  # type: ignore[index]
    assert thing["articleBody"] == "\n".join(samples.ENGLISH_TEXT.blocks)
    assert not {"reviewedBy", "lastReviewed", "digitalSourceType"} & thing.keys()


@pytest.mark.parametrize(
    ("index", "robots", "news"),
    [
        ("index", "max-image-preview:large", None),
        ("noindex", "noindex", None),
        ("no-news", "max-image-preview:large", "noindex"),
    ],
)
def test_search_engines_are_told_what_the_contract_allows(index: str, robots: str, news: str | None) -> None:
    page = page_of(samples.a_story(samples.a_card(index=index)))
    assert page.css_first('meta[name="robots"]').attributes["content"] == robots
    told = page.css_first('meta[name="googlebot-news"]')
    assert (told.attributes["content"] if told else None) == news


def test_the_address_is_its_own_canonical_one() -> None:
    story = samples.ENGLISH
    page = page_of(story)
    assert page.css_first('link[rel="canonical"]').attributes["href"] == f"https://panchganga.example{story.card.path}"
    assert story_page(samples.SITE, story).path == f"{story.card.path.strip('/')}/index.html"


def test_leaves_no_link_to_parts_that_are_not_there_yet() -> None:
    content = (story_page(samples.SITE, samples.ENGLISH).content or b"").decode()
    for part in ("proof/", "in-print", 'id="related"', 'id="who-says-so"'):
        assert part not in content


def test_the_same_story_gives_the_same_bytes() -> None:
    assert story_page(samples.SITE, samples.ENGLISH) == story_page(samples.a_site(), samples.ENGLISH)


def test_a_page_is_light() -> None:
    content = story_page(samples.SITE, samples.ENGLISH).content or b""
    assert len(content) < 20_000
    assert content.count(b'rel="preload"') == 2
    assert content.count(b'rel="stylesheet"') == 1


def test_a_body_of_bare_text_is_counted_in_blocks() -> None:
    text = "One line & no paragraph"
    story = samples.a_story(body=Body(blocks=(text,), markup=escape(text)))
    assert "in 1 blocks" in text_of(page_of(story), ".ends > p")
    assert "in one paragraph" in text_of(page_of(samples.a_story()), ".ends > p")
