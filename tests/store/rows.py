"""Rows for the ledger's tables that say only what matters."""

import hashlib
from typing import Any

from builders import SIX, a_shown_story, an_item, digest_of
from nightdesk.desk.address import story_id
from nightdesk.desk.revisions import rank, revision
from nightdesk.store import item as item_table
from nightdesk.store.decision import Decided
from nightdesk.store.reading import Read
from nightdesk.terms.decision import Outcome, Reason
from nightdesk.terms.delivery import Delivery
from nightdesk.terms.item import Item
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.story import Card


def a_delivery(content: bytes = b"<nitf/>", **fields: Any) -> Delivery:
    """Bytes that came over the wire "ews" at six."""
    given = {"wire": "ews", "name": "copy.xml", "received": SIX, "transport": "folder"}
    return Delivery(content=content, seal=hashlib.sha256(content).hexdigest(), **(given | fields))


def a_read(delivery: int, **fields: Any) -> Read:
    """A delivery that one item came of."""
    given = {"format": "nitf", "profile": "generic", "profile_seal": "0" * 64, "entries": 1, "spike": None, "at": SIX}
    return Read(delivery=delivery, **(given | fields))


def a_decided(delivery: int, entry: int = 0, outcome: Outcome = Outcome.PUBLISHED, **fields: Any) -> Decided:
    """A decision over one item at its arrival."""
    given = {"item": None, "story": "story", "cause": "delivery", "reasons": (Reason("new", "why"),), "at": SIX}
    return Decided(delivery=delivery, entry=entry, outcome=outcome, **(given | fields))


def a_filed(id_: int = 1, item: Item | None = None, **fields: Any) -> item_table.Filed:
    """A revision of a story."""
    one = item or an_item()
    digest = digest_of(one)
    given = {
        "story": story_id(one.provider, one.guid), "revision": revision(one, digest), "rank": rank(one, digest),
        "digest": digest, "delivery": 1, "entry": 0, "seal": "0" * 64, "format": "nitf", "profile_seal": "0" * 64,
    }  # fmt: skip
    return item_table.Filed(id=id_, item=one, **(given | fields))


def a_record(guid: str = "urn:ews:council", **fields: Any) -> StoryRecord:
    """A story that is up."""
    return a_shown_story(guid=guid, **fields)


def a_card(record: StoryRecord, **fields: Any) -> Card:
    """As lists show it."""
    given = {
        "id": record.id, "guid": record.guid, "path": record.path, "headline": "Council agrees nothing",
        "agency": "EWS", "agency_slug": "ews", "section": "news", "section_title": "News", "published": SIX,
        "updated": SIX, "shown": SIX,
    }  # fmt: skip
    return Card(**(given | fields))
