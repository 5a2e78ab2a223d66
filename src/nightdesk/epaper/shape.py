"""The shapes in which a story may stand: how many columns wide, how large its headline, how much of its text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .columns import least_height
from .copy import Copy
from .geometry import STEP
from .plate import ABOVE, Plate
from .type_sizes import head_leading, line_steps

Foot = Literal["", "jump", "cut"]
_ABOVE: Final = 6.0
_BELOW: Final = 9.0
BYLINE: Final = 9.0
"""Points: from the rule to the headline, from the line under it to the text, and the height of that line."""
_UNDER_HEADLINE: Final = 3.0
"""The part of that space which is between a headline and its byline (`sheets/sheet.typ`)."""
_FEWEST_LINES: Final = 4
_MOST_LINES: Final = 72
"""Of a column of text under a headline: less looks like a caption, more is not read."""
_TEXT_UNDER: Final = {False: 1.0, True: 0.3}
"""How tall the text under a picture is at least, in heights of the picture: in one column, and over more."""
_LEAST_JUMP: Final = 7
"""Lines that must be left where a story is broken, on either side."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A copy as a block of the page. `head` and `height` in steps; `lines` is the height of its columns of text.

    It shows the paragraphs before `end`; `foot` says what stands after them. `empty` counts lines that stay empty,
    `fit` is the place of `size` among those that the headline may have: 0 is the usual one. `pictured` says that its
    picture stands under the headline.
    """

    copy: Copy
    columns: int
    size: float
    head: int
    lines: int
    height: int
    end: int
    foot: Foot
    empty: int
    fit: int
    pictured: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing of the text is left out."""
        return not self.foot

    @property
    def has_caption(self) -> bool:
        """Whether anything is said under its picture."""
        plate = self.copy.plate
        return self.pictured and plate is not None and bool(plate.caption or plate.credit)

    @property
    def area(self) -> int:
        """Steps of column that it fills."""
        return self.columns * self.height


def foot_lines(foot: Foot, language: str) -> int:
    """The lines that a foot takes: one says where the story goes on, the other holds a code to its whole text."""
    if foot == "cut":
        return 3 if line_steps(language) > 2 else 4
    return 1 if foot == "jump" else 0


def head_steps(copy: Copy, columns: int, size: float, plate: Plate | None = None) -> int:
    """The height of everything above the text."""
    points = _ABOVE + headline_points(copy, columns, size) + copy.bylines[columns] * BYLINE + _BELOW
    return math.ceil((points + (plate.points(columns) if plate else 0.0)) / STEP)


def headline_points(copy: Copy, columns: int, size: float) -> float:
    """The height of its headline alone."""
    return copy.heads[columns, size] * size * head_leading(copy.language) if copy.headline else 0.0


def headline_top() -> float:
    """Points from the top of a block to that of its headline."""
    return _ABOVE


def picture_top(copy: Copy, columns: int, size: float) -> float:
    """Points from the top of a block to that of its picture."""
    return _ABOVE + headline_points(copy, columns, size) + _UNDER_HEADLINE + copy.bylines[columns] * BYLINE + ABOVE


def shapes(
    copy: Copy,
    columns: int,
    sizes: Sequence[float],
    foot: Foot = "",
    *,
    most: int = 10_000,
    pictured: bool = False,
) -> Iterator[Shape]:
    """Its shapes of that width and at most that height, with its picture or without; broken after a paragraph where
    `foot` allows that."""
    plate = copy.plate if pictured else None
    if pictured and (plate is None or columns not in plate.heights):
        return
    ends = [len(copy.blocks)] + ([] if not foot else list(range(1, len(copy.blocks))))
    for end in ends:
        whole = end == len(copy.blocks)
        if not whole and not _may_end(copy, end):
            continue
        kind: Foot = "" if whole else foot
        shown, extra = copy.blocks[:end], foot_lines(kind, copy.language)
        lines = least_height(copy.runs(end), columns, extra)
        if not (_FEWEST_LINES <= lines <= _MOST_LINES or copy.ours or columns == 1):
            continue
        empty = columns * lines - sum(shown) - extra
        text = math.ceil(lines * line_steps(copy.language))
        if plate and (kind == "cut" or text * STEP < _TEXT_UNDER[columns > 1] * plate.heights[columns]):
            continue  # no text is cut for a picture's sake
        for fit, size in enumerate(sizes):
            if copy.headline and (columns, size) not in copy.heads:
                continue  # it was not measured, for it is too light to stand so large
            head = head_steps(copy, columns, size, plate)
            if head + text <= most:
                yield Shape(copy, columns, size, head, lines, head + text, end, kind, empty, fit, pictured)


def _may_end(copy: Copy, end: int) -> bool:
    """Not after a heading, and with enough on both sides."""
    shown, left = sum(copy.blocks[:end]), sum(copy.blocks[end:])
    return copy.roles[end - 1] != "head" and shown >= _LEAST_JUMP and left >= _LEAST_JUMP
