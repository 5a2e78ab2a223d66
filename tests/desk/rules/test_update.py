"""A newer version of a story that was shown replaces its text; the first to be shown is new."""

from builders import SIX, a_case, a_shown_story, a_story, an_item
from nightdesk.desk.rules.update import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State


def test_it_replaces_what_was_shown() -> None:
    verdict = RULE.judge(a_case(an_item(version=2), story=a_shown_story()))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.UPDATED, Signal.UPDATE, True)


def test_also_when_the_story_is_down_at_present() -> None:
    assert RULE.judge(a_case(an_item(version=2), story=a_shown_story(state=State.WITHHELD))) is not None


def test_a_story_never_shown_is_not_updated() -> None:
    held = a_story(state=State.HELD, waiting_item=1, waiting_until=SIX)
    assert RULE.judge(a_case(an_item(version=2), story=held)) is None
    assert RULE.judge(a_case()) is None
