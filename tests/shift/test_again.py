"""The moments of a desk, in the order in which they came."""

from datetime import datetime, timedelta
from pathlib import Path

from builders import MINUTE, SIX
from newsroom import Newsroom, newsml_g2
from nightdesk.shift.again import Turn, copy_deliveries, differences, scratch_house, turns

HOUR = timedelta(hours=1)


def _turns(room: Newsroom) -> list[Turn]:
    return turns(room.house.database.read())


def test_what_was_read_together_is_one_turn(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"), newsml_g2("urn:b"))
    room.now = SIX + MINUTE
    room.take_in(newsml_g2("urn:c"))
    assert _turns(room) == [Turn(SIX, (1, 2)), Turn(SIX + MINUTE, (3,))]


def test_time_alone_has_turns_of_its_own(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a", embargo=SIX + HOUR), newsml_g2("urn:b", expires=SIX + 2 * HOUR))
    for room.now in (SIX + HOUR, SIX + 2 * HOUR):
        room.work()
    room.now = SIX + 3 * HOUR
    room.take_in(newsml_g2("urn:c"))
    assert [turn.at for turn in _turns(room)] == [SIX, SIX + HOUR, SIX + 2 * HOUR, SIX + 3 * HOUR]
    assert [turn.deliveries for turn in _turns(room)] == [(1, 2), (), (), (3,)]


def test_a_clock_set_back_begins_a_new_stretch(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX + 3 * HOUR)
    room.take_in(newsml_g2("urn:a"))
    room.now = SIX
    room.take_in(newsml_g2("urn:b"))
    assert [turn.deliveries for turn in _turns(room)] == [(1,), (2,)]


def test_deliveries_that_wait_are_not_run(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.keep(newsml_g2("urn:a"))
    assert _turns(room) == []


def test_the_scratch_house_is_apart(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site", now=SIX)
    room.take_in(newsml_g2("urn:a"))
    before = room.public()
    (tmp_path / "scratch").mkdir()
    scratch = scratch_house(room.house, tmp_path / "scratch", lambda: SIX)
    copied = copy_deliveries(room.house, scratch, [1])
    assert copied == {1: 1}
    (difference,) = differences(room.house, scratch, copied)
    assert difference.before is not None
    assert (difference.before.outcome, difference.after) == ("published", None)
    assert room.public() == before
    scratch.database.close()


def test_the_moments_are_of_the_desk_not_of_the_arrival(tmp_path: Path) -> None:
    """A delivery that waited past its embargo was judged after it, and is judged after it again."""
    room = Newsroom(tmp_path, now=SIX)
    room.keep(newsml_g2("urn:a", embargo=SIX + HOUR))
    room.now = SIX + HOUR
    room.work()
    assert _turns(room) == [Turn(datetime.fromisoformat((SIX + HOUR).isoformat()), (1,))]
