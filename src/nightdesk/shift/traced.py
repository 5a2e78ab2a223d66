"""All that happened to a delivery or a story, stage by stage, as facts from the stored decisions (contract §1)."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from ..desk.address import story_id
from ..store import correction as correction_table
from ..store import decision as decision_table
from ..store import delivery as delivery_table
from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store import front as front_table
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store import item as item_table
from ..store import reading as reading_table
from ..store import story as story_table
from ..terms.instant import UNTIL_RELEASED
from ..terms.record import StoryRecord
from ..terms.story import State
from .acts import DESK, Act
from .facts import moment, reason_facts
from .house import House

_FILES = ("410.html", "451.html", "index.html")
_FEEDS = ("feed.xml", "atom.xml", "feed.json")


def stories_named(connection: Connection, name: str) -> list[StoryRecord]:
    """The stories meant by a guid, a lasting id or an address, living or not; of every provider that has it."""
    parts = [part for part in name.partition("?")[0].partition("#")[0].split("/") if part]
    ids = [part.rpartition("-")[2] for part in reversed(parts)]
    by_guid = story_table.by_guid(connection, name)
    found = by_guid or list(story_table.get(connection, [name, *ids[:3]]).values())
    return [one.record for one in found]


def delivery_trace(connection: Connection, filed: delivery_table.Filed) -> dict[str, Any]:
    """KEEP, READ and DECIDE of one arrival."""
    read = reading_table.get(connection, filed.id)
    decided = decision_table.of_delivery(connection, filed.id)
    return {
        "id": filed.id,
        "wire": filed.wire,
        "transport": filed.transport,
        "name": filed.name,
        "received": filed.received.isoformat(),
        "sha256": filed.seal,
        "size": filed.size_bytes,
        "reading": {
            "at": read.at.isoformat(),
            "format": read.format or None,
            "profile": read.profile or None,
            "profileSeal": read.profile_seal,
            "items": read.entries,
        }
        if read
        else None,
        "spike": {"code": read.spike.code, "reason": read.spike.reason, "place": read.spike.place or None}
        if read and read.spike
        else None,
        "decisions": _decisions(connection, decided),
    }


def story_trace(house: House, connection: Connection, story: StoryRecord) -> dict[str, Any]:
    """The whole life of one story: revisions, decisions, acts, events, and where it stands now."""
    decided = decision_table.of_story(connection, story.id)
    return {
        "id": story.id,
        "provider": story.provider,
        "guid": story.guid,
        "agency": story.agency,
        "state": story.state.value,
        "address": story.path or None,
        "section": story.section or None,
        "version": story.version or None,
        "published": moment(story.published),
        "firstShown": moment(story.first_shown),
        "shown": moment(story.shown),
        "timesShown": story.times_shown,
        "deliveries": [
            delivery_trace(connection, filed)
            for filed in delivery_table.filed(connection, sorted({one.delivery for one in decided}))
        ],
        "revisions": _revisions(connection, story),
        "decisions": _decisions(connection, decided),
        "acts": _acts(connection, story.id),
        "events": [
            {"seq": one.seq, "at": one.at.isoformat(), "signal": one.kind}
            for one in event_table.of_story(connection, story.id)
        ],
        "hold": _hold(story),
        "expires": {"at": story.expires.isoformat(), "rule": story.expires_rule} if story.expires else None,
        "end": _end(connection, story),
        "fronts": _fronts(connection, story),
        "feeds": _feeds(connection, story),
        "files": _files(house, story),
        "corrections": [
            {"shown": one.shown.isoformat(), "version": one.version, "note": one.note or None}
            for one in correction_table.of_story(connection, story.id)
        ],
        "dossier": dossier_trace(connection, story.id),
        "issues": issue_trace(connection, story.id),
        "withdrawals": [
            {
                "kind": row.kind,
                "received": row.received.isoformat(),
                "gone": moment(row.gone),
                "seconds": round((row.gone - row.received).total_seconds(), 3) if row.gone else None,
            }
            for row in correction_table.of_withdrawn(connection, story.id)
        ],
    }


def _decisions(connection: Connection, decided: Sequence[decision_table.Decided]) -> list[dict[str, Any]]:
    items = item_table.get(connection, sorted({one.item for one in decided if one.item is not None}))
    return [
        {
            "at": one.at.isoformat(),
            "delivery": one.delivery,
            "entry": one.entry,
            "cause": one.cause,
            "outcome": one.outcome.value,
            "reasons": reason_facts(one.reasons),
            "story": one.story or None,
            **_revision(items.get(one.item or 0)),
        }
        for one in decided
    ]


def _revision(filed: item_table.Filed | None) -> dict[str, Any]:
    if filed is None:
        return {"guid": None, "version": None, "wireText": None, "headline": None}
    item = filed.item
    return {
        "guid": item.guid,
        "version": item.version if item.version_kind == "agency" else None,
        "wireText": filed.digest,
        "headline": item.headline or item.derived_headline,
    }


def _revisions(connection: Connection, story: StoryRecord) -> list[dict[str, Any]]:
    known = [one.id for one in item_table.revisions(connection, [story.id])]
    filed = item_table.get(connection, known)
    return [
        {
            "delivery": one.delivery,
            "entry": one.entry,
            "format": one.format,
            "profile": one.item.profile,
            "profileSeal": one.profile_seal,
            "pubStatus": one.item.status.value,
            "versionCreated": moment(one.item.version_created.at) if one.item.version_created else None,
            "embargoedUntil": moment(one.item.embargo.at) if one.item.embargo else None,
            "blocks": len(one.item.body.blocks),
            "repairs": [{"rule": repair.rule, "place": repair.place} for repair in one.item.repairs],
            "shownNow": one.id == story.shown_item and story.state is State.PUBLISHED,
            "waits": one.id == story.waiting_item,
            **_revision(one),
        }
        for one in (filed[id_] for id_ in known)
    ]


def _acts(connection: Connection, story: str) -> list[dict[str, Any]]:
    acts = []
    filed = delivery_table.filed_by_transport(connection, DESK)
    for id_, delivery in delivery_table.get(connection, [one.id for one in filed]).items():
        act = msgspec.json.decode(delivery.content, type=Act)
        if act.story == story:
            read = reading_table.get(connection, id_)
            refused = read.spike.reason if read and read.spike else None
            facts = {"act": act.act, "by": act.by or None, "reason": act.reason, "court": act.court}
            acts.append({"at": delivery.received.isoformat(), **facts, "refused": refused})
    return acts


def dossier_trace(connection: Connection, story: str) -> dict[str, Any] | None:
    """How the library sees a story: its thread, its likes, what its page lists, and every decision with its reason."""
    known = dossier_table.standings(connection, [story]).get(story)
    if known is None:
        return None
    says = known.says
    return {
        "thread": known.thread,
        "part": known.part,
        "stories": says.stories,
        "lead": known.lead,
        "same": list(says.same),
        "related": [_listing(one) for one in says.related],
        "relatedInSection": [_listing(one) for one in says.in_section],
        "decisions": [
            {"event": one.event, "kind": one.kind, "reason": one.text}
            for one in dossier_table.acts_of(connection, story)
        ],
    }


def issue_trace(connection: Connection, story: str) -> list[dict[str, Any]]:
    """The e-papers it is in, each with the page and what the budget says."""
    found = []
    for place in held_table.holding(connection, [story]):
        filed = issue_table.get(connection, place.key)
        if filed is None:
            continue
        ranked = next((one for one in filed.decided.budget.ranked if one.story == story), None)
        left_out = [one.reason for one in filed.shown.left_out if one.story == story]
        found.append(
            {
                "edition": place.edition,
                "date": place.date.isoformat(),
                "role": place.role,
                "state": "gone" if story in filed.shown.gone else filed.state,
                "page": place.page,
                "weight": ranked.weight if ranked else None,
                "reasons": [*(ranked.reasons if ranked else ()), *left_out],
            }
        )
    return found


def _listing(one: dossier_table.Listing) -> dict[str, Any]:
    shared = [{"kind": shared.kind, "words": shared.words} for shared in one.shared]
    return {"story": one.story, "bond": one.bond, "shared": shared}


def _hold(story: StoryRecord) -> dict[str, Any] | None:
    if story.waiting_until is None:
        return None
    until = None if story.waiting_until == UNTIL_RELEASED else story.waiting_until.isoformat()
    return {"rule": story.waiting_rule, "until": until}


def _end(connection: Connection, story: StoryRecord) -> dict[str, Any] | None:
    """How it ended, and the delivery that said so: a notice under another id is none of the story's own."""
    if story.kind_of_end is None:
        return None
    said = delivery_table.filed_at(connection, story.end_received) if story.end_received else []
    return {
        "deliveries": [{"id": one.id, "name": one.name, "wire": one.wire, "sha256": one.seal} for one in said],
        "kind": story.kind_of_end,
        "received": moment(story.end_received),
        "gone": moment(story.ended_at),
        "reason": story.end_reason or None,
    }


def _fronts(connection: Connection, story: StoryRecord) -> list[dict[str, Any]]:
    """Fronts that list it now, each with the reason why."""
    known = dossier_table.standings(connection, [story.id]).get(story.id)
    reaches = (*story.reaches, *(known.reaches if known else ()))
    why = {f"{reach.kind}/{reach.slug}": reach.reason for reach in reaches}
    listed = front_table.open_fronts(connection, [story.id])[story.id]
    return [{"front": front, "address": base_of(front), "reason": why.get(front)} for front in sorted(listed)]


def _feeds(connection: Connection, story: StoryRecord) -> list[str]:
    """Feeds that tell of it: with its text's teaser while it lives, with a tombstone after."""
    fronts = sorted({front for front, _, _ in front_table.fronts_of(connection, [story.id])})
    return [f"{base}{feed}" for base in ("/", *(base_of(front) for front in fronts)) for feed in _FEEDS if fronts]


def base_of(front: str) -> str:
    """The folder of a front, as its address."""
    kind, _, slug = front.partition("/")
    return f"/{slug}/" if kind == "section" else f"/{front}/"


def _files(house: House, story: StoryRecord) -> list[str]:
    """Public files that stand at its addresses now."""
    if not story.path:
        return []
    folders: Iterable[str] = dict.fromkeys((story.path.strip("/"), f"{story.section}/{story.id}"))
    files = [house.public / folder / name for folder in folders for name in _FILES]
    return [str(file) for file in files if file.exists()]


def stories_of(connection: Connection, guids: Iterable[tuple[str, str]]) -> list[StoryRecord]:
    """The stories of these (provider, guid) pairs that the ledger knows."""
    ids = [story_id(provider, guid) for provider, guid in guids]
    return [one.record for one in story_table.get(connection, ids).values()]
