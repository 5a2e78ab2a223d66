"""An item while its parts are being read."""

from collections.abc import Mapping

import msgspec
from lxml import etree

from ...errors import BrokenItem
from ...terms.body import Body
from ...terms.instant import Instant
from ...terms.item import Item, ItemType, Link, Note, Place, PubStatus, Rendition, Repair, Subject
from ...terms.signal import Signal
from ..catalogs import NEWSCODES, Code, from_uri, resolve
from ..profile import Profile
from ..times import read_instant

SHORT_SCHEMES = {NEWSCODES + "mediatopic/": "medtop", NEWSCODES + "subjectcode/": "subj"}
"""Schemes that the rest of the desk knows by a short name."""


class Draft(msgspec.Struct):
    """What has been read so far. The handlers of each part write into it; `finished` freezes it."""

    profile: Profile
    schemes: Mapping[str, str]
    has_iptc: bool
    guid: str
    version: int
    repairs: list[Repair]
    type: ItemType = ItemType.TEXT
    first_created: Instant | None = None
    version_created: Instant | None = None
    content_created: Instant | None = None
    sent: Instant | None = None
    embargo: Instant | None = None
    expires: Instant | None = None
    status: PubStatus = PubStatus.USABLE
    status_source: str = "default"
    unpublishable_reason: str = ""
    urgency: int | None = None
    language: str | None = None
    language_tagged: bool = False
    headline: str = ""
    headline_rank: int = 1000
    kicker: str | None = None
    subhead: str | None = None
    teaser: str | None = None
    caption: str = ""
    byline: str | None = None
    dateline: str | None = None
    credit: str | None = None
    copyright_notice: str | None = None
    usage_terms: str | None = None
    slugline: str | None = None
    body: Body = Body()
    body_source: str = ""
    keywords: list[str] = []
    notes: list[Note] = []
    signals: list[Signal] = []
    signals_raw: list[str] = []
    genres: list[str] = []
    subjects: list[Subject] = []
    places: list[Place] = []
    people: list[str] = []
    organisations: list[str] = []
    info_sources: list[str] = []
    links: list[Link] = []
    members: list[Link] = []
    renditions: list[Rendition] = []
    names: Mapping[str, str] = {}

    def code(self, element: etree._Element, attribute: str = "qcode") -> Code | None:
        """The controlled value of a property: `qcode=`, `uri=` or `literal=`, in this order."""
        qcode = element.get(attribute)
        if qcode:
            return resolve(qcode, self.schemes, self.has_iptc)
        uri = element.get("uri" if attribute == "qcode" else attribute + "uri")
        if uri:
            return from_uri(uri)
        literal = element.get("literal") if attribute == "qcode" else None
        return Code("", literal.strip(), sure=False) if literal else None

    def interpreted(self, element: etree._Element, scheme: str) -> str | None:
        """The code of a value we act upon, if it is in the IPTC's `scheme`; a likely alias is taken and recorded."""
        code = self.code(element)
        if code is None or code.scheme != NEWSCODES + scheme:
            return None
        if not code.sure:
            self.repairs.append(Repair("qcode-unresolved", element.get("qcode", "")))
        return code.code

    def moment(self, text: str, place: str) -> Instant | None:
        """A time; one that cannot be read is recorded and left out, and the item goes on without it."""
        instant = read_instant(text, self.profile.zone)
        if instant is None and text.strip():
            self.repairs.append(Repair("time-unreadable", f"{place}: {text.strip()[:60]}"))
        return instant

    def finished(self) -> Item:
        """The frozen item."""
        if self.type is ItemType.TEXT and not self.headline and not self.body.blocks and not self.unpublishable_reason:
            self.unpublishable_reason = "neither a headline nor a text"
        return Item(
            provider="",
            guid=self.guid,
            version=self.version,
            type=self.type,
            first_created=self.first_created,
            version_created=self.version_created,
            content_created=self.content_created,
            sent=self.sent,
            embargo=self.embargo,
            expires=self.expires,
            status=self.status,
            status_source=self.status_source,
            publishable=not self.unpublishable_reason,
            unpublishable_reason=self.unpublishable_reason,
            urgency=self.urgency,
            language=self.language,
            headline=self.headline,
            derived_headline="" if self.headline or not self.body.blocks else self.body.blocks[0],
            kicker=self.kicker,
            subhead=self.subhead,
            teaser=self.teaser,
            byline=self.byline,
            dateline=self.dateline,
            credit=self.credit,
            copyright_notice=self.copyright_notice,
            usage_terms=self.usage_terms,
            slugline=self.slugline,
            keywords=tuple(self.keywords),
            body=self.body,
            body_source=self.body_source,
            repairs=tuple(self.repairs),
            notes_private=tuple(self.notes),
            signals=tuple(dict.fromkeys(self.signals)),
            signals_raw=tuple(self.signals_raw),
            genres=tuple(self.genres),
            subjects=tuple(self.subjects),
            places=tuple(self.places),
            people=tuple(self.people),
            organisations=tuple(self.organisations),
            info_sources=tuple(self.info_sources),
            links=tuple(self.links),
            members=tuple(self.members),
            renditions=tuple(self.renditions),
        )


def guid_of(element: etree._Element) -> str:
    """The item's guid; without one it has no story to belong to."""
    guid = (element.get("guid") or "").strip()
    if not 0 < len(guid) <= 512:
        raise BrokenItem(
            "guid", "the item has no guid of 1 to 512 characters; the agency must send one", _line(element)
        )
    return guid


def version_of(element: etree._Element) -> int:
    """The item's version, 1 where it is absent (G2 specification, item attributes)."""
    written = element.get("version")
    if written is None:
        return 1
    text = written.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise BrokenItem(
            "version", f'version="{written[:40]}" is no whole number; the agency must send it again', _line(element)
        )
    return int(text)


def _line(element: etree._Element) -> str:
    return f"line {element.sourceline}" if element.sourceline else ""
