"""Of two versions the higher one stands, in whatever order they arrive; the lower is kept as history."""

from ...terms.decision import Outcome, Reason, Verdict
from ..revisions import is_older
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """History for an older version; conflict where number and status are those of the newest but the text is other."""
    head = case.story.head if case.story else None
    if head is None or not is_older(case.rank, head):
        return None
    same_number = not case.rank.counted and case.rank.version == head.version
    if same_number and case.digest != head.digest and case.rank.severity == head.severity:
        why = f"version {case.rank.version} came before with another text and a later time: both kept, the later shown"
        return Verdict(outcome=Outcome.CONFLICT, reason=Reason("version_order", why))
    newest = "a later one" if head.counted else f"version {head.version}"
    why = f"older than {newest}, which is here already: kept as history"
    return Verdict(outcome=Outcome.HISTORY, reason=Reason("version_order", why))


RULE = Rule(name="version_order", place=60, judge=judge)
