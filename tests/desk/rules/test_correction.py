"""A correction is shown and said to be one, also when it is all we ever see of its story."""

from builders import a_case, a_shown_story, an_item
from nightdesk.desk.rules.correction import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.signal import Signal

CORRECTED = an_item(version=2, signals=(Signal.UPDATE, Signal.CORRECTION))


def test_a_correction_replaces_the_text_and_is_said() -> None:
    verdict = RULE.judge(a_case(CORRECTED, story=a_shown_story()))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.CORRECTED, Signal.CORRECTION, True)


def test_a_correction_of_a_story_we_never_had_is_said_too() -> None:
    assert RULE.judge(a_case(CORRECTED)) is not None


def test_an_update_is_no_correction() -> None:
    assert RULE.judge(a_case(an_item(version=2, signals=(Signal.UPDATE,)), story=a_shown_story())) is None
