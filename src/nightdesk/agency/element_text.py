"""The text of a short element (a headline, a name, a note): all of it, in order, with white space collapsed."""

from collections.abc import Mapping
from typing import TypeVar

from lxml import etree

from .body_markup import tidy

Handler = TypeVar("Handler")


def by_tag(handlers: Mapping[str, Handler], namespace: str) -> Mapping[str, Handler]:
    """The handlers under their names in the namespace and in none, as elements say them: no name is cut per element."""
    return {**handlers, **{f"{{{namespace}}}{name}": handler for name, handler in handlers.items()}}


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace. `read_xml` leaves only elements in a tree."""
    return element.tag.rpartition("}")[2]


def flat_text(element: etree._Element) -> str:
    """The text inside the element; a `br` counts as one space."""
    text = element.text
    if len(element):
        parts = [text or ""]
        _gather(element, parts)
        text = "".join(parts)
    return tidy(text) if text else ""


def _gather(element: etree._Element, parts: list[str]) -> None:
    for child in element:
        parts.append(child.text or "")
        if len(child):
            _gather(child, parts)
        elif local_name(child) == "br":
            parts.append(" ")
        parts.append(child.tail or "")


def spaced_text(element: etree._Element) -> str:
    """The text with a space between its pieces: for notes, whose mark-up and white space nobody prints."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def whole_number(text: str | None, most: int = 10**12) -> int | None:
    """A number of plain digits up to `most`, else None."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 and int(text) <= most else None
