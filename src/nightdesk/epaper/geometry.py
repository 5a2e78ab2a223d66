"""The paper: its sizes, its columns, and the grid of half lines on which everything stands.

One unit of height is a *step*: half a line of Latin text. A line of Latin takes two steps, one of Devanagari two and a
half, for its signs above and below need the room. So text of both scripts, headlines and gaps end on one grid.
"""

from dataclasses import dataclass
from typing import Final

from ..errors import PaperError
from ..terms.site import Edition

STEP: Final = 5.75
"""Points."""
SIZE: Final = 9.0
"""Of the text, in points; both scripts."""
GUTTER: Final = 14.0
GAP: Final = 2
"""Steps between a block and the one under it."""
MARGIN: Final = 36.0
HEAD: Final = 64.0
"""Where text begins on an inside page: above it stands the running head."""
FRONT_HEAD: Final = 182.0
"""The same on the front page: above it stands the name of the paper."""
FOOT: Final = 90.0
"""Below the text: the foot with the checkpoint, and the margin."""
_SIZES: Final = {"a3": (841.89, 1190.55), "tabloid": (790.87, 1224.57)}


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of so many columns. Lengths in points, heights of text in steps."""

    width: float
    height: float
    columns: int

    @property
    def column(self) -> float:
        """The width of one column."""
        return self.span_points(1)

    @property
    def steps(self) -> int:
        """The height of the columns of an inside page."""
        return int((self.height - HEAD - FOOT) / STEP)

    @property
    def front_steps(self) -> int:
        """The height of the columns of the front page."""
        return int((self.height - FRONT_HEAD - FOOT) / STEP)

    @property
    def page_area(self) -> int:
        """The steps of all columns of an inside page."""
        return self.columns * self.steps

    @property
    def front_area(self) -> int:
        """The same of the front page, whose first column holds no story."""
        return (self.columns - 1) * self.front_steps

    def span_points(self, columns: int) -> float:
        """The width of so many columns beside each other, with what is between them."""
        one = (self.width - 2 * MARGIN - (self.columns - 1) * GUTTER) / self.columns
        return columns * one + (columns - 1) * GUTTER

    def left(self, column: int) -> float:
        """Where a column begins, counted from 0."""
        return MARGIN + column * (self.span_points(1) + GUTTER)


def paper_of(edition: Edition) -> Paper:
    """The paper of an edition. Raises PaperError for columns that no text fits into."""
    width, height = _SIZES[edition.paper]
    if not 4 <= edition.columns <= 6:
        raise PaperError(f"edition {edition.slug}: columns = {edition.columns}: a page has 4, 5 or 6")
    return Paper(width, height, edition.columns)
