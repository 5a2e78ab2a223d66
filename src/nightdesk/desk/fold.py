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
from .revisions import comes_after, is_older, newer, with_kill
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
    state = next_state(before.state, Signal.UNKILL) if verdict.lifts_kill else before.state
    state = next_state(state, verdict.signal) if verdict.signal else state
    head = newer(before.head, take.rank) if verdict.moves_head else before.head
    after = msgspec.structs.replace(before, state=state, head=head)
    if verdict.signal is None and before.state is State.PUBLISHED and before.shown_rank == before.head:
        after = msgspec.structs.replace(after, shown_rank=head)  # the text that is shown was sent again, later
    if verdict.signal is Signal.KILL:
        return _killed(before, after, take, now)
    if verdict.signal is None or state is State.KILLED:
        return _set_aside(after, verdict, take)
    if state is State.PUBLISHED and verdict.signal in _SHOWING:
        return _with_correction(shown(after, take, now), verdict.signal, take.item, now)
    if state is State.HELD:
        waits = held(after, verdict.until or UNTIL_RELEASED, verdict.reason.rule, take.item_id, take.received, now)
        # An earlier version's expiry says nothing of this one; its own is judged when the hold ends.
        return msgspec.structs.replace(waits, expires=None, expires_rule="")
    if state is State.WITHHELD:
        return _ended(_only_newer_waits(after, take.rank), "withheld", take.received, now)
    if state is State.EXPIRED:
        kind: TombstoneKind = "licence" if verdict.reason.rule == "licence" else "expired"
        return _ended(_only_newer_waits(after, take.rank), kind, take.received, now)
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
        _only_newer_waits(story, take.rank),
        state=State.PUBLISHED,
        shown_item=take.item_id,
        shown_revision=take.revision,
        shown_rank=take.rank,
        times_shown=times,
        version=str(item.version) if item.version_kind == "agency" else str(times),
        published=story.published or (first.at if first else now),
        first_shown=story.first_shown or now,
        shown=now,
        expires=expires,
        expires_rule=rule,
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
        story, state=State.HELD, waiting_item=item_id, waiting_until=until, waiting_rule=rule, waiting_rank=None
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
    if story.kind_of_end == kind and story.ended_at is not None:
        return story  # the notice that stands there names the moment the text really went
    return msgspec.structs.replace(story, kind_of_end=kind, end_received=received, ended_at=now, end_reason=reason)


def _killed(before: StoryRecord, after: StoryRecord, take: Take, now: datetime) -> StoryRecord:
    """Whatever the kill does not cover waits for a person, as if it had come after: also a text now shown."""
    kills = with_kill(before.kills, _placed(take.rank, before.head))
    item, rank = _newest_text(before)
    waits = rank is not None and all(comes_after(rank, kill) for kill in kills)
    return msgspec.structs.replace(
        _ended(after, "killed", take.received, now),
        head=newer(before.head, take.rank),
        kills=kills,
        waiting_item=item if waits else None,
        waiting_until=UNTIL_RELEASED if waits else None,
        waiting_rule="killed_story" if waits else "",
        waiting_rank=rank if waits else None,
        expires=None,
    )


def _placed(kill: Rank, head: Rank | None) -> Rank:
    """A kill without version and time covers what it met, as if it had been sent with that."""
    return head if kill.counted and not kill.moment and head is not None else kill


def _newest_text(story: StoryRecord) -> tuple[int | None, Rank | None]:
    """The newest text that is shown or waits, and its rank."""
    if story.waiting_item is not None:
        return story.waiting_item, story.waiting_rank or story.head
    if story.state in (State.PUBLISHED, State.TAKEN_DOWN):
        return story.shown_item, story.shown_rank or story.head
    return None, None


def _only_newer_waits(story: StoryRecord, than: Rank) -> StoryRecord:
    """Without the text that waited, unless it waits aside and is newer than the version that came."""
    if story.waiting_rank is not None and story.waiting_rank != than and is_older(than, story.waiting_rank):
        return story
    return msgspec.structs.replace(story, waiting_item=None, waiting_until=None, waiting_rule="", waiting_rank=None)


def _set_aside(story: StoryRecord, verdict: Verdict, take: Take) -> StoryRecord:
    """A take that leaves its story's state as it is; a text that waits for an embargo is not pushed aside by it."""
    held_itself = story.state is State.HELD and take.item_id == story.waiting_item
    if story.state is State.HELD and not (held_itself and verdict.until):
        return story
    if verdict.until is None:
        return _only_newer_waits(story, take.rank) if verdict.moves_head else story
    if story.waiting_rank is not None and is_older(take.rank, story.waiting_rank):
        return story
    is_medium = verdict.reason.rule == "media"  # what waits for others may be shown by them no longer than it says
    return msgspec.structs.replace(
        story,
        expires=take.item.expires.at if is_medium and take.item.expires else story.expires,
        expires_rule="expired" if is_medium and take.item.expires else story.expires_rule,
        waiting_item=take.item_id,
        # After a kill only a person lets it go. A text whose embargo ended into another hold is due no more.
        waiting_until=UNTIL_RELEASED if story.state is State.KILLED else verdict.until,
        waiting_rule=verdict.reason.rule,
        waiting_rank=None if held_itself else take.rank,
    )
