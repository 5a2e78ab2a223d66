"""The same revision again, over whatever transport and in whatever bytes, changes nothing."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.record import Rank
from ...terms.signal import Signal
from ..revisions import is_older
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Known by its revision key; or the same text where one side of the comparison carries no version number."""
    head = case.story.head if case.story else None
    # What says the same later is the newest version nonetheless: a text between the two must not replace it.
    newest = head is not None and not is_older(case.rank, head)
    same = head is not None and _governs(head) == _governs(case.rank)
    if case.is_known or (case.revision in case.known and (same or not newest)):
        return _duplicate("this version with this text was here before", newest and same)
    if head is None or not same or Signal.CORRECTION in case.item.signals:
        return None
    if case.rank.counted or head.counted:
        return _duplicate("the same text as the newest version, from a wire that numbers nothing", newest)
    if Signal.REPEAT in case.item.signals:
        return _duplicate("the agency repeats it, and the text is the same", newest)
    return None


def _governs(rank: Rank) -> tuple[str, int, int, int]:
    """The text and what decides whether it may be shown."""
    return rank.digest, rank.severity, rank.until, rank.expires


def _duplicate(text: str, newest: bool = False) -> Verdict:
    return Verdict(outcome=Outcome.DUPLICATE, moves_head=newest, reason=Reason("duplicate", text))


RULE = Rule(name="duplicate", place=50, judge=judge)
