"""The same again, in whatever bytes and over whatever way, changes nothing but which version is the newest."""

from typing import Any

import pytest

from builders import MINUTE, SIX, a_case, a_shown_story, an_item
from nightdesk.desk.rules.duplicate import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.signal import Signal

FIRST = an_item()


def counted(minutes: int = 0, **fields: Any) -> Any:
    """A revision that only its time tells apart."""
    return an_item(version_kind="counted", version_created=SIX + minutes * MINUTE, **fields)


def test_a_revision_that_was_here_before_is_a_duplicate() -> None:
    verdict = RULE.judge(a_case(FIRST, known=(FIRST,), story=a_shown_story(FIRST)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal) == (Outcome.DUPLICATE, None)


def test_what_a_later_text_replaced_is_a_duplicate_and_stays_replaced() -> None:
    second = an_item(version=2, text="It agreed something.")
    verdict = RULE.judge(a_case(FIRST, known=(FIRST, second), story=a_shown_story(second)))
    assert verdict is not None
    assert (verdict.outcome, verdict.moves_head) == (Outcome.DUPLICATE, False)


def test_the_same_words_made_anew_under_the_same_number_after_others_are_judged() -> None:
    other = an_item(text="It agreed something.", version_created=SIX + MINUTE)
    again = an_item(version_created=SIX + 2 * MINUTE)
    assert RULE.judge(a_case(again, known=(FIRST, other), story=a_shown_story(other))) is None


def test_the_same_text_later_from_a_wire_that_numbers_nothing_is_the_newest_but_changes_nothing() -> None:
    verdict = RULE.judge(a_case(counted(5), known=(counted(),), story=a_shown_story(counted())))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.DUPLICATE, None, True)


def test_the_same_text_earlier_does_not_become_the_newest() -> None:
    verdict = RULE.judge(a_case(counted(), known=(counted(5),), story=a_shown_story(counted(5))))
    assert verdict is not None
    assert not verdict.moves_head


@pytest.mark.parametrize("change", [{"embargo": SIX + 9 * MINUTE}, {"expires": SIX + 9 * MINUTE}, {"text": "Other."}])
def test_the_same_words_under_other_conditions_are_no_duplicate(change: dict[str, Any]) -> None:
    assert RULE.judge(a_case(counted(5, **change), known=(counted(),), story=a_shown_story(counted()))) is None


def test_a_repeat_of_the_same_text_under_a_new_number_is_a_duplicate() -> None:
    repeated = an_item(version=2, signals=(Signal.REPEAT,))
    verdict = RULE.judge(a_case(repeated, known=(FIRST,), story=a_shown_story(FIRST)))
    assert verdict is not None
    assert verdict.moves_head


def test_a_repeat_with_other_words_is_none() -> None:
    repeated = an_item(version=2, signals=(Signal.REPEAT,), text="It agreed something.")
    assert RULE.judge(a_case(repeated, known=(FIRST,), story=a_shown_story(FIRST))) is None


def test_a_correction_is_never_a_duplicate_of_what_it_corrects() -> None:
    mended = counted(5, signals=(Signal.CORRECTION,))
    assert RULE.judge(a_case(mended, known=(counted(),), story=a_shown_story(counted()))) is None


def test_a_new_number_without_the_word_repeat_is_an_update_even_with_the_same_text() -> None:
    assert RULE.judge(a_case(an_item(version=2), known=(FIRST,), story=a_shown_story(FIRST))) is None
