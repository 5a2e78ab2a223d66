"""Hold a story until its embargo has passed; an embargo binds every version, also one already shown."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Hold while `now` is before the embargo; the instant it ends is free."""
    embargo = case.item.embargo
    if embargo is None or embargo.at <= case.now:
        return None
    if embargo.at == UNTIL_RELEASED:
        why = "embargoed without an end the desk can read: held until the agency or a person releases it"
    else:
        why = f"agency embargo until {embargo.at:%Y-%m-%d %H:%M:%S} UTC, as sent: {embargo.original!r}"
        if embargo.zone == "assumed":
            why += "; no zone was given, so the latest instant it can mean is taken"
    return Verdict(
        outcome=Outcome.HELD, signal=Signal.HOLD, moves_head=True, until=embargo.at, reason=Reason("embargo", why)
    )


RULE = Rule(name="embargo", place=100, judge=judge)
