"""An item with neither headline nor text has nothing to show."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Held: a later version may bring the text."""
    if case.item.headline or case.item.body.blocks:
        return None
    why = "neither headline nor text came with it: held until a version brings some"
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason("no_text", why))


RULE = Rule(name="no_text", place=140, judge=judge)
