"""What a person holds, or must look at first, is not shown by the next take of the wire."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.signal import Signal
from ...terms.story import State
from ..rule import Case, Rule

_WAITS_FOR_A_PERSON = ("desk", "prose_kill")


def judge(case: Case) -> Verdict | None:
    """The newest version takes the held one's place and waits with it."""
    story = case.story
    if story is None or story.state is not State.HELD or story.waiting_rule not in _WAITS_FOR_A_PERSON:
        return None
    why = "its story is held for a person here: it waits for `nightdesk release`"
    return Verdict(
        outcome=Outcome.HELD,
        signal=Signal.HOLD,
        moves_head=True,
        until=UNTIL_RELEASED,
        reason=Reason(story.waiting_rule, why),
    )


RULE = Rule(name="desk_hold", place=75, judge=judge)
