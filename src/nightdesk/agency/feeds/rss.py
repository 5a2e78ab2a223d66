"""RSS 2.0, 0.9x and 1.0 into items: the wire of agencies for their smaller subscribers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from lxml import etree

from ...errors import BrokenDelivery, DeliveryError
from ...terms.delivery import Delivery
from ...terms.item import Item, Repair
from ...terms.spike import Spike
from ..body import body_from_element
from ..element_text import flat_text, local_name, whole_number
from ..profile import Profile
from ..sniff import Sniffed
from ..xml_document import read_xml
from .entry import Entry, deleted
from .identity import identified
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
    channel = _Channel(profile)
    entries: list[Entry | Item | Spike] = []
    for part in _parts(document.root):
        name = local_name(part)
        if name == "item":
            entries.append(_judged(part, channel))
        elif part.tag == TOMBSTONES + "deleted-entry":
            entries.append(_deleted(part, profile, document.repairs))
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


@dataclass(slots=True)
class _Channel:
    """What the channel says for all its items; it may say so after them."""

    profile: Profile


@dataclass(slots=True)
class _Draft:
    """An item while its children are read: the bodies wait until all are seen."""

    profile: Profile
    entry: Entry = field(default_factory=Entry)
    bodies: "dict[str, etree._Element]" = field(default_factory=dict)
