"""The sniffer tells deliveries apart by their first bytes, and nothing it is given makes it raise."""

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agency.deliveries import CORPUS, needs_corpus
from nightdesk.agency.sniff import Sniffed, sniff

NITF = "http://iptc.org/std/NITF/2006-10-18/"


@pytest.mark.parametrize(
    ("content", "root", "namespace"),
    [
        (b"<nitf/>", "nitf", ""),
        (b'<?xml version="1.0"?>\n<!-- <rss> --><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">', "nitf", NITF),
        (b"<x:nitf a='1' xmlns:y='no' xmlns:x='http://iptc.org/std/NITF/2006-10-18/'>", "nitf", NITF),
        (b'<!DOCTYPE NewsML SYSTEM "a>b.dtd" [ <!ELEMENT a (b)> ]><NewsML Version="1.2">', "NewsML", ""),
        (b"\xef\xbb\xbf \r\n<rss version='2.0'>", "rss", ""),
        ("\ufeff<feed xmlns='http://www.w3.org/2005/Atom'>".encode("utf-16"), "feed", "http://www.w3.org/2005/Atom"),
        ("<rss>".encode("utf-16-le"), "rss", ""),
        ("<rss>".encode("utf-16-be"), "rss", ""),
        ("<rss>".encode("utf-32-be"), "rss", ""),
        ("<rss>".encode("utf-32-le"), "rss", ""),
    ],
)
def test_names_the_root_and_its_namespace_behind_any_prolog(content: bytes, root: str, namespace: str) -> None:
    assert sniff(content) == Sniffed("xml", root=root, namespace=namespace)


@pytest.mark.parametrize(
    "content",
    [b"<!doctype html><p>503", b"<html><h1>502", b"<!-- x -->\n<!DOCTYPE HTML PUBLIC 'x'>", b"<HTML>", b"<body>"],
)
def test_an_error_page_is_html_and_no_wire(content: bytes) -> None:
    assert sniff(content).kind == "html"


def test_json_keys_and_marks_are_those_of_the_top_level_only() -> None:
    found = sniff(
        b'{"uri": "a:b", "body": {"deep": 1}, "standard": {"name": "ninjs", "x": {"name": "no"}}, "n": [{"k": 2}]}'
    )
    assert found.kind == "json"
    assert found.keys == {"uri", "body", "standard", "n"}
    assert found.marks == {"uri=a:b", "standard.name=ninjs"}
    assert not found.is_list


def test_a_list_is_known_by_its_first_object() -> None:
    found = sniff(b'[{"uri": "1"}, {"other": 2}]')
    assert found.is_list
    assert found.keys == {"uri"}


@pytest.mark.parametrize(
    ("content", "kind", "container"),
    [
        (b"", "empty", ""),
        (b"\0\0\0", "empty", ""),
        (b" \n\t", "empty", ""),
        (b"\xef\xbb\xbf", "empty", ""),
        (gzip.compress(b"<rss/>", mtime=0), "container", "gzip"),
        (b"PK\x03\x04rest", "container", "zip"),
        (b"\xfd7zXZ\0rest", "container", "xz"),
        (b"\0" * 257 + b"ustar\0", "container", "tar"),
        (b"\x01bdt0534 3 vm 144", "text", ""),
        (b"just words", "text", ""),
    ],
)
def test_tells_empty_and_packed_and_plain_apart(content: bytes, kind: str, container: str) -> None:
    assert (sniff(content).kind, sniff(content).container) == (kind, container)


@needs_corpus
def test_every_newsml_g2_and_nitf_file_of_the_corpus_is_seen_as_xml_with_a_root() -> None:
    files = [
        *CORPUS.glob("newsml-g2/**/*.xml"),
        *CORPUS.glob("dpa/newsml-g2/*.xml"),
        *CORPUS.glob("synthetic/nitf/*.xml"),
    ]
    assert len(files) > 200
    for path in files:
        found = sniff(path.read_bytes())
        assert found.kind == "xml", path
        assert found.root, path


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text("<!-[]>\"'?{}:,\\ aDOCTYPE\ufeff", max_size=200).map(str.encode))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    assert sniff(content).kind in {"xml", "json", "html", "text", "container", "empty"}


@pytest.mark.parametrize(
    "unit", [b"<!--", b"<!DOCTYPE a [", b"<?", b'<a b="', b'{"a\\"', b"[{", b'<!DOCTYPE a "', b"<a "]
)
def test_hostile_repetition_takes_no_time(unit: bytes) -> None:
    start = time.process_time()
    sniff(unit * 300_000)
    assert time.process_time() - start < 1
