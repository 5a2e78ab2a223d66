"""A picture prepared for print: over how many columns it may stand, how tall it is there, and the lines under it.

A picture stands under the headline, as wide as its story, whole and undistorted; what is too small or too tall for a
width is not offered there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..proof.wire_text import collapse
from ..terms.issue import PaperPicture
from ..terms.picture import credit_under
from .geometry import STEP, Paper
from .type_sizes import CAPTION, caption_pitch

ABOVE: Final = 4.0
"""Points between the byline and a picture, and between a picture and what is said under it."""
_OF_PAGE: Final = 0.36
"""The part of a page's height that a picture may take, over two columns or more."""
_ONE_COLUMN: Final = 1.52
"""The same over one column, in widths: a portrait of two by three."""
_SHARP: Final = 110.0 / 1.1 / 72.0
"""The fewest pixels for a point: at 110 to the inch none is drawn larger than by a tenth."""
_MOST_LINES: Final = 8
"""Of a caption: what is longer is a text, not a caption."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture with what is said under it. `heights` in points and `lines` by columns, where it may stand."""

    caption: str
    credit: str
    language: str
    heights: Mapping[int, float]
    lines: Mapping[int, int]

    def under(self, columns: int) -> float:
        """Where the words begin, in points below its top."""
        return self.heights[columns] + ABOVE

    def points(self, columns: int) -> float:
        """The height of all of it, with the room above."""
        lines, pitch = self.lines[columns], caption_pitch(self.language)
        if not lines:
            return ABOVE + self.heights[columns]
        return ABOVE + self.under(columns) + (lines - 1) * pitch + CAPTION


def words_under(picture: PaperPicture) -> tuple[str, str]:
    """The caption and the credit, each as one line; no credit where the caption ends with it."""
    caption, credit = collapse(picture.caption), collapse(picture.credit)
    return caption, credit_under(caption, credit)


def heights_of(paper: Paper, picture: PaperPicture) -> dict[int, float]:
    """How tall it is, in points, over as many columns as it may stand by its shape and its pixels."""
    found = {}
    for columns in range(1, paper.columns):
        width = paper.span_points(columns)
        height = width * picture.height / max(1, picture.width)
        tallest = _ONE_COLUMN * width if columns == 1 else _OF_PAGE * paper.steps * STEP
        if 0 < height <= tallest and picture.width >= _SHARP * width:
            found[columns] = height
    return found


def plate_of(
    picture: PaperPicture, language: str, heights: Mapping[int, float], lines: Mapping[int, int]
) -> Plate | None:
    """The picture over the widths where its caption is one; None where it may stand nowhere."""
    fits = [columns for columns in heights if lines.get(columns, _MOST_LINES + 1) <= _MOST_LINES]
    caption, credit = words_under(picture)
    if not fits:
        return None
    return Plate(caption, credit, language, {at: heights[at] for at in fits}, {at: lines[at] for at in fits})
