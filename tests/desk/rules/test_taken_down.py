"""What a person took down stays down until a person restores it."""

from builders import a_case, a_shown_story, an_item
from nightdesk.desk.rules.taken_down import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.story import State

DOWN = a_shown_story(state=State.TAKEN_DOWN)


def test_a_later_version_waits_beside_it() -> None:
    verdict = RULE.judge(a_case(an_item(version=2), story=DOWN))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal) == (Outcome.HELD, None)
    assert "restore" in verdict.reason.text


def test_a_story_that_is_up_is_not_its_business() -> None:
    assert RULE.judge(a_case(an_item(version=2), story=a_shown_story())) is None


def test_what_was_here_before_is_no_later_version() -> None:
    assert RULE.judge(a_case(an_item(), known=(an_item(),), story=DOWN)) is None
