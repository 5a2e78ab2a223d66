"""Of two versions the higher stands, in whatever order they come."""

from typing import Any

import pytest

from builders import MINUTE, SIX, a_case, a_shown_story, a_story, an_item
from nightdesk.desk.rules.version_order import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import PubStatus


def test_a_lower_version_is_history_whatever_its_time() -> None:
    late = an_item(version=3, version_created=SIX + 9 * MINUTE)
    verdict = RULE.judge(a_case(late, story=a_shown_story(an_item(version=4))))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.HISTORY, None, False)


@pytest.mark.parametrize("version", [5, 9])
def test_a_higher_version_goes_on_whatever_its_time(version: int) -> None:
    early = an_item(version=version, version_created=SIX - 9 * MINUTE)
    assert RULE.judge(a_case(early, story=a_shown_story(an_item(version=4)))) is None


def test_the_first_version_has_nothing_to_be_older_than() -> None:
    assert RULE.judge(a_case()) is None
    assert RULE.judge(a_case(story=a_story())) is None


def test_the_earlier_text_of_one_number_is_a_conflict() -> None:
    newest = an_item(version=4, version_created=SIX + MINUTE, text="It meets on Wednesday.")
    verdict = RULE.judge(a_case(an_item(version=4), story=a_shown_story(newest)))
    assert verdict is not None
    assert verdict.outcome is Outcome.CONFLICT


@pytest.mark.parametrize("stricter", [{"status": PubStatus.WITHHELD}, {"embargo": SIX + 9 * MINUTE}])
def test_of_one_number_and_time_the_stricter_word_stands(stricter: dict[str, Any]) -> None:
    usable, bound = an_item(version=4), an_item(version=4, **stricter)
    assert RULE.judge(a_case(usable, story=a_shown_story(bound))).outcome is Outcome.HISTORY  # type: ignore[union-attr]
    assert RULE.judge(a_case(bound, story=a_shown_story(usable))) is None


def test_where_nothing_is_numbered_the_times_decide() -> None:
    at = {minutes: an_item(version_kind="counted", version_created=SIX + minutes * MINUTE) for minutes in (1, 2)}
    assert RULE.judge(a_case(at[1], story=a_shown_story(at[2]))).outcome is Outcome.HISTORY  # type: ignore[union-attr]
    assert RULE.judge(a_case(at[2], story=a_shown_story(at[1]))) is None


def test_where_there_is_neither_number_nor_time_the_last_to_come_stands() -> None:
    bare = an_item(version_kind="counted", version_created=None)
    assert RULE.judge(a_case(bare, story=a_shown_story(an_item(version_kind="counted")))) is None
