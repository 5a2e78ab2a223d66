"""What nothing forbids is published: the last rule always has a verdict."""

import pytest

from builders import a_case, a_shown_story, an_item
from nightdesk.desk.rule import Case
from nightdesk.desk.rules.new import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.signal import Signal


@pytest.mark.parametrize("case", [a_case(), a_case(story=a_shown_story()), a_case(an_item(headline="", text=""))])
def test_it_always_has_a_verdict(case: Case) -> None:
    verdict = RULE.judge(case)
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.PUBLISHED, Signal.NEW, True)
