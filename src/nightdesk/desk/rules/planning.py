"""Planning notes, events and concepts are the newsroom's own business: never public."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.item import ItemType
from ..rule import Case, Rule

_NEVER = (ItemType.PLANNING, ItemType.EVENT, ItemType.CONCEPT)


def judge(case: Case) -> Verdict | None:
    """Advisory, whatever its status: a canceled event is not a kill of a story."""
    if case.item.type not in _NEVER:
        return None
    return Verdict(
        outcome=Outcome.ADVISORY, reason=Reason("planning", f"a {case.item.type} item tells the desk, not readers")
    )


RULE = Rule(name="planning", place=10, judge=judge)
