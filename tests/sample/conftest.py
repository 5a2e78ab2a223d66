"""Readers made of the standard library alone, to look at what the sample agency wrote, and stories to write."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from nightdesk_sample.copy import Copy, make_copy
from nightdesk_sample.story import Agency, Kind, Story, Take, parse_blocks

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
_BLOCKS = {"p", "h1", "h2", "hl2", "li", "th", "td", "blockquote", "block", "tr", "ul", "table", "bq"}
Read = tuple[str, list[str]]
ReadDocument = Callable[[str, bytes], list[Read]]


class _Blocks(HTMLParser):
    """The texts between block tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._edge(tag)

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data

    def _edge(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.texts.append("")


def _fragment(markup: str) -> list[str]:
    parser = _Blocks()
    parser.feed(markup)
    parser.close()
    return [text for text in parser.texts if text.strip(" \n")]


def _tree(element: ElementTree.Element) -> list[str]:
    texts = [""]

    def walk(node: ElementTree.Element) -> None:
        if _local(node) == "media":  # a picture stands among the copy and is none
            return
        block = _local(node) in _BLOCKS
        if block:
            texts.append("")
        texts[-1] += node.text or ""
        for child in node:
            walk(child)
            texts[-1] += child.tail or ""
        if block:
            texts.append("")

    walk(element)
    return [text for text in texts if text.strip(" \n")]


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if _local(element) == name]


def _text(root: ElementTree.Element, name: str) -> str:
    return "".join(_all(root, name)[0].itertext())


def _xml(format_: str, content: bytes) -> list[Read]:
    root = ElementTree.fromstring(content)
    if format_ == "newsml-g2":
        return [(_text(root, "headline"), _tree(_all(root, "body")[0]))]
    if format_ == "nitf":
        return [(_text(root, "hl1"), _tree(_all(root, "body.content")[0]))]
    if format_ == "atom":
        return [(_text(entry, "title"), _fragment(_text(entry, "content"))) for entry in _all(root, "entry")]
    return [(_text(item, "title"), _fragment(_text(item, "encoded"))) for item in _all(root, "item")]


def _json(format_: str, content: bytes) -> list[Read]:
    found: dict[str, Any] = json.loads(content)
    if format_ == "json-feed":
        return [(item["title"], _fragment(item["content_html"])) for item in found["items"]]
    if format_ == "ninjs1":
        return [(found["headline"], _fragment(found["body_html"]))]
    return [(found["headlines"][0]["value"], _fragment(found["bodies"][0]["value"]))]


def _read(format_: str, content: bytes) -> list[Read]:
    return _json(format_, content) if re.search("json|ninjs", format_) else _xml(format_, content)


@pytest.fixture
def read() -> ReadDocument:
    """Headline and block texts of each item of a document."""
    return _read


@pytest.fixture
def agency() -> Agency:
    return Agency(slug="ews", name="Example & Sons Wire", code="EWS", language="en-IN", country="IN")


BODY = """Pune, Nov 23 (EWS): The ward < office & its “annexe” agreed on ]]> nothing\u00a0– again.

## What comes next

- A first point
- A second, with 'quotes' and "quotes"

| Ward | Vote |
| Kothrud & Baner | 41 |

> We agreed nothing.

पुणे: तळ्यातील पाणी कमी झाले आहे."""


@pytest.fixture
def copy_of(agency: Agency) -> Callable[..., Copy]:
    """A copy of a take of the kind asked for, with every sort of block."""

    def make(kind: Kind = "new", version: int = 1, key: str = "ward", at: int = 375, **more: Any) -> Copy:
        take = Take(
            version=version, at=at, kind=kind, headline="Ward <agrees> & “parts”", blocks=parse_blocks(BODY), **more
        )
        story = Story(
            key=key,
            agency="ews",
            slugline=f"{key.upper()}-VOTE",
            section="cities",
            place="Pune",
            dateline="Pune, Nov 23 (EWS):",
            byline="Asha Example",
            medtop=("medtop:11000000",),
            keywords=("ward",),
            people=("Asha Example",),
            takes=(take,),
        )
        return make_copy(agency, story, take, MIDNIGHT)

    return make
