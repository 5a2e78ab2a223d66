"""What a person holds is not shown by the next take of the wire."""

import pytest

from builders import SIX, a_case, a_shown_story, an_item
from nightdesk.desk.rules.desk_hold import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State


@pytest.mark.parametrize("rule", ["desk", "prose_kill"])
def test_the_newest_version_waits_in_place_of_the_held_one(rule: str) -> None:
    story = a_shown_story(state=State.HELD, waiting_item=1, waiting_until=UNTIL_RELEASED, waiting_rule=rule)
    verdict = RULE.judge(a_case(an_item(version=2), story=story))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.HELD, Signal.HOLD, True)
    assert (verdict.until, verdict.reason.rule) == (UNTIL_RELEASED, rule)


def test_an_embargo_is_no_persons_hold() -> None:
    story = a_shown_story(state=State.HELD, waiting_item=1, waiting_until=SIX, waiting_rule="embargo")
    assert RULE.judge(a_case(an_item(version=2), story=story)) is None


def test_a_shown_story_is_not_held() -> None:
    assert RULE.judge(a_case(an_item(version=2), story=a_shown_story())) is None
