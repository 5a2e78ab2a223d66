"""wire-text/1 against its vectors, which are the second half of its definition."""

import html as html_module
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nightdesk.agency.body import body_from_element, body_from_html, body_from_plain
from nightdesk.agency.profile import Profile
from nightdesk.proof.read_back import read_back
from nightdesk.proof.wire_text import BLOCKS, SKIPPED, canonical, collapse, digest
from nightdesk.terms.body import Body

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("wire_text_vectors.json").read_text("utf-8"))
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "wire-text.md"


def body_of(vector: dict[str, Any]) -> Body:
    if "html" in vector:
        return body_from_html(vector["html"], Profile())
    if "xml" in vector:
        return body_from_element(etree.fromstring(vector["xml"]), Profile())
    return body_from_plain(vector["plain"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_text_of_a_delivery_is_as_the_vectors_say(vector: dict[str, Any]) -> None:
    body = body_of(vector)
    assert list(body.blocks) == vector["blocks"]
    assert digest(collapse(vector["headline"]), body.blocks) == vector["digest"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_text_of_the_page_made_of_it_is_the_same(vector: dict[str, Any]) -> None:
    headline = html_module.escape(vector["headline"])
    page = (
        f'<!doctype html><html><head><meta charset="utf-8"><meta name="wire-text" content="{vector["digest"]}"></head>'
        f'<body><h1 data-wire="h">{headline}</h1><div data-wire="b">{body_of(vector).markup}</div></body></html>'
    )
    returned = read_back(page.encode())
    assert list(returned.blocks) == vector["blocks"]
    assert returned.digest == returned.meta == vector["digest"]


def test_there_are_enough_vectors_and_each_has_its_own_name() -> None:
    assert len(VECTORS) >= 25
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_texts_never_have_the_same_bytes(first: list[str], second: list[str]) -> None:
    ours, theirs = ([collapse(text.replace("\x0b", "")) for text in texts] for texts in (first, second))
    ours, theirs = ([text for text in texts if text] for texts in (ours, theirs))
    encodable = "".join(ours + theirs).encode("utf-8", "ignore").decode() == "".join(ours + theirs)
    if encodable:
        assert (canonical("", ours) == canonical("", theirs)) == (ours == theirs)


@given(st.text())
def test_collapsing_twice_changes_nothing_more(text: str) -> None:
    assert collapse(collapse(text)) == collapse(text)
    assert not set(collapse(text)) & set("\t\n\x0c\r")


def test_the_reference_names_every_element_of_the_tables() -> None:
    words = set(REFERENCE.read_text("utf-8").replace("`", " ").split())
    assert words >= SKIPPED
    assert words >= BLOCKS
