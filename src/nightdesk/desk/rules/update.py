"""A newer version of a story that is or was shown replaces its text under the same address."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """The story keeps its address through all its versions."""
    if case.story is None or case.story.first_shown is None:
        return None
    why = "a newer version of a story shown before"
    return Verdict(outcome=Outcome.UPDATED, signal=Signal.UPDATE, moves_head=True, reason=Reason("update", why))


RULE = Rule(name="update", place=180, judge=judge)
