"""A writethru replaces the whole text under the same address."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """A writethru of a story not shown yet is its first appearance, judged as new."""
    if Signal.WRITETHRU not in case.item.signals or case.story is None or case.story.first_shown is None:
        return None
    why = "a writethru: the whole text anew"
    return Verdict(outcome=Outcome.UPDATED, signal=Signal.UPDATE, moves_head=True, reason=Reason("writethru", why))


RULE = Rule(name="writethru", place=170, judge=judge)
