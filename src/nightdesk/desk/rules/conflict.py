"""Number and status of a version we have, but another text: both are kept, the later is shown, and it is flagged."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.item import PubStatus
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Only between usable revisions the wire numbered itself; the earlier-timed side is `version_order`'s."""
    if case.rank.counted or Signal.CORRECTION in case.item.signals:
        return None
    twins = [
        known
        for known in case.known.values()
        if not known.rank.counted
        and known.rank.version == case.rank.version
        and known.status == PubStatus.USABLE
        and known.digest != case.digest
    ]
    if not twins:
        return None
    why = f"version {case.rank.version} came before with another text: both kept, this later one is shown"
    return Verdict(outcome=Outcome.CONFLICT, signal=Signal.UPDATE, moves_head=True, reason=Reason("conflict", why))


RULE = Rule(name="conflict", place=150, judge=judge)
