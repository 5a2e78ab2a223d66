"""The knapsack of a strip, against every choice there is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.epaper.copy import Copy
from nightdesk.epaper.geometry import GAP
from nightdesk.epaper.shape import Shape
from nightdesk.epaper.strip import Offer, best_stack

_COPY = Copy("a", "", "", "en", (), (), (), {}, {})


def _shape(height: int) -> Shape:
    return Shape(_COPY, 1, 13.0, 0, 0, height, 0, "", 0, 0)


def _offers(heights: list[list[int]]) -> list[Offer]:
    return [
        Offer(tuple(map(_shape, each)), tuple(float(height + number) for height in each))
        for number, each in enumerate(heights)
    ]


@given(
    st.integers(min_value=8, max_value=40),
    st.lists(st.lists(st.integers(min_value=4, max_value=20), max_size=3), max_size=5),
    st.integers(min_value=0, max_value=4),
)
def test_finds_what_trying_everything_finds(height: int, heights: list[list[int]], slack: int) -> None:
    offers = _offers(heights)
    found = best_stack(height, offers, slack)
    worths = []
    for choice in product(*(range(-1, len(offer.shapes)) for offer in offers)):
        taken = [
            (offers[at].shapes[which].height, offers[at].worth[which]) for at, which in enumerate(choice) if which >= 0
        ]
        missing = height - sum(tall + GAP for tall, _ in taken) + GAP
        if 0 <= missing <= slack:
            worths.append(sum(worth for _, worth in taken) - 40.0 * missing)
    assert (found.worth if found else None) == max(worths, default=None)


@given(
    st.integers(min_value=8, max_value=60),
    st.lists(st.lists(st.integers(min_value=4, max_value=30), max_size=4), max_size=8),
)
def test_what_it_says_is_missing_is_missing(height: int, heights: list[list[int]]) -> None:
    found = best_stack(height, _offers(heights))
    if found is not None:
        assert sum(shape.height + GAP for shape in found.shapes) - GAP + found.missing == height
