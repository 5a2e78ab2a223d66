"""RSS 2.0, 0.9x and 1.0 into items: the wire of agencies for their smaller subscribers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from lxml import etree

from ...errors import BrokenDelivery, DeliveryError
from ...terms.delivery import Delivery
from ...terms.item import Item
from ...terms.spike import Spike
from ..body import body_from_element
from ..element_text import local_name, whole_number
from ..profile import Profile
from ..sniff import Sniffed
from ..xml_document import read_xml
from .entry import Entry
from .identity import identified
from .tombstone import tombstone_in
from .xml_parts import (
    ATOM,
    CONTENT,
    DC,
    DCTERMS,
    MEDIA,
    TOMBSTONES,
    XHTML,
    XML_LANG,
    add_category,
    add_enclosure,
    add_media,
    html_in,
    line_in,
    person,
    teaser_in,
)

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CORE: Final = (
    "",
    "{http://purl.org/rss/1.0/}",
    "{http://my.netscape.com/rdf/simple/0.9/}",
    "{http://channel.netscape.com/rdf/simple/0.9/}",
    "{http://backend.userland.com/rss2}",
    "{http://blogs.law.harvard.edu/tech/rss}",
)
_BODIES: Final = ("content:encoded", "xhtml:body", "atom:content", "description")


def recognises(sniffed: Sniffed) -> bool:
    """An rss root, or RDF, of which the wires know only RSS 1.0 and 0.90."""
    if sniffed.kind != "xml":
        return False
    return sniffed.root.lower() == "rss" or (sniffed.root == "RDF" and sniffed.namespace == _RDF)


def parse(delivery: Delivery, profile: Profile) -> tuple[Item | Spike, ...]:
    """The entries in the order of the document, each as an item or, where it cannot be read, as a Spike."""
    document = read_xml(delivery, profile)
    parts = _parts(document.root)
    channel = _channel(document.root, parts)
    entries: list[Entry | Item | Spike] = []
    for part in parts:
        if local_name(part) == "item":
            entries.append(_judged(part, channel, profile))
        elif part.tag == TOMBSTONES + "deleted-entry":
            entries.append(tombstone_in(part, profile, document.repairs))
    return identified(entries, profile, document.repairs)


def _parts(root: "etree._Element") -> "list[etree._Element]":
    """What stands in the channel and, as in RSS 1.0, beside it."""
    found: list[etree._Element] = []
    channels = 0
    for child in root:
        if local_name(child) == "channel":
            channels += 1
            found += child
        else:
            found.append(child)
    if not channels and not any(local_name(part) == "item" for part in found):
        raise BrokenDelivery("no-channel", "RSS without a channel and without items; the agency must send it again")
    return found


@dataclass(frozen=True, slots=True)
class _Channel:
    """What the channel says for all its items, be it before them or after."""

    language: str | None
    copyright_notice: str | None


def _channel(root: "etree._Element", parts: "list[etree._Element]") -> _Channel:
    language = root.get(XML_LANG)
    notice = None
    for part in parts:
        name = local_name(part)
        if name == "language" and not language:
            language = line_in(part)
        elif name in ("copyright", "rights") and not notice:
            notice = line_in(part)
    return _Channel(language or None, notice or None)


@dataclass(slots=True)
class _Draft:
    """An item while its children are read: the bodies wait until all are seen."""

    profile: Profile
    entry: Entry
    bodies: "dict[str, etree._Element]" = field(default_factory=dict)
    issued: str = ""
    modified: str = ""


def _judged(element: "etree._Element", channel: _Channel, profile: Profile) -> Entry | Spike:
    """The entry, or why it cannot be read: its siblings are not touched by that."""
    entry = Entry(
        language=element.get(XML_LANG) or channel.language,
        copyright_notice=channel.copyright_notice,
        guid=(element.get(f"{{{_RDF}}}about") or "").strip(),
    )
    draft = _Draft(profile, entry)
    try:
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(draft, child)
        _finish(draft)
    except DeliveryError as error:
        return Spike(error.code, error.reason, error.place or _place(element), entry.guid or entry.link, entry.headline)
    if entry.has_no_words():
        reason = "an item with neither a title nor a text; the agency must send it again"
        return Spike("empty-item", reason, _place(element), entry.guid or entry.link)
    return entry


def _place(element: "etree._Element") -> str:
    return f"line {element.sourceline}"


def _finish(draft: _Draft) -> None:
    """Times, then the first body that holds words; a description that is not the body is the teaser."""
    entry, profile, bodies = draft.entry, draft.profile, draft.bodies
    entry.published = entry.moment(draft.issued, profile.zone, "pubDate")
    entry.updated = entry.moment(draft.modified, profile.zone, "modified")
    order = [profile.body_rendition, *_BODIES] if profile.body_rendition in bodies else _BODIES
    for name in order:
        if name not in bodies or entry.body.blocks:
            continue
        element = bodies[name]
        is_markup = name in ("xhtml:body", "atom:content") and len(element)
        entry.body = body_from_element(element, profile) if is_markup else html_in(element, "body", profile)
        entry.body_source = name
    if entry.body_source != "description" and "description" in bodies:
        entry.teaser = teaser_in(line_in(bodies["description"]), profile)


def _title(draft: _Draft, element: "etree._Element") -> None:
    draft.entry.title(line_in(element), draft.profile)


def _guid(draft: _Draft, element: "etree._Element") -> None:
    draft.entry.guid = line_in(element) or draft.entry.guid


def _link(draft: _Draft, element: "etree._Element") -> None:
    draft.entry.link = draft.entry.link or line_in(element)


def _atom_link(draft: _Draft, element: "etree._Element") -> None:
    rel, href = element.get("rel") or "alternate", (element.get("href") or "").strip()
    if rel == "alternate":
        draft.entry.link = draft.entry.link or href
    elif rel == "enclosure":
        add_enclosure(draft.entry, href, element.get("type"), element.get("title") or "")


def _issued(draft: _Draft, element: "etree._Element") -> None:
    draft.issued = draft.issued or line_in(element)


def _modified(draft: _Draft, element: "etree._Element") -> None:
    draft.modified = draft.modified or line_in(element)


def _body(name: str) -> "Callable[[_Draft, etree._Element], None]":
    def keep(draft: _Draft, element: "etree._Element") -> None:
        draft.bodies.setdefault(name, element)

    return keep


def _creator(draft: _Draft, element: "etree._Element") -> None:
    draft.entry.byline = draft.entry.byline or person(line_in(element))


def _source(draft: _Draft, element: "etree._Element") -> None:
    if text := line_in(element):
        draft.entry.info_sources.append(text)


def _category(draft: _Draft, element: "etree._Element") -> None:
    term = line_in(element)
    add_category(draft.entry, element.get("domain") or "", term, term)


def _language(draft: _Draft, element: "etree._Element") -> None:
    draft.entry.language = line_in(element) or draft.entry.language


def _rights(draft: _Draft, element: "etree._Element") -> None:
    draft.entry.copyright_notice = line_in(element) or draft.entry.copyright_notice


def _enclosure(draft: _Draft, element: "etree._Element") -> None:
    add_enclosure(draft.entry, element.get("url"), element.get("type"))


def _media(draft: _Draft, element: "etree._Element") -> None:
    add_media(draft.entry, element)


def _urgency(draft: _Draft, element: "etree._Element") -> None:
    text = line_in(element)
    urgency = draft.profile.urgency.get(text.casefold()) or whole_number(text, 9)
    draft.entry.urgency = urgency or draft.entry.urgency


_HANDLERS: Final[MappingProxyType[object, "Callable[[_Draft, etree._Element], None]"]] = MappingProxyType(
    {
        **{
            space + name: handler
            for space in _CORE
            for name, handler in {
                "title": _title,
                "link": _link,
                "guid": _guid,
                "description": _body("description"),
                "pubDate": _issued,
                "author": _creator,
                "category": _category,
                "source": _source,
                "enclosure": _enclosure,
                "language": _language,
                "urgency": _urgency,
                "priority": _urgency,
            }.items()
        },
        CONTENT + "encoded": _body("content:encoded"),
        XHTML + "body": _body("xhtml:body"),
        XHTML + "div": _body("xhtml:body"),
        ATOM + "content": _body("atom:content"),
        ATOM + "link": _atom_link,
        ATOM + "published": _issued,
        ATOM + "updated": _modified,
        DC + "date": _issued,
        DC + "creator": _creator,
        DC + "subject": _category,
        DC + "source": _source,
        DC + "language": _language,
        DC + "rights": _rights,
        DCTERMS + "rights": _rights,
        DCTERMS + "issued": _issued,
        DCTERMS + "created": _issued,
        DCTERMS + "modified": _modified,
        **{
            space + name: _media
            for space in MEDIA
            for name in ("group", "content", "thumbnail", "keywords", "copyright")
        },
    }
)
