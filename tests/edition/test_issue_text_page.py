"""The light issue: every story once and whole, by the page on which it begins, and nothing that has to be fetched."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from epaper.issues import ALERT, CHECKPOINT, CORRECTIONS, FERRY, KILLED, LIBRARY, STORIES, an_issue, printed_of
from nightdesk.edition.assets import PAPER_STYLESHEET
from nightdesk.edition.issue_text_page import text_page
from nightdesk.proof.clips import clip_digests
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.issue import Issue
from nightdesk.terms.page import Page
from nightdesk.terms.shelf import IssuesAround


def made(issue: Issue) -> Page:
    return text_page(issue.site, issue, printed_of(issue), IssuesAround())


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [collapse(node.text()) for node in page.css(selector)]


@pytest.mark.parametrize("language", ["en-IN", "hi-IN", "mr-IN", "ur-IN"])
def test_every_story_of_the_issue_stands_once_and_reads_back_to_its_digest(language: str) -> None:
    page = made(an_issue(language=language))
    assert page.path == "epaper/pune/2025-04-27/text/index.html"
    assert clip_digests(page.content or b"") == {story.id: story.wire_text for story in STORIES}
    assert len(LexborHTMLParser(page.content or b"").css("article")) == len(STORIES)


def test_asks_for_one_style_sheet_and_nothing_else() -> None:
    page = LexborHTMLParser(made(an_issue(gone=(KILLED,), corrections=CORRECTIONS)).content or b"")
    assert [node.attributes["href"] for node in page.css('link[rel="stylesheet"]')] == [PAPER_STYLESHEET]
    assert page.css_first('script, img, svg, link[rel="preload"], iframe, video') is None
    assert page.css_first(".sheet.light") is not None


def test_the_index_leads_to_each_story_by_the_page_on_which_it_begins() -> None:
    page = LexborHTMLParser(made(an_issue(gone=(KILLED,))).content or b"")
    assert texts(page, ".index > ol > li > a") == ["Page 1", "Page 2", "Page 3"]
    links = [node.attributes["href"] or "" for node in page.css(".index a")]
    assert links[:2] == ["#p1", f"#s-{KILLED.id}"]
    assert all(page.css_first(f'[id="{link[1:]}"]') for link in links)
    assert len(set(links)) == len(links) == 3 + 1 + len(STORIES)
    carried = [node.id for node in page.css(".leaf") if LIBRARY.headline in node.text()]
    assert carried == ["p1"]


def test_the_label_stands_once_and_each_story_says_what_differs() -> None:
    page = LexborHTMLParser(made(an_issue()).content or b"")
    assert texts(page, ".label") == [
        "Each story comes from the agency named with it and was set automatically, exactly as received, at 05:00 IST. "
        "No editor of Panchganga Post has reviewed it."
    ]
    alert = page.css_first(f'[data-story="{ALERT.id}"]')
    assert "Peninsula sent no headline" in alert.text()
    ferry = page.css_first(f'[data-story="{FERRY.id}"]')
    assert [node.attributes["href"] for node in ferry.css(".after a")] == [FERRY.path, f"{FERRY.path}proof/"]


def test_a_withdrawn_story_has_a_notice_and_corrections_stand_at_the_end() -> None:
    page = LexborHTMLParser(made(an_issue(gone=(KILLED,), corrections=CORRECTIONS)).content or b"")
    assert texts(page, ".gone h3") == ["The agency withdrew this story."]
    assert len(page.css(".mended li")) == 2


def test_carries_the_state_of_the_log_as_the_paper_does() -> None:
    page = LexborHTMLParser(made(an_issue()).content or b"")
    line, root = texts(page, ".state p")
    assert "48,211" in line
    assert root == CHECKPOINT.root
    without = LexborHTMLParser(made(an_issue(checkpoint=None)).content or b"")
    assert without.css_first(".state") is None


def test_no_address_of_it_is_for_search_engines_or_of_another_site() -> None:
    content = (made(an_issue()).content or b"").decode()
    assert '<meta name="robots" content="noindex">' in content
    others = set(re.findall(r'(?:src|href)="https?://([^/"]+)', content))
    assert others == {"panchganga.example", "peninsula.example"}
