"""A proof page says what can be proved and what changed; after an end it holds nothing that could tell the words."""

import gzip
import json
import re
from datetime import timedelta

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from edition import log_samples, samples
from nightdesk.edition.assets import CHECK_SCRIPT, asset_pages
from nightdesk.edition.proof_page import proof_page
from nightdesk.edition.story_page import story_page
from nightdesk.proof.read_back import read_back
from nightdesk.terms.proof_page import ClosedProof, LivingProof
from nightdesk.terms.version_text import VersionText

LANGUAGES = ("en-IN", "hi-IN", "mr-IN", "ur-IN")
MOST_BYTES = 30_000


def page_of(proof: LivingProof | ClosedProof, language: str = "en-IN") -> LexborHTMLParser:
    content = proof_page(samples.a_site(language), proof).content
    assert content is not None
    return LexborHTMLParser(content)


def text_of(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text().split())


def test_stands_beside_the_story_and_after_its_end_under_its_lasting_id() -> None:
    assert proof_page(samples.SITE, log_samples.PROOF).path == (
        "maharashtra/all-43-aboard-koyna-ferry-0123456789ab/proof/index.html"
    )
    stone = log_samples.CLOSED.tombstone
    assert proof_page(samples.SITE, log_samples.CLOSED).path == f"international/{stone.id}/proof/index.html"


def test_answers_in_a_sentence_with_version_agency_and_time_to_the_second() -> None:
    assert text_of(page_of(log_samples.PROOF), ".answer h2") == (
        "Yes. The page shows version 3, as it came from Sahyadri Varta at 06:01:59 IST on April 27, 2025."
    )


def test_tells_when_the_agency_made_it_when_it_came_and_when_it_was_shown() -> None:
    facts = page_of(log_samples.PROOF).css(".facts div")
    assert [tuple(node.text() for node in fact.css("dt, dd")) for fact in facts] == [
        ("First made by the agency", "April 27, 2025 04:57:00 IST"),
        ("This version made by the agency", "April 27, 2025 06:01:51 IST"),
        ("Received over the wire “sahyadri”", "April 27, 2025 06:01:59 IST"),
        ("Shown here", "April 27, 2025 06:02:00 IST"),
    ]
    assert "The agency gave none" in text_of(page_of(log_samples.CAME_BACK), ".facts")


def test_holds_what_the_check_button_needs_and_asks_for_one_script_of_ours() -> None:
    page = page_of(log_samples.PROOF)
    box = page.css_first("#check")
    assert {name: box.attributes[name] for name in ("data-state", "data-n", "data-story", "data-log")} == {
        "data-state": "ready",
        "data-n": "3",
        "data-story": "../",
        "data-log": "/log/",
    }
    assert box.attributes["data-digest"] == log_samples.PROOF.versions[0].digest
    assert [node.attributes["data-say"] for node in page.css("#check-words [data-say]")] == [
        *("busy", "same", "newer", "other", "gone", "unable", "unsigned")
    ]
    assert len(page.css("#check-steps li")) == 4
    assert [node.attributes["src"] for node in page.css("script")] == [CHECK_SCRIPT]
    assert CHECK_SCRIPT.lstrip("/") in {page.path for page in asset_pages()}


def test_without_scripts_it_gives_the_commands_of_both_verifiers() -> None:
    page = page_of(log_samples.PROOF)
    commands = [node.text() for node in page.css("pre")]
    assert commands[1:] == [
        'nightdesk verify index.html v3.tlog-proof --key "$(head -1 vkey)"',
        'python3 check_page.py index.html v3.tlog-proof --key "$(head -1 vkey)"',
    ]
    assert "use a command below" in text_of(page, "noscript")


def test_versions_stand_newest_first_with_entry_times_files_and_changed_words() -> None:
    lines = page_of(log_samples.PROOF).css(".versions li")
    assert [" ".join(line.css_first("h3").text().split()) for line in lines] == [
        "Version 3, a correction by the agency",
        "Version 2, an update",
        "Version 1",
    ]
    assert lines[0].attributes["aria-current"] == "true"
    assert "Shown since 06:02:00 IST. Log entry 48,183." in lines[0].text()
    assert "Shown from 05:20:00 IST to 06:02:00 IST. Log entry 48,182." in lines[1].text()
    assert [node.attributes["href"] for node in lines[1].css("p a")] == ["../v2.txt", "../v2.tlog-proof"]
    headline = lines[0].css_first(".diff .h")
    assert (headline.css_first("del").text(), headline.css_first("ins").text()) == ("41", "43")
    assert headline.text() == "All 41 43 aboard Koyna ferry brought ashore after night adrift, collector says"


def test_a_version_whose_words_are_gone_has_no_digest_no_files_and_no_difference() -> None:
    page = page_of(log_samples.CAME_BACK)
    [_, closed] = page.css(".versions li")
    assert "Its text was taken away and is not kept here." in closed.text()
    assert closed.css_first(".tape") is None
    assert closed.css_first("p a") is None
    assert page.css_first(".diff") is None
    assert "Taken down by the publisher" in text_of(page, "section[aria-labelledby=acts]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_an_end_only_entries_with_times_and_kinds_are_left(language: str) -> None:
    content = (proof_page(samples.a_site(language), log_samples.CLOSED).content or b"").decode()
    stone = log_samples.CLOSED.tombstone
    assert "words-of-the-headline" not in content
    assert stone.path not in content
    assert log_samples.CHECKPOINT.root not in content
    assert not re.search(r"[0-9a-f]{32}", content)
    page = LexborHTMLParser(content)
    assert page.css_first("main .wire") is None
    assert page.css_first(".holes") is None
    assert page.css_first("script") is None
    assert len(page.css("main li")) == len(log_samples.CLOSED.entries) == 3
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"


def test_entries_of_an_ended_story_say_what_was_done_and_when_to_the_second() -> None:
    line = " ".join(page_of(log_samples.CLOSED).css_first("main li").text().split())
    assert line.endswith("Withdrawn by the agency Log entry 48,174, received 03:12:59 IST, done 03:13:00 IST")


def test_a_version_of_another_day_says_its_day() -> None:
    newest, older, oldest = log_samples.PROOF.versions
    entry = msgspec.structs.replace(older.entry, shown=samples.NOW - timedelta(days=2))
    proof = msgspec.structs.replace(
        log_samples.PROOF, versions=(newest, msgspec.structs.replace(older, entry=entry), oldest)
    )
    assert "Shown from April 25, 2025 06:31:00 IST to 06:02:00 IST." in page_of(proof).css(".versions li")[1].text()


@pytest.mark.parametrize("letters", ["abcdefgh", "कखगघचछजझ"])
def test_a_story_of_fifty_long_versions_stays_light(letters: str) -> None:
    proof = log_samples.a_long_proof(50, 1_200)
    table = str.maketrans("abcdefgh", letters)
    versions = tuple(
        msgspec.structs.replace(
            one, text=VersionText(one.text.headline, tuple(block.translate(table) for block in one.text.blocks))
        )
        for one in proof.versions
        if one.text is not None
    )
    content = proof_page(samples.SITE, msgspec.structs.replace(proof, versions=versions)).content or b""
    assert len(gzip.compress(content, 9)) < MOST_BYTES
    page = LexborHTMLParser(content)
    assert len(page.css(".versions li")) == 50
    assert len(page.css(".diff")) >= 1
    assert page.css('.versions a[href="../v1.txt"]')


def test_versions_that_differ_in_too_many_words_are_linked_and_not_set_out() -> None:
    newest, older, _ = log_samples.PROOF.versions
    long = VersionText("Other", tuple(f"Sentence {number} of quite another report." for number in range(900)))
    proof = msgspec.structs.replace(
        log_samples.PROOF, versions=(newest, msgspec.structs.replace(older, text=long)), acts=()
    )
    first = page_of(proof).css_first(".versions li")
    assert first.css_first(".diff") is None
    assert "read the two side by side" in first.text()


def test_hostile_words_stay_words_on_the_proof_too() -> None:
    bad = VersionText("</ins><script>1</script>", ("<b>&amp;</b>", '"><img src=x>'))
    newest, older, _ = log_samples.PROOF.versions
    proof = msgspec.structs.replace(
        log_samples.PROOF,
        wire='"><script>',
        card=msgspec.structs.replace(log_samples.PROOF.card, headline="</title><script>", agency="<b>Co</b>"),
        versions=(msgspec.structs.replace(newest, text=bad, version='"<i>'), older),
    )
    page = page_of(proof)
    assert [node.attributes.get("src") for node in page.css("script")] == [CHECK_SCRIPT]
    assert page.css_first("main img") is None
    assert page.css_first("main b, main i") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("proof", [log_samples.PROOF, log_samples.CAME_BACK, log_samples.CLOSED])
def test_keeps_the_strict_content_policy(proof: LivingProof | ClosedProof, language: str) -> None:
    page = page_of(proof, language)
    assert page.css_first("style") is None
    assert page.css_first("[style]") is None
    assert "{" not in page.css_first("main").text()


# --- what the story page says of its entry ---

LOGGED = msgspec.structs.replace(samples.CORRECTED, leaf=log_samples.LEAF)


def test_the_story_page_carries_its_leaf_and_no_guid_can_end_the_element() -> None:
    content = (story_page(samples.SITE, LOGGED).content or b"").decode()
    page = LexborHTMLParser(content)
    told = json.loads(page.css_first("script#wire-leaf").text())
    assert told == {
        "n": 3,
        "leaf": log_samples.LEAF.leaf,
        "salts": {"raw": "a1" * 16, "text": "b2" * 16, "head": "c3" * 16},
    }
    assert "</script><b>" not in content
    assert read_back(content.encode()).digest == LOGGED.wire_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_and_the_end_of_the_text_lead_to_the_proof(language: str) -> None:
    page = LexborHTMLParser(story_page(samples.a_site(language), LOGGED).content or b"")
    assert page.css_first(".label p a").attributes["href"] == "proof/"
    assert page.css_first('.ends a[href="proof/"]') is not None
    without = LexborHTMLParser(story_page(samples.a_site(language), samples.CORRECTED).content or b"")
    assert without.css_first('a[href="proof/"]') is None
    assert without.css_first("#wire-leaf") is None


def test_linked_data_says_where_the_text_is_archived() -> None:
    page = LexborHTMLParser(story_page(samples.SITE, LOGGED).content or b"")
    [thing] = [
        thing
        for node in page.css('script[type="application/ld+json"]')
        if (thing := json.loads(node.text()))["@type"] == "NewsArticle"
    ]
    address = f"https://panchganga.example{LOGGED.card.path}"
    assert thing["archivedAt"] == f"{address}proof/"
    assert thing["encoding"]["contentUrl"] == f"{address}v3.txt"
    assert thing["encoding"]["sha256"] == LOGGED.wire_text
    assert thing["publishingPrinciples"] == "https://panchganga.example/about/automation/"
    assert thing["backstory"] == (
        "From Peninsula. Published automatically, exactly as received, at 06:02 IST. "
        "No editor of Panchganga Post has reviewed it."
    )
