"""What a format costs over the bare parser: all the way to items with their bodies, of only building a tree."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from nightdesk.agency.format import Format
from nightdesk.agency.formats import newsml_g2, ninjs, nitf, rss
from nightdesk.agency.profile import Profile
from nightdesk.terms.delivery import Delivery
from nightdesk.terms.item import Item

from .documents import document, feed, rich_ninjs, with_inline_markup
from .figure import Figure, quotient
from .scale import Scale
from .turns import in_turns

_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def parse_nitf(scale: Scale) -> Iterator[Figure]:
    """A story of some 10 kB, of `lxml.etree.fromstring` over the same bytes."""
    yield from _xml("parse-nitf", nitf.FORMAT, document("nitf", 10_000), scale, bar=5)


def parse_newsml_g2(scale: Scale) -> Iterator[Figure]:
    """A story of some 10 kB, of `lxml.etree.fromstring` over the same bytes."""
    yield from _xml("parse-newsml-g2", newsml_g2.FORMAT, document("newsml-g2", 10_000), scale, bar=5)


def parse_rss(scale: Scale) -> Iterator[Figure]:
    """A feed of 20 items and some 60 kB, its bodies read as HTML, of `lxml.etree.fromstring` over the same bytes."""
    content = with_inline_markup(feed("rss2", 20, 60_000))
    ours, theirs = _seconds(rss.FORMAT, content, scale, etree.fromstring)
    yield quotient("parse-rss", ours * 1e6, theirs * 1e6, "us", 8)


def parse_ninjs(scale: Scale) -> Iterator[Figure]:
    """A story of some 19 kB with pictures and subjects, its body read as HTML, of `json.loads` over the same bytes."""
    content = with_inline_markup(rich_ninjs(19_000))
    ours, theirs = _seconds(ninjs.FORMAT, content, scale, json.loads)
    yield quotient("parse-ninjs", ours * 1e6, theirs * 1e6, "us", 4)


def _xml(name: str, form: Format, content: bytes, scale: Scale, bar: float) -> Iterator[Figure]:
    """Plain paragraphs first: in 1,942 paragraphs of real NewsML and NITF the only inline element is `br`.

    The same document with every fourth paragraph styled is measured beside it, so that nobody lives on plain text.
    """
    ours, theirs = _seconds(form, content, scale, etree.fromstring)
    yield quotient(name, ours * 1e6, theirs * 1e6, "us", bar)
    ours, theirs = _seconds(form, with_inline_markup(content), scale, etree.fromstring)
    yield Figure(name=f"{name}-styled", value=ours * 1e6, of=theirs * 1e6, ratio=ours / theirs, unit="us")


def _seconds(form: Format, content: bytes, scale: Scale, bare: object) -> tuple[float, float]:
    profile = Profile()
    seal = hashlib.sha256(content).hexdigest()
    delivery = Delivery(wire="b", name="b", content=content, seal=seal, received=_NOON, transport="folder")
    entries = form.parse(delivery, profile)
    if not all(isinstance(entry, Item) and entry.body.blocks for entry in entries):
        raise AssertionError(f"the bench's own {form.name} document is not read as a story")
    return in_turns(lambda: form.parse(delivery, profile), lambda: bare(content), scale.parse_rounds)  # type: ignore[operator]
