"""What readers see under one lasting path, as values that pages, feeds and lists are made from."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

import msgspec

from .item import Item
from .page_leaf import PageLeaf
from .picture import ShownPicture
from .version_text import VersionText


class State(StrEnum):
    """Where a story stands. Only `desk/story_life.py` moves it."""

    UNSEEN = "unseen"
    HELD = "held"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    KILLED = "killed"
    EXPIRED = "expired"
    TAKEN_DOWN = "taken-down"


class Reach(msgspec.Struct, frozen=True):
    """One front a story is on, and why: kind "section", "city", "agency"; slug; title as shown; reason, a sentence."""

    kind: Literal["section", "city", "agency", "topic"]
    slug: str
    title: str
    reason: str = ""


class Also(msgspec.Struct, frozen=True):
    """The same story from another agency, folded away behind a card."""

    agency: str
    agency_slug: str
    path: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A story as lists, fronts, feeds and sitemaps show it. Only stories that may be seen have one.

    `id` is the lasting id, `path` the address ("/international/russia-confirms-for-7k2f9x0c1d3e/").
    `headline` is the agency's, or its first block where it sent none (`derived` True). `teaser` is a prefix of the
    first block, cut with " …", or "" when the licence allows none. `published` and `updated` are the agency's own
    times, ours where it gave none; `shown` is when this version went up. `version` is as printed in data-version,
    `leaf` the number of its entry in the public log. `also` are the same story's other cards, folded into this one:
    chosen by the list that shows it, empty in the ledger.
    """

    id: str
    guid: str
    path: str
    headline: str
    derived: bool = False
    teaser: str = ""
    language: str = "en"
    agency: str
    agency_slug: str
    section: str
    section_title: str
    cities: tuple[Reach, ...] = ()
    published: datetime
    updated: datetime
    shown: datetime
    urgency: int = 5
    version: str = "1"
    corrected: bool = False
    correction_note: str = ""
    index: Literal["index", "noindex", "no-news"] = "index"
    alert: bool = False
    leaf: int | None = None
    also: tuple[Also, ...] = ()


class ShownStory(msgspec.Struct, frozen=True, kw_only=True):
    """All that a story page is made from. `wire_text` is the digest the page must read back to.

    `leaf` is its entry in the log, committed before the page is made; None where the site keeps no log.
    """

    card: Card
    item: Item
    wire_text: str
    seal: str
    format: str
    profile: str
    profile_seal: str
    service_text_cut: int = 0
    reaches: tuple[Reach, ...] = ()
    corrections: tuple["Correction", ...] = ()
    leaf: PageLeaf | None = None
    pictures: tuple[ShownPicture, ...] = ()


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction an agency sent: when this site showed it, which version it made, and the public note if any.

    `before` and `after` are the texts that it lies between, for the difference in words; both or neither, and neither
    for a version whose entry in the log is closed.
    """

    story: Card
    shown: datetime
    version: str
    note: str = ""
    before: VersionText | None = None
    after: VersionText | None = None


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of a story that may no longer be seen: never its words, its headline or its digest.

    `kind` says which notice: killed (by the agency), withheld (until released), embargoed (taken back until its
    time), expired, licence (ended), taken-down (by the publisher), court (by an order; answers 451).
    `path` is the address it had; for all kinds but "withheld" and "embargoed" that folder is gone and the notice
    stands at `/<section>/<id>/`. `received` is when the instruction arrived, `gone` when the text went down.
    """

    id: str
    guid: str
    kind: Literal["killed", "withheld", "embargoed", "expired", "licence", "taken-down", "court"]
    section: str
    section_title: str
    agency: str
    agency_slug: str
    path: str
    published: datetime | None = None
    received: datetime
    gone: datetime
    reason: str = ""
    leaf: int | None = None


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """A landing page: `base` is its folder ("/", "/sport/", "/city/pune/"), `cards` newest first.

    `cards` stand on the front itself. `archive` is the number of the newest full archive page (1 is the oldest),
    0 when there is none; `number` says that this is that archive page itself (0: the front).
    `tombstones` (newest first, at most 100) are for the feeds, as is `checkpoint`: the log's signed note, "" where the
    site keeps no log.
    """

    kind: Literal["home", "section", "city", "agency", "latest", "topic"]
    slug: str
    title: str
    base: str
    language: str = ""
    cards: tuple[Card, ...] = ()
    archive: int = 0
    number: int = 0
    tombstones: tuple[Tombstone, ...] = ()
    neighbours: tuple[Reach, ...] = ()
    updated: datetime
    checkpoint: str = ""
