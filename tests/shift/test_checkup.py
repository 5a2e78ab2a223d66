"""The doctor's round where a night is at work: what was only under way is no fault."""

from pathlib import Path

from builders import SIX
from newsroom import Newsroom, newsml_g2
from nightdesk.shift.checkup import Doctor
from nightdesk.terms.page import Page


def test_what_the_night_finishes_meanwhile_is_no_fault(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"))
    page = room.house.public / room.story("urn:a").path.strip("/") / "index.html"
    whole, front = page.read_bytes(), room.house.public / "latest" / "feed.json"
    feed = front.read_bytes()
    page.unlink()
    front.unlink()

    def finish() -> None:
        page.write_bytes(whole)
        front.write_bytes(feed)

    assert {fault.check for fault in Doctor(room.house).look().faults} >= {"page", "front"}
    assert Doctor(room.house, finish).look().faults == []


def test_what_stays_wrong_stays_a_fault(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"))
    story = room.story("urn:a")
    (room.house.public / story.path.strip("/") / "index.html").unlink()
    found = Doctor(room.house, lambda: None).look()
    assert [(fault.check, fault.about) for fault in found.faults if fault.check == "page"] == [("page", story.id)]
    assert found.said == ["a night is at work on this site: what it is doing at this moment is not judged"]


def test_a_round_tells_how_far_it_is_and_arrives(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(*(newsml_g2(f"urn:{number}") for number in range(30)))
    told: list[tuple[int, int]] = []
    Doctor(room.house, progress=lambda done, of: told.append((done, of))).look()
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == 30 + 3 * 30


def test_a_page_that_only_looks_like_ours_is_left_alone(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"))
    page = Page("about/index.html", b"<!doctype html><title>About</title><p>Words of the publisher.</p>")
    room.desk.press.deliver([page])
    room.desk.press.finish()
    assert Doctor(room.house).look().faults == []
