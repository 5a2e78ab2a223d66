"""No version is shown before its embargo ends; the instant it ends is free."""

import pytest

from builders import MINUTE, SIX, TICK, a_case, a_shown_story, an_instant, an_item
from nightdesk.desk.rules.embargo import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.instant import UNTIL_RELEASED, Instant
from nightdesk.terms.signal import Signal

ITEM = an_item(embargo=an_instant(SIX, "2026-03-02T06:00:00"))


def test_it_holds_until_the_very_tick_before() -> None:
    verdict = RULE.judge(a_case(ITEM, now=SIX - TICK))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.until) == (Outcome.HELD, Signal.HOLD, SIX)
    assert verdict.moves_head
    assert "2026-03-02T06:00:00" in verdict.reason.text


@pytest.mark.parametrize("now", [SIX, SIX + TICK])
def test_the_instant_it_ends_is_free(now: object) -> None:
    assert RULE.judge(a_case(ITEM, now=now)) is None


def test_no_embargo_is_no_hold() -> None:
    assert RULE.judge(a_case(an_item())) is None


def test_one_without_an_end_holds_until_somebody_releases_it() -> None:
    verdict = RULE.judge(a_case(an_item(embargo=Instant(UNTIL_RELEASED, "", "assumed"))))
    assert verdict is not None
    assert verdict.until == UNTIL_RELEASED
    assert "9999" not in verdict.reason.text


def test_a_guessed_zone_is_said() -> None:
    verdict = RULE.judge(a_case(an_item(embargo=Instant(SIX + 9 * MINUTE, "06:09", "assumed"))))
    assert verdict is not None
    assert "no zone" in verdict.reason.text


def test_it_binds_a_version_of_a_story_already_shown() -> None:
    later = an_item(version=2, embargo=SIX + 9 * MINUTE)
    assert RULE.judge(a_case(later, story=a_shown_story())) is not None
