"""ninjs: every branch's names, one body, fail-closed statuses, and JSON without two meanings."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agency.deliveries import CORPUS, SEED, a_delivery, needs_corpus, only_item, read_file
from agency.independent import blocks_of_html
from nightdesk.agency.formats.ninjs import FORMAT
from nightdesk.agency.profile import Profile
from nightdesk.agency.read import read
from nightdesk.agency.sniff import sniff
from nightdesk.proof.wire_text import digest
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item, ItemType, PubStatus
from nightdesk.terms.reading import Reading
from nightdesk.terms.signal import Signal
from nightdesk.terms.spike import Spike

NINJS = CORPUS / "ninjs"
SYNTHETIC = CORPUS / "synthetic" / "json"
FILES = sorted((NINJS / "examples").glob("**/*.json")) + sorted((NINJS / "validation_test_suite").glob("*/**/*.json"))


def a_reading(source: Any, profile: Profile | None = None) -> Reading:
    text = source if isinstance(source, (str, bytes)) else json.dumps(source)
    return read(a_delivery(text, name="a.json"), profile or Profile(), (FORMAT,))


def an_item(profile: Profile | None = None, **fields: Any) -> Item:
    return only_item(a_reading({"uri": "urn:a", "headline": "H", **fields}, profile))


def code_of(source: str | bytes, profile: Profile | None = None) -> str:
    spike = a_reading(source, profile).spike
    assert spike is not None
    return spike.code


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("usable", PubStatus.USABLE),
        (None, PubStatus.USABLE),
        ("withheld", PubStatus.WITHHELD),
        ("canceled", PubStatus.CANCELED),
        ("cancelled", PubStatus.CANCELED),
        ("CANCELED", PubStatus.CANCELED),
        ("commissioned", PubStatus.WITHHELD),
        (0, PubStatus.WITHHELD),
        ({"x": 1}, PubStatus.WITHHELD),
    ],
)
@pytest.mark.parametrize("name", ["pubstatus", "pubStatus"])
def test_an_unknown_status_closes(name: str, status: object, expected: PubStatus) -> None:
    item = an_item(**{name: status})
    assert item.status is expected
    if status == "commissioned":
        assert "commissioned" in item.status_source


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2026-03-02T18:00:00+05:30", "2026-03-02T12:30:00+00:00"),
        ("2026-03-02", "2026-03-03T12:00:00+00:00"),
        ("", UNTIL_RELEASED.isoformat()),
        ("Next Monday", UNTIL_RELEASED.isoformat()),
        ({}, UNTIL_RELEASED.isoformat()),
        (True, UNTIL_RELEASED.isoformat()),
    ],
)
@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil"])
def test_an_embargo_holds_as_long_as_it_can_mean(name: str, said: object, at: str) -> None:
    item = an_item(**{name: said})
    assert item.embargo is not None
    assert item.embargo.at.isoformat() == at


def test_no_embargo_is_none_and_an_empty_one_means_nothing_where_the_profile_says_so() -> None:
    assert an_item().embargo is None
    assert an_item(embargoed=None).embargo is None
    assert an_item(Profile(empty_embargo="none"), embargoed="").embargo is None
    assert an_item(pubstatus="embargoed").embargo is not None


@pytest.mark.parametrize(("version", "number"), [("6", 6), (6, 6), (6.0, 6), (" 7 ", 7), ("0", 0)])
def test_numbers_may_be_strings(version: object, number: int) -> None:
    item = an_item(version=version, urgency="4")
    assert (item.version, item.version_kind, item.urgency) == (number, "agency", 4)


@pytest.mark.parametrize("version", ["draft b", "-1", None, True, "9" * 40])
def test_a_version_that_is_no_number_is_counted(version: object) -> None:
    assert an_item(version=version).version_kind == "counted"


def test_a_guid_in_place_of_the_uri_is_read_and_recorded() -> None:
    item = only_item(a_reading({"guid": "urn:g", "headline": "H", "pubStatus": "usable"}))
    assert item.guid == "urn:g"
    assert item.repairs[0].rule == "guid-for-uri"


def test_one_body_is_chosen_and_html_comes_before_text() -> None:
    html = {"role": "main", "contentType": "text/html", "value": "<p>html</p>"}
    plain = {"role": "main", "contentType": "text/plain", "value": "plain"}
    extra = {"role": "infobox", "contentType": "text/html", "value": "<p>box</p>"}
    assert an_item(bodies=[plain, extra, html]).body.blocks == ("html",)
    assert an_item(bodies=[extra, plain]).body.blocks == ("plain",)
    assert an_item(bodies=[extra]).body.blocks == ("box",)
    assert an_item(Profile(body_rendition="infobox"), bodies=[html, extra]).body.blocks == ("box",)
    assert an_item(body_text="plain", body_xhtml="<p>x</p>").body_source == "body_xhtml"


def test_xhtml_in_a_string_is_xml_first_so_that_empty_elements_swallow_nothing() -> None:
    assert an_item(body_xhtml='<p>One</p><script/><p>Two<a name="x"/> three</p>').body.blocks == ("One", "Two three")
    assert an_item(body_xhtml="<p>One<p>Two &nbsp; three").body.blocks == ("One", "Two \u00a0 three")


def test_a_body_in_no_readable_form_is_refused_and_never_stops_a_kill() -> None:
    bodies = [{"contentType": "application/pdf", "value": "JVBERi0="}]
    assert code_of(json.dumps({"uri": "a", "bodies": bodies})) == "body-type"
    assert an_item(pubStatus="canceled", bodies=bodies).status is PubStatus.CANCELED


def test_private_notes_inside_nitf_stay_private() -> None:
    nitf = '<nitf><body><body.content><p>One.</p><note type="npa"><p>Call 0000</p></note></body.content></body></nitf>'
    item = an_item(bodies=[{"contentType": "application/nitf+xml", "value": nitf}])
    assert item.body.blocks == ("One.",)
    assert "0000" not in item.body.markup
    assert item.notes_private[0].text == "Call 0000"


def test_an_editors_note_is_private() -> None:
    item = an_item(edNote="Eds: call the desk", body_text="One.")
    assert [note.text for note in item.notes_private] == ["Eds: call the desk"]
    assert "desk" not in item.body.markup


@pytest.mark.parametrize("word", ["planning", "event"])
def test_planning_and_events_are_never_public(word: str) -> None:
    item = an_item(type=word)
    assert (item.type, item.publishable) == (ItemType(word), False)


def test_a_composite_has_members_and_other_items_have_relations() -> None:
    associations = {"main": {"uri": "urn:b", "version": "2"}}
    assert [(link.guid, link.version) for link in an_item(type="composite", associations=associations).members] == [
        ("urn:b", 2)
    ]
    assert [link.guid for link in an_item(associations=associations).links] == ["urn:b"]


def test_a_part_says_that_it_is_one() -> None:
    assert an_item(representationType="partial").partial
    assert an_item(representationtype="incomplete").partial
    assert not an_item(representationtype="complete").partial


@pytest.mark.parametrize(
    "signal", ["sig:correction", {"uri": "http://cv.iptc.org/newscodes/signal/correction"}, ["x:y", "correction"]]
)
def test_a_correction_signal_is_understood_however_it_is_written(signal: object) -> None:
    assert Signal.CORRECTION in an_item(signal=signal).signals


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('{"uri":"a","pubStatus":"usable","pubStatus":"canceled"}', "duplicate-keys"),
        ('{"uri":"a" ,"b":{"x":1,"x" :2}}', "duplicate-keys"),
        ('{"uri":"a","b":[{"x":"\\":", "x":1}]}', "duplicate-keys"),
        ('{"uri":"a","urgency":NaN}', "json-constant"),
        ('{"uri":"a","urgency":-Infinity}', "json-constant"),
        ('{"uri":"a","urgency":1e999}', "json-constant"),
        ('{"uri":"a","x":' + "[" * 300 + "]" * 300 + "}", "depth"),
        ('{"uri":"a","x":' + "[" * 100_000, "depth"),
        ('{"uri":"a","headline":"half', "truncated"),
        ('{"uri":"a"', "truncated"),
        ('{"uri":"a",}', "json"),
        ('{"uri":"a"} {"uri":"b"}', "json"),
        ('{"uri":"a","n":' + "9" * 5000 + "}", "json"),
        ('{"uri":""}', "no-guid"),
        ('{"uri":["a"]}', "field"),
        (b'{"uri":"a","headline":"caf\xe9"}', "charset"),
    ],
)  # fmt: skip
def test_json_with_two_meanings_or_none_is_refused(source: str | bytes, code: str) -> None:
    assert code_of(source) == code


def test_a_colon_after_a_quote_inside_a_text_is_no_second_name() -> None:
    assert an_item(body_text='He said ":" and "x": y').body.blocks == ('He said ":" and "x": y',)


def test_bad_escapes_and_raw_controls_are_mended_only_where_the_profile_says_so() -> None:
    source = '{"uri":"urn:x:1","body_text":"bla \\“bla\\”\tend\x01","version":"1"}'
    assert code_of(source) == "json"
    item = only_item(a_reading(source, Profile(json_repairs=True)))
    assert item.body.blocks == ("bla “bla” end",)
    assert {repair.rule for repair in item.repairs} >= {"json-bad-escape", "json-raw-control"}


def test_controls_and_halves_of_characters_in_escapes_are_mended_and_named() -> None:
    source = '{"uri":"urn:x:1","headline":"a\\u0007b\\ud83d","body_html":"<p>One\\u0093 \\ud83d two.</p>"}'
    item = only_item(a_reading(source))
    assert item.headline == "ab"
    assert item.body.blocks == ("One“ two.",)
    assert {repair.rule for repair in item.repairs} == {"control-chars", "c1-windows-1252"}


def test_a_mark_before_the_document_and_wide_characters_are_read() -> None:
    text = '{"uri":"a","headline":"भारत"}'
    assert only_item(a_reading(b"\xef\xbb\xbf" + text.encode())).headline == "भारत"
    assert only_item(a_reading(text.encode("utf-16"))).headline == "भारत"


def test_one_bad_item_of_a_list_spoils_no_other() -> None:
    reading = a_reading([{"uri": "a", "headline": "A"}, {"headline": "no id"}, 3, {"uri": "b", "headline": "B"}])
    kinds = [type(entry) for entry in reading.entries]
    assert kinds == [Item, Spike, Spike, Item]
    assert reading.entries[1] == Spike(
        "no-guid",
        "the item has no uri, so that no later version or kill could find it",
        "item 2, field uri",
        "",
        "no id",
    )


@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(NINJS)))
def test_every_file_of_the_standard_is_read_or_refused_with_a_reason(path: Path) -> None:
    reading = read_file(path, FORMAT)
    if reading.spike is not None:
        assert reading.spike.code
        assert len(reading.spike.reason) > 20
        refusable = "should_fail" in path.parts or path.name.endswith("schema.json") or "20130731006140" in path.name
        assert refusable, reading.spike
        return
    assert all(isinstance(entry, Item) for entry in reading.entries)


@needs_corpus
def test_no_word_of_the_examples_is_lost() -> None:
    """Every word of the first body that holds markup, else of the plain one, is in the blocks, in order."""
    checked = 0
    for path in FILES:
        reading = read_file(path, FORMAT)
        try:
            value = json.loads(path.read_bytes())
        except ValueError:
            continue
        if reading.spike is not None or not isinstance(value, dict):
            continue
        bodies = [
            (one.get("role"), one["value"]) for one in value.get("bodies", []) if isinstance(one.get("value"), str)
        ]
        bodies += [
            (name[5:], text) for name, text in value.items() if name.startswith("body_") and isinstance(text, str)
        ]
        if any("nitf" in (role or "") for role, _ in bodies) or not bodies:
            continue
        item = only_item(reading)
        candidates = [
            (" ".join(blocks_of_html(text)) if "<" in text else text).split() for _, text in bodies if text.strip()
        ]
        assert " ".join(item.body.blocks).split() in candidates
        checked += 1
    assert checked > 25


@needs_corpus
def test_the_synthetic_cases_end_as_expected() -> None:
    kill = only_item(read_file(SYNTHETIC / "ninjs3-kill.json", FORMAT))
    assert (kill.guid, kill.status, kill.version) == ("urn:newsml:ews.example:20260302:story-1", PubStatus.CANCELED, 7)
    for name, code in (("duplicate-keys.json", "duplicate-keys"), ("bad-escapes.json", "json")):
        spike = read_file(SYNTHETIC / name, FORMAT).spike
        assert spike is not None
        assert spike.code == code


@needs_corpus
@pytest.mark.parametrize("name", ["digitalwires-nonpublic.json", "ap-style-usable.json", "ap-style-kill.json"])
def test_other_json_wires_are_not_taken_for_ninjs(name: str) -> None:
    assert not FORMAT.recognises(sniff((SYNTHETIC / name).read_bytes()))


@needs_corpus
def test_the_seed_story_reads_to_its_known_text() -> None:
    item = only_item(read_file(SEED / "seed.ninjs.json", FORMAT))
    assert item.guid == "urn:newsml:ians.in:20250427:ik-20250427-0614"
    assert len(item.body.blocks) == 10
    assert len(digest(item.headline, item.body.blocks)) == 64


NAMES = (
    "bodies headlines descriptions renditions associations subjects people places signal version urgency located "
    "genres pubStatus type expires embargoed body_text headline language infosources"
).split()
INNER_NAMES = ("role", "value", "name", "uri", "contentType", "href")
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER_NAMES), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(SHAPES, st.sampled_from(NAMES))
def test_a_field_of_any_shape_is_read_or_refused_and_never_crashes(value: object, name: str) -> None:
    a_reading({"uri": "urn:a", name: value})


def test_an_item_of_19_kb_is_read_in_a_moment() -> None:
    source = json.dumps(
        {"uri": "a", "headline": "H", "bodies": [{"role": "main", "value": "<p>Words of a story.</p>" * 800}]}
    )
    started = time.perf_counter()
    a_reading(source)
    assert time.perf_counter() - started < 0.2
