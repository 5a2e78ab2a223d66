"""Fronts and what follows from them."""

from pathlib import Path

import pytest

from newsroom import SIX, Newsroom, newsml_g2
from nightdesk.shift.fronts import Dirty, make_fronts


@pytest.mark.parametrize(
    ("front", "numbers", "shown"),
    [
        ("latest", {0}, True),
        ("section/sport", {0}, True),
        ("city/pune", {0}, True),
        ("section/sport", {1}, False),
        ("topic/sport", {0}, False),
        ("agency/ews", {0}, False),
    ],
)
def test_the_home_page_follows_every_front_of_which_it_shows_something(
    tmp_path: Path, front: str, numbers: set[int], shown: bool
) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"))
    made = make_fronts(room.house, room.house.database.read(), Dirty(fronts={front: numbers}))
    assert ("index.html" in {page.path for page in made}) is shown
