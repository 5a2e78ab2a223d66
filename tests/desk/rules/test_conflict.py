"""One number, two texts: both are kept, the later is shown, and it is said."""

from builders import MINUTE, SIX, a_case, a_shown_story, an_item
from nightdesk.desk.rules.conflict import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import PubStatus
from nightdesk.terms.signal import Signal

TUESDAY = an_item(version=4, text="It meets on Tuesday.")
WEDNESDAY = an_item(version=4, text="It meets on Wednesday.", sent=SIX + MINUTE)


def test_the_second_text_under_one_number_is_shown_and_flagged() -> None:
    verdict = RULE.judge(a_case(WEDNESDAY, known=(TUESDAY,), story=a_shown_story(TUESDAY)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.CONFLICT, Signal.UPDATE, True)


def test_another_number_is_no_conflict() -> None:
    assert RULE.judge(a_case(an_item(version=5, text="It meets on Wednesday."), known=(TUESDAY,))) is None


def test_a_withheld_version_of_that_number_is_no_other_text() -> None:
    held = an_item(version=4, text="HOLD HOLD HOLD", status=PubStatus.WITHHELD)
    assert RULE.judge(a_case(WEDNESDAY, known=(held,))) is None


def test_a_correction_under_the_same_number_is_a_correction() -> None:
    mended = an_item(version=4, text="It meets on Wednesday.", signals=(Signal.CORRECTION,))
    assert RULE.judge(a_case(mended, known=(TUESDAY,))) is None


def test_a_wire_that_numbers_nothing_has_no_conflicts() -> None:
    one, other = (an_item(version_kind="counted", text=text) for text in ("It rained.", "It poured."))
    assert RULE.judge(a_case(other, known=(one,))) is None
