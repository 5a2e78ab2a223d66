"""Lines in columns as the typesetter runs them."""

from itertools import product

import pytest

from nightdesk.epaper.columns import least_height, runs_into


@pytest.mark.parametrize(
    ("paragraphs", "columns", "height"),
    [
        ((12,), 1, 12),
        ((12,), 2, 6),
        ((12,), 3, 4),
        ((3, 3), 2, 3),
        ((3, 4), 2, 4),  # four lines would be two and two, but three of them cannot be parted
        ((2, 2, 2), 3, 2),
        ((1, 1, 1, 1), 4, 1),
        ((5, 5), 2, 5),
    ],
)
def test_takes_the_least_height_that_parts_no_lines_that_belong_together(
    paragraphs: tuple[int, ...], columns: int, height: int
) -> None:
    assert least_height(paragraphs, columns) == height


def test_keeps_a_foot_whole_in_the_last_column() -> None:
    assert least_height((6, 6), 2, foot=4) == 8
    assert not runs_into((6, 6), 2, 7, foot=4)


def test_never_leaves_a_first_or_last_line_alone() -> None:
    for paragraphs in product(range(1, 7), repeat=3):
        for columns in (1, 2, 3):
            height = least_height(paragraphs, columns)
            assert _broken(paragraphs, height) <= {(lines, at) for lines in range(4, 7) for at in range(2, lines - 1)}


def _broken(paragraphs: tuple[int, ...], height: int) -> set[tuple[int, int]]:
    """Where paragraphs are broken over columns: (their lines, the line that begins the next column)."""
    return {
        (lines, first)
        for number, lines in enumerate(paragraphs)
        for first in range(1, lines)
        if _begins_a_column(paragraphs, number, first, height)
    }


def _begins_a_column(paragraphs: tuple[int, ...], number: int, first: int, height: int) -> bool:
    """The lines before fill one column less than they do with this one: it was the first that found no room."""
    before = (*paragraphs[:number], first) if first else paragraphs[:number]
    whole = [line for lines in before for line in range(lines)]
    return _columns_of(paragraphs, len(whole), height) != _columns_of(paragraphs, len(whole) + 1, height)


def _columns_of(paragraphs: tuple[int, ...], count: int, height: int) -> int:
    """The column of line `count` of the flow, set line by line as the rule of widows and orphans says."""
    column = used = seen = 0
    for lines in paragraphs:
        for line in range(lines):
            need = 1
            if line == 0:
                need = min(lines, 3) if lines <= 3 else 2
            elif lines > 3 and line == lines - 2:
                need = 2
            if used + need > height:
                column, used = column + 1, 0
            used, seen = used + 1, seen + 1
            if seen == count:
                return column
    return column
