"""Withheld means down until the agency says otherwise."""

import pytest

from builders import a_case, an_item
from nightdesk.desk.rules.withhold import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import PubStatus
from nightdesk.terms.signal import Signal


def test_withheld_takes_the_story_down() -> None:
    verdict = RULE.judge(a_case(an_item(status=PubStatus.WITHHELD, status_source="pubStatus")))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.WITHHELD, Signal.WITHHOLD, True)
    assert "pubStatus" in verdict.reason.text


@pytest.mark.parametrize("status", [PubStatus.USABLE, PubStatus.CANCELED])
def test_nothing_else_does(status: PubStatus) -> None:
    assert RULE.judge(a_case(an_item(status=status))) is None
