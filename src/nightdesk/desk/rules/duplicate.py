"""The same revision again, over whatever transport and in whatever bytes, changes nothing."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.signal import Signal
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Known by its revision key; or the same text where one side of the comparison carries no version number."""
    if case.revision in case.known:
        return _duplicate("this version with this text was here before")
    story = case.story
    if story is None or story.head is None or Signal.CORRECTION in case.item.signals:
        return None
    same = story.head.digest == case.digest and story.head.severity == case.rank.severity
    if same and (case.rank.counted or story.head.counted):
        return _duplicate("the same text as the newest version, from a wire that numbers nothing")
    if same and Signal.REPEAT in case.item.signals:
        return _duplicate("the agency repeats it, and the text is the same")
    return None


def _duplicate(text: str) -> Verdict:
    return Verdict(outcome=Outcome.DUPLICATE, reason=Reason("duplicate", text))


RULE = Rule(name="duplicate", place=50, judge=judge)
