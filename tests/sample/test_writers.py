"""Every writer keeps its format's rules and carries the text to the letter."""

import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from nightdesk_sample.copy import Copy
from nightdesk_sample.writers import WRITERS, nitf

MakeCopy = Callable[..., Copy]
FEEDS = [name for name, writer in WRITERS.items() if writer.feed]
NUMBERED = [name for name, writer in WRITERS.items() if not writer.feed]
G2 = "{http://iptc.org/std/nar/2006-10-01/}"
ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def write(format_: str, copy: Copy, *earlier: Copy) -> bytes:
    return WRITERS[format_].write(copy, earlier)


@pytest.mark.parametrize("format_", WRITERS)
def test_headline_and_every_block_come_back_to_the_letter(format_: str, copy_of: MakeCopy, read) -> None:  # type: ignore[no-untyped-def]
    copy = copy_of()
    headline, texts = read(format_, write(format_, copy))[0]
    assert headline == "Ward <agrees> & “parts”"
    assert texts == list(copy.texts)
    assert "nothing\u00a0– again." in texts[0]
    assert len(texts) == 10


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_copy_gives_the_same_bytes(format_: str, copy_of: MakeCopy) -> None:
    assert write(format_, copy_of()) == write(format_, copy_of())


@pytest.mark.parametrize("format_", FEEDS)
def test_a_feed_lists_the_newest_first_and_its_window_after_it(format_: str, copy_of: MakeCopy, read) -> None:  # type: ignore[no-untyped-def]
    content = write(format_, copy_of("new", key="third"), copy_of(key="second"), copy_of(key="first"))
    assert len(read(format_, content)) == 3
    places = [content.index(f"20261123:{key}".encode()) for key in ("third", "second", "first")]
    assert places == sorted(places)


@pytest.mark.parametrize("format_", FEEDS)
def test_a_feed_says_hold_embargo_and_correction_in_the_title(format_: str, copy_of: MakeCopy, read) -> None:  # type: ignore[no-untyped-def]
    titles = [
        read(format_, write(format_, copy))[0][0]
        for copy in (copy_of("withhold"), copy_of("embargo", embargo_minutes=60), copy_of("correction"))
    ]
    assert titles[0] == "HOLD HOLD HOLD: WARD-VOTE"
    assert titles[1].startswith("EMBARGOED until 12:45 IST, 23 November: Ward")
    assert titles[2].startswith("CORRECTED: Ward")


@pytest.mark.parametrize("format_", [name for name in FEEDS if name != "atom"])
def test_a_feed_without_tombstones_kills_in_the_title(format_: str, copy_of: MakeCopy, read) -> None:  # type: ignore[no-untyped-def]
    headline, texts = read(format_, write(format_, copy_of("kill")))[0]
    assert headline == "KILL KILL KILL: WARD-VOTE"
    assert texts


def test_atom_kills_by_tombstone_and_carries_no_entry_for_it(copy_of: MakeCopy) -> None:
    root = ElementTree.fromstring(write("atom", copy_of("kill"), copy_of(key="other")))
    assert root.find(TOMBSTONE).get("ref") == copy_of().guid  # type: ignore[union-attr]
    assert [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")] == [copy_of(key="other").guid]


@pytest.mark.parametrize(
    ("kind", "status", "signal"),
    [
        ("new", "stat:usable", None),
        ("update", "stat:usable", "sig:update"),
        ("correction", "stat:usable", "sig:correction"),
        ("withhold", "stat:withheld", None),
        ("kill", "stat:canceled", None),
    ],
)
def test_newsml_g2_says_status_and_signal_in_its_own_words(
    kind: str, status: str, signal: str | None, copy_of: MakeCopy
) -> None:
    root = ElementTree.fromstring(write("newsml-g2", copy_of(kind, version=4)))
    found = root.find(f".//{G2}signal")
    assert root.get("version") == "4"
    assert root.find(f".//{G2}pubStatus").get("qcode") == status  # type: ignore[union-attr]
    assert (found.get("qcode") if found is not None else None) == signal


@pytest.mark.parametrize(
    ("format_", "key"), [("ninjs1", "pubstatus"), ("ninjs2", "pubstatus"), ("ninjs3", "pubStatus")]
)
def test_ninjs_says_status_in_the_name_of_its_branch(format_: str, key: str, copy_of: MakeCopy) -> None:
    for kind, status in (("new", "usable"), ("withhold", "withheld"), ("kill", "canceled")):
        assert json.loads(write(format_, copy_of(kind)))[key] == status
    assert json.loads(write(format_, copy_of("correction")))["signal"] == "sig:correction"
    assert "signal" not in json.loads(write(format_, copy_of("update")))


def test_an_embargo_is_a_moment_with_offset_where_the_format_has_a_field(copy_of: MakeCopy) -> None:
    copy = copy_of("embargo", embargo_minutes=60)
    moment = "2026-11-23T12:45:00+05:30"
    assert ElementTree.fromstring(write("newsml-g2", copy)).findtext(f".//{G2}embargoed") == moment
    assert json.loads(write("ninjs1", copy))["embargoed"] == moment
    assert json.loads(write("ninjs2", copy))["embargoed"] == moment
    assert json.loads(write("ninjs3", copy))["embargoedUntil"] == moment
    docdata = ElementTree.fromstring(write("nitf", copy)).find(".//docdata")
    assert docdata is not None
    assert docdata.get("management-status") == "embargoed"
    assert docdata.find("date.release").get("norm") == "20261123T124500+0530"  # type: ignore[union-attr]


def test_nitf_kills_by_its_own_status_or_by_pointing_at_the_story(copy_of: MakeCopy) -> None:
    copy = copy_of("kill")
    own = ElementTree.fromstring(write("nitf", copy)).find(".//docdata")
    pointing = ElementTree.fromstring(nitf.write_kill_notice(copy)).find(".//docdata")
    assert own is not None
    assert pointing is not None
    assert own.get("management-status") == "canceled"
    assert (pointing.get("management-doc-idref"), pointing.get("management-idref-status")) == (copy.guid, "canceled")
    assert pointing.find("doc-id").get("id-string") != copy.guid  # type: ignore[union-attr]


@pytest.mark.parametrize("format_", NUMBERED)
def test_notes_to_editors_go_only_where_editors_read_them(format_: str, copy_of: MakeCopy, read) -> None:  # type: ignore[no-untyped-def]
    content = write(format_, copy_of(note_private="Call Asha on 98765-x"))
    assert b"Call Asha on 98765-x" in content
    assert not any("98765-x" in text for text in (text for _, texts in read(format_, content) for text in texts))


@pytest.mark.parametrize("format_", FEEDS)
def test_feeds_carry_no_notes_to_editors(format_: str, copy_of: MakeCopy) -> None:
    assert b"98765-x" not in write(format_, copy_of(note_private="Call Asha on 98765-x"))
