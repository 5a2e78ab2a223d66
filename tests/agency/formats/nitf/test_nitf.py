"""What NITF must never get wrong: whose status it changes, when it may be shown, and which notes are private."""

import time
import xml.etree.ElementTree as Plain
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agency.deliveries import CORPUS, SEED, a_delivery, needs_corpus, only_item, read_file
from nightdesk.agency.formats.nitf import FORMAT
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read
from nightdesk.proof.wire_text import digest
from nightdesk.terms.instant import UNTIL_RELEASED, Instant
from nightdesk.terms.item import Item, PubStatus
from nightdesk.terms.reading import Reading
from nightdesk.terms.signal import Signal

HERE = Path(__file__).parent
SYNTHETIC = CORPUS / "synthetic" / "nitf"
ISSUE = '<date.issue norm="20260302T043000Z"/>'


def a_reading(
    docdata: str = "", attributes: str = "", *, profile: Profile | None = None, name: str = "a.xml"
) -> Reading:
    """A NITF document around some of its docdata, read."""
    source = (
        f"<nitf><head><docdata {attributes}>{docdata}</docdata></head><body><body.head><hedline><hl1>H</hl1></hedline>"
        "</body.head><body.content><p>Text.</p></body.content></body></nitf>"
    )
    return read(a_delivery(source, name=name), profile or Profile(), (FORMAT,))


def an_item(docdata: str = "", attributes: str = "", *, profile: Profile | None = None) -> Item:
    return only_item(a_reading('<doc-id id-string="own"/>' + docdata, attributes, profile=profile))


def embargo_of(docdata: str, attributes: str = "", zone: str = "") -> Instant | None:
    return an_item(docdata, attributes, profile=Profile(zone=zone)).embargo


def test_a_release_time_that_repeats_the_issue_is_no_embargo() -> None:
    assert embargo_of(f'{ISSUE}<date.release norm="20260302T043000Z"/>') is None
    assert embargo_of(f'{ISSUE}<date.release norm="20260302T100000+0530"/>') is None
    assert embargo_of('<date.issue norm="20260302T043000"/><date.release norm="20260302T043000"/>') is None
    assert embargo_of(f"{ISSUE}<date.release/>") is None


def test_a_release_time_after_the_issue_is_an_embargo_whatever_the_status_says() -> None:
    embargo = embargo_of(f'{ISSUE}<date.release norm="20260303T003100+0530"/>')
    assert embargo is not None
    assert embargo.at == datetime(2026, 3, 2, 19, 1, tzinfo=UTC)


def test_a_release_time_without_a_zone_is_held_to_its_latest_meaning() -> None:
    late = embargo_of(f'{ISSUE}<date.release norm="20260302T060000"/>')
    assert late is not None
    assert (late.at, late.zone) == (datetime(2026, 3, 2, 18, tzinfo=UTC), "assumed")
    india = embargo_of(f'{ISSUE}<date.release norm="20260302T120000"/>', zone="Asia/Kolkata")
    assert india is not None
    assert (india.at, india.zone) == (datetime(2026, 3, 2, 6, 30, tzinfo=UTC), "profile")


@pytest.mark.parametrize("release", ["", "<date.release/>", '<date.release norm="tonight"/>'])
def test_embargoed_without_a_time_is_held_without_end(release: str) -> None:
    embargo = embargo_of(ISSUE + release, 'management-status="embargoed"')
    assert embargo is not None
    assert embargo.at == UNTIL_RELEASED


def test_an_unreadable_release_time_holds() -> None:
    embargo = embargo_of(f'{ISSUE}<date.release norm="after lunch"/>')
    assert embargo is not None
    assert embargo.at == UNTIL_RELEASED


@pytest.mark.parametrize("status", ["usable", "withheld", "canceled"])
def test_the_status_is_what_the_attribute_says(status: str) -> None:
    item = an_item("", f'management-status="{status}"')
    assert (item.status, item.status_source) == (PubStatus(status), "management-status")


def test_an_unknown_status_is_never_taken_for_usable() -> None:
    reading = a_reading("", 'management-status="ready"')
    assert reading.spike is not None
    assert reading.spike.code == "status"


def test_a_notice_changes_its_target_and_is_itself_no_item() -> None:
    reading = a_reading(
        f'<doc-id id-string="own"/>{ISSUE}', 'management-doc-idref="other" management-idref-status="canceled"'
    )
    item = only_item(reading)
    assert (item.guid, item.status, item.version_kind) == ("other", PubStatus.CANCELED, "none")
    assert item.status_source == "targeted-by own"
    assert item.body.blocks == ()


def test_a_document_cancelled_itself_that_cancels_another_is_two_items_its_own_first() -> None:
    reading = a_reading(
        '<doc-id id-string="own"/>',
        'management-status="canceled" management-doc-idref="other" management-idref-status="canceled"',
    )
    assert [(entry.guid, getattr(entry, "status", "")) for entry in reading.entries] == [
        ("own", PubStatus.CANCELED),
        ("other", PubStatus.CANCELED),
    ]


def test_a_document_withheld_itself_that_cancels_another_stays_withheld() -> None:
    reading = a_reading(
        '<doc-id id-string="own"/>',
        'management-status="withheld" management-doc-idref="other" management-idref-status="canceled"',
    )
    assert [getattr(entry, "status", "") for entry in reading.entries] == [PubStatus.WITHHELD, PubStatus.CANCELED]


def test_a_document_that_targets_itself_is_one_item_with_the_stricter_status() -> None:
    item = an_item("", 'management-status="usable" management-doc-idref="own" management-idref-status="withheld"')
    assert (item.guid, item.status) == ("own", PubStatus.WITHHELD)


def test_a_target_that_becomes_embargoed_is_held() -> None:
    item = only_item(
        a_reading('<doc-id id-string="own"/>', 'management-doc-idref="other" management-idref-status="embargoed"')
    )
    assert item.embargo is not None
    assert item.embargo.at == UNTIL_RELEASED


def test_a_correction_is_a_version_of_the_document_it_corrects() -> None:
    item = an_item('<correction info="CORRECTS name" id-string="first"/><du-key key="k" version="1"/>')
    assert (item.guid, item.revision_token, item.version_kind) == ("first", "own", "counted")
    assert item.signals == (Signal.CORRECTION,)
    assert item.correction_note is None
    assert [note.text for note in item.notes_private] == ["CORRECTS name"]


def test_trap_7_a_document_without_an_id_gets_a_weak_one_from_its_file_and_issue() -> None:
    item = only_item(a_reading(f"<doc-id regsrc='NNA'/>{ISSUE}", name="in/box/n-7.xml"))
    assert (item.guid, item.guid_kind) == ("nitf:n-7.xml:20260302T043000Z", "derived-file")


def test_versions_rise_with_generation_and_version() -> None:
    keys = ['version="1"', 'version="2"', 'generation="3"', 'generation="3" version="1"', 'generation="4" version="0"']
    numbers = [an_item(f'<du-key key="k" {key}/>').version for key in keys]
    assert numbers == [1, 2, 3, 3001, 4000]
    assert an_item().version_kind == "counted"


@pytest.mark.parametrize(("written", "urgency"), [("1", 1), ("8", 8), ("0", None), ("high", 2), ("x", None)])
def test_urgency_is_a_number_or_the_profiles_word(written: str, urgency: int | None) -> None:
    assert an_item(f'<urgency ed-urg="{written}"/>', profile=Profile(urgency={"high": 2})).urgency == urgency


def test_trap_16_private_notes_never_stand_in_what_may_be_public() -> None:
    item = only_item(read_file(HERE / "notes.xml", FORMAT))
    public = msgspec.json.encode(msgspec.structs.replace(item, notes_private=())).decode()
    for secret in ("00000", "Lawyers", "Phone the desk"):
        assert secret in "".join(note.text for note in item.notes_private)
        assert secret not in public


@needs_corpus
@pytest.mark.parametrize("path", sorted(SYNTHETIC.glob("*.xml")), ids=lambda path: path.name)
def test_no_word_of_the_corpus_is_lost_or_added(path: Path) -> None:
    item = read_file(path, FORMAT).entries[0]
    assert isinstance(item, Item)
    if item.version_kind == "none":
        return
    content = Plain.parse(path).find(".//{*}body.content")
    assert content is not None
    paragraphs = [" ".join("".join(part.itertext()).split()) for part in content.iter() if part.tag.endswith("}p")]
    assert list(item.body.blocks) == paragraphs


@needs_corpus
def test_the_corpus_kill_hits_its_target_and_the_correction_its_original() -> None:
    kill = only_item(read_file(SYNTHETIC / "kill-by-idref.xml", FORMAT))
    correction = only_item(read_file(SYNTHETIC / "correction.xml", FORMAT))
    assert (kill.guid, kill.status) == ("EWS.1", PubStatus.CANCELED)
    assert correction.guid == "EWS.1"


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed is not beside the repository")
def test_the_seed_is_the_same_text_in_nitf_and_in_newsml_g2() -> None:
    from nightdesk.agency.formats import newsml_g2

    nitf = only_item(read_file(SEED / "seed.nitf.xml", FORMAT))
    g2 = only_item(read_file(SEED / "seed.newsmlg2.xml", newsml_g2.FORMAT))
    assert nitf.embargo is None
    assert (nitf.guid, nitf.byline, nitf.dateline) == (g2.guid, g2.byline, g2.dateline)
    assert digest(nitf.headline, nitf.body.blocks) == digest(g2.headline, g2.body.blocks)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_mutated_document_is_read_or_refused_and_in_no_time(data: st.DataObject) -> None:
    content = bytearray((HERE / data.draw(st.sampled_from(["story.xml", "kill.xml", "notes.xml"]))).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=4))
    start = time.process_time()
    reading = read(a_delivery(bytes(content)), Profile(), (FORMAT,))
    assert time.process_time() - start < 1
    assert reading.spike or reading.entries
