"""XML is read strictly: repaired only by name, never recovered, never expanded, never fetched for."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from agency.deliveries import CORPUS, a_delivery, needs_corpus
from nightdesk.agency.profile import Profile
from nightdesk.agency.xml_document import SIZE_LIMIT_BYTES, read_xml
from nightdesk.errors import DeliveryError


def read(content: bytes | str, charset: str = "", profile: Profile | None = None) -> tuple[str, list[str]]:
    found = read_xml(a_delivery(content, charset=charset), profile or Profile())
    return "".join(found.root.itertext()), [repair.rule for repair in found.repairs]


def refusal(content: bytes | str) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        read_xml(a_delivery(content), Profile())
    return caught.value


def test_clean_utf_8_goes_through_untouched() -> None:
    assert read("<a>नमूना <b>“x”</b>\u00a0 &amp; &#8217;<![CDATA[<&nbsp;>]]></a>") == ("नमूना “x”\u00a0 & ’<&nbsp;>", [])


def test_comments_and_instructions_do_not_separate_text() -> None:
    root = read_xml(a_delivery("<a>A<!-- c -->B<?x y?>C</a>"), Profile()).root
    assert root.text == "ABC"
    assert len(root) == 0


def test_trap_3_control_characters_are_dropped_with_their_places() -> None:
    found = read_xml(a_delivery("<a>on\x0be t\x02wo</a>"), Profile())
    assert found.root.text == "one two"
    assert [(repair.rule, repair.place) for repair in found.repairs] == [("control-chars", "at 5, 9")]


def test_trap_4_nothing_after_a_fault_is_lost() -> None:
    text, repairs = read("<a>a\x0bb\x02c &nbsp; &amp;amp; &lt;b&gt; AT&T</a>")
    assert text == "abc \u00a0 &amp; <b> AT&T"
    assert repairs == ["control-chars", "html-entities"]


def test_trap_5_html_names_and_bare_ampersands_are_replaced_outside_cdata_only() -> None:
    text, repairs = read("<a>R&D&nbsp;caf&eacute; &unknown; &lt;<![CDATA[R&D &eacute;]]><!-- R&D --></a>")
    assert text == "R&D\u00a0café &unknown; <R&D &eacute;"
    assert repairs == ["html-entities"]


def test_an_entity_left_to_an_external_dtd_is_not_lost_silently() -> None:
    text, repairs = read('<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a b="&eacute;">x&nbsp;y &mystery; z</a>')
    assert text == "x\u00a0y &mystery; z"
    assert repairs == ["html-entities"]


def test_c1_controls_and_references_are_windows_1252() -> None:
    assert read("<a>\u0093x\u0094 &#150; &#x85;<![CDATA[&#150;]]></a>") == (
        "“x” – …&#150;",
        ["c1-windows-1252", "control-references"],
    )


def test_white_space_and_a_mark_before_the_declaration_are_taken_off() -> None:
    content = b'\xef\xbb\xbf\r\n <?xml version="1.0" encoding="utf-8"?><a>x</a>'
    assert read(content) == ("x", ["leading-space"])


def test_a_byte_order_mark_alone_needs_no_repair() -> None:
    assert read(b'\xef\xbb\xbf<?xml version="1.0"?><a>\xc3\xa9</a>') == ("é", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_read(encoding: str) -> None:
    assert read(f'<?xml version="1.0" encoding="{encoding[:6]}"?><a>é</a>'.encode(encoding)) == ("é", [])


def test_the_transports_charset_counts_only_where_the_declaration_has_none() -> None:
    cyrillic = "<a>ж</a>".encode("koi8-r")
    assert read(cyrillic, charset="koi8-r") == ("ж", [])
    assert read(b'<?xml version="1.0" encoding="koi8-r"?>' + cyrillic, charset="utf-8") == ("ж", [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\0", "empty"),
        (b"<a>" + b" " * SIZE_LIMIT_BYTES + b"</a>", "size"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entity"),
        (b'<?xml version="1.0"?><!-- <a> --> <!DOCTYPE a [<!ENTITY % b SYSTEM "file:///x"> %b;]><a/>', "entity"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"), "entity"),
        (b'\x01<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entity"),
        (b'<!-- --\x01> <!DOCTYPE a [<!ENTITY b "c">]><!-- --><a>&b;</a>', "entity"),
        (b"<!doctype html><html><body>502", "error-page"),
        (b"<html><p>Bad gateway<p></html>", "error-page"),
        (b"<a>" * 300 + b"</a>" * 300, "limit"),
        (b"<a><b>cut of", "truncated"),
        (b"<a><b>x</b>", "truncated"),
        (b"<a><![CDATA[ cut", "truncated"),
        (b"<a b='cut", "truncated"),
        (b"<a><b></a></b>", "xml"),
        (b"<a>x</a><a>y</a>", "xml"),
    ],
)
def test_trap_13_what_must_be_refused_is_refused_by_name(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_trap_12_a_cut_file_is_named_with_the_place_where_it_ends() -> None:
    error = refusal("<feed>\n<entry>\n<title>Half")
    assert error.code == "truncated"
    assert error.place.startswith("line 3, column ")
    assert "</feed>" in error.reason


def test_the_word_entity_in_a_text_is_no_entity() -> None:
    assert read("<a><![CDATA[<!ENTITY x 'y'>]]></a>") == ("<!ENTITY x 'y'>", [])


def test_a_doctype_without_entities_is_accepted_and_never_fetched() -> None:
    assert read('<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:1/x.dtd" [<!ELEMENT a ANY>]><a>x</a>') == ("x", [])


def test_depth_up_to_the_limit_is_read() -> None:
    assert read("<a>" * 256 + "x" + "</a>" * 256) == ("x", [])


@pytest.mark.parametrize(
    "content",
    [
        b"<!--" * 250_000,
        b"<!----> " * 100_000 + b"<",
        b"<?x?>" * 100_000 + b"x",
        b"<a>" + b"&#7;" * 200_000 + b"</a>",
        b"<a>" + b"\x07a" * 500_000 + b"</a>",
        b"<a>" + "\x93a".encode() * 500_000 + b"</a>",
        b"<a>" + b"<![CDATA[" * 100_000,
        b"<a>" + b"&" * 1_000_000 + b"</a>",
        b"<a>" + b"&#" * 400_000,
        b"<!DOCTYPE a [" * 80_000,
        b"<?" * 400_000,
        b"<a " + b"b='c' " * 100_000,
        b"<a><b>" * 150_000,
        b"\x01" * 1_000_000 + b"<a/>",
    ],
)
def test_hostile_repetition_takes_under_a_second(content: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(DeliveryError):
        read_xml(a_delivery(content), Profile())
    assert time.process_time() - start < 1


@needs_corpus
def test_what_is_read_without_a_repair_is_what_a_strict_parser_reads() -> None:
    for path in sorted(CORPUS.glob("**/*.xml")):
        if not path.is_file():
            continue
        try:
            found = read_xml(a_delivery(path.read_bytes()), Profile())
        except DeliveryError:
            continue
        if not found.repairs and b"<!DOCTYPE" not in path.read_bytes():
            strict = _strictly(path)
            assert "".join(found.root.itertext()) == "".join(strict.itertext(etree.Element)), path


def _strictly(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes(), etree.XMLParser(remove_comments=True, remove_pis=True))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_mutated_document_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE a SYSTEM "x"><a b="c">é &amp; <i>x</i></a>'.encode()
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=3) | st.sampled_from([b"<!", b"]]>", b"&"])
        )
    reason = "read"
    try:
        read_xml(a_delivery(bytes(content)), Profile())
    except DeliveryError as error:
        reason = error.reason
    assert reason
