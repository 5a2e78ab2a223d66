"""The reader of the e-paper: every story of a page as text to the letter, and every way from it by a plain link."""

import gzip
import json
import re
from datetime import date, timedelta

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from epaper.issues import (
    AUCTION,
    BARE,
    CORRECTIONS,
    CUT_OFF,
    FERRY,
    HOSTILE,
    KILLED,
    RIVER,
    a_paper_story,
    an_issue,
    printed_of,
)
from nightdesk.edition.assets import PAPER_STYLESHEET, READER_SCRIPT, STYLESHEET, asset_pages
from nightdesk.edition.issue_page import reader_pages
from nightdesk.proof.clips import clip_digests
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.issue import Issue, PaperPage, Piece, Printed
from nightdesk.terms.shelf import IssuesAround, IssueSizes

LANGUAGES = ("en-IN", "hi-IN", "mr-IN", "ur-IN")
BASE = "/epaper/pune/2025-04-27/"
AROUND = IssuesAround(before=date(2025, 4, 26), after=date(2025, 4, 28))
SIZES = IssueSizes(pdf_bytes=3_149_000, epub_bytes=640_200)
ASSETS = {f"/{page.path}": page.content or b"" for page in asset_pages()}


def pages_of(
    issue: Issue, on_a_page: int = 5, printed: Printed | None = None, **given: object
) -> list[LexborHTMLParser]:
    around, sizes = given.get("around", AROUND), given.get("sizes", SIZES)
    pages = reader_pages(issue.site, issue, printed or printed_of(issue, on_a_page), around, sizes)  # type: ignore[arg-type]
    return [LexborHTMLParser(page.content or b"") for page in pages]


def texts(page: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    return [collapse(node.text()) for node in page.css(selector)]


def hrefs(page: LexborHTMLParser | LexborNode, selector: str) -> list[str | None]:
    return [node.attributes["href"] for node in page.css(selector)]


def clip_of(page: LexborHTMLParser, story: str) -> LexborNode:
    found = page.css_first(f'article[data-story="{story}"]')
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_story_of_a_page_reads_back_to_its_digest_in_whatever_language_the_site_is(language: str) -> None:
    issue = an_issue(language=language)
    printed = printed_of(issue)
    digests = {story.id: story.wire_text for story in issue.stories}
    pages = reader_pages(issue.site, issue, printed, AROUND, SIZES)
    assert len(pages) == len(printed.pages) == 3
    for page, paper in zip(pages, printed.pages, strict=True):
        here = {piece.story for piece in paper.pieces}
        assert clip_digests(page.content or b"") == {story: digests[story] for story in here}


def test_each_page_has_an_address_of_its_own_and_leads_to_the_pages_and_issues_beside_it() -> None:
    issue = an_issue()
    assert [page.path for page in reader_pages(issue.site, issue, printed_of(issue), AROUND, SIZES)] == [
        "epaper/pune/2025-04-27/index.html",
        "epaper/pune/2025-04-27/2/index.html",
        "epaper/pune/2025-04-27/3/index.html",
    ]
    first, second, third = pages_of(issue)
    assert hrefs(second, ".leaves a") == ["/epaper/pune/2025-04-26/", BASE, f"{BASE}3/", "/epaper/pune/2025-04-28/"]
    assert texts(second, ".leaves a") == ["Issue of April 26", "Page 1", "Page 3", "Issue of April 28"]
    assert texts(second, '.leaves [aria-current="page"]') == ["Page 2 of 3"]
    assert hrefs(second, 'link[rel="prev"], link[rel="next"]') == [BASE, f"{BASE}3/"]
    assert hrefs(first, "a[rel=prev]") == hrefs(third, "a[rel=next]") == []
    assert hrefs(second, 'link[rel="canonical"]') == [f"https://panchganga.example{BASE}2/"]
    assert hrefs(second, '.ways [aria-current="true"]') == ["/epaper/"]


def test_an_issue_without_others_around_it_offers_none() -> None:
    [page] = pages_of(an_issue((FERRY,)), around=IssuesAround())
    assert hrefs(page, ".leaves a") == []
    [page] = pages_of(an_issue((FERRY,)), around=IssuesAround(before=date(2024, 12, 31)))
    assert texts(page, ".leaves a") == ["Issue of Tuesday, December 31, 2024"]


def test_the_files_of_an_issue_are_offered_with_their_size_where_readers_may_have_them() -> None:
    [page] = pages_of(an_issue((FERRY,)))
    tools = dict(zip(texts(page, ".tools a"), hrefs(page, ".tools a"), strict=True))
    assert tools == {
        "Zoom": f"{BASE}p1.svg",
        "As a list": "#list",
        "Editions": "/epaper/",
        "Archive": "/epaper/pune/",
        "Light, as text": f"{BASE}text/",
        "PDF, 3.1 MB": f"{BASE}issue.pdf",
        "EPUB, 641 kB": f"{BASE}issue.epub",
    }
    [page] = pages_of(an_issue((FERRY,)), sizes=IssueSizes())
    assert not [href for href in hrefs(page, ".tools a") if href and href.endswith((".pdf", ".epub"))]


def test_the_image_has_the_shape_of_the_paper_and_a_named_link_over_each_piece() -> None:
    issue = an_issue((FERRY, RIVER), gone=(KILLED,))
    [page] = pages_of(issue)
    image, spots = page.css_first("#page img"), page.css_first("svg.spots")
    assert image is not None
    assert spots is not None
    assert [image.attributes[name] for name in ("src", "width", "height")] == [f"{BASE}p1.svg", "842", "1191"]
    assert image.attributes["alt"] == "Page 1 as it was printed. Its stories follow below as text."
    assert spots.attributes["viewBox"] == "0 0 841.89 1190.55"
    assert hrefs(spots, "a") == [f"#s-{KILLED.id}", f"#s-{FERRY.id}", f"#s-{RIVER.id}"]
    assert texts(spots, "title") == ["A story that is no longer here", FERRY.headline, RIVER.headline]
    assert [node.attributes.get("lang") for node in spots.css("title")] == [None, "en", "mr"]
    assert all(page.css_first(f'[id="{href[1:]}"]') for href in hrefs(spots, "a") if href)


def test_a_story_opens_as_the_target_of_its_link_with_its_label_its_source_and_the_next_one() -> None:
    first, *_ = pages_of(an_issue())
    ferry, river = clip_of(first, FERRY.id), clip_of(first, RIVER.id)
    assert hrefs(ferry, "h3 a") == [f"#s-{FERRY.id}"] == [f"#{ferry.attributes['id']}"]
    assert texts(ferry, ".where")[0] == "Page 1, Pune edition, Sunday, April 27, 2025 Close"
    assert hrefs(ferry, ".close") == ["#list"]
    assert texts(ferry, ".label") == [
        "From Sahyadri Varta. Set automatically, exactly as received, at 05:00 IST. "
        "No editor of Panchganga Post has reviewed it. Check this."
    ]
    assert hrefs(ferry, ".label a") == [f"{FERRY.path}proof/"]
    assert texts(ferry, ".meta") == ["Sahyadri Varta 02:00 IST, also from Peninsula, Meridian"]
    assert texts(ferry, ".share .fine") == [
        f"https://panchganga.example{BASE}#s-{FERRY.id} "
        "(Sahyadri Varta, via Panchganga Post, page 1, Pune edition, Sunday, April 27, 2025)"
    ]
    assert hrefs(ferry, ".after > a") == [FERRY.path, f"#s-{RIVER.id}"]
    assert river.css_first('[data-wire="b"]').attributes["lang"] == "mr"
    last = first.css("article.clip")[-1]
    assert hrefs(last, ".after > a")[-1] == f"{BASE}2/"


def test_a_story_on_two_pages_stands_whole_on_both_and_says_where_it_goes_on() -> None:
    issue = an_issue((AUCTION, FERRY))
    first, second = pages_of(issue, on_a_page=1)
    there, here = clip_of(first, AUCTION.id), clip_of(second, AUCTION.id)
    assert "continued on page 2" in texts(there, ".meta")[0]
    assert hrefs(there, ".meta a") == [f"{BASE}2/"]
    assert "continued from page 1" in texts(here, ".meta")[0]
    assert hrefs(here, ".meta a") == [BASE]
    assert texts(there, '[data-wire="b"]') == texts(here, '[data-wire="b"]')


def test_a_story_in_two_pieces_on_one_page_stands_there_once() -> None:
    issue = an_issue((AUCTION,))
    pieces = (
        Piece(story=AUCTION.id, x=40, y=100, width=300, height=900, end=4, next=1),
        Piece(story=AUCTION.id, x=400, y=100, width=300, height=900, begins=False, first=4, end=8, back=1, cut=True),
    )
    paper = PaperPage(number=1, title="Front page", width=842, height=1191, pieces=pieces, image=b"<svg/>")
    [page] = pages_of(issue, printed=Printed(pages=(paper,), pdf=b""))
    assert len(page.css("article.clip")) == 1
    assert len(page.css(".spots a")) == 2
    assert texts(page, ".clip .meta") == ["Peninsula 02:00 IST, cut short on paper, whole here"]


def test_a_withdrawn_story_leaves_a_notice_and_no_word() -> None:
    issue = an_issue((RIVER,), gone=(msgspec.structs.replace(KILLED, id=FERRY.id, agency=FERRY.agency),))
    [page] = pages_of(issue)
    content = page.html or ""
    assert not [word for word in ("Koyna", "ferry", FERRY.wire_text, FERRY.guid, FERRY.path) if word in content]
    notice = clip_of(page, FERRY.id)
    assert texts(notice, "h3") == ["The agency withdrew this story."]
    assert texts(notice, ".meta") == ["Sahyadri Varta, taken out of this issue 07:14 IST"]
    assert "Neither its headline nor its text is kept here." in texts(notice, ".body")[0]
    assert notice.css_first("[data-wire]") is None
    assert notice.css_first(".share") is None


@pytest.mark.parametrize("kind", ["killed", "withheld", "embargoed", "expired", "licence", "taken-down", "court"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_withdrawal_has_its_sentence(kind: str, language: str) -> None:
    [page] = pages_of(an_issue((RIVER,), language, gone=(msgspec.structs.replace(KILLED, kind=kind),)))
    assert len(texts(page, ".gone h3")[0]) > 10
    assert "{" not in texts(page, ".gone")[0]


def test_the_label_tells_what_was_left_out_and_what_has_no_headline() -> None:
    cut = a_paper_story("Cut", "One.", "Two.", service_cut=2, media_cut=True)
    alert = a_paper_story("An alert stands here.", "An alert stands here.", derived=True, n=None)
    [page] = pages_of(an_issue((cut, alert, BARE)))
    assert texts(clip_of(page, cut.id), ".label p")[1:] == [
        "2 lines of service text for newsrooms are left out; the rest is word for word.",
        "Scripts or embedded media that came with it are left out; the text is whole.",
    ]
    assert texts(clip_of(page, alert.id), ".label p")[1:] == [
        "Peninsula sent no headline; the line above is the beginning of its text."
    ]
    assert hrefs(clip_of(page, alert.id), ".label a") == []
    assert clip_of(page, alert.id).css_first("h3 [data-wire=h]") is None
    assert texts(clip_of(page, BARE.id), "h3") == ["A story from Peninsula"]


def test_corrections_to_earlier_issues_stand_on_the_first_page_alone() -> None:
    first, *others = pages_of(an_issue(corrections=CORRECTIONS))
    assert all(page.css_first(".mended") is None for page in others)
    assert texts(first, ".mended li .meta") == [
        "Printed on page 7, April 25. Corrected by Meridian, April 26, 2025 20:00 IST.",
        "Printed on page 1, April 26. Corrected by Sahyadri Varta, April 26, 2025 22:00 IST.",
        "The agency gave no note for publication.",
    ]
    assert texts(first, ".mended .note") == [CORRECTIONS[0].note]


def test_the_margin_has_a_sketch_of_each_page_drawn_from_its_boxes() -> None:
    _, second, _ = pages_of(an_issue())
    assert hrefs(second, ".thumbs a") == [BASE, f"{BASE}2/", f"{BASE}3/"]
    assert [node.attributes["title"] for node in second.css(".thumbs a")] == ["Front page", "Sport", "National"]
    assert hrefs(second, '.thumbs [aria-current="page"]') == [f"{BASE}2/"]
    drawn = [node.html or "" for node in second.css(".thumbs svg")]
    assert all('viewbox="0 0 30 42"' in sketch.lower() and 'aria-hidden="true"' in sketch for sketch in drawn)
    assert ["plate" in sketch for sketch in drawn] == [True, False, False]
    assert drawn[0].count("H") > drawn[2].count("H") > 0


def test_tells_machines_of_the_issue_and_where_each_story_of_the_page_stands() -> None:
    _, second, _ = pages_of(an_issue())
    [thing] = [json.loads(node.text()) for node in second.css('script[type="application/ld+json"]')]
    assert thing["@type"] == "PublicationIssue"
    assert (thing["issueNumber"], thing["datePublished"]) == ("412", "2025-04-27")
    assert thing["@id"] == f"https://panchganga.example{BASE}"
    assert thing["isPartOf"]["@type"] == "Newspaper"
    assert thing["isPartOf"]["publisher"]["name"] == "Panchganga Post"
    parts = {part["headline"]: part for part in thing["hasPart"]}
    assert len(parts) == 6
    assert parts[AUCTION.headline]["pagination"] == "1, 2"
    assert (parts[AUCTION.headline]["pageStart"], parts[AUCTION.headline]["pageEnd"]) == (1, 2)
    assert parts[AUCTION.headline]["url"] == f"https://panchganga.example{AUCTION.path}"


def test_search_engines_are_sent_to_the_stories_not_to_their_copies_in_the_paper() -> None:
    for page in pages_of(an_issue()):
        assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"


def test_hostile_words_stay_words() -> None:
    [page] = pages_of(an_issue((HOSTILE,)))
    kinds = [node.attributes.get("type") or node.attributes.get("src") for node in page.css("script")]
    assert kinds == [READER_SCRIPT, "application/ld+json"]
    assert texts(clip_of(page, HOSTILE.id), "h3") == [collapse(HOSTILE.headline)]
    assert page.css_first("h3 b, h3 script") is None
    assert "style=" not in (page.html or "")


def test_a_page_with_fourteen_stories_is_light_before_its_image() -> None:
    long = [
        a_paper_story(f"{story.headline} {number}", *story.blocks * 3, **{"agency": story.agency})
        for number, story in enumerate((FERRY,) * 14)
    ]
    issue = an_issue(long)
    [page] = reader_pages(issue.site, issue, printed_of(issue, 14), AROUND, SIZES)
    content = page.content or b""
    assert content.count(b'rel="stylesheet"') == 1
    assert STYLESHEET.encode() not in content
    files = [content, ASSETS[PAPER_STYLESHEET], ASSETS[READER_SCRIPT]]
    assert sum(map(len, files)) < 100_000
    assert sum(len(gzip.compress(file)) for file in files) < 24_000
    assert len(gzip.compress(ASSETS[READER_SCRIPT])) < 2_000


def test_the_script_is_served_without_its_comments_and_does_what_it_says() -> None:
    script = ASSETS[READER_SCRIPT].decode()
    assert not re.search(r"^\s*//|^\s+\S", script, re.MULTILINE)
    assert script.startswith('"use strict";\n(() => {\n')
    assert script.endswith("})();\n")


def test_the_same_issue_gives_the_same_bytes() -> None:
    one, other = an_issue(), an_issue()
    assert one is not other
    made = [reader_pages(issue.site, issue, printed_of(issue), AROUND, SIZES) for issue in (one, other)]
    assert made[0] == made[1]


def test_a_story_of_the_day_before_says_its_day() -> None:
    old = a_paper_story("Old", "One.", shown=CUT_OFF - timedelta(hours=8))
    [page] = pages_of(an_issue((old,)))
    assert texts(page, ".clip .meta") == ["Peninsula April 26, 2025 21:00 IST"]
