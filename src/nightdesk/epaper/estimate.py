"""What is worth measuring: about as many of the heaviest stories as the pages will hold, reckoned from their letters.

Measuring is the most of the work of an issue, and stories that no page has room for need none. The reckoning is for
that alone: pages are planned from what was measured.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from ..terms.issue import LeftOut
from .geometry import GAP, Paper
from .measuring import Draft
from .type_sizes import is_devanagari, line_steps

NO_ROOM: Final = "no room: heavier stories filled the pages"
_WIDE: Final = {False: 4.05, True: 3.73}
"""Points that a character takes, Latin and Devanagari, as measured over the sample wire."""
_ENDLESS: Final = "a paragraph of it is longer than two columns, and none is broken"
_MOST_OF_A_PAGE: Final = 0.8
"""What is longer is cut."""
_LAST_LINE: Final = 0.45
"""The part of a paragraph's last line that stays empty."""
_HEAD_STEPS: Final = 12
_OF_PAGES: Final = 0.95
"""The part of the pages that stories must be reckoned to fill: those that did fill them were reckoned at .80 to .88."""
_TO_CHOOSE_FROM: Final = 0.25
"""And more, in pages, so that the last of them finds what fits."""
_LEADS: Final = 4
"""A page has one story that leads it; so many times more may."""
PER_PAGE: Final = 1.03
"""What a page takes of stories, in pages: a little is lost between them."""


def page_count(paper: Paper, area: float, least: int, most: int) -> int:
    """As many pages as stories of that area in steps fill."""
    inside = (area - paper.front_area) / paper.page_area
    pages = 1 + max(0, int(inside / PER_PAGE))
    return max(1, min(pages, most), least if inside > 0 else 1)


def worth_measuring(
    paper: Paper, drafts: Sequence[Draft], least: int, most: int
) -> tuple[list[Draft], list[LeftOut], int]:
    """The drafts, heaviest first, that may find room, those marked that may lead a page; the rest; and the least number
    of pages now: where stories are left out for want of room, there is enough for all the pages they were chosen for.
    """
    areas = [_area(paper, draft) for draft in drafts]
    pages = page_count(paper, sum(areas), least, most)
    whole = paper.front_area + (pages - 1) * paper.page_area
    room = _OF_PAGES * whole + _TO_CHOOSE_FROM * paper.page_area
    kept: list[Draft] = []
    left_out: list[LeftOut] = []
    for draft, area in zip(drafts, areas, strict=True):
        if max(map(len, draft.paragraphs)) * _WIDE[False] / paper.column > paper.steps:
            left_out.append(LeftOut(draft.story, _ENDLESS))
            continue
        if room > 0 or draft.ours:
            kept.append(msgspec.structs.replace(draft, leads=len(kept) < _LEADS * pages))
        else:
            left_out.append(LeftOut(draft.story, NO_ROOM))
        room -= area
    return kept, left_out, pages if any(one.reason == NO_ROOM for one in left_out) else least


def _area(paper: Paper, draft: Draft) -> float:
    wide = _WIDE[is_devanagari(draft.language)]
    letters = sum(map(len, draft.paragraphs))
    lines = letters * wide / paper.column + _LAST_LINE * len(draft.paragraphs)
    whole = lines * line_steps(draft.language) + (_HEAD_STEPS if draft.headline else 2) + GAP
    return min(whole, _MOST_OF_A_PAGE * paper.page_area)
