"""What a verdict does to its story: the record before, the verdict, the record after."""

from datetime import timedelta
from typing import Any

import pytest

from builders import MINUTE, SIX, a_shown_story, a_story, an_item, digest_of
from nightdesk.desk.fold import Take, ended, fold, held, shown
from nightdesk.desk.revisions import rank, revision
from nightdesk.terms.decision import Outcome, Reason, Verdict
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item, PubStatus
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State

NOW = SIX + 60 * MINUTE


def a_take(item: Item | None = None, item_id: int = 9, **fields: Any) -> Take:
    """A judged revision of the story."""
    item = item or an_item(version=2, text="It agreed something.")
    digest = digest_of(item)
    return Take(
        item=item,
        item_id=item_id,
        rank=rank(item, digest),
        revision=revision(item, digest),
        received=fields.pop("received", NOW),
        **fields,
    )


def a_verdict(signal: Signal | None, rule: str = "rule", **fields: Any) -> Verdict:
    """One that makes its take the newest version."""
    given: dict[str, Any] = {"outcome": Outcome.HELD, "moves_head": True, "reason": Reason(rule, "why")}
    return Verdict(signal=signal, **(given | fields))


def rank_of(item: Item) -> Any:
    """Where it stands."""
    return rank(item, digest_of(item))


def killed(story: StoryRecord, version: int) -> StoryRecord:
    """The story after a kill of that version."""
    kill = an_item(version=version, status=PubStatus.CANCELED)
    return fold(story, a_verdict(Signal.KILL), a_take(kill), NOW)


def test_an_update_is_shown_under_the_same_address_and_first_date() -> None:
    before = a_shown_story()
    after = fold(before, a_verdict(Signal.UPDATE), a_take(), NOW)
    assert (after.state, after.shown_item, after.shown, after.version) == (State.PUBLISHED, 9, NOW, "2")
    assert (after.path, after.first_shown, after.published) == (before.path, SIX, SIX)
    assert after.times_shown == 2
    assert after.head == a_take().rank


def test_versions_that_the_wire_does_not_number_are_counted_as_they_are_shown() -> None:
    take = a_take(an_item(version_kind="counted", text="Other."))
    assert fold(a_shown_story(), a_verdict(Signal.UPDATE), take, NOW).version == "2"


def test_the_agencys_own_first_time_is_the_date_of_publication() -> None:
    take = a_take(an_item(first_created=SIX - MINUTE, version_created=SIX))
    assert fold(a_story(), a_verdict(Signal.NEW), take, NOW).published == SIX - MINUTE
    assert fold(a_story(), a_verdict(Signal.NEW), a_take(an_item(version_created=None)), NOW).published == NOW


def test_a_correction_is_remembered_with_its_public_note() -> None:
    take = a_take(an_item(version=2, correction_note="The chair is Usha, not Asha."))
    after = fold(a_shown_story(), a_verdict(Signal.CORRECTION), take, NOW)
    assert [(one.shown, one.version, one.note) for one in after.corrections] == [
        (NOW, "2", "The chair is Usha, not Asha.")
    ]


def test_a_withhold_keeps_the_address_and_says_when_it_went() -> None:
    held_back = an_item(version=2, status=PubStatus.WITHHELD)
    after = fold(a_shown_story(), a_verdict(Signal.WITHHOLD), a_take(held_back, received=SIX + MINUTE), NOW)
    assert (after.state, after.kind_of_end) == (State.WITHHELD, "withheld")
    assert (after.end_received, after.ended_at) == (SIX + MINUTE, NOW)
    assert after.path


def test_a_second_withhold_does_not_change_when_the_text_went() -> None:
    first = fold(a_shown_story(), a_verdict(Signal.WITHHOLD), a_take(), NOW)
    again = fold(first, a_verdict(Signal.WITHHOLD), a_take(an_item(version=3)), NOW + MINUTE)
    assert (again.ended_at, again.end_received) == (NOW, NOW)


def test_a_text_that_waited_does_not_wait_beside_a_newer_withhold() -> None:
    waits = fold(a_story(), a_verdict(Signal.HOLD, "embargo", until=NOW + MINUTE), a_take(), NOW)
    after = fold(waits, a_verdict(Signal.WITHHOLD), a_take(an_item(version=3)), NOW)
    assert (after.state, after.waiting_item, after.due) == (State.WITHHELD, None, None)


def test_an_embargoed_version_waits_and_takes_the_shown_one_down() -> None:
    after = fold(a_shown_story(), a_verdict(Signal.HOLD, "embargo", until=NOW + MINUTE), a_take(), NOW)
    assert (after.state, after.kind_of_end) == (State.HELD, "embargoed")
    assert (after.waiting_item, after.waiting_until, after.due) == (9, NOW + MINUTE, NOW + MINUTE)


def test_the_expiry_of_an_earlier_version_does_not_end_one_that_waits() -> None:
    before = a_shown_story(expires=NOW + MINUTE, expires_rule="expired")
    after = fold(before, a_verdict(Signal.HOLD, "embargo", until=NOW + 9 * MINUTE), a_take(), NOW)
    assert after.due == NOW + 9 * MINUTE


def test_an_embargo_that_ends_into_another_hold_is_due_no_more() -> None:
    waits = fold(a_story(), a_verdict(Signal.HOLD, "embargo", until=NOW), a_take(), SIX)
    again = a_verdict(None, "fidelity", until=UNTIL_RELEASED, moves_head=False)
    after = fold(waits, again, a_take(), NOW)
    assert (after.state, after.waiting_rule, after.due) == (State.HELD, "fidelity", UNTIL_RELEASED)


def test_a_text_under_embargo_is_not_pushed_aside_by_a_part_of_another() -> None:
    waits = fold(a_story(), a_verdict(Signal.HOLD, "embargo", until=NOW), a_take(), SIX)
    part = a_verdict(None, "partial", until=UNTIL_RELEASED, moves_head=False)
    assert fold(waits, part, a_take(an_item(version=3), item_id=10), SIX) == waits


ASIDE = a_verdict(None, "partial", until=UNTIL_RELEASED, moves_head=False)


@pytest.mark.parametrize("order", [(2, 3), (3, 2)])
def test_of_two_that_wait_aside_the_newer_waits(order: tuple[int, int]) -> None:
    story = a_story()
    for version in order:
        story = fold(story, ASIDE, a_take(an_item(version=version), item_id=version), NOW)
    assert (story.state, story.waiting_item, story.head) == (State.UNSEEN, 3, None)


def test_an_older_version_shown_late_leaves_a_newer_part_waiting() -> None:
    part = fold(a_story(), ASIDE, a_take(an_item(version=3), item_id=3), NOW)
    after = fold(part, a_verdict(Signal.NEW), a_take(an_item(version=2)), NOW)
    assert (after.state, after.shown_item, after.waiting_item) == (State.PUBLISHED, 9, 3)
    assert fold(after, a_verdict(Signal.UPDATE), a_take(an_item(version=4)), NOW).waiting_item is None


def test_a_kill_ends_everything_and_is_remembered() -> None:
    after = killed(a_shown_story(expires=NOW, waiting_item=3, waiting_rank=rank_of(an_item(version=2))), 7)
    assert (after.state, after.kind_of_end, after.waiting_item, after.expires) == (State.KILLED, "killed", None, None)
    assert [kill.version for kill in after.kills] == [7]
    assert after.due is None


def test_a_kill_of_an_older_version_leaves_what_is_shown_waiting_for_a_person() -> None:
    after = killed(a_shown_story(an_item(version=8)), 7)
    assert (after.state, after.waiting_item, after.waiting_rule) == (State.KILLED, 1, "killed_story")
    assert after.waiting_until == UNTIL_RELEASED


def test_a_kill_never_leaves_a_text_waiting_that_it_covers() -> None:
    # Version 5 was shown, 8 is withheld: nothing usable comes after the kill of 7.
    withheld = a_shown_story(an_item(version=8, status=PubStatus.WITHHELD), state=State.WITHHELD)
    assert killed(withheld, 7).waiting_item is None
    # Version 5 was shown, 8 waits for its embargo: that is what waits, not the shown one.
    waits = a_shown_story(an_item(version=8), state=State.HELD, waiting_item=3, waiting_until=NOW)
    assert killed(waits, 7).waiting_item == 3


def test_a_kill_covers_an_older_text_that_a_person_released_over_a_newer_withhold() -> None:
    withheld = a_shown_story(an_item(version=6, status=PubStatus.WITHHELD), state=State.WITHHELD)
    released = fold(withheld, a_verdict(Signal.RELEASE), a_take(an_item(version=5)), NOW)
    assert killed(released, 5).waiting_item is None
    assert killed(released, 4).waiting_item == 9


def test_a_text_that_was_sent_again_after_a_kill_is_not_covered_by_it() -> None:
    sent = {minutes: an_item(version_kind="counted", version_created=SIX + minutes * MINUTE) for minutes in (1, 2, 3)}
    first = fold(a_story(), a_verdict(Signal.NEW), a_take(sent[1]), NOW)
    again = fold(first, a_verdict(None), a_take(sent[3], item_id=10), NOW)
    kill = an_item(version_kind="none", version_created=SIX + 2 * MINUTE, status=PubStatus.CANCELED)
    assert fold(again, a_verdict(Signal.KILL), a_take(kill), NOW).waiting_item == 9
    assert fold(first, a_verdict(Signal.KILL), a_take(kill), NOW).waiting_item is None


def test_a_second_kill_takes_what_waited_since_the_first() -> None:
    first = killed(a_shown_story(an_item(version=1)), 2)
    waits = fold(first, a_verdict(None, until=UNTIL_RELEASED), a_take(an_item(version=3), item_id=3), NOW)
    assert waits.waiting_item == 3
    assert killed(waits, 1).waiting_item == 3
    assert killed(waits, 4).waiting_item is None


def test_a_second_kill_does_not_change_when_the_text_went() -> None:
    first = killed(a_shown_story(), 2)
    later = an_item(version=3, status=PubStatus.CANCELED)
    again = fold(first, a_verdict(Signal.KILL), a_take(later, received=NOW + MINUTE), NOW + MINUTE)
    assert (again.ended_at, again.end_received) == (first.ended_at, first.end_received)


def test_a_kill_that_carries_no_order_covers_what_it_met_and_not_what_comes() -> None:
    bare = an_item(version_kind="none", version_created=None, status=PubStatus.CANCELED)
    after = fold(a_shown_story(an_item(version=4)), a_verdict(Signal.KILL), a_take(bare), NOW)
    assert [kill.version for kill in after.kills] == [4]
    assert after.waiting_item is None


@pytest.mark.parametrize("signal", [one for one in Signal if one is not Signal.UNKILL])
def test_no_verdict_but_an_unkill_shows_a_killed_story(signal: Signal) -> None:
    after = fold(killed(a_shown_story(), 2), a_verdict(signal), a_take(an_item(version=3)), NOW)
    assert after.state is State.KILLED


def test_an_unkill_shows_it_and_leaves_no_trace_of_an_end() -> None:
    after = fold(killed(a_shown_story(), 2), a_verdict(Signal.UNKILL), a_take(an_item(version=3)), NOW)
    assert (after.state, after.kind_of_end, after.ended_at, after.end_reason) == (State.PUBLISHED, None, None, "")


def test_unkill_auto_may_lift_the_kill_into_an_embargo() -> None:
    verdict = a_verdict(Signal.HOLD, "embargo", until=NOW + MINUTE, lifts_kill=True)
    after = fold(killed(a_shown_story(), 2), verdict, a_take(an_item(version=3)), NOW)
    assert (after.state, after.due) == (State.HELD, NOW + MINUTE)


def test_the_newest_version_stays_the_newest_when_an_older_text_is_released() -> None:
    withheld = an_item(version=6, status=PubStatus.WITHHELD)
    story = a_shown_story(withheld, state=State.WITHHELD)
    after = fold(story, a_verdict(Signal.RELEASE), a_take(an_item(version=5)), NOW)
    assert (after.state, after.head) == (State.PUBLISHED, rank_of(withheld))


@pytest.mark.parametrize(
    ("expires", "days", "ends", "rule"),
    [
        (None, None, None, ""),
        (NOW + MINUTE, None, NOW + MINUTE, "expired"),
        (None, 2, SIX + timedelta(days=2), "licence"),
        (NOW + MINUTE, 2, NOW + MINUTE, "expired"),
        (SIX + timedelta(days=9), 2, SIX + timedelta(days=2), "licence"),
    ],
)
def test_the_earlier_of_expiry_and_licence_ends_it(expires: Any, days: int | None, ends: Any, rule: str) -> None:
    take = a_take(an_item(first_created=SIX, expires=expires), licence_days=days)
    story = shown(a_story(), take, NOW)
    assert (story.expires, story.expires_rule, story.due) == (ends, rule, ends)


def test_a_story_never_shown_has_no_end_to_tell_of() -> None:
    assert held(a_story(), NOW, "embargo", 1, NOW, NOW).kind_of_end is None


def test_what_a_person_ended_says_why_and_by_which_right() -> None:
    story = ended(a_shown_story(), State.TAKEN_DOWN, "court", SIX, NOW, "order 12")
    assert (story.state, story.kind_of_end, story.end_reason) == (State.TAKEN_DOWN, "court", "order 12")
