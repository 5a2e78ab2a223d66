"""A usable story not shown before is published."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """The last rule: whatever forbids has spoken before it."""
    why = "usable, and nothing stands against it"
    return Verdict(outcome=Outcome.PUBLISHED, signal=Signal.NEW, moves_head=True, reason=Reason("new", why))


RULE = Rule(name="new", place=190, judge=judge)
