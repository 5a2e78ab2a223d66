"""An item with nothing to show is held; a headline alone is something to show."""

from builders import a_case, an_item
from nightdesk.desk.rules.no_text import RULE
from nightdesk.terms.decision import Outcome


def test_neither_headline_nor_text_is_held() -> None:
    verdict = RULE.judge(a_case(an_item(headline="", text="")))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.HELD, None, False)


def test_an_alert_is_a_headline_alone() -> None:
    assert RULE.judge(a_case(an_item(text=""))) is None


def test_a_text_without_a_headline_is_a_story() -> None:
    assert RULE.judge(a_case(an_item(headline=""))) is None
