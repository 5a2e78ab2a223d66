"""What has expired is not shown."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """The agency's own `expires`; the version still governs, so an earlier one goes down with it."""
    expires = case.item.expires
    if expires is None or expires.at > case.now:
        return None
    why = f"the agency lets it be shown until {expires.original}, which is past"
    return Verdict(outcome=Outcome.HISTORY, signal=Signal.EXPIRE, moves_head=True, reason=Reason("expiry", why))


RULE = Rule(name="expiry", place=95, judge=judge)
