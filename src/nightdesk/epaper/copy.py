"""A story prepared for print: its paragraphs with their parts, and how many lines each takes at the paper's width."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import html

from ..terms.issue import PaperStory
from .plate import Plate

Role = Literal["text", "head", "point", "quote"]
_ROLES: Mapping[str, Role] = {
    "li": "point", "blockquote": "quote", "h2": "head", "h3": "head", "h4": "head", "h5": "head", "h6": "head"
}  # fmt: skip
PLAIN: Role = "text"
_HOLDS_TEXT = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote")


@dataclass(frozen=True, slots=True)
class Copy:
    """What one place of the paper prints. `story` names it; `ours` says that the words are the publisher's own.

    `heads` are the headline's lines by (columns, size), `bylines` those of the line under it by columns, `blocks` those
    of each paragraph. `first` is the number of the first block in the story's whole text, `back` says that this is
    what is continued. `weight` is the budget's. `plate` is its picture, where it may have one.
    """

    story: str
    headline: str
    byline: str
    language: str
    paragraphs: tuple[str, ...]
    roles: tuple[Role, ...]
    blocks: tuple[int, ...]
    heads: Mapping[tuple[int, float], int]
    bylines: Mapping[int, int]
    weight: float = 0.0
    first: int = 0
    back: bool = False
    ours: bool = False
    plate: Plate | None = None

    def runs(self, end: int) -> tuple[int, ...]:
        """The lines of the paragraphs before `end`, those of headings as negative numbers (`columns.py`)."""
        return tuple(
            -lines if role == "head" else lines for lines, role in zip(self.blocks[:end], self.roles[:end], strict=True)
        )


def roles_of(story: PaperStory) -> tuple[Role, ...]:
    """What each block is: a paragraph, a heading between them, a point of a list, a quotation."""
    if not story.markup:
        return (PLAIN,) * len(story.blocks)
    roles: list[Role] = []
    for element in html.fragments_fromstring(f"<div>{story.markup}</div>")[0].iter(*_HOLDS_TEXT):
        if element.xpath("p | li | blockquote"):
            continue  # what it holds is a block of its own
        around = (found.tag for found in (element, *element.iterancestors()))
        roles.append(next((_ROLES[tag] for tag in around if tag in _ROLES), PLAIN))
    return tuple(roles) if len(roles) == len(story.blocks) else (PLAIN,) * len(story.blocks)


def rest_of(copy: Copy, end: int, byline: str, heads: Mapping[tuple[int, float], int], byline_lines: int) -> Copy:
    """What is continued from the block `end` on, with its own small headline."""
    return Copy(
        story=copy.story,
        headline=copy.headline,
        byline=byline,
        language=copy.language,
        paragraphs=copy.paragraphs[end:],
        roles=copy.roles[end:],
        blocks=copy.blocks[end:],
        heads=heads,
        bylines=dict.fromkeys(copy.bylines, byline_lines),
        weight=copy.weight,
        first=copy.first + end,
        back=True,
    )
