"""body.head: headline, byline, dateline, and notes."""

import msgspec
from lxml import etree

from ...terms.item import Note, Place
from ..element_text import flat_text, local_name, spaced_text
from .content import is_private, role_of


class Newslines(msgspec.Struct):
    """What stands above the text."""

    headline: str = ""
    subhead: str | None = None
    byline: str | None = None
    dateline: str | None = None
    teaser: str | None = None
    usage_terms: str | None = None
    distributors: list[str] = []
    places: list[Place] = []
    notes: list[Note] = []
    advisories: list[str] = []


def read_body_head(lines: Newslines, element: etree._Element) -> None:
    """body.head, part by part."""
    for child in element:
        name = local_name(child)
        if name in {"hedline", "headline"}:
            _hedline(lines, child)
        elif name == "note":
            _note(lines, child)
        elif name == "byline":
            lines.byline = ", ".join(text for text in (lines.byline, _byline(child)) if text) or None
        elif name == "dateline":
            _dateline(lines, child)
        elif name == "distributor":
            if text := flat_text(child):
                lines.distributors.append(text)
        elif name == "abstract":
            lines.teaser = lines.teaser or " ".join(filter(None, map(flat_text, child))) or flat_text(child) or None
        elif name == "rights":
            lines.usage_terms = lines.usage_terms or flat_text(child) or None


def _byline(element: etree._Element) -> str:
    """The words as sent; a title that touches the name is set off by a space, as it is on every page that prints it."""
    for title in element.iterchildren("{*}byttl"):
        title.text = " " + (title.text or "")
    return flat_text(element)


def _hedline(lines: Newslines, element: etree._Element) -> None:
    for child in element:
        name = local_name(child)
        if name == "hl1":
            lines.headline = lines.headline or flat_text(child)
        elif name == "hl2":
            lines.subhead = lines.subhead or flat_text(child) or None


def _note(lines: Newslines, element: etree._Element) -> None:
    """A publishable advisory (`pa`) may go to readers, as the note of a correction; every other note may not."""
    text = spaced_text(element)
    if text and element.get("type") == "pa" and not is_private(element):
        lines.advisories.append(text)
    elif text:
        lines.notes.append(Note(role_of(element), text))


def _dateline(lines: Newslines, element: etree._Element) -> None:
    lines.dateline = lines.dateline or flat_text(element) or None
    for child in element:
        if local_name(child) == "location" and (text := flat_text(child)):
            lines.places.append(Place(text, "dateline", (child.get("location-code") or "").strip()))
