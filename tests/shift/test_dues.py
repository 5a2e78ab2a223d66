"""What time alone changes, at the instant it does, judged again by what else could stand against it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders import MINUTE, SIX, TICK
from newsroom import Newsroom, files_with, newsml_g2
from nightdesk.desk.rule import Case, Rule
from nightdesk.store import decision as decision_table
from nightdesk.terms.decision import Outcome, Reason, Verdict
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.story import State

GUID = "urn:ews:council"
NINE = SIX + 180 * MINUTE
SETTINGS = '[[wire]]\nname = "ews"\n[wire.override]\nlicence_days = 2\n'


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    one = Newsroom(tmp_path / "site")
    yield one
    one.close()


def at(room: Newsroom, now: object) -> State:
    """The state of the story when the desk has worked at that moment."""
    room.now = now  # type: ignore[assignment]
    room.work()
    return room.story(GUID).state


def test_an_embargo_ends_into_the_newest_version_under_its_own_outcome(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=NINE), newsml_g2(version=2, text="The second text.", embargo=NINE + MINUTE))
    assert at(room, NINE) is State.HELD
    assert at(room, NINE + MINUTE - TICK) is State.HELD
    assert at(room, NINE + MINUTE) is State.PUBLISHED
    assert files_with(room.public(), "The second text.")
    last = decision_table.of_story(room.house.database.read(), room.story(GUID).id)[-1]
    assert (last.outcome, last.cause, last.delivery) == (Outcome.PUBLISHED, "time", 2)


def test_a_correction_under_embargo_is_a_correction_when_it_ends(room: Newsroom) -> None:
    room.take_in(newsml_g2(), newsml_g2(version=2, signal="correction", embargo=NINE))
    assert at(room, NINE) is State.PUBLISHED
    assert [one.version for one in room.story(GUID).corrections] == ["2"]


def test_a_text_that_expired_under_its_embargo_is_never_shown(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=NINE, expires=NINE - MINUTE))
    assert at(room, NINE) is State.EXPIRED
    assert files_with(room.public(), "agreed nothing") == []


def test_a_shown_text_goes_at_the_instant_it_expires(room: Newsroom) -> None:
    room.take_in(newsml_g2(expires=NINE))
    assert at(room, NINE - TICK) is State.PUBLISHED
    assert at(room, NINE) is State.EXPIRED
    assert files_with(room.public(), "agreed nothing") == []
    assert room.story(GUID).kind_of_end == "expired"


def test_a_later_version_brings_an_expired_story_back_at_its_old_address(room: Newsroom) -> None:
    room.take_in(newsml_g2(expires=NINE))
    path = room.story(GUID).path
    at(room, NINE)
    room.take_in(newsml_g2(version=2, text="The second text."))
    story = room.story(GUID)
    assert (story.state, story.path) == (State.PUBLISHED, path)
    assert not list((room.house.public / story.section / story.id).glob("410.html*"))


def test_a_version_under_embargo_waits_also_where_the_last_one_expired(room: Newsroom) -> None:
    room.take_in(newsml_g2(expires=NINE))
    at(room, NINE)
    room.take_in(newsml_g2(version=2, text="The second text.", embargo=NINE + MINUTE))
    assert room.story(GUID).state is State.HELD
    files = room.public()
    pointer = f"{room.story(GUID).section}/{room.story(GUID).id}/index.html"
    assert pointer in files  # the lasting id leads to the notice again
    assert at(room, NINE + MINUTE) is State.PUBLISHED
    assert files_with(room.public(), "The second text.")


def test_the_expiry_of_the_last_version_does_not_drop_the_one_that_waits(room: Newsroom) -> None:
    room.take_in(newsml_g2(expires=NINE), newsml_g2(version=2, text="The second text.", embargo=NINE + MINUTE))
    assert at(room, NINE) is State.HELD
    assert at(room, NINE + MINUTE) is State.PUBLISHED


def test_a_licence_ends_at_its_instant_whatever_version_is_up(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site", SETTINGS)
    ends = SIX + timedelta(days=2)
    room.take_in(newsml_g2())
    room.now = ends - MINUTE
    room.take_in(newsml_g2(version=2, created=ends - MINUTE, first=ends - MINUTE))
    assert at(room, ends - TICK) is State.PUBLISHED
    assert at(room, ends) is State.EXPIRED
    assert room.story(GUID).kind_of_end == "licence"
    room.take_in(newsml_g2(version=3, first=ends))
    assert room.story(GUID).state is State.EXPIRED
    room.close()


def _libel(case: Case) -> Verdict | None:
    if "libel" not in case.item.headline:
        return None
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason("libel", "a lawyer must look"))


def test_an_embargo_that_ends_into_another_hold_is_looked_at_once(room: Newsroom) -> None:
    room.house.rules = tuple(
        sorted((*room.house.rules, Rule(name="libel", place=125, judge=_libel)), key=lambda rule: rule.place)
    )
    room.take_in(newsml_g2(headline="A libel", embargo=NINE))
    assert at(room, NINE) is State.HELD
    at(room, NINE + MINUTE)
    decided = decision_table.of_story(room.house.database.read(), room.story(GUID).id)
    assert [one.cause for one in decided] == ["delivery", "time"]
    assert room.story(GUID).waiting_rule == "libel"


def test_many_that_end_together_are_all_shown(room: Newsroom) -> None:
    room.keep(*(newsml_g2(f"urn:{number}", text=f"Text {number}.", embargo=NINE) for number in range(70)))
    room.work()
    room.now = NINE
    room.work()
    assert {room.story(f"urn:{number}").state for number in range(70)} == {State.PUBLISHED}


def test_a_kill_under_embargo_is_never_undone_by_time(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=NINE), newsml_g2(version=2, status="canceled"))
    assert at(room, NINE) is State.KILLED
    assert files_with(room.public(), "agreed nothing") == []


def test_kill_words_under_the_storys_own_id_kill_it_though_it_was_never_shown(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=NINE), newsml_g2(version=2, headline="KILL KILL KILL", text="MANDATORY KILL"))
    assert at(room, NINE) is State.KILLED
