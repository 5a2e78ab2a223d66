"""The sizes of headlines: which a story may have, by its width and its rank on the page."""

import re
from collections.abc import Sequence
from typing import Final

ORDINARY: Final[dict[int, tuple[float, ...]]] = {1: (13.0, 14.5), 2: (19.0, 22.0)}
"""By columns, in points; the first is the usual one, the others are for a fit."""
LEADING: Final[dict[int, tuple[float, ...]]] = {2: (25.0, 29.0), 3: (32.0, 36.0), 4: (38.0, 42.0)}
"""The same for the story that leads a page."""
FRONT_LEAD: Final = (38.0, 42.0, 46.0)
"""For the story that leads the paper: two or three columns wide."""
CONTINUED: Final = 11.5
"""The headline over what is continued from another page, whatever the width."""

CAPTION: Final = 7.6
"""What is said under a picture."""

BOLD_ABOVE: Final = 30.0
"""Points: a headline of a larger size is bold (`sheets/style.typ`)."""


def head_leading(language: str) -> float:
    """The distance of a headline's lines, in sizes."""
    return 1.3 if is_devanagari(language) else 1.1


def caption_pitch(language: str) -> float:
    """The distance of the lines under a picture, in points."""
    return 11.8 if is_devanagari(language) else 9.5


_DEVANAGARI: Final = re.compile("[\u0904-\u0939\u093d\u0950\u0958-\u0961\u0971-\u097f]")
"""Its letters; the signs that are written onto them do not count."""


def line_steps(language: str) -> float:
    """The height of a line of text, in steps."""
    return 2.5 if is_devanagari(language) else 2.0


def is_devanagari(language: str) -> bool:
    """Whether the language is written in Devanagari."""
    return language.partition("-")[0].casefold() in {"hi", "mr", "ne", "sa", "kok", "mai", "doi", "bho"}


def language_of_print(language: str, blocks: Sequence[str]) -> str:
    """The language that a text is set as: its own, but by its letters where the wire's word for it cannot be right."""
    found = sum(len(_DEVANAGARI.findall(block)) for block in blocks)
    # Most texts have none: their letters need not be counted.
    devanagari = found > 0 and 2 * found > sum(map(str.isalpha, "".join(blocks)))
    if devanagari == is_devanagari(language):
        return language
    return "hi" if devanagari else "en"
