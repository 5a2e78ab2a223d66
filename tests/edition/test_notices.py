"""Notices and the page of corrections: what is left of a story never holds its words."""

import gzip

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from edition import log_samples, samples
from nightdesk.edition.corrections_page import corrections_page
from nightdesk.edition.notice_page import notice_page, pointer_page
from nightdesk.terms.version_text import VersionText


@pytest.mark.parametrize("kind", samples.KINDS)
def test_a_notice_stands_where_its_status_is_read_from(kind: str) -> None:
    stone = samples.a_tombstone(kind)
    wanted = {
        "withheld": f"{stone.path.strip('/')}/index.html",
        "embargoed": f"{stone.path.strip('/')}/index.html",
        "court": f"international/{stone.id}/451.html",
    }
    assert notice_page(samples.SITE, stone).path == wanted.get(kind, f"international/{stone.id}/410.html")


@pytest.mark.parametrize("language", ["en-IN", "mr-IN", "hi-IN", "ur-IN"])
@pytest.mark.parametrize("kind", samples.KINDS)
def test_a_notice_holds_no_word_of_the_story_and_is_not_indexed(kind: str, language: str) -> None:
    content = (notice_page(samples.a_site(language), samples.a_tombstone(kind)).content or b"").decode()
    assert "words-of-the-headline" not in content
    page = LexborHTMLParser(content)
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert page.css_first('meta[name="wire-text"]') is None
    assert page.css_first("main .wire") is None
    assert page.css_first('link[rel="canonical"]') is None
    assert page.css_first(".holes") is None


def test_every_kind_has_its_own_sentence() -> None:
    heads = {
        LexborHTMLParser(notice_page(samples.SITE, stone).content or b"").css_first("h1").text()
        for stone in samples.TOMBSTONES
    }
    assert len(heads) == len(samples.KINDS)


def test_a_notice_says_when_and_how_fast_to_the_second() -> None:
    page = LexborHTMLParser(notice_page(samples.SITE, samples.a_tombstone()).content or b"")
    body = page.css_first(".body").text()
    assert "Meridian sent a kill at 03:12:06 IST on April 27, 2025" in body
    assert "off this site at 03:12:07 IST" in body
    assert "1.8 seconds after the word arrived" in page.css_first(".facts").text()


def test_a_reason_for_publication_is_printed_and_its_absence_is_said() -> None:
    def facts(**changed: object) -> str:
        return LexborHTMLParser(notice_page(samples.SITE, samples.a_tombstone(**changed)).content or b"").html or ""

    assert "None given for publication" in facts()
    assert "&lt;b&gt;Order 12&lt;/b&gt;" in facts(kind="court", reason="<b>Order 12</b>")


def test_a_withheld_story_leaves_a_gap_and_the_wire_goes_on() -> None:
    waiting = notice_page(samples.SITE, samples.a_tombstone("withheld")).content or b""
    killed = notice_page(samples.SITE, samples.a_tombstone("killed")).content or b""
    assert b'class="resumes"' in waiting
    assert b'class="resumes"' not in killed


def test_the_short_address_leads_to_the_long_one_and_says_nothing_else() -> None:
    card = samples.ENGLISH.card
    page = pointer_page(samples.SITE, card)
    content = (page.content or b"").decode()
    assert page.path == f"national/{card.id}/index.html"
    assert f'content="0; url={card.path}"' in content
    assert "noindex" in content
    assert card.headline not in content


def test_corrections_are_told_with_note_and_version_and_withdrawals_without_words() -> None:
    page = corrections_page(samples.SITE, samples.CORRECTIONS, samples.TOMBSTONES, samples.NOW)
    content = (page.content or b"").decode()
    assert page.path == "corrections/index.html"
    read = LexborHTMLParser(content)
    first = read.css_first(".ledger li")
    assert first.css_first("a").attributes["href"] == samples.CORRECTED.card.path
    assert "Peninsula, version 3" in first.text()
    assert samples.CORRECTION.note in first.text()
    assert "The agency gave no note" in read.css(".ledger li")[1].text()
    gone = read.css(".killed")
    assert [node.attributes["href"] for node in gone] == [f"/international/{stone.id}/" for stone in samples.TOMBSTONES]
    assert "words-of-the-headline" not in content


def test_a_site_without_corrections_says_so() -> None:
    content = (corrections_page(samples.SITE, (), (), samples.NOW).content or b"").decode()
    assert "No agency has sent a correction yet." in content
    assert "No story has been withdrawn." in content


def test_a_correction_with_both_its_texts_shows_what_changed_in_words() -> None:
    page = corrections_page(samples.SITE, (log_samples.COMPARED, *samples.CORRECTIONS), (), samples.NOW)
    first, second, _ = LexborHTMLParser(page.content or b"").css(".ledger li")
    assert [node.text() for node in first.css("del")] == ["41", "41"]
    assert first.css("ins")[-1].text().startswith("The figure includes two crew members")
    assert first.css_first(".diff").attributes["aria-label"] == "Changes made by version 3"
    assert first.css_first("p a").attributes["href"] == f"{log_samples.COMPARED.story.path}proof/"
    assert second.css_first(".diff") is None


def test_corrections_of_many_or_large_texts_keep_the_page_bounded() -> None:
    large = VersionText("Old", tuple(f"Old sentence {number} of a long report." for number in range(400)))
    other = VersionText("New", tuple(f"Quite another {number} in its place." for number in range(400)))
    many = [log_samples.COMPARED] * 160
    many += [msgspec.structs.replace(log_samples.COMPARED, before=large, after=other)] * 40
    content = corrections_page(samples.SITE, many, (), samples.NOW).content or b""
    page = LexborHTMLParser(content)
    assert len(page.css(".ledger li")) == 200
    assert "Quite another" not in content.decode()
    assert 0 < len(page.css(".diff")) <= 40
    assert len(gzip.compress(content)) < 30_000


def test_a_notice_leads_to_what_the_log_keeps_where_there_is_a_log() -> None:
    stone = samples.a_tombstone()
    logged = LexborHTMLParser(notice_page(samples.SITE, stone, has_proof=True).content or b"")
    assert logged.css_first(f'main a[href="/international/{stone.id}/proof/"]') is not None
    assert b"/proof/" not in (notice_page(samples.SITE, stone).content or b"")
