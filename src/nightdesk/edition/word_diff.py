"""What changed between two versions of a text, word by word.

Blocks are aligned first, then the words of blocks that belong together. A word is what stands between spaces, without
the points at its edges: Devanagari letters and their signs are never parted. Each comparison fills a table of bounded
size, so the time is bounded for any text; what would not fit is shown as whole blocks.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from ..terms.version_text import VersionText

MOST_CELLS = 160_000
"""Of the table for one comparison: 400 words against 400."""

MOST_CELLS_IN_ALL = 800_000
"""Of all tables of one difference: about a quarter of a second."""

_MOST_PAIRS = 400
_MOST_WORDS_TO_PAIR = 2_000
_ALIKE = 0.4
_EDGE = "\"'“”‘’«»‹›()[]{}.,;:!?…।॥—–、。،؛؟۔*"
_ISLAND = 4


class Piece(msgspec.Struct, frozen=True):
    """A stretch of words that both versions have, that only the older has, or only the newer."""

    kind: Literal["same", "gone", "new"]
    text: str


class BlockChange(msgspec.Struct, frozen=True):
    """A block that differs. One kind of piece alone, "gone" or "new": the block was struck or added whole."""

    pieces: tuple[Piece, ...]

    @property
    def letters(self) -> int:
        """How long it is in print."""
        return sum(len(piece.text) for piece in self.pieces)


class WordDiff(msgspec.Struct, frozen=True, kw_only=True):
    """`headline` is empty where it is the same; `same_blocks` counts the blocks that are left out as unchanged.

    `by_words` is False where the texts were too large or too different to be compared word by word throughout.
    """

    headline: BlockChange | None
    blocks: tuple[BlockChange, ...]
    same_blocks: int
    by_words: bool

    @property
    def is_empty(self) -> bool:
        """No word differs."""
        return self.headline is None and not self.blocks

    @property
    def letters(self) -> int:
        """How long it is in print."""
        return sum(block.letters for block in (*self.blocks, *([self.headline] if self.headline else [])))


@lru_cache(maxsize=256)  # the page of corrections is made again with each kill, and must not be what it waits for
def word_diff(before: VersionText, after: VersionText) -> WordDiff:
    """The difference. Without its gone pieces each block reads as in `after`, without its new ones as in `before`."""
    work = _Work()
    headline = None
    if before.headline != after.headline:
        headline = _changed(before.headline, after.headline, work)
    blocks, same = _blocks(before.blocks, after.blocks, work)
    return WordDiff(headline=headline, blocks=blocks, same_blocks=same, by_words=not work.refused)


class _Work:
    """Counts the cells of tables, and refuses what would be too many."""

    __slots__ = ("left", "refused")

    def __init__(self) -> None:
        self.left = MOST_CELLS_IN_ALL
        self.refused = False

    def allows(self, cells: int) -> bool:
        if cells > MOST_CELLS or cells > self.left:
            self.refused = True
            return False
        self.left -= cells
        return True


def _blocks(before: Sequence[str], after: Sequence[str], work: _Work) -> tuple[tuple[BlockChange, ...], int]:
    changes: list[BlockChange] = []
    matches = _matches(before, after, work)
    old, new = 0, 0
    for old_at, new_at in (*matches, (len(before), len(after))):
        changes += _gap(before[old:old_at], after[new:new_at], work)
        old, new = old_at + 1, new_at + 1
    return tuple(changes), len(matches)


def _gap(gone: Sequence[str], came: Sequence[str], work: _Work) -> list[BlockChange]:
    """Blocks of one place that differ: those that are alike as one change, the others struck or added whole."""
    changes: list[BlockChange] = []
    old, new = 0, 0
    for old_at, new_at in (*_pairs(gone, came), (len(gone), len(came))):
        changes += [_whole("gone", block) for block in gone[old:old_at]]
        changes += [_whole("new", block) for block in came[new:new_at]]
        if old_at < len(gone):
            changes.append(_changed(gone[old_at], came[new_at], work))
        old, new = old_at + 1, new_at + 1
    return changes


def _whole(kind: Literal["gone", "new"], text: str) -> BlockChange:
    return BlockChange((Piece(kind, text),))


def _pairs(gone: Sequence[str], came: Sequence[str]) -> list[tuple[int, int]]:
    """Which blocks belong together, in order: the choice with the most words in common."""
    if len(gone) * len(came) > _MOST_PAIRS:
        return [(at, at) for at in range(len(gone))] if len(gone) == len(came) else []
    bags = [Counter(block.split(" ", _MOST_WORDS_TO_PAIR)) for block in gone]
    others = [Counter(block.split(" ", _MOST_WORDS_TO_PAIR)) for block in came]
    likeness = [[_likeness(bag, other) for other in others] for bag in bags]
    best = [[0.0] * (len(came) + 1) for _ in range(len(gone) + 1)]
    for old in reversed(range(len(gone))):
        for new in reversed(range(len(came))):
            paired = likeness[old][new] + best[old + 1][new + 1] if likeness[old][new] >= _ALIKE else 0.0
            best[old][new] = max(paired, best[old + 1][new], best[old][new + 1])
    pairs: list[tuple[int, int]] = []
    old = new = 0
    while old < len(gone) and new < len(came):
        if likeness[old][new] >= _ALIKE and best[old][new] == likeness[old][new] + best[old + 1][new + 1]:
            pairs.append((old, new))
            old, new = old + 1, new + 1
        elif best[old][new] == best[old + 1][new]:
            old += 1
        else:
            new += 1
    return pairs


def _likeness(one: "Counter[str]", other: "Counter[str]") -> float:
    """The share of words in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _changed(before: str, after: str, work: _Work) -> BlockChange:
    """One block in two versions; as a whole struck and a whole added one where words would be too many."""
    if not before or not after:
        return _whole("gone", before) if before else _whole("new", after)
    old_words, new_words = _words(before), _words(after)
    matches = _matches([word for _, word in old_words], [word for _, word in new_words], work)
    matches = _without_islands(matches, new_words, len(old_words))
    pieces: list[Piece] = []
    old, new = 0, 0
    for old_at, new_at in matches:
        _add(pieces, "gone", _text(old_words[old:old_at]))
        _add(pieces, "new", _text(new_words[new:new_at]))
        (old_space, _), (new_space, word) = old_words[old_at], new_words[new_at]
        if old_space == new_space:
            _add(pieces, "same", new_space + word)
        else:
            _add(pieces, "gone" if old_space else "new", " ")
            _add(pieces, "same", word)
        old, new = old_at + 1, new_at + 1
    _add(pieces, "gone", _text(old_words[old:]))
    _add(pieces, "new", _text(new_words[new:]))
    return BlockChange(tuple(pieces))


_Word = tuple[str, str]
"""The space before it, or "", and the word."""


def _words(text: str) -> list[_Word]:
    """The words and the points at their edges, in order; together with their spaces they are the text again."""
    words: list[_Word] = []
    for number, chunk in enumerate(text.split(" ")):
        space = " " if number else ""
        inner = chunk.strip(_EDGE)
        if not inner:
            words.append((space, chunk))
            continue
        start = chunk.index(inner)
        parts = (chunk[:start], inner, chunk[start + len(inner) :])
        for part in filter(None, parts):
            words.append((space, part))
            space = ""
    return words


def _matches(before: Sequence[str], after: Sequence[str], work: _Work) -> list[tuple[int, int]]:
    """The longest common subsequence as pairs of places; what both begin and end with is taken without a table."""
    start = 0
    least = min(len(before), len(after))
    while start < least and before[start] == after[start]:
        start += 1
    end = 0
    while end < least - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    inner = _table_matches(old, new) if old and new and work.allows(len(old) * len(new)) else []
    head = [(at, at) for at in range(start)]
    tail = [(len(before) - at, len(after) - at) for at in range(end, 0, -1)]
    return [*head, *((start + one, start + other) for one, other in inner), *tail]


def _table_matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    rows = [[0] * (len(new) + 1)]
    for word in reversed(old):
        below, row = rows[-1], [0] * (len(new) + 1)
        for at in range(len(new) - 1, -1, -1):
            if new[at] == word:
                row[at] = below[at + 1] + 1
            else:
                down, across = below[at], row[at + 1]
                row[at] = down if down >= across else across
        rows.append(row)
    rows.reverse()
    matches: list[tuple[int, int]] = []
    one = other = 0
    while one < len(old) and other < len(new):
        if old[one] == new[other]:
            matches.append((one, other))
            one, other = one + 1, other + 1
        elif rows[one + 1][other] >= rows[one][other + 1]:
            one += 1
        else:
            other += 1
    return matches


def _without_islands(matches: list[tuple[int, int]], words: list[_Word], old_length: int) -> list[tuple[int, int]]:
    """Drop runs of a few letters between two changes: a lone "of" in common makes a changed sentence unreadable."""
    kept: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for pair in (*matches, (old_length, len(words))):
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            kept += run if not kept and run[0] == (0, 0) else _if_long(run, words)
            run = []
        run.append(pair)
    return kept + run[:-1] if run else kept


def _if_long(run: list[tuple[int, int]], words: list[_Word]) -> list[tuple[int, int]]:
    return run if sum(len(words[at][1]) for _, at in run) >= _ISLAND else []


def _text(words: Sequence[_Word]) -> str:
    return "".join(space + word for space, word in words)


def _add(pieces: list[Piece], kind: Literal["same", "gone", "new"], text: str) -> None:
    if text and pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    elif text:
        pieces.append(Piece(kind, text))
