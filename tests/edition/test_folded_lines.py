"""The same story from several agencies is one line of a list, and each agency's own page is a link away."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from edition import dossier_samples, samples
from nightdesk.edition.front_page import front_page
from nightdesk.edition.imprint import imprint_of
from nightdesk.edition.lines import lines
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.story import Front

ALSO = [other.path for other in dossier_samples.folded(samples.ENGLISH.card).also]


def page_of(front: Front, language: str = "en-IN") -> LexborHTMLParser:
    [page] = front_page(samples.a_site(language), front)
    return LexborHTMLParser(page.content or b"")


@pytest.mark.parametrize("kind", ["home", "section", "latest", "agency", "city"])
@pytest.mark.parametrize("language", ["en-IN", "hi-IN", "mr-IN", "ur-IN"])
def test_every_list_says_who_else_sent_a_story_and_links_it(kind: str, language: str) -> None:
    cards = tuple(dossier_samples.folded(card) for card in samples.CARDS)
    slug = {"section": "national", "agency": "peninsula", "city": "kolhapur"}.get(kind, "")
    page = page_of(samples.a_front(kind, slug, "Title", f"/{slug}/" if slug else "/", cards=cards), language)
    metas = [node for node in page.css(".meta") if node.css_first("a")]
    shown = page.css(".river a.wire, .developing a.wire, .lead a.wire, .second a.wire, .shelf a.wire")
    assert len(metas) == len(shown) > 10
    assert all([link.attributes["href"] for link in meta.css("a")] == ALSO for meta in metas)


def test_the_words_stand_after_the_agency_and_alone_where_it_is_not_named() -> None:
    [named] = page_of(
        samples.a_front("section", "x", "X", "/x/", cards=(dossier_samples.folded(samples.ENGLISH.card),))
    ).css(".river .meta")
    assert collapse(named.text()) == "Peninsula, also from Meridian, Sahyadri Varta"
    folded = dossier_samples.folded(samples.CORRECTED.card, 1)
    [own] = page_of(samples.a_front("agency", "x", "X", "/agency/x/", cards=(folded,))).css(".river .meta")
    assert collapse(own.text()) == "Maharashtra corrected, also from Meridian"


def test_a_story_that_only_one_agency_sent_says_nothing_of_it() -> None:
    assert page_of(samples.LATEST).css_first(".meta a") is None
    [line] = lines(imprint_of(samples.SITE), (samples.ENGLISH.card,), None)
    assert not line.also
