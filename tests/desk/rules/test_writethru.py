"""A writethru replaces the whole text of a story that was shown."""

from builders import a_case, a_shown_story, a_story, an_item
from nightdesk.desk.rules.writethru import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.signal import Signal

WHOLE = an_item(version=2, signals=(Signal.WRITETHRU,))


def test_it_replaces_what_is_shown() -> None:
    verdict = RULE.judge(a_case(WHOLE, story=a_shown_story()))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.UPDATED, Signal.UPDATE, True)
    assert verdict.reason.rule == "writethru"


def test_as_the_first_appearance_it_is_new() -> None:
    assert RULE.judge(a_case(WHOLE)) is None
    assert RULE.judge(a_case(WHOLE, story=a_story())) is None


def test_an_update_is_not_called_a_writethru() -> None:
    assert RULE.judge(a_case(an_item(version=2, signals=(Signal.UPDATE,)), story=a_shown_story())) is None
