"""What is wrong with a page, by its looks alone: the checks know nothing of how it was planned.

A *block* is a story, or a part of one, where it stands on a page: the lines of its head across its whole width, then
lines of text in one column or several. The text area of a page reaches from its first line to its last one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import mode

from epaper.paper_reader import Box, Leaf, Line, Paper, Paragraph

_TOUCH = 2.0
"""Points by which a line may stand out of its rule or column: strokes and serifs do."""
ONE_LINE = 12.0
"""The most that may lie between two blocks, or a head and its text, before it counts as a hole: a line of text."""


@dataclass(frozen=True)
class Block:
    """A part of the page that is one story's: `head` reaches from `left` to `right`, below are columns of `text`."""

    left: float
    right: float
    head: tuple[Line, ...]
    text: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The headline: the largest lines of the head, joined."""
        size = max((line.size for line in self.head), default=0.0)
        return " ".join(" ".join(line.text for line in self.head if line.size == size).split())


@dataclass(frozen=True)
class Jump:
    """A line that says where a story goes on, or came from: on `page`, to or from `other`; `link` is where it leads."""

    page: int
    goes_on: bool
    other: int
    title: str
    link: int


@dataclass(frozen=True)
class Fault:
    """Something that must not be: on which page, what it is, and the words there."""

    page: int
    kind: str
    text: str


def text_size(leaf: Leaf) -> float:
    """The size of most letters on the page."""
    return mode(line.size for line in leaf.lines for _ in line.text)


def grid(leaf: Leaf, count: int, gutter: float = 14.0) -> list[Box]:
    """The page's columns, between its two full-width rules: that of the head and that of the foot."""
    left, right = min(rule.left for rule in leaf.rules), max(rule.right for rule in leaf.rules)
    full = sorted((rule.bottom, rule.top) for rule in leaf.rules if rule.right - rule.left > right - left - _TOUCH)
    stroke = 0.7  # pdfium counts it, and the corner that a line could have, at both ends
    width = (right - left - 2 * stroke - (count - 1) * gutter) / count
    lefts = [left + stroke + number * (width + gutter) for number in range(count)]
    return [Box(start, full[0][0], start + width, full[-1][1]) for start in lefts]


def blocks(paper: Paper, leaf: Leaf, over: Sequence[Box]) -> list[Block]:
    """The blocks of the page: parted by the headlines of the structure tree, and by the rules between them."""
    size = text_size(leaf)
    story_of = _stories(paper, leaf, size)
    found: dict[tuple[int, Box | None], list[Line]] = {}
    for line in leaf.lines:
        if not over[0].top - _TOUCH <= line.top < over[0].bottom:
            continue
        above = [
            rule
            for rule in leaf.rules
            if rule.top <= line.top + _TOUCH and rule.left - _TOUCH <= line.x <= rule.right + _TOUCH
        ]
        rule = max(above, key=lambda rule: rule.top, default=None)
        found.setdefault((story_of.get(line.runs[0].mark, -1), rule), []).append(line)
    made = [_block(lines, size, over) for lines in found.values()]
    return sorted(made, key=lambda block: min((line.top, line.x) for line in (*block.head, *block.text)))


def _stories(paper: Paper, leaf: Leaf, size: float) -> dict[int, int]:
    """Which marked content belongs together: from one headline to the next in the order of the structure tree."""
    story, found = 0, {}
    for paragraph in paper.paragraphs:
        runs = [run for page, line in paragraph.lines if page == leaf.number for run in line.runs]
        is_head = paragraph.tag == "H2" or (runs and min(run.size for run in runs) > size + 1)
        story += bool(is_head)
        found.update((run.mark, story) for run in runs)
    return found


def _block(lines: Sequence[Line], size: float, over: Sequence[Box]) -> Block:
    # A byline and a caption are smaller than text and stand above it; a line that says where a story goes on stands
    # below.
    first = min((line.baseline for line in lines if line.of_agency and abs(line.size - size) <= 0.1), default=1e9)
    head = tuple(line for line in lines if line.baseline < first - 1)
    text = tuple(line for line in lines if line not in head)
    homes = [column for line in lines for column in over if column.left - _TOUCH <= line.x < column.right + _TOUCH]
    left, right = min(column.left for column in homes), max(column.right for column in homes)
    return Block(left, right, head, text)


def columns(paper: Paper, leaf: Leaf, count: int, gutter: float = 14.0) -> list[Box]:
    """The columns of the text area, which reaches from the first line between the page's rules to the last one."""
    over = grid(leaf, count, gutter)
    lines = [line for block in blocks(paper, leaf, over) for line in (*block.head, *block.text)]
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    return [Box(column.left, top, column.right, bottom) for column in over]


def fill(paper: Paper, leaf: Leaf, over: Sequence[Box], hole: float = ONE_LINE) -> list[float]:
    """The share of each column's height that is covered, from 0 to 1.

    A line covers its room, from four fifths of its size above the baseline to one fifth below it; a line of text does
    so in its own column, a line of a head across the whole width of its block, a rule and a drawing where they are.
    Of a gap between two such things, or at either end of the column, what exceeds `hole` points is empty. With `hole`
    at its usual value, the gaps between lines, around heads and between blocks cost nothing and any missing line does;
    with 0 every gap counts, leading included. How far a line reaches to the right is not asked: the last of a
    paragraph, and all that are not justified, end early.
    """
    found = blocks(paper, leaf, over)
    shares = []
    for column in over:
        covered = sorted(
            (max(box.top, column.top), min(box.bottom, column.bottom))
            for box in (*_covers(found), *leaf.rules, *leaf.drawings)
            if _overlap(box, column) and box.bottom > column.top and box.top < column.bottom
        )
        empty, reached = 0.0, column.top
        for top, bottom in [*covered, (column.bottom, column.bottom)]:
            empty += max(0.0, top - reached - hole)
            reached = max(reached, bottom)
        shares.append(1 - empty / (column.bottom - column.top))
    return shares


def _covers(found: Sequence[Block]) -> Iterator[Box]:
    for block in found:
        for line in block.head:
            yield Box(block.left, line.top, block.right, line.bottom)
        for line in block.text:
            yield Box(line.x, line.top, max(line.box.right, line.x + 1), line.bottom)


def _overlap(box: Box, column: Box) -> bool:
    """Whether they share more than a touch of width. An edge between columns is none of either's."""
    return min(box.right, column.right) - max(box.left, column.left) > min(_TOUCH, 0.5 * (box.right - box.left))


def widows_and_orphans(paper: Paper) -> list[Fault]:
    """Paragraphs of which one line alone stands in a column, and headings with nothing below them in theirs."""
    faults = []
    for paragraph in paper.paragraphs:
        if paragraph.tag != "P":
            continue
        parts = _by_column(paragraph)
        if len(parts) > 1:
            faults += [
                Fault(page, "orphan" if at == 0 else "widow", lines[0].text)
                for at, (page, lines) in enumerate(parts)
                if len(lines) == 1
            ]
    return faults + [fault for leaf in paper.leaves for fault in _stranded(paper, leaf)]


def _by_column(paragraph: Paragraph) -> list[tuple[int, list[Line]]]:
    """Its lines, parted where the next one stands on another page or above the last one."""
    parts: list[tuple[int, list[Line]]] = []
    for page, line in paragraph.lines:
        goes_on = parts and parts[-1][0] == page and line.baseline >= parts[-1][1][-1].baseline - 1
        if goes_on and abs(line.baseline - parts[-1][1][-1].baseline) < 1:
            continue  # the rest of a line
        if goes_on:
            parts[-1][1].append(line)
        else:
            parts.append((page, [line]))
    return parts


def _stranded(paper: Paper, leaf: Leaf) -> Iterator[Fault]:
    size = text_size(leaf)
    for block in blocks(paper, leaf, grid(leaf, 1)):
        for one, after in pairwise([*block.text, None]):
            is_heading = one is not None and "SemiBold" in one.font and abs(one.size - size) < 0.1
            if one and is_heading and (after is None or after.baseline < one.baseline):
                yield Fault(leaf.number, "stranded heading", one.text)


def overfull(paper: Paper, leaf: Leaf, over: Sequence[Box]) -> list[Fault]:
    """Text that is drawn outside of its column, its block or the page's rules, or over other text."""
    faults = []
    for block in blocks(paper, leaf, grid(leaf, len(over))):
        for line in block.head:
            touch = max(_TOUCH, 0.07 * line.size)  # the head stroke of Devanagari begins before its letter
            if line.box.right > block.right + touch or line.box.left < block.left - touch:
                faults.append(Fault(leaf.number, "head outside its block", line.text))
        for line in block.text:
            home = [column for column in over if column.left - _TOUCH <= line.box.left < column.right]
            if not home or line.box.right > home[0].right + _TOUCH:
                faults.append(Fault(leaf.number, "text outside its column", line.text))
    edge = grid(leaf, 1)[0]
    faults += [
        Fault(leaf.number, "text over the foot", line.text)
        for line in leaf.lines
        if line.top < edge.bottom < line.bottom
    ]
    lines = sorted((line for line in leaf.lines if line.text.strip()), key=lambda line: line.top)
    for at, one in enumerate(lines):
        for other in takewhile(lambda other, end=one.bottom: other.top < end, lines[at + 1 :]):  # type: ignore[misc]
            if _collide(one, other):
                faults.append(Fault(leaf.number, "text over text", other.text))
    return faults


def _collide(one: Line, other: Line) -> bool:
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    wide = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return high > 1.5 and wide > 1.5


def jumps(paper: Paper, continued_on: str, continued_from: str, digits: str = "0123456789") -> list[Jump]:
    """Every line that leads a reader on or back, by the two sentences of the words ("Continued on page {page}")."""
    found = []
    plain = str.maketrans(digits, "0123456789") if digits else {}
    for goes_on, sentence in ((True, continued_on), (False, continued_from)):
        pattern = re.compile(re.escape(sentence).replace(re.escape("{page}"), "([0-9]+)"))
        for leaf in paper.leaves:
            for block in blocks(paper, leaf, grid(leaf, 1)):
                for line in (*block.head, *block.text):
                    if hit := pattern.search(" ".join(line.text.translate(plain).split())):
                        found.append(
                            Jump(leaf.number, goes_on, int(hit[1]), _letters(block.title), _leads_to(leaf, line))
                        )
    return found


def _letters(title: str) -> str:
    """A headline without what depends on where its lines end: spaces, and hyphens, which readers tell in many ways."""
    return re.sub("[\\s\x02\xad\ufffe-]", "", title)


def _leads_to(leaf: Leaf, line: Line) -> int:
    x, y = (line.box.left + line.box.right) / 2, line.baseline - 0.3 * line.size
    return next((link.page for link in leaf.links if link.page and link.box.holds(x, y)), 0)


def wrong_jumps(found: Sequence[Jump]) -> list[Jump]:
    """Those that do not lead where they say, or have no counterpart there for the same story."""
    ways = {(jump.page, jump.goes_on, jump.other, jump.title) for jump in found}
    return [
        jump
        for jump in found
        if jump.link != jump.other or (jump.other, not jump.goes_on, jump.page, jump.title) not in ways
    ]
