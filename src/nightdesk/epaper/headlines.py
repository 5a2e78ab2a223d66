"""Counting a headline's lines from its words, each of which is set once: not once for every width and size it may have.

A headline is set ragged, so a line takes words until the next has no room (Typst's simple line breaks), and the width
of a word is that at another size, scaled.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

_OF_WORDS: Final = re.compile(
    "[A-Za-z\u00c0-\u024f\u0900-\u0963\u0966-\u097f0-9.,:;%&()'\"\u2018\u2019\u201c\u201d\u20b9 ]+"
)
"""Letters and signs between which no line is ever broken (UAX #14: AL, CM, NU, IS, PR, PO, QU, OP, CP)."""
_SPACED: Final = ("n n", "n")
_SAME: Final = 1e-6
"""Points by which a line may be too wide, as the typesetter has it."""


def words_of(headline: str) -> list[str]:
    """Its words; none where a line may break elsewhere than at a space: it has to be set to be counted."""
    return headline.split(" ") if _OF_WORDS.fullmatch(headline) and "  " not in headline else []


def words_to_set(headlines: Sequence[str]) -> list[str]:
    """The words of all of them, each once, and two by which the width of a space is known."""
    return sorted({*_SPACED, *(word for headline in headlines for word in words_of(headline))})


def lines_of(words: Sequence[str], ems: Mapping[str, float], width: float, size: float) -> int:
    """The lines that words take in `width` points at `size` points; `ems` are the widths of words in sizes."""
    space = ems[_SPACED[0]] - 2 * ems[_SPACED[1]]
    lines, filled = 1, ems[words[0]] * size
    for word in words[1:]:
        filled += (space + ems[word]) * size
        if filled > width + _SAME:
            lines, filled = lines + 1, ems[word] * size
    return lines
