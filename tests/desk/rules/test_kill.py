"""A kill is carried out at once, from every state and at every version, also before its story."""

import pytest

from builders import MINUTE, SIX, a_case, a_shown_story, a_story, an_item
from nightdesk.desk.rules.kill import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import PubStatus
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State

KILL = an_item(version=3, status=PubStatus.CANCELED, status_source="pubStatus", text="KILL KILL KILL")


@pytest.mark.parametrize("state", State)
def test_it_is_legal_from_every_state(state: State) -> None:
    verdict = RULE.judge(a_case(KILL, story=a_shown_story(state=state)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.KILLED, Signal.KILL, True)


def test_it_does_not_wait_for_its_story() -> None:
    verdict = RULE.judge(a_case(KILL))
    assert verdict is not None
    assert verdict.outcome is Outcome.KILLED
    assert "before the story came" in verdict.reason.text


def test_a_kill_of_an_older_version_kills_all_the_same() -> None:
    assert RULE.judge(a_case(KILL, story=a_shown_story(an_item(version=9)))).outcome is Outcome.KILLED  # type: ignore[union-attr]


def test_the_same_kill_again_is_a_duplicate() -> None:
    verdict = RULE.judge(a_case(KILL, known=(KILL,), story=a_story(state=State.KILLED, head=KILL)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal) == (Outcome.DUPLICATE, None)


def test_with_unkill_auto_a_late_kill_of_an_older_version_leaves_the_later_one_up() -> None:
    verdict = RULE.judge(a_case(KILL, story=a_shown_story(an_item(version=4)), unkill="auto"))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal) == (Outcome.HISTORY, None)


@pytest.mark.parametrize("version", [1, 3])
def test_with_unkill_auto_it_still_kills_what_it_covers(version: int) -> None:
    shown = a_shown_story(an_item(version=version))
    assert RULE.judge(a_case(KILL, story=shown, unkill="auto")).outcome is Outcome.KILLED  # type: ignore[union-attr]


def test_a_kill_that_carries_no_order_kills_whatever_it_meets() -> None:
    bare = an_item(version_kind="none", version_created=None, status=PubStatus.CANCELED)
    shown = a_shown_story(an_item(version=4, version_created=SIX + 9 * MINUTE))
    assert RULE.judge(a_case(bare, story=shown, unkill="auto")).outcome is Outcome.KILLED  # type: ignore[union-attr]


@pytest.mark.parametrize("status", [PubStatus.USABLE, PubStatus.WITHHELD])
def test_only_canceled_kills(status: PubStatus) -> None:
    assert RULE.judge(a_case(an_item(status=status, text="KILL KILL KILL"))) is None
