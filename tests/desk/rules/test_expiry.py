"""What has expired is not shown, and what it replaced goes down with it."""

from builders import SIX, TICK, a_case, a_shown_story, an_item
from nightdesk.desk.rules.expiry import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.signal import Signal

ITEM = an_item(version=2, expires=SIX)


def test_at_the_instant_it_expires_it_is_over() -> None:
    verdict = RULE.judge(a_case(ITEM, now=SIX, story=a_shown_story()))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.HISTORY, Signal.EXPIRE, True)


def test_the_tick_before_it_may_be_shown() -> None:
    assert RULE.judge(a_case(ITEM, now=SIX - TICK)) is None


def test_without_an_end_it_never_expires() -> None:
    assert RULE.judge(a_case(an_item())) is None
