"""When the licence has ended the text is not shown; a clock at the agency cannot lengthen it."""

from datetime import timedelta

from builders import SIX, TICK, a_case, a_shown_story, an_item
from nightdesk.desk.rules.licence import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.signal import Signal

DAYS = timedelta(days=30)
ITEM = an_item(first_created=SIX)


def test_at_the_end_of_its_days_it_goes() -> None:
    verdict = RULE.judge(a_case(ITEM, licence_days=30, now=SIX + DAYS))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.HISTORY, Signal.EXPIRE, True)


def test_a_tick_before_it_stays() -> None:
    assert RULE.judge(a_case(ITEM, licence_days=30, now=SIX + DAYS - TICK)) is None


def test_without_a_clock_it_never_ends() -> None:
    assert RULE.judge(a_case(ITEM, now=SIX + 1000 * DAYS)) is None


def test_a_new_version_does_not_begin_the_days_anew() -> None:
    later = an_item(version=2, first_created=SIX + DAYS)
    case = a_case(later, story=a_shown_story(published=SIX), licence_days=30, now=SIX + DAYS)
    assert RULE.judge(case) is not None


def test_a_first_time_in_the_future_counts_as_now() -> None:
    item = an_item(first_created=SIX + 1000 * DAYS)
    assert RULE.judge(a_case(item, licence_days=0, now=SIX)) is not None
