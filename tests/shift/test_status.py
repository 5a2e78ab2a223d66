"""What `nightdesk status` says agrees with what was done, item by item."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import MINUTE, SIX
from newsroom import Newsroom, newsml_g2
from nightdesk.shift.status import status_of

SETTINGS = """
[[wire]]
name = "ews"
quiet_minutes = 30
[[wire]]
name = "ians"
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    one = Newsroom(tmp_path / "site", SETTINGS)
    yield one
    one.close()


def test_every_item_is_counted_once_under_its_last_outcome(room: Newsroom) -> None:
    room.take_in(newsml_g2(), newsml_g2("urn:ews:2", embargo=SIX + 9 * MINUTE), b"no wire copy", b"")
    said = status_of(room.house)
    assert said["outcomes"] == {"held": 1, "published": 1}
    assert (said["held"], said["spiked"], said["waiting"]) == (1, 2, 0)
    room.now = SIX + 9 * MINUTE
    room.work()
    assert status_of(room.house)["outcomes"] == {"published": 2}


def test_what_is_held_says_until_when_and_why(room: Newsroom) -> None:
    room.take_in(newsml_g2(embargo=SIX + 9 * MINUTE), newsml_g2("urn:ews:2", embargo=""))
    held = {one["guid"]: (one["rule"], one["until"]) for one in status_of(room.house)["heldStories"]}
    assert held == {
        "urn:ews:council": ("embargo", (SIX + 9 * MINUTE).isoformat()),
        "urn:ews:2": ("embargo", None),
    }


def test_what_was_refused_says_which_file_and_why(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    room.take_in(b"", wire="ians", name="empty.xml")
    (spike,) = status_of(room.house)["spikes"]
    assert (spike["wire"], spike["name"], spike["code"]) == ("ians", "empty.xml", "empty")


def test_a_kill_says_how_long_it_took(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    room.keep(newsml_g2(version=2, status="canceled"))
    room.now += MINUTE / 30
    room.work()
    (kill,) = status_of(room.house)["kills"]
    assert (kill["guid"], kill["seconds"]) == ("urn:ews:council", 2.0)


def test_a_wire_that_said_nothing_for_too_long_is_silent(room: Newsroom) -> None:
    room.take_in(newsml_g2())
    room.take_in(newsml_g2("urn:ians:1"), wire="ians")
    heard = room.now
    room.now = heard + 30 * MINUTE
    assert [one["silent"] for one in status_of(room.house)["wires"]] == [False, False]
    room.now = heard + 31 * MINUTE
    wires = status_of(room.house)["wires"]
    assert [(one["name"], one["silent"], one["lag"]) for one in wires] == [
        ("ews", True, 1860.0),
        ("ians", False, 1860.0),
    ]
