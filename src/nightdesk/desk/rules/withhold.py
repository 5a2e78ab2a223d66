"""The agency asks to hold a story back until it says otherwise."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.item import PubStatus
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """The text goes down at once; the address keeps a notice."""
    if case.item.status is not PubStatus.WITHHELD:
        return None
    why = f"withheld by the agency until further notice ({case.item.status_source})"
    return Verdict(outcome=Outcome.WITHHELD, signal=Signal.WITHHOLD, moves_head=True, reason=Reason("withhold", why))


RULE = Rule(name="withhold", place=70, judge=judge)
