"""What the log's page for people tells of the day."""

from datetime import timedelta
from pathlib import Path

from newsroom import SIX, Newsroom, newsml_g2


def test_it_tells_how_long_stories_took_from_the_wire_to_the_page_never_too_little(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    for number, seconds in enumerate((0.01, 0.52, 3.21)):
        room.keep(newsml_g2(f"urn:{number}"))
        room.now += timedelta(seconds=seconds)
        room.work()
    page = room.public()["log/index.html"].decode()
    assert "half within 0.6 seconds" in page
    assert "Nineteen of twenty within 3.3 seconds" in page


def test_a_second_delivery_of_the_same_is_not_counted_as_shown(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:1"))
    room.keep(newsml_g2("urn:1"))
    room.now += timedelta(seconds=9)
    room.work()
    assert "Nineteen of twenty within 0.1 seconds" in room.public()["log/index.html"].decode()
