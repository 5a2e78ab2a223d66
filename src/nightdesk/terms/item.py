"""One version of a story as sent: the canonical item that every format is read into."""

from enum import StrEnum
from typing import Literal

import msgspec

from .body import Body
from .instant import Instant
from .signal import Signal


class PubStatus(StrEnum):
    """What the agency says may be done with the item (IPTC pubStatus)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class ItemType(StrEnum):
    """What kind of thing the item is (IPTC news item nature, and the rest that wires carry)."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    GRAPHIC = "graphic"
    COMPOSITE = "composite"
    PLANNING = "planning"
    EVENT = "event"
    CONCEPT = "concept"


class Repair(msgspec.Struct, frozen=True):
    """A named mending that had to be done before the text could be read, and where."""

    rule: str
    place: str = ""


class Note(msgspec.Struct, frozen=True):
    """A note to the desk. Never written to any public file."""

    role: str
    text: str


class Subject(msgspec.Struct, frozen=True):
    """A subject the agency gave: `scheme` a URI or short name ("medtop", "subj"), `code` within it, `name` as sent."""

    scheme: str = ""
    code: str = ""
    name: str = ""


class Place(msgspec.Struct, frozen=True):
    """A place the agency named. `role` is "dateline", "located" or "mentioned"."""

    name: str
    role: str = "mentioned"
    code: str = ""


class Link(msgspec.Struct, frozen=True):
    """A relation to another item: `rel` as in IPTC item relations ("previousVersion", "evolvedFrom", "seeAlso", …)."""

    rel: str
    guid: str
    version: int | None = None


class Rendition(msgspec.Struct, frozen=True):
    """A picture, sound or film that goes with the text. `href` is as sent.

    `guid` is the picture's own where the item gives one: renditions that share it are of one picture.
    """

    href: str
    media_type: str = ""
    role: str = ""
    title: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None
    guid: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A revision of a story as one delivery carried it. Field names are ninjs 3.1's where ninjs has them.

    Identity is (`provider`, `guid`); a revision is that plus `version`, `revision_token` and the text.
    `version_kind` is "counted" where the wire numbers nothing: then the order is that of `version_created`, and of
    arrival where that is missing; and "none" for a notice that changes a status and carries no version.
    `embargo` None means no embargo; `UNTIL_RELEASED` one without an end. `publishable` False means never public
    (advisory, planning, test), with `unpublishable_reason`. `partial` means that the delivery says it is not whole.
    `headline` is verbatim, "" where the agency sent none; `derived_headline` then stands in lists (the first block).
    `notes_private` and `slugline` are for the desk only.
    """

    provider: str
    guid: str
    guid_kind: Literal["agency", "derived-link", "derived-text", "derived-file"] = "agency"
    version: int = 1
    version_kind: Literal["agency", "counted", "none"] = "agency"
    revision_token: str = ""
    type: ItemType = ItemType.TEXT
    profile: str = ""
    first_created: Instant | None = None
    version_created: Instant | None = None
    content_created: Instant | None = None
    sent: Instant | None = None
    embargo: Instant | None = None
    expires: Instant | None = None
    status: PubStatus = PubStatus.USABLE
    status_source: str = "default"
    publishable: bool = True
    unpublishable_reason: str = ""
    partial: bool = False
    urgency: int | None = None
    language: str | None = None
    headline: str = ""
    derived_headline: str = ""
    kicker: str | None = None
    subhead: str | None = None
    teaser: str | None = None
    byline: str | None = None
    dateline: str | None = None
    credit: str | None = None
    copyright_notice: str | None = None
    usage_terms: str | None = None
    slugline: str | None = None
    keywords: tuple[str, ...] = ()
    body: Body = Body()
    body_source: str = ""
    repairs: tuple[Repair, ...] = ()
    notes_private: tuple[Note, ...] = ()
    correction_note: str | None = None
    signals: tuple[Signal, ...] = ()
    signals_raw: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    section_names: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    info_sources: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    members: tuple[Link, ...] = ()
    renditions: tuple[Rendition, ...] = ()
