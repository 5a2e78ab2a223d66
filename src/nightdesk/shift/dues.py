"""What time alone changes: embargoes end, texts expire, licences run out."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import Connection

from ..desk.decide import decide
from ..desk.fold import Take, ended
from ..store import decision as decision_table
from ..store import story as story_table
from ..terms.record import StoryRecord
from ..terms.signal import Signal
from ..terms.story import State
from .house import House
from .judge import carry_out, case_of, move, rules_after_embargo
from .sitting import Sitting


def carry_out_dues(house: House, connection: Connection, sitting: Sitting, found: Sequence[story_table.Filed]) -> None:
    """Everything of `found` that is due by `sitting.now`, the longest due first."""
    sitting.load(connection, [filed.record.id for filed in found])
    for filed in found:
        story = sitting.stories[filed.record.id]
        if story.due is None or story.due > sitting.now:
            continue  # an earlier act of this sitting has settled it
        if story.expires is not None and story.expires <= sitting.now:
            _expire(house, connection, sitting, story)
        else:
            _release(house, connection, sitting, story)


def _expire(house: House, connection: Connection, sitting: Sitting, story: StoryRecord) -> None:
    kind: Literal["licence", "expired"] = "licence" if story.expires_rule == "licence" else "expired"
    if story.first_shown is None:  # a picture that waits for the stories that name it waits no more
        story = msgspec.structs.replace(
            story, waiting_item=None, waiting_until=None, waiting_rule="", waiting_rank=None
        )
    after = ended(story, State.EXPIRED, kind, story.expires or sitting.now, sitting.now)
    move(house, connection, sitting, story, after, Signal.EXPIRE, kind)


def _release(house: House, connection: Connection, sitting: Sitting, story: StoryRecord) -> None:
    """The embargo has ended: the newest version is judged again by what else could stand against it."""
    filed = sitting.item(connection, story.waiting_item or 0)
    profile = house.profile(story.wire)
    case = case_of(sitting, connection, filed.item, profile, story, story.id)
    decision = decide(case, rules_after_embargo(house.rules))
    take = Take(
        item=filed.item,
        item_id=filed.id,
        rank=filed.rank,
        revision=filed.revision,
        received=sitting.now,
        licence_days=profile.licence_days,
    )
    decision = carry_out(house, connection, sitting, story, decision, take)
    sitting.decided.append(
        decision_table.Decided(
            delivery=filed.delivery,
            entry=filed.entry,
            item=filed.id,
            story=story.id,
            outcome=decision.outcome,
            cause="time",
            reasons=decision.reasons,
            at=sitting.now,
        )
    )
