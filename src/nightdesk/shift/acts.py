"""What a person does: take down, restore, hold, release. An act is kept like a delivery, with its reason."""

from datetime import datetime
from functools import reduce
from typing import Literal

import msgspec
from sqlalchemy import Connection

from ..desk.fold import Take, ended, fold, held
from ..desk.revisions import newer
from ..desk.rules.media import RULE as MEDIA_RULE
from ..desk.rules.media import is_medium
from ..errors import UsageError
from ..store import decision as decision_table
from ..store import item as item_table
from ..store import story as story_table
from ..terms.decision import Outcome, Reason, Verdict
from ..terms.delivery import Delivery
from ..terms.instant import UNTIL_RELEASED
from ..terms.item import Item, PubStatus
from ..terms.record import StoryRecord
from ..terms.signal import Signal
from ..terms.story import State
from .house import House
from .judge import move
from .make import Unfaithful
from .sitting import Sitting

DESK = "desk"
"""The wire and transport under which acts are kept."""


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act: what, on which story (its lasting id), why, and by whom; `court` for an authority's order (451)."""

    act: Literal["takedown", "restore", "hold", "release"]
    story: str
    reason: str
    by: str = ""
    court: bool = False


def find_story(connection: Connection, name: str) -> StoryRecord:
    """The story meant by a guid, a lasting id or an address. Raises UsageError when none or several are."""
    last = name.rstrip("/").rpartition("/")[2]
    by_id = story_table.get(connection, [name, last.rpartition("-")[2]])
    found = list(by_id.values()) or story_table.by_guid(connection, name)
    if not found:
        raise UsageError(f"no story has the guid, id or address {name!r}: `nightdesk trace` finds deliveries")
    if len(found) > 1:
        ids = ", ".join(f"{one.record.id} ({one.record.provider})" for one in found)
        raise UsageError(f"{len(found)} stories have the guid {name!r}: name one by its id: {ids}")
    return found[0].record


def refusal(story: StoryRecord, act: str) -> str:
    """Why the act cannot be done to the story as it stands; "" when it can."""
    if act == "takedown" and story.state in (State.TAKEN_DOWN, State.KILLED):
        return f"it is {story.state} already"
    if act == "restore" and story.state is not State.TAKEN_DOWN:
        return f"only what was taken down here can be restored; it is {story.state}"
    if act == "hold" and story.state not in (State.PUBLISHED, State.HELD):
        return f"only a shown or waiting story can be held; it is {story.state}"
    if act != "release":
        return ""
    if story.waiting_rule == "fidelity":
        return "its page does not read back as the agency's text: mend the profile or program, then `nightdesk replay`"
    if story.waiting_item is None and story.state not in (State.HELD, State.WITHHELD):
        return f"nothing of it waits for a release; it is {story.state}"
    return ""


def carry_out_act(house: House, connection: Connection, sitting: Sitting, delivery: Delivery) -> str:
    """Do it. Returns "" or why it could not be done; a story that changed meanwhile is judged as it stands now."""
    act = msgspec.json.decode(delivery.content, type=Act)
    sitting.load(connection, [act.story])
    story = sitting.stories.get(act.story)
    if story is None:
        return f"no story has the id {act.story}"
    why_not = refusal(story, act.act)
    if why_not:
        return why_not
    if act.act == "takedown":
        kind: Literal["court", "taken-down"] = "court" if act.court else "taken-down"
        after = ended(story, State.TAKEN_DOWN, kind, delivery.received, sitting.now, act.reason)
        move(house, connection, sitting, story, after, Signal.TAKEDOWN, "court" if act.court else "takedown")
        return ""
    if act.act == "hold":
        item = story.shown_item if story.state is State.PUBLISHED else story.waiting_item
        after = held(story, UNTIL_RELEASED, DESK, item, delivery.received, sitting.now)
        move(house, connection, sitting, story, after, Signal.HOLD, "hold")
        return ""
    return _show_again(house, connection, sitting, story, act, delivery)


def _show_again(
    house: House, connection: Connection, sitting: Sitting, story: StoryRecord, act: Act, delivery: Delivery
) -> str:
    signal = {
        State.TAKEN_DOWN: Signal.RESTORE,
        State.KILLED: Signal.UNKILL,
        State.UNSEEN: Signal.NEW,
        State.PUBLISHED: Signal.UPDATE,
        State.EXPIRED: Signal.UPDATE,
    }.get(story.state, Signal.RELEASE)
    text = _text_meant(sitting, story)
    if text is None:
        return "there is no text of it to show: wait for the agency's next version"
    filed = sitting.item(connection, text)
    if is_medium(filed.item):
        return _wait_again(sitting, story, filed, act)
    outcome = Outcome.UPDATED if story.first_shown else Outcome.PUBLISHED
    verdict = Verdict(outcome=outcome, signal=signal, moves_head=True, reason=Reason(act.act, act.reason))
    take = Take(item=filed.item, item_id=filed.id, rank=filed.rank, revision=filed.revision, received=delivery.received)
    take = msgspec.structs.replace(take, licence_days=house.profile(story.wire).licence_days)
    after = fold(story, verdict, take, sitting.now)
    why_not = _still_bound(filed.item, story, after, sitting.now)
    if why_not:
        return why_not
    try:
        move(house, connection, sitting, story, after, signal, act.act)
    except Unfaithful as error:
        return str(error)
    sitting.decided.append(_decided(filed, sitting, verdict, act))
    return ""


def _wait_again(sitting: Sitting, story: StoryRecord, filed: item_table.Filed, act: Act) -> str:
    """A picture, sound or film is no page of its own: it waits for the stories that name it, which show it again."""
    if act.act == "release":
        return "it is a picture, a sound or a film: the stories that name it show it"
    verdict = Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason(act.act, act.reason))
    waiting = msgspec.structs.replace(
        story,
        state=State.UNSEEN,
        kills=(),
        waiting_item=filed.id,
        waiting_until=UNTIL_RELEASED,
        waiting_rule=MEDIA_RULE.name,
        waiting_rank=filed.rank,
        kind_of_end=None,
        end_received=None,
        ended_at=None,
        end_reason="",
    )
    sitting.put(waiting)
    sitting.decided.append(_decided(filed, sitting, verdict, act))
    return ""


def _text_meant(sitting: Sitting, story: StoryRecord) -> int | None:
    """What waits, the newest there is; a withheld story goes back to the last text before, shown or not."""
    if story.state is not State.WITHHELD:
        return story.waiting_item or story.shown_item
    usable = {known.rank: id_ for id_, known in sitting.known[story.id].values() if known.status == PubStatus.USABLE}
    newest = reduce(newer, usable, None)
    return usable[newest] if newest is not None else None


def _still_bound(item: Item, story: StoryRecord, after: StoryRecord, now: datetime) -> str:
    """What the agency asked for and this act does not lift; "" when the text is free."""
    if item.status is not PubStatus.USABLE:
        return f"the agency's newest version is {item.status}: wait for a usable one"
    if not item.publishable:
        return f"it is not for publication: {item.unpublishable_reason or 'the wire says so'}"
    if story.state is not State.HELD and item.embargo is not None and item.embargo.at > now:
        return f"its newest version is under embargo, as sent: {item.embargo.original!r}; do it after that"
    if after.expires is not None and after.expires <= now:
        return f"it may be shown only until {after.expires:%Y-%m-%d %H:%M} UTC, which is past"
    return ""


def _decided(filed: item_table.Filed, sitting: Sitting, verdict: Verdict, act: Act) -> decision_table.Decided:
    by = f" (by {act.by})" if act.by else ""
    return decision_table.Decided(
        delivery=filed.delivery,
        entry=filed.entry,
        item=filed.id,
        story=filed.story,
        outcome=verdict.outcome,
        cause="person",
        reasons=(Reason(act.act, f"{act.reason}{by}"),),
        at=sitting.now,
    )
