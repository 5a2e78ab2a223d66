"""The archive of the e-paper: each edition's newest issue, months as calendars, the page while one is set again."""

import json
from datetime import date, timedelta

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from epaper.issues import PUNE, SITE, a_site
from nightdesk.edition.issue_archive_page import archive_pages, withdrawn_page
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.shelf import IssueOnShelf
from nightdesk.terms.site import Edition, Site

DAY = date(2025, 4, 27)


def issues(days: int = 60, edition: str = "pune") -> list[IssueOnShelf]:
    """One a day up to DAY, but for Thursdays."""
    every = (DAY - timedelta(days=back) for back in range(days))
    return [
        IssueOnShelf(edition=edition, date=day, number=400 + (day - DAY).days, pages=8)
        for day in every
        if day.weekday() != 3
    ]


def pages_of(shelf: list[IssueOnShelf], site: Site = SITE, since: date | None = None) -> dict[str, LexborHTMLParser]:
    return {page.path: LexborHTMLParser(page.content or b"") for page in archive_pages(site, shelf, since=since)}


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [collapse(node.text()) for node in page.css(selector)]


def hrefs(page: LexborHTMLParser, selector: str) -> list[str | None]:
    return [node.attributes["href"] for node in page.css(selector)]


def test_every_edition_has_its_address_and_every_month_with_an_issue_a_page() -> None:
    assert list(pages_of(issues())) == [
        "epaper/index.html",
        "epaper/main/index.html",
        "epaper/pune/index.html",
        "epaper/pune/2025-02/index.html",
        "epaper/pune/2025-03/index.html",
        "epaper/pune/2025-04/index.html",
    ]


def test_the_page_of_all_leads_to_the_newest_issues_and_says_when_a_first_one_comes() -> None:
    page = pages_of(issues())["epaper/index.html"]
    assert texts(page, ".papers h2") == ["Main edition", "Pune edition"]
    assert hrefs(page, ".papers h2 a") == ["/epaper/main/", "/epaper/pune/"]
    assert texts(page, ".newest") == ["Sunday, April 27"]
    assert hrefs(page, ".newest a") == ["/epaper/pune/2025-04-27/"]
    assert texts(page, ".papers .meta") == [
        "There is no issue yet. The first one is set at 05:00 IST.",
        "No. 400, 8 pages",
    ]
    assert texts(page, ".earlier a") == ["April 26", "April 25", "April 23", "April 22", "April 21", "April 20"]
    assert hrefs(page, '.ways [aria-current="page"]') == ["/epaper/"]


def test_a_month_is_a_calendar_in_which_days_with_an_issue_are_links() -> None:
    page = pages_of(issues())["epaper/pune/2025-04/index.html"]
    assert texts(page, "caption") == ["April 2025"]
    assert [node.attributes["abbr"] for node in page.css("th")][:2] == ["Monday", "Tuesday"]
    rows = [[collapse(cell.text()) for cell in row.css("td")] for row in page.css("tbody tr")]
    assert rows[0] == ["", "1", "2", "3", "4", "5", "6"]
    assert rows[-1] == ["28", "29", "30", "", "", "", ""]
    assert all(len(row) == 7 for row in rows)
    days = hrefs(page, ".month a")
    assert len(days) == 23
    assert days[-1] == "/epaper/pune/2025-04-27/"
    assert page.css(".month a")[-1].attributes["aria-label"] == "Sunday, April 27, 2025"


def test_months_lead_to_those_beside_them_and_the_newest_stands_at_the_editions_own_address() -> None:
    pages = pages_of(issues())
    base, march = pages["epaper/pune/index.html"], pages["epaper/pune/2025-03/index.html"]
    assert hrefs(march, ".turn a") == ["/epaper/pune/2025-02/", "/epaper/pune/2025-04/"]
    assert texts(march, ".turn a") == ["Earlier: February 2025", "Later: April 2025"]
    assert texts(base, "caption") == ["April 2025"]
    assert hrefs(base, ".turn a") == ["/epaper/pune/2025-03/"]
    assert hrefs(base, ".months a") == ["/epaper/pune/2025-04/", "/epaper/pune/2025-03/", "/epaper/pune/2025-02/"]
    assert hrefs(base, 'link[rel="canonical"]') == ["https://panchganga.example/epaper/pune/"]
    assert hrefs(march, 'link[rel="canonical"]') == ["https://panchganga.example/epaper/pune/2025-03/"]


def test_a_new_issue_changes_no_page_that_is_not_made_again() -> None:
    before = issues()
    for newest in (DAY + timedelta(days=1), date(2025, 5, 1)):
        after = [*before, IssueOnShelf(edition="pune", date=newest, number=401, pages=12)]
        old = {page.path: page.content for page in archive_pages(SITE, before)}
        whole = {page.path: page.content for page in archive_pages(SITE, after)}
        made = {page.path: page.content for page in archive_pages(SITE, after, since=newest)}
        assert {path for path, content in whole.items() if old.get(path) != content} <= made.keys()
        assert all(whole[path] == content for path, content in made.items())
        assert "epaper/pune/2025-02/index.html" not in made


def test_tells_machines_of_the_edition_and_its_issues() -> None:
    page = pages_of(issues())["epaper/pune/2025-04/index.html"]
    [thing] = [json.loads(node.text()) for node in page.css('script[type="application/ld+json"]')]
    assert thing["@type"] == "Newspaper"
    assert thing["name"] == "Panchganga Post, Pune edition"
    assert {part["@type"] for part in thing["hasPart"]} == {"PublicationIssue"}
    assert len(thing["hasPart"]) == 23


def test_an_edition_of_another_zone_says_its_hour_by_its_own_clock() -> None:
    dubai = Edition(slug="dubai", title="Dubai", zone="Asia/Dubai", cut_off="04:30")
    site = msgspec.structs.replace(SITE, editions=(dubai,))
    page = pages_of([], site)["epaper/dubai/index.html"]
    assert texts(page, ".quiet") == ["There is no issue yet. The first one is set at 04:30 Asia/Dubai."]


def test_what_an_edition_printed_stays_to_be_found_when_it_has_no_paper_any_more() -> None:
    pages = pages_of(issues(edition="nashik"))
    assert "/epaper/nashik/" in hrefs(pages["epaper/index.html"], "a")
    assert "epaper/nashik/index.html" in pages


@pytest.mark.parametrize("language", ["en-IN", "hi-IN", "mr-IN", "ur-IN"])
def test_the_page_while_an_issue_is_set_again_says_so_and_nothing_of_it(language: str) -> None:
    page = withdrawn_page(a_site(language), PUNE, DAY)
    content = LexborHTMLParser(page.content or b"")
    assert page.path == "epaper/pune/2025-04-27/index.html"
    assert content.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert content.css_first('link[rel="canonical"], script') is None
    assert hrefs(content, ".body a") == ["/epaper/pune/", "/"]
    assert "{" not in content.css_first("main").text()
