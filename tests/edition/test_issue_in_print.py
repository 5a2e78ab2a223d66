"""What other pages say of the e-paper: the way to it in every navigation, and where a story was printed."""

import json
from datetime import date

import msgspec
from selectolax.lexbor import LexborHTMLParser

from edition import samples
from nightdesk.edition.front_page import front_page
from nightdesk.edition.story_page import story_page
from nightdesk.proof.read_back import read_back
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.issue import InPrint
from nightdesk.terms.site import Edition, Site

PLACES = (
    InPrint(edition="pune", title="Pune", date=date(2025, 4, 27), page=3),
    InPrint(edition="main", title="Main edition", date=date(2025, 4, 27), page=1),
)


def ways(site: Site) -> list[str | None]:
    [page] = front_page(site, samples.HOME)
    return [node.attributes["href"] for node in LexborHTMLParser(page.content or b"").css(".ways > a")]


def test_the_e_paper_stands_beside_city_where_an_edition_has_one() -> None:
    assert ways(samples.SITE) == ["/city/", "/epaper/", "/latest/", "/search"]
    none = msgspec.structs.replace(samples.SITE, main=Edition(slug="main", title="Main edition"))
    assert ways(none) == ["/city/", "/latest/", "/search", "/agency/"]


def test_a_story_names_the_pages_on_which_it_was_printed() -> None:
    page = LexborHTMLParser(story_page(samples.SITE, samples.ENGLISH, None, PLACES).content or b"")
    line = page.css_first(".in-print")
    assert collapse(line.text()) == "In print: page 3, Pune edition, April 27; page 1, Main edition, April 27"
    assert [node.attributes["href"] for node in line.css("a")] == [
        "/epaper/pune/2025-04-27/3/",
        "/epaper/main/2025-04-27/",
    ]
    scripts = [json.loads(node.text()) for node in page.css('script[type="application/ld+json"]')]
    [article] = [thing for thing in scripts if thing["@type"] == "NewsArticle"]
    assert article["printEdition"] == ["Pune", "Main edition"]
    assert article["printPage"] == ["3", "1"]


def test_the_line_is_never_inside_the_agencys_text_and_is_not_there_without_a_place() -> None:
    with_line = story_page(samples.SITE, samples.ENGLISH, None, PLACES).content or b""
    without = story_page(samples.SITE, samples.ENGLISH).content or b""
    assert read_back(with_line).digest == read_back(without).digest == samples.ENGLISH.wire_text
    assert b"in-print" not in without
    assert b"printPage" not in without
