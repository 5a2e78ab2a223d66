"""A correction on `/corrections/` shows what it changed, and only while both texts may be read."""

from datetime import timedelta
from pathlib import Path

from newsroom import SIX, Newsroom, newsml_g2


def _page(room: Newsroom) -> str:
    return room.public()["corrections/index.html"].decode()


def _corrected(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a", 1, "Dam two thirds full", "The dam is two thirds full."))
    room.now = SIX + timedelta(minutes=5)
    room.take_in(newsml_g2("urn:a", 2, "Dam one third full", "The dam is one third full.", signal="correction"))
    return room


def test_the_words_that_changed_are_struck_and_marked(tmp_path: Path) -> None:
    page = _page(_corrected(tmp_path))
    assert "<del>two thirds" in page
    assert "<ins>one third" in page


def test_nothing_of_it_stays_after_a_kill(tmp_path: Path) -> None:
    room = _corrected(tmp_path)
    room.now = SIX + timedelta(minutes=9)
    room.take_in(newsml_g2("urn:a", 3, "KILL", "Kill.", status="canceled"))
    assert "third" not in _page(room)
