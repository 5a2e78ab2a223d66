"""What NewsML-G2 must never get wrong: status, embargo, versions, which text is the text, and what is private."""

import re
import time
import xml.etree.ElementTree as Plain
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agency.deliveries import CORPUS, SEED, a_delivery, needs_corpus, only_item, read_file
from nightdesk.agency.formats.newsml_g2 import FORMAT
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read
from nightdesk.proof.wire_text import digest
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item, ItemType, PubStatus
from nightdesk.terms.signal import Signal
from nightdesk.terms.spike import Spike

HERE = Path(__file__).parent
SYNTHETIC = CORPUS / "synthetic"
IPTC = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'


def an_item(meta: str = "", content: str = "", *, profile: Profile | None = None, about: str = "") -> Item:
    """A newsItem around some of its parts, read."""
    source = (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version="1">{IPTC}<itemMeta>{meta}</itemMeta>'
        f"<contentMeta><headline>H</headline>{about}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )
    return only_item(read(a_delivery(source), profile or Profile(), (FORMAT,)))


@pytest.mark.parametrize(("code", "status"), [("usable", "usable"), ("withheld", "withheld"), ("canceled", "canceled")])
def test_the_status_is_what_the_field_says(code: str, status: str) -> None:
    assert an_item(f'<pubStatus qcode="stat:{code}"/>').status == PubStatus(status)
    assert an_item(f'<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/{code}"/>').status == PubStatus(status)


def test_without_a_status_an_item_is_usable() -> None:
    assert (an_item().status, an_item().status_source) == (PubStatus.USABLE, "default")


@pytest.mark.parametrize("written", ['qcode="stat:gone"', 'qcode="nna:canceled"', 'literal="canceled"', ""])
def test_an_unknown_status_is_spiked_and_never_taken_for_usable(written: str) -> None:
    source = f'<newsItem guid="g">{IPTC}<itemMeta><pubStatus {written}/></itemMeta></newsItem>'
    (entry,) = read(a_delivery(source), Profile(), (FORMAT,)).entries
    assert isinstance(entry, Spike)
    assert (entry.code, entry.guid) == ("status", "g")


def test_an_empty_embargo_is_what_the_profile_says() -> None:
    embargo = an_item("<embargoed/>").embargo
    assert embargo is not None
    assert embargo.at == UNTIL_RELEASED
    assert an_item("<embargoed/>", profile=Profile(empty_embargo="none")).embargo is None
    assert an_item("").embargo is None


def test_an_unreadable_embargo_holds_without_end() -> None:
    embargo = an_item("<embargoed>after the speech</embargoed>").embargo
    assert embargo is not None
    assert (embargo.at, embargo.original) == (UNTIL_RELEASED, "after the speech")


def test_the_earliest_expiry_that_binds_the_web_counts() -> None:
    expires = an_item(
        '<expires>2026-05-01T00:00:00Z</expires><expires pubconstraint="usage:web">2026-04-01T00:00:00Z</expires>'
        '<expires pubconstraint="usage:print">2026-03-01T00:00:00Z</expires>'
    ).expires
    assert expires is not None
    assert expires.at == datetime(2026, 4, 1, tzinfo=UTC)


def test_a_time_that_cannot_be_read_costs_a_note_and_not_the_item() -> None:
    item = an_item("<versionCreated>yesterday</versionCreated>")
    assert item.version_created is None
    assert [(repair.rule, repair.place) for repair in item.repairs] == [
        ("time-unreadable", "versionCreated: yesterday")
    ]


def test_trap_16_an_editors_note_is_private_whatever_it_says() -> None:
    item = an_item("<edNote>Call +91 00000 00000.</edNote>", _xhtml("<p>Text.</p>"))
    assert [note.text for note in item.notes_private] == ["Call +91 00000 00000."]
    public = msgspec.structs.replace(item, notes_private=())
    assert b"00000" not in msgspec.json.encode(public)


@pytest.mark.parametrize(
    ("mark", "signal"),
    [
        ('<signal qcode="sig:update"/>', Signal.UPDATE),
        ('<signal qcode="sig:correction"/>', Signal.CORRECTION),
        ('<signal qcode="sig:repeat"/>', Signal.REPEAT),
        ('<role qcode="r:1"><name>Writethru</name></role>', Signal.WRITETHRU),
        ('<role qcode="r:1"><name>HoldForRelease</name></role>', Signal.HOLD),
        ('<role qcode="edtype:Kill"/>', Signal.KILL),
    ],
)
def test_signals_and_roles_that_are_known_are_said_in_our_words(mark: str, signal: Signal) -> None:
    assert an_item(mark).signals == (signal,)


def test_signals_that_are_not_known_are_kept_and_not_interpreted() -> None:
    item = an_item('<signal qcode="edStat:U"/><signal qcode="sig:newthing"/>')
    assert (item.signals, item.signals_raw) == ((), ("edStat:U", "sig:newthing"))


@pytest.mark.parametrize("word", ["Advisory", "TEST"])
def test_an_advisory_or_a_test_is_never_public(word: str) -> None:
    item = an_item(f"<role><name>{word}</name></role>", _xhtml("<p>Text.</p>"))
    assert not item.publishable
    assert item.unpublishable_reason


def test_an_item_with_aps_signals_but_without_newscontent_is_never_public() -> None:
    assert not an_item('<signal qcode="apsig:derived"/>').publishable
    assert an_item('<signal qcode="apsig:derived"/><signal qcode="apsig:newscontent"/>').publishable


def test_plain_text_is_only_taken_where_there_is_no_mark_up() -> None:
    plain = '<inlineData contenttype="text/plain">Plain.</inlineData>'
    assert an_item(content=plain).body.blocks == ("Plain.",)
    assert an_item(content=plain + _xhtml("<p>Marked.</p>")).body.blocks == ("Marked.",)


def test_the_profile_may_prefer_a_rendition_by_name() -> None:
    two = '<inlineData contenttype="text/plain" rendition="x:public">Plain.</inlineData>' + _xhtml("<p>Marked.</p>")
    assert an_item(content=two, profile=Profile(body_rendition="public")).body.blocks == ("Plain.",)
    assert an_item(content=two, profile=Profile(body_rendition="x:public")).body.blocks == ("Plain.",)


def test_a_non_public_rendition_is_not_taken_even_if_the_profile_asks_for_it() -> None:
    secret = '<inlineData contenttype="text/plain" rendition="x:nonpublic">Secret.</inlineData>'
    assert an_item(content=secret, profile=Profile(body_rendition="x:nonpublic")).body.blocks == ()


@pytest.mark.parametrize(("code", "is_item"), [("canceled", True), ("usable", False)])
def test_a_broken_body_never_stops_a_kill(code: str, is_item: bool) -> None:
    deep = f'<inlineData contenttype="text/html"><![CDATA[{"<div>" * 2000}]]></inlineData>'
    meta = f'<itemMeta><pubStatus qcode="stat:{code}"/></itemMeta>'
    source = f'<newsItem guid="g">{meta}<contentSet>{deep}</contentSet></newsItem>'
    (entry,) = read(a_delivery(source), Profile(), (FORMAT,)).entries
    assert isinstance(entry, Item) is is_item


def test_trap_17_a_dateline_field_is_kept_beside_the_text_and_never_glued_to_it() -> None:
    item = an_item(content=_xhtml("<p>Text.</p>"), about="<dateline>Berlin (nna)\u00a0- </dateline>")
    assert (item.dateline, item.body.blocks) == ("Berlin (nna)\u00a0-", ("Text.",))


def test_trap_9_versions_may_skip_and_are_taken_as_sent() -> None:
    (item,) = read(a_delivery('<newsItem guid="g" version="24"/>'), Profile(), (FORMAT,)).entries
    assert isinstance(item, Item)
    assert (item.version, item.version_kind) == (24, "agency")


@pytest.mark.parametrize("version", ["", "-1", "1.5", "९", "9" * 16])
def test_a_version_that_is_no_number_is_a_broken_item(version: str) -> None:
    (entry,) = read(a_delivery(f'<newsItem guid="g" version="{version}"/>'), Profile(), (FORMAT,)).entries
    assert isinstance(entry, Spike)
    assert entry.code == "version"


def test_a_headline_keeps_its_signs_and_loses_only_white_space() -> None:
    headline = '<headline> a\n <b>b</b><br/>c\u00a0\u00add "e" </headline>'
    source = f'<newsItem guid="g"><contentMeta>{headline}</contentMeta></newsItem>'
    assert only_item(read(a_delivery(source), Profile(), (FORMAT,))).headline == 'a b c\u00a0\u00add "e"'


def _xhtml(body: str) -> str:
    return (
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>t</title></head><body>{body}</body></html></inlineXML>"
    )


# --- the corpus --------------------------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("path", sorted((CORPUS / "dpa/newsml-g2").glob("*.xml")), ids=lambda path: path.name)
def test_no_word_of_a_dpa_file_is_lost_or_added(path: Path) -> None:
    """By the standard library: the words of section.main against those of the blocks."""
    item = only_item(read_file(path, FORMAT))
    body = Plain.parse(path).find(".//{*}inlineXML//{*}body")
    if body is None:
        assert item.body.blocks == ()
        return
    main = [section for section in body if "main" in section.get("class", "").split()]
    for skipped in [media for media in body.iter() if media.tag.endswith(("}figure", "}media", "}script"))]:
        skipped.clear()
    words = " ".join(_text(section) for section in (main or [body])).split()
    assert " ".join(item.body.blocks).split() == words


@needs_corpus
def test_private_notes_of_dpa_never_stand_in_what_may_be_public() -> None:
    checked = 0
    for path in sorted((CORPUS / "dpa/newsml-g2").glob("*.xml")):
        item = only_item(read_file(path, FORMAT))
        public = msgspec.json.encode(msgspec.structs.replace(item, notes_private=())).decode()
        for secret in re.findall(r"\+49[\d ]{6,}|[\w.]+@dpa\.com", " ".join(note.text for note in item.notes_private)):
            assert secret.strip() not in public, path
            checked += 1
    assert checked > 10


@needs_corpus
def test_the_header_of_a_dpa_page_is_not_the_story() -> None:
    item = only_item(read_file(CORPUS / "dpa/newsml-g2/with_dateline.xml", FORMAT))
    assert item.headline not in item.body.blocks
    assert item.dateline == "New York (dpa) -"


@needs_corpus
@pytest.mark.parametrize("name", ["text-edge/unicode.xml", "text-edge/inline-markup.xml"])
def test_the_text_edges_give_the_listed_blocks(name: str) -> None:
    cases = {case["file"]: case for case in msgspec.json.decode((SYNTHETIC / "EXPECTED.json").read_bytes())}
    item = only_item(read_file(SYNTHETIC / name, FORMAT))
    assert list(item.body.blocks) == cases[name]["canonical_blocks"]


@needs_corpus
def test_trap_8_and_14_a_repeat_has_the_same_digest_and_a_conflict_another() -> None:
    folder = SYNTHETIC / "seq-01-lifecycle-g2"
    first, again, other = (
        only_item(read_file(folder / name, FORMAT))
        for name in ("03-v4-arrives-early.xml", "05-v4-duplicate-other-transport.xml", "06-v4-conflict.xml")
    )
    assert first.version == again.version == other.version
    assert digest(first.headline, first.body.blocks) == digest(again.headline, again.body.blocks)
    assert digest(first.headline, first.body.blocks) != digest(other.headline, other.body.blocks)


@needs_corpus
def test_trap_10_an_embargo_without_a_zone_is_held_to_its_latest_meaning() -> None:
    path = SYNTHETIC / "seq-02-embargo/05-embargo-naive.xml"
    assumed = only_item(read_file(path, FORMAT)).embargo
    india = only_item(read_file(path, FORMAT, Profile(zone="Asia/Kolkata"))).embargo
    assert assumed is not None
    assert india is not None
    assert (assumed.zone, india.zone) == ("assumed", "profile")
    assert assumed.at > india.at


@needs_corpus
def test_a_package_keeps_its_slots_open_for_members_that_come_later() -> None:
    package = only_item(read_file(SYNTHETIC / "seq-03-package/01-package-before-items.xml", FORMAT))
    assert package.type is ItemType.COMPOSITE
    assert [member.guid.rpartition(":")[2] for member in package.members] == ["story-9", "pic-9"]


@needs_corpus
def test_an_alias_is_read_through_the_items_own_catalog() -> None:
    assert only_item(read_file(SYNTHETIC / "seq-03-package/03-alias-differs.xml", FORMAT)).status is PubStatus.CANCELED


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed is not beside the repository")
def test_the_seed_has_its_ten_paragraphs_its_minute_and_its_byline() -> None:
    item = only_item(read_file(SEED / "seed.newsmlg2.xml", FORMAT))
    assert len(item.body.blocks) == 10
    assert (item.byline, item.dateline, item.language) == ("IANS", "Seoul, April 27", "en-IN")
    assert item.version_created is not None
    assert item.version_created.at == datetime(2025, 4, 27, 0, 57, tzinfo=UTC)


def _text(element: Plain.Element) -> str:
    """All text, with a space at the edge of every element that is not inline."""
    inline = {"a", "b", "i", "em", "strong", "span", "sub", "sup", "time"}
    parts = [element.text or ""]
    for child in element:
        edge = "" if child.tag.rpartition("}")[2] in inline else " "
        parts += [edge, _text(child), edge, child.tail or ""]
    return "".join(parts)


# --- broken input ------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_mutated_message_is_read_or_refused_and_in_no_time(data: st.DataObject) -> None:
    content = bytearray(
        (HERE / data.draw(st.sampled_from(["story.xml", "message.xml", "renditions.xml"]))).read_bytes()
    )
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=4))
    start = time.process_time()
    reading = read(a_delivery(bytes(content)), Profile(), (FORMAT,))
    assert time.process_time() - start < 1
    assert reading.spike or reading.entries
