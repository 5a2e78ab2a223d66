"""The text of a short element (a headline, a name, a note): all of it, in order, with white space collapsed."""

from lxml import etree

from .body_markup import tidy


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace. `read_xml` leaves only elements in a tree."""
    return element.tag.rpartition("}")[2]


def flat_text(element: etree._Element) -> str:
    """The text inside the element; a `br` counts as one space."""
    if not len(element):
        return tidy(element.text or "")
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append(node.text or "")
        else:
            if local_name(node) == "br":
                parts.append(" ")
            if node is not element:
                parts.append(node.tail or "")
    return tidy("".join(parts))


def spaced_text(element: etree._Element) -> str:
    """The text with a space between its pieces: for notes, whose mark-up and white space nobody prints."""
    return " ".join(" ".join(element.itertext()).split())


def whole_number(text: str | None, most: int = 10**12) -> int | None:
    """A number of plain digits up to `most`, else None."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 and int(text) <= most else None
