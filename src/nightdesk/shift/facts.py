"""Deliveries, items and decisions as the facts that commands print (contract §1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from ..proof import wire_text
from ..store import decision as decision_table
from ..terms.decision import Reason
from ..terms.delivery import Delivery
from ..terms.instant import Instant
from ..terms.item import Item
from ..terms.reading import Reading
from ..terms.record import StoryRecord
from ..terms.spike import Spike
from ..terms.story import State
from .house import House


def delivery_facts(
    house: House,
    name: str,
    delivery: Delivery,
    reading: Reading,
    decided: Sequence[decision_table.Decided],
    stories: dict[str, StoryRecord],
) -> dict[str, Any]:
    """One object a delivery: what it was, why it was refused, or its items with their outcomes."""
    last = {one.entry: one for one in decided}
    spike = reading.spike
    return {
        "delivery": {
            "file": name,
            "sha256": delivery.seal,
            "wire": delivery.wire,
            "format": reading.format or None,
            "profile": reading.profile or house.profile(delivery.wire).name,
        },
        "spike": {"code": spike.code, "reason": spike.reason, "place": spike.place or None} if spike else None,
        "items": [
            _entry_facts(house, entry, last.get(number), stories) for number, entry in enumerate(reading.entries)
        ],
    }


def _entry_facts(
    house: House, entry: Item | Spike, decided: decision_table.Decided | None, stories: dict[str, StoryRecord]
) -> dict[str, Any]:
    outcome = decided.outcome.value if decided else None
    reasons = reason_facts(decided.reasons) if decided else []
    if isinstance(entry, Spike):
        facts = dict.fromkeys(_ITEM_FACTS)
        facts |= {"guid": entry.guid or None, "headline": entry.headline or None, "outcome": "spiked"}
        return facts | {"reasons": reasons, "blocks": [], "repairs": [], "signals": [], "subjects": [], "places": []}
    story = stories.get(decided.story) if decided else None
    return item_facts(entry) | {
        "outcome": outcome,
        "reasons": reasons,
        "address": story.path or None if story else None,
        "file": _file(house, story),
    }


_ITEM_FACTS = (
    "provider", "guid", "version", "type", "headline", "byline", "dateline", "slugline", "language", "urgency",
    "firstCreated", "versionCreated", "embargoedUntil", "expires", "pubStatus", "publishable", "signals", "subjects",
    "places", "wireText", "blocks", "repairs", "outcome", "reasons", "address", "file",
)  # fmt: skip


def item_facts(item: Item) -> dict[str, Any]:
    """The item as read; what the wire did not say is null."""
    return {
        "provider": item.provider,
        "guid": item.guid,
        "version": item.version if item.version_kind == "agency" else None,
        "type": item.type.value,
        "headline": item.headline,
        "byline": item.byline,
        "dateline": item.dateline,
        "slugline": item.slugline,
        "language": item.language,
        "urgency": item.urgency,
        "firstCreated": _moment(item.first_created),
        "versionCreated": _moment(item.version_created),
        "embargoedUntil": _moment(item.embargo),
        "expires": _moment(item.expires),
        "pubStatus": item.status.value,
        "publishable": item.publishable,
        "signals": [signal.value for signal in item.signals] + list(item.signals_raw),
        "subjects": [msgspec.structs.asdict(subject) for subject in item.subjects],
        "places": [msgspec.structs.asdict(place) for place in item.places],
        "wireText": wire_text.digest(item.headline, item.body.blocks),
        "blocks": list(item.body.blocks),
        "repairs": [{"rule": repair.rule, "place": repair.place} for repair in item.repairs],
    }


def reason_facts(reasons: Sequence[Reason]) -> list[dict[str, str]]:
    """Reasons as objects."""
    return [{"rule": reason.rule, "text": reason.text} for reason in reasons]


def _moment(instant: Instant | None) -> str | None:
    return instant.at.isoformat() if instant else None


def moment(at: datetime | None) -> str | None:
    """RFC 3339, or None."""
    return at.isoformat() if at else None


def _file(house: House, story: StoryRecord | None) -> str | None:
    """The public file that stands at the story's address now."""
    if story is None or story.first_shown is None:
        return None
    if story.state is State.PUBLISHED or story.kind_of_end in ("withheld", "embargoed"):
        return str(house.public / story.path.lstrip("/") / "index.html")
    status = "451" if story.kind_of_end == "court" else "410"
    return str(house.public / story.section / story.id / f"{status}.html")
