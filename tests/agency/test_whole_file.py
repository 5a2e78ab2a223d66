"""The tail test: a whole document is seen to be whole, and no beginning of one is taken for it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.agency.whole_file import looks_whole

NITF = '<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">\n<nitf><body><p>Café & more</p></body></nitf>'
WHOLE = [
    NITF.encode(),
    b"\xef\xbb\xbf" + NITF.encode(),
    NITF.encode("utf-16"),
    "\ufeff".encode("utf-16-be") + NITF.encode("utf-16-be"),
    NITF.encode() + b"\r\n\x00\x00 ",
    NITF.encode() + b"<!-- sent <by> --> <?end of?>\n",
    b"<!-- <nitf> --><rss version='2.0'><channel/></rss  >",
    b"<!DOCTYPE x [<!ELEMENT x (y)> <!ELEMENT y EMPTY>]><x><y/></x>",
    b"<atom:feed xmlns:atom='a'><atom:entry/></atom:feed>",
    b'<newsItem guid="a/b"/>',
    b'{"uri": "a", "bodies": [{"value": "}"}]}',
    b'\xef\xbb\xbf [1, {"a": null}] \n',
    b"{}",
    b"\x16\x16\x01COA0001 4 POL 12 \x02Ferry returns\x03\r\n271200 apr 25\x04\r\n\r\n",
]
NOT_WHOLE = [
    b"",
    b"   ",
    b"Ferry returns",
    b"\x1f\x8b\x08\x00",
    b"<",
    b"<!--",
    b"<?xml version='1.0'?>",
    b"<!DOCTYPE nitf [",
    b"<nitf><body></body>",
    b"<nitf></nitfs>",
    b"<nitf><b/>",
    b"</nitf>",
    b"<nitf></nitf><!-- the comment goes on",
    b'{"a": {"b": 1}',
    b'{"a": "}',
    b'{"a": 1}}',
    b'{"a": 1} {"a": 2}',
    b"[" * 100_000 + b"]",
    b"\x01COA0001 Ferry returns",
    b"Ferry \x04",
]


@pytest.mark.parametrize("content", WHOLE)
def test_a_whole_document_is_taken_at_once(content: bytes) -> None:
    assert looks_whole(content)


@pytest.mark.parametrize("content", NOT_WHOLE)
def test_anything_else_is_waited_for(content: bytes) -> None:
    assert not looks_whole(content)


@given(cut=st.integers(1, len(NITF.encode()) - 1))
def test_no_beginning_of_an_xml_document_is_taken_for_all_of_it(cut: int) -> None:
    assert not looks_whole(NITF.encode()[:cut])


@settings(max_examples=40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    ).filter(lambda value: isinstance(value, dict | list)),
    st.data(),
)
def test_json_is_whole_at_its_end_and_at_no_byte_before(value: object, data: st.DataObject) -> None:
    content = json.dumps(value).encode()
    assert looks_whole(content)
    assert not looks_whole(content[: data.draw(st.integers(0, len(content) - 1))])


@given(st.binary(max_size=200), st.sampled_from([b"", b"<a>", b"<!DOCTYPE", b"<!--", b"{", b"\xff\xfe", b"\x01"]))
def test_no_bytes_make_it_fail(tail: bytes, head: bytes) -> None:
    assert looks_whole(head + tail) in (True, False)


def test_hostile_documents_cost_no_more_than_their_length() -> None:
    for content in (b"<!---->" * 200_000, b"<a>" + b"<!---->" * 200_000, b"<?a?>" * 200_000 + b"<a/>", b"<!" * 400_000):
        assert looks_whole(content) in (True, False)
