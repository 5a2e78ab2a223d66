"""A version that mends an error is shown, and said to be a correction."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Also when it is the first version we see: its page and the corrections page say what the agency said."""
    if Signal.CORRECTION not in case.item.signals:
        return None
    why = "the agency marks it as a correction"
    return Verdict(
        outcome=Outcome.CORRECTED, signal=Signal.CORRECTION, moves_head=True, reason=Reason("correction", why)
    )


RULE = Rule(name="correction", place=160, judge=judge)
