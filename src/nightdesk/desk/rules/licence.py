"""When the licence to show an agency's text has ended, the text is not shown."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.signal import Signal
from ..licence_clock import licence_end
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """The profile's `licence_days`, counted from the story's first publication."""
    end = licence_end(case.item, case.story, case.licence_days, case.now)
    if end is None or end > case.now:
        return None
    why = f"the licence of {case.licence_days} days ended at {end:%Y-%m-%d %H:%M} UTC"
    return Verdict(outcome=Outcome.HISTORY, signal=Signal.EXPIRE, moves_head=True, reason=Reason("licence", why))


RULE = Rule(name="licence", place=97, judge=judge)
