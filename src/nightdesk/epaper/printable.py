"""Which stories the paper can print word for word; any other is left out, and the plan says why."""

import re
from importlib.resources import files
from typing import Final

from ..terms.issue import PaperStory

_CHARACTERS: Final = frozenset(
    int(one, 16) for one in (files(__package__) / "fonts" / "characters.txt").read_text("ascii").split()
)
"""What the paper's fonts can set."""
_WITHOUT_SHAPE: Final = frozenset(map(ord, "\u200c\u200d"))
_BESIDE_TEXT: Final = re.compile(r"<(table|pre|img|video|audio|svg)\b")


def why_unprintable(story: PaperStory) -> str:
    """The reason why a story cannot be printed; "" where it can."""
    if not story.blocks:
        return "it has no text"
    if found := _BESIDE_TEXT.search(story.markup):
        kind = {"table": "a table", "pre": "text in fixed columns"}.get(found[1], "more than text")
        return f"it holds {kind}, which columns of a paper cannot carry unaltered"
    strange = _strange(story.headline, story.agency, *story.also, *story.blocks)
    return f"the fonts of the paper lack a character of it: U+{min(strange):04X}" if strange else ""


def can_print(*texts: str) -> bool:
    """Whether the paper's fonts have every character of the texts."""
    return not _strange(*texts)


def _strange(*texts: str) -> set[int]:
    return {ord(letter) for text in texts for letter in text} - _CHARACTERS - _WITHOUT_SHAPE
