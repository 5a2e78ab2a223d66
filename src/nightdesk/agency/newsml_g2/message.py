"""A NewsML-G2 document into items: one item, or a newsMessage with several, each judged by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from ...errors import BrokenItem, DeliveryError
from ...terms.delivery import Delivery
from ...terms.instant import Instant
from ...terms.item import Item, ItemType, Link, Repair
from ...terms.spike import Spike
from ..catalogs import is_iptc
from ..element_text import flat_text, local_name, whole_number
from ..profile import Profile
from ..sniff import Sniffed
from ..times import read_instant
from ..xml_document import read_xml
from . import NAMESPACE
from .content_meta import read_content_meta
from .content_set import read_content_set
from .draft import Draft, guid_of, version_of
from .item_meta import read_header_signal, read_item_meta, read_rights

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_NEWS: Final = MappingProxyType(
    {
        "planningItem": (ItemType.PLANNING, "a planning item is for desks"),
        "conceptItem": (ItemType.CONCEPT, "a concept item holds knowledge, no news"),
        "knowledgeItem": (ItemType.CONCEPT, "a knowledge item holds vocabulary, no news"),
        "catalogItem": (ItemType.CONCEPT, "a catalog item holds scheme addresses, no news"),
    }
)
_ITEMS: Final = frozenset({"newsItem", "packageItem", *_NOT_NEWS})
_CATALOGS: Final = frozenset({"catalog", "catalogRef"})
_PARTS: Final[Mapping[str, Callable[[Draft, etree._Element], None]]] = MappingProxyType(
    {"rightsInfo": read_rights, "itemMeta": read_item_meta, "contentMeta": read_content_meta}
)


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What a newsMessage's header says of all its items."""

    sent: Instant | None = None
    signals: tuple[etree._Element, ...] = ()
    catalogs: tuple[etree._Element, ...] = ()


def recognises(sniffed: Sniffed) -> bool:
    """A G2 root, in its namespace or in none: the IPTC's own TT sample has none."""
    return (
        sniffed.kind == "xml"
        and (sniffed.root == "newsMessage" or sniffed.root in _ITEMS)
        and sniffed.namespace in {NAMESPACE, ""}
    )


def parse(delivery: Delivery, profile: Profile) -> tuple[Item | Spike, ...]:
    """The items in document order, a Spike for each that breaks the rules."""
    document = read_xml(delivery, profile)
    root, repairs = document.root, document.repairs
    if local_name(root) != "newsMessage":
        return (_judged(root, profile, _Envelope(), repairs),)
    envelope = _Envelope()
    entries: list[Item | Spike] = []
    for part in root:
        name = local_name(part)
        if name == "header":
            envelope = _envelope(part, profile)
        elif name == "itemSet":
            entries.extend(_judged(item, profile, envelope, repairs) for item in part)
    return tuple(entries)


def _envelope(header: etree._Element, profile: Profile) -> _Envelope:
    children = {name: [child for child in header if local_name(child) == name] for name in ("sent", "signal")}
    sent = children["sent"]
    return _Envelope(
        sent=read_instant(flat_text(sent[0]), profile.zone) if sent else None,
        signals=tuple(children["signal"]),
        catalogs=tuple(child for child in header if local_name(child) in _CATALOGS),
    )


def _judged(
    element: etree._Element, profile: Profile, envelope: _Envelope, repairs: tuple[Repair, ...]
) -> Item | Spike:
    try:
        return _item(element, profile, envelope, repairs)
    except DeliveryError as error:
        guid = (element.get("guid") or "").strip()[:512]
        return Spike(error.code, error.reason, error.place, guid=guid, headline=_headline_of(element))


def _item(element: etree._Element, profile: Profile, envelope: _Envelope, repairs: tuple[Repair, ...]) -> Item:
    kind = local_name(element)
    if kind not in _ITEMS:
        raise BrokenItem("unknown-item", f"an itemSet cannot hold <{kind[:60]}>", f"line {element.sourceline}")
    parts = [(local_name(child), child) for child in element]
    schemes, has_iptc = _catalogs([*envelope.catalogs, *[child for name, child in parts if name in _CATALOGS]])
    draft = Draft(profile, schemes, has_iptc, guid_of(element), version_of(element), list(repairs))
    draft.language = (element.get(_XML_LANG) or "").strip() or None
    draft.sent = envelope.sent
    for signal in envelope.signals:
        read_header_signal(draft, signal)
    if asserts := [child for name, child in parts if name == "assert"]:
        draft.names = _asserted(asserts)
    for name, child in parts:
        if name in _PARTS:
            _PARTS[name](draft, child)
        elif name == "groupSet":
            draft.members.extend(_members(child))
    if kind == "packageItem":
        draft.type = ItemType.COMPOSITE
    if kind in _NOT_NEWS:
        draft.type, draft.unpublishable_reason = _NOT_NEWS[kind]
    for name, child in parts:
        if name == "contentSet":
            read_content_set(draft, child)
    return draft.finished()


def _catalogs(elements: Sequence[etree._Element]) -> tuple[dict[str, str], bool]:
    """Aliases that the item (or its message) defines, and whether it refers to the IPTC's catalog."""
    schemes: dict[str, str] = {}
    has_iptc = False
    for element in elements:
        name = local_name(element)
        if name == "catalogRef":
            has_iptc = has_iptc or is_iptc(element.get("href") or "")
        elif name == "catalog":
            for scheme in element:
                alias, uri = scheme.get("alias"), scheme.get("uri")
                if alias and uri:
                    schemes[alias] = uri
    return schemes, has_iptc


def _asserted(asserts: list[etree._Element]) -> dict[str, str]:
    """The names that asserts give to values used elsewhere in the item."""
    names: dict[str, str] = {}
    for element in asserts:
        value = element.get("qcode") or element.get("uri") or element.get("literal") or ""
        name = next((flat_text(part) for part in element if local_name(part) == "name"), "")
        if value and name:
            names.setdefault(value, name)
    return names


def _members(group_set: etree._Element) -> list[Link]:
    """The package's items in document order, whatever groups they stand in."""
    members = []
    for node in group_set.iter():
        if local_name(node) == "itemRef":
            target = (node.get("residref") or node.get("href") or "").strip()
            if target:
                members.append(Link("member", target, whole_number(node.get("version"))))
    return members


def _headline_of(element: etree._Element) -> str:
    for node in element.iter():
        if local_name(node) == "headline":
            return flat_text(node)[:300]
    return ""
