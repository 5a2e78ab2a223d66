"""A package is held until one of its members is shown; it is never a page of its own."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.item import ItemType
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Contract §1: a composite is `held`."""
    if case.item.type is not ItemType.COMPOSITE:
        return None
    count = len(case.item.members)
    why = f"a package of {count} member{'' if count == 1 else 's'}: its stories are shown, not the package"
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason("composite", why))


RULE = Rule(name="composite", place=80, judge=judge)
