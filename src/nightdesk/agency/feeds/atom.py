"""Atom 1.0 (RFC 4287), with tombstones (RFC 6721), and what is left of Atom 0.3, into items."""

from typing import Final

from lxml import etree

from ...errors import DeliveryError
from ...terms.body import Body
from ...terms.delivery import Delivery
from ...terms.item import Item
from ...terms.spike import Spike
from ..body import body_from_element, body_from_plain
from ..element_text import local_name
from ..profile import Profile
from ..sniff import Sniffed
from ..xml_document import read_xml
from .entry import Entry
from .identity import identified
from .tombstone import tombstone_in
from .xml_parts import (
    ATOM,
    ATOM_03,
    MEDIA,
    TOMBSTONES,
    XML_LANG,
    add_category,
    add_enclosure,
    add_media,
    html_in,
    line_in,
    person,
)

_SPACES: Final = frozenset({"", ATOM, ATOM_03})
_PLAIN_TYPES: Final = frozenset({"text", "text/plain", ""})
_ISSUED: Final = frozenset({"published", "issued", "created"})
_MODIFIED: Final = frozenset({"updated", "modified"})


def recognises(sniffed: Sniffed) -> bool:
    """A feed or a single entry in Atom's namespace; a feed without any is one too."""
    if sniffed.kind != "xml":
        return False
    space = f"{{{sniffed.namespace}}}" if sniffed.namespace else ""
    return (sniffed.root == "feed" and space in _SPACES) or (sniffed.root == "entry" and space in {ATOM, ATOM_03})


def parse(delivery: Delivery, profile: Profile) -> tuple[Item | Spike, ...]:
    """The entries in the order of the document, each as an item or, where it cannot be read, as a Spike."""
    document = read_xml(delivery, profile)
    root = document.root
    parts = [root] if local_name(root) == "entry" else list(root)
    rights = next((line_in(part) for part in parts if local_name(part) == "rights"), "") or None
    entries: list[Entry | Item | Spike] = []
    for part in parts:
        if part.tag == TOMBSTONES + "deleted-entry":
            entries.append(tombstone_in(part, profile, document.repairs))
        elif local_name(part) == "entry" and _space(part) in _SPACES:
            language = part.get(XML_LANG) or root.get(XML_LANG) or None
            entries.append(_judged(part, Entry(language=language, copyright_notice=rights), profile))
    return identified(entries, profile, document.repairs)


def _judged(element: "etree._Element", entry: Entry, profile: Profile) -> Entry | Spike:
    """The entry, or why it cannot be read: its siblings are not touched by that."""
    try:
        _read(element, entry, profile)
    except DeliveryError as error:
        place = error.place or f"line {element.sourceline}"
        return Spike(error.code, error.reason, place, entry.guid or entry.link, entry.headline)
    if entry.has_no_words():
        reason = "an entry with neither a title nor a text; the agency must send it again"
        return Spike("empty-item", reason, f"line {element.sourceline}", entry.guid or entry.link)
    return entry


def _read(element: "etree._Element", entry: Entry, profile: Profile) -> None:
    content = summary = None
    for child in element:
        name, space = local_name(child), _space(child)
        if space in MEDIA:
            add_media(entry, child)
        elif space not in _SPACES:
            continue
        elif name == "content":
            content = child if content is None else content
        elif name == "summary":
            summary = child if summary is None else summary
        elif name == "title":
            entry.title(_line(child, "headline", profile), Profile())
        elif name in _ISSUED:
            entry.published = entry.moment(line_in(child), profile.zone, name) or entry.published
        elif name in _MODIFIED:
            entry.updated = entry.moment(line_in(child), profile.zone, name) or entry.updated
        else:
            _read_metadata(child, name, entry)
    if content is not None:
        entry.is_partial = content.get("src") is not None
        entry.body, entry.body_source = _text(content, "body", profile), "content"
    if summary is not None and not entry.body.blocks and not entry.is_partial:
        entry.body, entry.body_source = _text(summary, "body", profile), "summary"
    elif summary is not None:
        entry.teaser = _line(summary, "teaser", profile) or None


def _read_metadata(child: "etree._Element", name: str, entry: Entry) -> None:
    if name == "id":
        entry.guid = line_in(child)
    elif name == "link":
        _read_link(child, entry)
    elif name == "author":
        entry.byline = entry.byline or person(_part(child, "name"))
    elif name == "category":
        term = (child.get("term") or "").strip()
        add_category(entry, child.get("scheme") or "", term, (child.get("label") or term).strip())
    elif name == "rights":
        entry.copyright_notice = line_in(child) or entry.copyright_notice
    elif name == "source" and (title := _part(child, "title")):
        entry.info_sources.append(title)


def _read_link(child: "etree._Element", entry: Entry) -> None:
    rel, href = child.get("rel") or "alternate", (child.get("href") or "").strip()
    if rel == "alternate":
        entry.link = entry.link or href
    elif rel == "enclosure":
        add_enclosure(entry, href, child.get("type"), child.get("title") or "")


def _part(element: "etree._Element", name: str) -> str:
    return next((line_in(child) for child in element if local_name(child) == name), "")


def _space(element: "etree._Element") -> str:
    tag = element.tag
    return tag[: tag.index("}") + 1] if isinstance(tag, str) and "}" in tag else ""


def _text(element: "etree._Element", field: str, profile: Profile) -> Body:
    """A text construct: plain text as it stands, HTML parsed once, XHTML from its div.

    Atom 0.3 says how it is written in `mode`, and writes media types.
    """
    kind = (element.get("type") or "text").strip().lower()
    is_escaped = element.get("mode") == "escaped" or (kind == "html" and not len(element))
    if kind in ("xhtml", "application/xhtml+xml") or (len(element) and not is_escaped):
        return body_from_element(element, profile)
    if kind in ("html", "text/html"):
        return html_in(element, field, profile)
    if kind in _PLAIN_TYPES or kind.startswith("text/"):
        return body_from_plain(element.text or "", profile)
    return Body()


def _line(element: "etree._Element", field: str, profile: Profile) -> str:
    """A text construct on one line, none of it left out."""
    plain = Profile(name=profile.name, decode_twice=profile.decode_twice)
    kind = (element.get("type") or "text").strip().lower()
    if kind in _PLAIN_TYPES and not len(element):
        return line_in(element)
    return " ".join(_text(element, field, plain).blocks)
