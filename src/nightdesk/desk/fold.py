"""What a verdict does to its story: the record before, the verdict, the record after. Pure."""

from datetime import datetime
from typing import Literal

import msgspec

from ..terms.decision import Verdict
from ..terms.instant import UNTIL_RELEASED
from ..terms.item import Item
from ..terms.record import CorrectionShown, Rank, StoryRecord, TombstoneKind
from ..terms.signal import Signal
from ..terms.story import State
from .licence_clock import licence_end
from .story_life import next_state

_SHOWING = (Signal.NEW, Signal.UPDATE, Signal.CORRECTION, Signal.RELEASE, Signal.RESTORE, Signal.UNKILL)


class Take(msgspec.Struct, frozen=True, kw_only=True):
    """One judged revision as the fold needs it. `item_id` is its row in the ledger; `received` when it arrived."""

    item: Item
    item_id: int
    rank: Rank
    revision: str
    received: datetime
    licence_days: int | None = None


def fold(before: StoryRecord, verdict: Verdict, take: Take, now: datetime) -> StoryRecord:
    """The story after the verdict over one of its takes."""
    if verdict.signal is None:
        return _set_aside(before, verdict, take)
    state = next_state(before.state, verdict.signal)
    head = take.rank if verdict.moves_head and (before.head is None or take.rank != before.head) else before.head
    after = msgspec.structs.replace(before, state=state, head=head)
    if verdict.signal is Signal.KILL:
        return _killed(before, after, take, now)
    if state is State.PUBLISHED and verdict.signal in _SHOWING:
        return _with_correction(shown(after, take, now), verdict.signal, take.item, now)
    if state is State.HELD:
        return held(after, verdict.until or UNTIL_RELEASED, verdict.reason.rule, take.item_id, take.received, now)
    if state is State.WITHHELD:
        return _ended(after, "withheld", take.received, now)
    if state is State.EXPIRED:
        return _ended(after, "licence" if verdict.reason.rule == "licence" else "expired", take.received, now)
    return after


def _with_correction(story: StoryRecord, signal: Signal, item: Item, now: datetime) -> StoryRecord:
    if signal is not Signal.CORRECTION:
        return story
    note = CorrectionShown(now, story.version, item.correction_note or "")
    return msgspec.structs.replace(story, corrections=(*story.corrections, note))


def shown(story: StoryRecord, take: Take, now: datetime) -> StoryRecord:
    """`take` is what readers see from `now` on."""
    item = take.item
    first = item.first_created or item.version_created
    times = story.times_shown + 1
    ends = licence_end(item, story, take.licence_days, now)
    expires, rule = (item.expires.at, "expired") if item.expires else (None, "")
    if ends is not None and (expires is None or ends < expires):
        expires, rule = ends, "licence"
    return msgspec.structs.replace(
        story,
        state=State.PUBLISHED,
        shown_item=take.item_id,
        shown_revision=take.revision,
        times_shown=times,
        version=str(item.version) if item.version_kind == "agency" else str(times),
        published=story.published or (first.at if first else now),
        first_shown=story.first_shown or now,
        shown=now,
        expires=expires,
        expires_rule=rule,
        waiting_item=None,
        waiting_until=None,
        waiting_rule="",
        kind_of_end=None,
        end_received=None,
        ended_at=None,
        end_reason="",
    )


def held(
    story: StoryRecord, until: datetime, rule: str, item_id: int | None, received: datetime, now: datetime
) -> StoryRecord:
    """Nothing of the story is shown until then; `item_id` is the text that waits."""
    after = msgspec.structs.replace(
        story, state=State.HELD, waiting_item=item_id, waiting_until=until, waiting_rule=rule
    )
    if story.first_shown is None:
        return after
    kind: Literal["embargoed", "withheld"] = "embargoed" if "embargo" in rule else "withheld"
    return _ended(after, kind, received, now)


def ended(
    story: StoryRecord, state: State, kind: TombstoneKind, received: datetime, now: datetime, reason: str = ""
) -> StoryRecord:
    """The story may no longer be seen, by time or by a person's act."""
    return _ended(msgspec.structs.replace(story, state=state), kind, received, now, reason)


def _ended(story: StoryRecord, kind: TombstoneKind, received: datetime, now: datetime, reason: str = "") -> StoryRecord:
    return msgspec.structs.replace(story, kind_of_end=kind, end_received=received, ended_at=now, end_reason=reason)


def _killed(before: StoryRecord, after: StoryRecord, take: Take, now: datetime) -> StoryRecord:
    numbered = take.item.version_kind == "agency" and not take.rank.counted
    met = before.head.version if before.head and not before.head.counted else None
    versions = [v for v in (take.item.version if numbered else met, before.killed_at_version) if v is not None]
    newer = before.head is not None and numbered and not before.head.counted and before.head > take.rank
    return msgspec.structs.replace(
        _ended(after, "killed", take.received, now),
        # A kill of an older version still kills; what was newer then waits for a person, as if it had come after.
        head=before.head if newer else after.head,
        killed_at_version=max(versions, default=None),
        waiting_item=(before.shown_item or before.waiting_item) if newer else None,
        waiting_until=UNTIL_RELEASED if newer else None,
        waiting_rule="killed_story" if newer else "",
        expires=None,
    )


def _set_aside(before: StoryRecord, verdict: Verdict, take: Take) -> StoryRecord:
    """A held take that leaves its story as it is; one that waits for an embargo is not pushed aside by it."""
    if verdict.until is None or before.state is State.HELD:
        return before
    return msgspec.structs.replace(
        before, waiting_item=take.item_id, waiting_until=verdict.until, waiting_rule=verdict.reason.rule
    )
