"""What a person may do to a story in each state, and what no act of ours lifts."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from builders import MINUTE, SIX
from newsroom import Newsroom, files_with, newsml_g2
from nightdesk.errors import UsageError
from nightdesk.shift.acts import DESK, Act, find_story
from nightdesk.shift.keeper import keep_now
from nightdesk.shift.rebuild import rebuild
from nightdesk.store import reading as reading_table
from nightdesk.terms.arrival import Arrival
from nightdesk.terms.item import PubStatus
from nightdesk.terms.story import State

GUID = "urn:ews:council"
WORDS = "agreed nothing"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    one = Newsroom(tmp_path / "site")
    yield one
    one.close()


def do(room: Newsroom, act: str, guid: str = GUID, court: bool = False) -> str:
    """A person's act on a story, kept and carried like a delivery; returns why it was refused, or ""."""
    story = room.story(guid)
    content = msgspec.json.encode(Act(act=act, story=story.id, reason="asked", court=court))  # type: ignore[arg-type]
    kept = keep_now(room.house, [Arrival(wire=DESK, name=act, content=content, transport=DESK)])[0]
    room.work()
    read = reading_table.get(room.house.database.read(), kept.delivery)
    assert read is not None
    return read.spike.reason if read.spike else ""


def is_up(room: Newsroom, words: str = WORDS) -> bool:
    """Whether any public file holds the words."""
    return files_with(room.public(), words) != []


def test_a_withheld_story_goes_back_to_the_text_that_was_shown(room: Newsroom) -> None:
    room.take_in(newsml_g2(), newsml_g2(version=2, status="withheld", text="HOLD HOLD HOLD"))
    assert not is_up(room)
    assert do(room, "release") == ""
    assert is_up(room)
    assert not is_up(room, "HOLD HOLD HOLD")


def test_a_withheld_story_goes_back_to_the_last_text_also_where_the_withhold_overtook_it(room: Newsroom) -> None:
    room.take_in(newsml_g2(version=3, status="withheld", text="HOLD HOLD HOLD"))
    room.take_in(newsml_g2(version=2), newsml_g2(version=1, text="An older text."))
    assert do(room, "release") == ""
    assert is_up(room)


def test_releasing_what_is_withheld_breaks_no_embargo(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=SIX + 180 * MINUTE), newsml_g2(version=2, status="withheld"))
    assert "under embargo" in do(room, "release")
    assert not is_up(room)


def test_a_withheld_story_that_was_never_shown_has_nothing_to_release(room: Newsroom) -> None:
    room.take_in(newsml_g2(version=2, status="withheld", text="HOLD HOLD HOLD"))
    assert "no text of it to show" in do(room, "release")
    assert room.story(GUID).state is State.WITHHELD


def test_what_came_late_does_not_replace_what_a_person_released(room: Newsroom) -> None:
    room.take_in(newsml_g2(version=2), newsml_g2(version=3, status="withheld"))
    do(room, "release")
    room.take_in(newsml_g2(version=1, text="An older text."), newsml_g2(version=3, status="withheld"))
    assert is_up(room)
    assert not is_up(room, "An older text.")


def test_a_text_that_waits_since_a_kill_is_shown_by_a_person_alone(room: Newsroom) -> None:
    room.take_in(newsml_g2(), newsml_g2(version=2, status="canceled"), newsml_g2(version=3, text="A new text."))
    assert not is_up(room, "A new text.")
    assert do(room, "release") == ""
    assert is_up(room, "A new text.")
    assert not is_up(room)


def test_a_killed_story_without_a_later_version_cannot_be_released(room: Newsroom) -> None:
    room.take_in(newsml_g2(), newsml_g2(version=2, status="canceled"))
    for act in ("release", "restore", "hold", "takedown"):
        assert do(room, act) != ""
    assert room.story(GUID).state is State.KILLED


def test_the_newest_version_that_came_meanwhile_is_restored_in_whatever_order_it_came(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    do(room, "takedown")
    room.take_in(newsml_g2(version=3, text="The third text."), newsml_g2(version=2, text="The second text."))
    assert do(room, "restore") == ""
    assert is_up(room, "The third text.")


def test_no_restore_lifts_a_withhold_an_embargo_or_an_expiry(room: Newsroom) -> None:
    room.take_in(
        newsml_g2("urn:1"), newsml_g2("urn:2"), newsml_g2("urn:3"), newsml_g2("urn:4", expires=SIX + 9 * MINUTE)
    )
    for number in range(1, 5):
        do(room, "takedown", f"urn:{number}")
    room.take_in(
        newsml_g2("urn:1", 2, text="HOLD HOLD HOLD", status="withheld"),
        newsml_g2("urn:2", 2, text="Not before nine.", embargo=SIX + 180 * MINUTE),
        newsml_g2("urn:3", 2, text="Not after six.", expires=SIX),
    )
    room.now = SIX + 9 * MINUTE
    said = [do(room, "restore", f"urn:{number}") for number in range(1, 5)]
    assert [word in text for word, text in zip((PubStatus.WITHHELD, "embargo", "until", "until"), said, strict=True)]
    assert files_with(room.public(), ("HOLD HOLD", "Not before nine", "Not after six")) == []
    assert {room.story(f"urn:{number}").state for number in range(1, 5)} == {State.TAKEN_DOWN}
    room.now = SIX + 180 * MINUTE
    assert do(room, "restore", "urn:2") == ""
    assert is_up(room, "Not before nine.")


def test_a_kill_reaches_a_story_that_was_taken_down(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    do(room, "takedown", court=True)
    room.take_in(newsml_g2(version=2, status="canceled"))
    story = room.story(GUID)
    assert (story.state, story.kind_of_end) == (State.KILLED, "killed")
    folder = room.house.public / story.section / story.id
    assert [file.name for file in folder.glob("4??.html")] == ["410.html"]
    assert do(room, "restore") != ""


def test_an_embargo_that_a_person_releases_is_over(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=SIX + 180 * MINUTE))
    assert not is_up(room)
    assert do(room, "release") == ""
    assert is_up(room)


def test_what_a_person_holds_is_not_let_go_by_time(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=SIX + 9 * MINUTE))
    do(room, "hold")
    room.now = SIX + 10 * MINUTE
    room.work()
    assert room.story(GUID).state is State.HELD
    assert not is_up(room)


def test_an_act_that_came_too_late_is_refused_with_the_state_as_it_is(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    story = room.story(GUID)
    room.keep(newsml_g2(version=2, status="canceled"))
    content = msgspec.json.encode(Act(act="hold", story=story.id, reason="too late"))
    kept = keep_now(room.house, [Arrival(wire=DESK, name="hold", content=content, transport=DESK)])[0]
    room.work()
    read = reading_table.get(room.house.database.read(), kept.delivery)
    assert read is not None
    assert read.spike is not None
    assert (read.spike.code, "killed" in read.spike.reason) == ("act-refused", True)


def test_a_story_is_found_by_guid_id_and_address(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    story = room.story(GUID)
    connection = room.house.database.read()
    for name in (GUID, story.id, story.path, f"https://post.example{story.path}"):
        assert find_story(connection, name).id == story.id
    with pytest.raises(UsageError, match="nightdesk trace"):
        find_story(connection, "urn:nobody")


def test_one_guid_of_two_agencies_must_be_named_by_id(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site", '[[wire]]\nname = "ews"\n[[wire]]\nname = "ians"\n')
    room.take_in(newsml_g2())
    room.take_in(newsml_g2(), wire="ians")
    with pytest.raises(UsageError, match="2 stories have the guid"):
        find_story(room.house.database.read(), GUID)
    room.close()


def test_the_notice_says_who_holds_it_now_as_a_rebuild_would(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    room.take_in(newsml_g2(version=2, embargo=SIX + 180 * MINUTE))
    notice = f"{room.story(GUID).path.strip('/')}/index.html"
    embargoed = room.public()[notice]
    assert do(room, "hold") == ""
    held = room.public()
    assert held[notice] != embargoed
    rebuild(room.house, room.house.database.read())
    assert room.public() == held
