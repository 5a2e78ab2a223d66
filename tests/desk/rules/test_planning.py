"""Planning notes are the newsroom's own; a canceled event kills no story."""

import pytest

from builders import a_case, an_item
from nightdesk.desk.rules.planning import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import ItemType, PubStatus

NEVER = [ItemType.PLANNING, ItemType.EVENT, ItemType.CONCEPT]


@pytest.mark.parametrize("status", PubStatus)
@pytest.mark.parametrize("kind", NEVER)
def test_they_are_never_public_and_never_act(kind: ItemType, status: PubStatus) -> None:
    verdict = RULE.judge(a_case(an_item(type=kind, status=status)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal) == (Outcome.ADVISORY, None)


@pytest.mark.parametrize("kind", [kind for kind in ItemType if kind not in NEVER])
def test_everything_else_is_judged(kind: ItemType) -> None:
    assert RULE.judge(a_case(an_item(type=kind))) is None
