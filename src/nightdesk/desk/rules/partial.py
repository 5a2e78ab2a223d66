"""A take that says it is not whole is held: joining pieces would be guessing at the text."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """ninjs representationType partial, NewsML Update="U": wire-formats §1.2, §1.4."""
    if not case.item.partial:
        return None
    why = "the agency says this is only a part of the item: held until the whole comes"
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason("partial", why))


RULE = Rule(name="partial", place=90, judge=judge)
