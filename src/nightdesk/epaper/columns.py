"""How the typesetter runs lines into columns, foretold: so that a block can be given just the height it needs.

The rules are the typesetter's: the first two lines of a paragraph stay together, the last two do, three stay whole; a
heading stays whole, and with the beginning of what it is above. That is also what no widow and no orphan means.
"""

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=65_536)
def least_height(paragraphs: tuple[int, ...], columns: int, foot: int = 0) -> int:
    """The least number of lines a column must have so that paragraphs of so many lines run into `columns` columns.

    A heading's lines are given as a negative number. `foot` lines at the end stay together.
    """
    total = sum(map(abs, paragraphs)) + foot
    longest = max(map(abs, paragraphs), default=1)
    height = max(-(-total // columns), foot, min(3, longest), -min(paragraphs, default=0), 1)
    while not runs_into(paragraphs, columns, height, foot):
        height += 1
    return height


def runs_into(paragraphs: Sequence[int], columns: int, height: int, foot: int = 0) -> bool:
    """Whether the lines find room in columns of that height."""
    column = used = 0
    parts = [*paragraphs, -foot] if foot else paragraphs
    for number, lines in enumerate(parts):
        line, count = 0, abs(lines)
        while line < count:
            need = _heading_needs(parts, number) if lines < 0 else _together(line, count)
            if used + need > height:
                column, used = column + 1, 0
                if column == columns or need > height:
                    return False
            step = count if lines < 0 else 1
            used, line = used + step, line + step
    return True


def _heading_needs(parts: Sequence[int], number: int) -> int:
    """The lines of headings that follow each other, and the first lines of the paragraph below them."""
    need = 0
    for lines in parts[number:]:
        if lines > 0:
            return need + _together(0, lines)
        need -= lines
    return need


def _together(line: int, lines: int) -> int:
    """How many lines must find room when this one is set (counted from 0)."""
    if line == 0:
        return lines if lines <= 3 else 2
    return 2 if line + 2 == lines and lines > 3 else 1
