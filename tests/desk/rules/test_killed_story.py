"""Nothing a wire sends lifts a kill, unless its profile says so; what comes after it waits for a person."""

from typing import Any

import pytest

from builders import MINUTE, SIX, a_case, a_story, an_item, digest_of
from nightdesk.desk.revisions import rank
from nightdesk.desk.rules.killed_story import RULE
from nightdesk.terms.decision import Outcome, Verdict
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item, PubStatus
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.story import State

KILL = an_item(version=7, version_created=SIX, status=PubStatus.CANCELED)
NOTICE = an_item(version_kind="none", version_created=SIX, status=PubStatus.CANCELED)


def killed(by: Item = KILL, **fields: Any) -> StoryRecord:
    """A story killed by that."""
    return a_story(**({"state": State.KILLED, "head": by, "kills": (rank(by, digest_of(by)),)} | fields))


def verdict_of(item: Item, story: StoryRecord, **fields: Any) -> Verdict:
    """What the rule says, which must say something."""
    verdict = RULE.judge(a_case(item, story=story, **fields))
    assert verdict is not None
    assert verdict.signal is None
    return verdict


@pytest.mark.parametrize("version", [1, 6, 7])
def test_what_the_kill_covers_is_history(version: int) -> None:
    verdict = verdict_of(an_item(version=version, version_created=SIX + 9 * MINUTE), killed())
    assert (verdict.outcome, verdict.moves_head) == (Outcome.HISTORY, False)


def test_a_higher_version_waits_for_a_person_whenever_it_was_made() -> None:
    verdict = verdict_of(an_item(version=8, version_created=SIX - MINUTE), killed())
    assert (verdict.outcome, verdict.until, verdict.moves_head) == (Outcome.HELD, UNTIL_RELEASED, True)


def test_a_kill_without_version_covers_by_time() -> None:
    assert verdict_of(an_item(version=9, version_created=SIX), killed(NOTICE)).outcome is Outcome.HISTORY
    assert verdict_of(an_item(version=1, version_created=SIX + MINUTE), killed(NOTICE)).outcome is Outcome.HELD


def test_a_kill_without_version_and_time_covers_everything() -> None:
    bare = an_item(version_kind="none", version_created=None, status=PubStatus.CANCELED)
    assert verdict_of(an_item(version=9), killed(bare)).outcome is Outcome.HISTORY


def test_every_kill_that_came_must_be_passed() -> None:
    both = killed(kills=(rank(KILL, digest_of(KILL)), rank(NOTICE, digest_of(NOTICE))))
    assert verdict_of(an_item(version=8, version_created=SIX), both).outcome is Outcome.HISTORY
    assert verdict_of(an_item(version=8, version_created=SIX + MINUTE), both).outcome is Outcome.HELD


def test_of_two_that_wait_the_newer_stays() -> None:
    ninth = an_item(version=9)
    assert verdict_of(an_item(version=8), killed(head=ninth)).outcome is Outcome.HISTORY


def test_known_again_is_a_duplicate() -> None:
    eighth = an_item(version=8)
    assert verdict_of(eighth, killed(head=eighth), known=(eighth,)).outcome is Outcome.DUPLICATE


@pytest.mark.parametrize("over", [{"status": PubStatus.WITHHELD}, {"expires": SIX}])
def test_what_may_not_be_shown_anyway_does_not_wait(over: dict[str, Any]) -> None:
    verdict = verdict_of(an_item(version=8, **over), killed())
    assert (verdict.outcome, verdict.moves_head) == (Outcome.HISTORY, True)


def test_the_licence_counts_there_too() -> None:
    old = an_item(version=8, first_created=SIX - 3 * 24 * 60 * MINUTE)
    assert verdict_of(old, killed(), licence_days=2).outcome is Outcome.HISTORY


def test_unkill_auto_hands_a_higher_version_to_the_rules_that_follow() -> None:
    assert RULE.judge(a_case(an_item(version=8), story=killed(), unkill="auto")) is None
    assert verdict_of(an_item(version=7), killed(), unkill="auto").outcome is Outcome.HISTORY


@pytest.mark.parametrize("state", [state for state in State if state is not State.KILLED])
def test_it_speaks_of_killed_stories_only(state: State) -> None:
    assert RULE.judge(a_case(an_item(version=8), story=killed(state=state))) is None
