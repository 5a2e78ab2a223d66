"""DECIDE: every entry of a reading ends in one outcome, and its story moves on."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from ..agency.profile import Profile
from ..desk.address import agency_slug, story_id
from ..desk.decide import decide
from ..desk.fold import Take, fold, held
from ..desk.pictures import names_pictures
from ..desk.revisions import rank, revision
from ..desk.rule import Candidate, Case, Rule
from ..desk.rules.prose_kill import said as kill_words_of
from ..proof import wire_text
from ..store import decision as decision_table
from ..store import item as item_table
from ..store import story as story_table
from ..terms.decision import Decision, Outcome, Reason, Verdict
from ..terms.delivery import Delivery
from ..terms.instant import UNTIL_RELEASED
from ..terms.item import Item
from ..terms.reading import Reading
from ..terms.record import StoryRecord
from ..terms.signal import Signal
from ..terms.spike import Spike
from ..terms.story import State
from .house import House
from .make import Unfaithful, show, take_off
from .sitting import Sitting

_CANDIDATE_HOURS = 48


def stories_of(readings: Iterable[Reading]) -> list[str]:
    """The ids of the stories whose takes these readings hold."""
    return [
        story_id(entry.provider, entry.guid)
        for reading in readings
        for entry in reading.entries
        if isinstance(entry, Item)
    ]


def judge_reading(
    house: House, connection: Connection, sitting: Sitting, delivery_id: int, delivery: Delivery, reading: Reading
) -> None:
    """Every entry of one delivery, in document order."""
    sitting.load(connection, stories_of([reading]))
    sitting.deliveries[delivery_id] = delivery
    for number, entry in enumerate(reading.entries):
        if isinstance(entry, Spike):
            _spiked(sitting, delivery_id, number, entry)
        else:
            _judge_item(house, connection, sitting, _Arrived(delivery_id, number, delivery, reading.format, entry))


class _Arrived(msgspec.Struct, frozen=True):
    """An item and where it came from."""

    delivery_id: int
    entry: int
    delivery: Delivery
    format: str
    item: Item


def _spiked(sitting: Sitting, delivery_id: int, number: int, spike: Spike) -> None:
    reason = Reason(spike.code, f"{spike.reason} ({spike.place})" if spike.place else spike.reason)
    _record(sitting, delivery_id, number, None, "", Outcome.SPIKED, (reason,))


def _judge_item(house: House, connection: Connection, sitting: Sitting, arrived: _Arrived) -> None:
    item = arrived.item
    profile = house.profile(arrived.delivery.wire)
    id_ = story_id(item.provider, item.guid)
    case = case_of(sitting, connection, item, profile, sitting.stories.get(id_), id_)
    decision = decide(case, house.rules)
    before = sitting.stories.get(id_) or _unseen(id_, item, profile, arrived.delivery.wire)
    item_id = _filed(sitting, id_, case, house.profile_seal(arrived.delivery.wire), arrived)
    take = Take(
        item=item,
        item_id=item_id,
        rank=case.rank,
        revision=case.revision,
        received=arrived.delivery.received,
        licence_days=profile.licence_days,
    )
    decision = carry_out(house, connection, sitting, before, decision, take)
    is_new = decision.outcome is Outcome.DUPLICATE and case.revision not in case.known
    if is_new and (before.pictures or names_pictures(item)):
        sitting.picture_due.add(id_)  # nothing is new in its text: so it may be in its pictures
    _record(sitting, arrived.delivery_id, arrived.entry, item_id, id_, decision.outcome, decision.reasons)


def case_of(
    sitting: Sitting, connection: Connection, item: Item, profile: Profile, story: StoryRecord | None, id_: str
) -> Case:
    """The case that the rules judge."""
    digest = wire_text.digest(item.headline, item.body.blocks)
    return Case(
        item=item,
        digest=digest,
        rank=rank(item, digest),
        revision=revision(item, digest),
        story=story,
        known={key: known for key, (_, known) in sitting.known.get(id_, {}).items()},
        candidates=_candidates(sitting, connection, item) if kill_words_of(item) else (),
        unkill=profile.unkill,
        licence_days=profile.licence_days,
        advisory_words=profile.advisory_words,
        now=sitting.now,
    )


def carry_out(
    house: House, connection: Connection, sitting: Sitting, before: StoryRecord, decision: Decision, take: Take
) -> Decision:
    """Move the story, make or take down its pages; an unfaithful page turns the decision into a hold."""
    verdict = decision.verdict
    if verdict.target:
        if before.id not in sitting.stories:
            sitting.put(before)  # the notice's own guid: without it the next arrival of the notice would be filed anew
        _strike(house, connection, sitting, verdict, take)
        return decision
    for guid in verdict.also_hold:
        _hold_candidate(house, connection, sitting, before.provider, guid, take.received)
    after = fold(before, verdict, take, sitting.now)
    try:
        move(house, connection, sitting, before, after, verdict.signal, verdict.reason.rule)
    except Unfaithful as error:
        reason = Reason("fidelity", str(error))
        decision = Decision(
            verdict=Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=reason),
            reasons=(reason, *decision.reasons[1:]),
        )
        sitting.put(fold(before, decision.verdict, take, sitting.now))
    return decision


def move(  # each is a fact of its own
    house: House,
    connection: Connection,
    sitting: Sitting,
    before: StoryRecord,
    after: StoryRecord,
    signal: Signal | None,
    why: str,
    ref: str = "",
) -> None:
    """Make what readers see agree with the story's new record. Raises Unfaithful, before anything has changed.

    `why` is the rule that did it, `ref` the guid of the notice that asked for it where that is not the story's own.
    """
    if after == before and before.id in sitting.stories:
        return
    if signal is not None and after.state is State.PUBLISHED:
        show(house, connection, sitting, before, after, signal, why)
        return
    sitting.put(after)
    moved = (after.state, after.kind_of_end) != (before.state, before.kind_of_end)
    if signal is not None and moved and before.first_shown is not None:
        take_off(house, sitting, before, after, signal, why, ref)


def _strike(house: House, connection: Connection, sitting: Sitting, verdict: Verdict, take: Take) -> None:
    """A notice under its own id that takes another story down."""
    target = story_id(take.item.provider, verdict.target)
    sitting.load(connection, [target])
    story = sitting.stories[target]
    without_version = msgspec.structs.replace(take.item, version_kind="none")
    rank_ = msgspec.structs.replace(take.rank, counted=True)
    own = Take(item=without_version, item_id=take.item_id, rank=rank_, revision=take.revision, received=take.received)
    plain = msgspec.structs.replace(verdict, target="", moves_head=False)
    after = fold(story, plain, own, sitting.now)
    move(house, connection, sitting, story, after, verdict.signal, verdict.reason.rule, ref=take.item.guid)


def _hold_candidate(
    house: House, connection: Connection, sitting: Sitting, provider: str, guid: str, received: datetime
) -> None:
    id_ = story_id(provider, guid)
    sitting.load(connection, [id_])
    story = sitting.stories[id_]
    after = held(story, UNTIL_RELEASED, "prose_kill", story.shown_item, received, sitting.now)
    move(house, connection, sitting, story, after, Signal.HOLD, "prose_kill")


def _candidates(sitting: Sitting, connection: Connection, item: Item) -> tuple[Candidate, ...]:
    """What a kill in words may mean: shown lately, by the ledger or by this very sitting."""
    since = sitting.now - timedelta(hours=_CANDIDATE_HOURS)
    shown = {filed.record.id: filed.record for filed in story_table.shown_since(connection, item.provider, since)}
    shown |= {id_: story for id_, story in sitting.stories.items() if story.provider == item.provider}
    wanted = [story for story in shown.values() if story.state is State.PUBLISHED and story.shown_item is not None]
    fresh = [story for story in wanted if story.first_shown is not None and story.first_shown >= since]
    stored = [story.shown_item for story in fresh if story.shown_item and story.shown_item not in sitting.filed]
    filed = item_table.get(connection, stored) | sitting.filed
    return tuple(_candidate(story, filed[story.shown_item or 0].item) for story in fresh)


def _candidate(story: StoryRecord, item: Item) -> Candidate:
    return Candidate(story.guid, item.headline or item.derived_headline, item.slugline or "")


def _unseen(id_: str, item: Item, profile: Profile, wire: str) -> StoryRecord:
    return StoryRecord(
        id=id_,
        provider=item.provider,
        guid=item.guid,
        wire=wire,
        agency=profile.agency,
        agency_slug=agency_slug(profile.agency),
    )


def _filed(sitting: Sitting, id_: str, case: Case, profile_seal: str, arrived: _Arrived) -> int:
    known = sitting.known.get(id_, {}).get(case.revision)
    if known is not None:
        return known[0]
    filed = item_table.Filed(
        id=sitting.next_item,
        story=id_,
        revision=case.revision,
        rank=case.rank,
        digest=case.digest,
        delivery=arrived.delivery_id,
        entry=arrived.entry,
        seal=arrived.delivery.seal,
        format=arrived.format,
        profile_seal=profile_seal,
        item=case.item,
    )
    sitting.file(filed)
    return filed.id


def _record(
    sitting: Sitting,
    delivery_id: int,
    number: int,
    item_id: int | None,
    story: str,
    outcome: Outcome,
    reasons: tuple[Reason, ...],
) -> None:
    sitting.decided.append(
        decision_table.Decided(
            delivery=delivery_id,
            entry=number,
            item=item_id,
            story=story,
            outcome=outcome,
            cause="delivery",
            reasons=reasons,
            at=sitting.now,
        )
    )


def rules_after_embargo(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules that are asked again when an embargo has ended: all from `expiry` on, but for the version conflict."""
    first = next(rule.place for rule in rules if rule.name == "expiry")
    return tuple(rule for rule in rules if rule.place >= first and rule.name != "conflict")
