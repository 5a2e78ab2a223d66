"""A part of an item is held: joining pieces would be guessing at the text."""

from builders import a_case, an_item
from nightdesk.desk.rules.partial import RULE
from nightdesk.terms.decision import Outcome


def test_a_part_is_held_beside_what_is_shown() -> None:
    verdict = RULE.judge(a_case(an_item(partial=True)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.HELD, None, False)


def test_a_whole_is_not_held() -> None:
    assert RULE.judge(a_case(an_item())) is None
