"""Each front as a JSON Feed 1.1, with the label's facts and the tombstones under `_nightdesk`."""

from zoneinfo import ZoneInfo

import msgspec

from ...terms.label import label_id
from ...terms.page import Page
from ...terms.site import Site
from ...terms.story import Card, Front, Tombstone
from ..feed_entry import (
    WHY_GONE,
    absolute,
    entries,
    entry_id,
    file_of,
    language_of,
    local,
    proof_of,
    title_of,
    withdrawn,
)
from ..output import Output


class Author(msgspec.Struct, frozen=True):
    """The agency."""

    name: str
    url: str


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What the label on the page says, in machine form.

    `wording` names its words; `entry` is the version's number in the public log and `proof` where to check it.
    """

    agency: str
    published: str = "automatically"
    reviewed: bool = False
    version: str
    corrected: bool
    wording: str
    entry: int | None
    proof: str | None


class Entry(msgspec.Struct, frozen=True, kw_only=True, rename={"label": "_nightdesk"}, omit_defaults=True):
    """One story; `content_text` is the teaser, or the headline where the licence allows none (the format wants one)."""

    id: str
    url: str
    title: str
    content_text: str
    date_published: str
    date_modified: str
    authors: tuple[Author, ...]
    tags: tuple[str, ...] = ()
    language: str = ""
    label: Label


class Gone(msgspec.Struct, frozen=True):
    """A tombstone: an id, a moment, a kind and its fixed sentence."""

    id: str
    when: str
    kind: str
    reason: str


class Extension(msgspec.Struct, frozen=True):
    """Entries to forget, as RFC 6721 has them in Atom; the log's signed note, as in the other feeds."""

    deleted: tuple[Gone, ...]
    checkpoint: str


class Feed(msgspec.Struct, frozen=True, kw_only=True, rename={"extension": "_nightdesk"}, omit_defaults=True):
    """A JSON Feed, fields in the order in which they are written."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str = ""
    icon: str = ""
    language: str = ""
    extension: Extension
    items: tuple[Entry, ...]


_ENCODER = msgspec.json.Encoder()


def render(site: Site, front: Front) -> tuple[Page, ...]:
    """`feed.json` in the front's folder; archive pages have none."""
    if front.number:
        return ()
    zone = ZoneInfo(site.zone)
    path = file_of(front, "feed.json")
    feed = Feed(
        version="https://jsonfeed.org/version/1.1",
        title=title_of(site, front),
        home_page_url=absolute(site, front.base),
        feed_url=absolute(site, f"/{path}"),
        description=site.tagline,
        icon=absolute(site, "/icon-512.png"),
        language=language_of(site, front),
        extension=Extension(tuple(_gone(site, tombstone, zone) for tombstone in withdrawn(front)), front.checkpoint),
        items=tuple(_entry(site, card, zone) for card in entries(front)),
    )
    return (Page(path, _ENCODER.encode(feed)),)


def _entry(site: Site, card: Card, zone: ZoneInfo) -> Entry:
    tags = (card.section_title, *(city.title for city in card.cities))
    return Entry(
        id=entry_id(site, card),
        url=absolute(site, card.path),
        title=card.headline,
        content_text=card.teaser or card.headline,
        date_published=local(card.published, zone),
        date_modified=local(card.updated, zone),
        authors=(Author(card.agency, absolute(site, f"/agency/{card.agency_slug}/")),),
        tags=tuple(tag for tag in tags if tag),
        language=card.language,
        label=Label(
            agency=card.agency,
            version=card.version,
            corrected=card.corrected,
            wording=label_id(site.language),
            entry=card.leaf,
            proof=None if card.leaf is None else proof_of(site, card),
        ),
    )


def _gone(site: Site, tombstone: Tombstone, zone: ZoneInfo) -> Gone:
    return Gone(entry_id(site, tombstone), local(tombstone.gone, zone), tombstone.kind, WHY_GONE[tombstone.kind])


OUTPUT = Output(name="json-feed", follows="front", render=render)
