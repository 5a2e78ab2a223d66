"""How much of one story's wording another repeats, and whether that makes it the same story, a version, or a loan.

Three things tell a repeated text from a recurring report in the same words: figures that stand in one place in both
but differ, words that nobody else uses, and passages without a break.
"""

from dataclasses import dataclass
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from .shingles import LEAD, RUN, Figures, Hashes, Sketch, numbers_of, places_of

Kind = Literal["same", "version", "shares"]

SAME = 0.60
"""So much of the shorter text in the other: one story. From there down to `SHARES`: one borrowed from the other."""

SHARES = 0.38
WORTH = 0.25
"""Below this share of the shorter text's shingles no story is compared whole."""

SHORTEST = 3
"""Rare shingles in common without which nothing is said: five words in a row that hardly anybody else has."""

RARE = 8
"""Where more stories than these (copies of the other not counted) hold a run of words, it is a stock phrase."""

_PASSAGE = 10
_SHORT, _BRIEF, _TINY = 60, 40, 25
_GAP, _TAIL = 12, 16
_SECONDS_SAME = 3 * 86_400
"""A text that returns after three days is a recurring report or a background piece, not the same story."""


class Likeness(msgspec.Struct, frozen=True):
    """What a story repeats of the earlier story `other`; `containment` is the share of the shorter text."""

    other: str
    kind: Kind
    containment: float

    @property
    def reason(self) -> str:
        """For `trace`."""
        said = {"same": "the same story as", "version": "a new version of", "shares": "shares text with"}[self.kind]
        return f"{said} {self.other}: {self.containment:.0%} of the shorter text's wording is in the other"


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """An earlier story as it is compared with later ones: sets of hashes, sorted, each once."""

    id: str
    agency: str
    time: float
    shingles: Hashes
    lead: Hashes
    title: Hashes
    figures: Figures
    words: int
    density: float


def copy_of(id: str, made: Sketch, time: float, agency: str) -> Copy:
    """The story as later ones see it."""
    return Copy(
        id=id,
        agency=agency,
        time=time,
        shingles=np.unique(made.runs),
        lead=np.unique(made.runs[:LEAD]),
        title=made.title,
        figures=np.unique(made.figures),
        words=made.words,
        density=len(made.figures) / max(1, made.words),
    )


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a new text and an earlier one have in common, as numbers. Lengths in shingles unless they say words."""

    shorter: int
    longer: int
    common: int
    covered_words: float
    """Share of the new text's words that stand in a common shingle."""
    passages: int
    """Common shingles in unbroken passages."""
    longest: int
    places: int
    """Places with a figure that both texts have."""
    agreeing: int
    """Of these, where the figure is the same."""
    known: int
    """Figures of the new text, in or between common passages, that the other has too."""
    strange: int
    """The same, but the other lacks them."""


def within(some: NDArray[Any], all_sorted: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of `some` are among `all_sorted`: a third of the time of np.isin, and this is asked most."""
    if not len(all_sorted):
        return np.zeros(len(some), np.bool_)
    at = np.searchsorted(all_sorted, some)
    at[at == len(all_sorted)] = 0
    found: NDArray[np.bool_] = all_sorted[at] == some
    return found


def in_common(mine: Copy, old: Copy) -> int:
    """How many shingles two stories share."""
    short, long = (mine, old) if len(mine.shingles) <= len(old.shingles) else (old, mine)
    return int(np.count_nonzero(within(short.shingles, long.shingles)))


def overlap(new: Sketch, mine: Copy, old: Copy) -> Overlap:
    """Compare a new story (as sketch and as copy) with an earlier one."""
    common = within(new.runs, old.shingles)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], common.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    lengths = ends - starts
    covered = np.zeros(len(common) + RUN - 1, np.bool_)
    for shift in range(RUN):
        covered[shift : shift + len(common)] |= common
    places = np.unique(places_of(mine.figures))
    agreeing = np.unique(places_of(mine.figures[within(mine.figures, old.figures)]))
    strange, known = _figures(new, old, starts, ends, covered)
    return Overlap(
        shorter=min(len(mine.shingles), len(old.shingles)),
        longer=max(len(mine.shingles), len(old.shingles)),
        common=in_common(mine, old),
        covered_words=float(covered.mean()) if len(covered) else 0.0,
        passages=int(lengths[lengths >= _PASSAGE].sum()),
        longest=int(lengths.max(initial=0)),
        places=int(np.count_nonzero(within(places, places_of(old.figures)))),  # figures are sorted by place
        agreeing=len(agreeing),
        known=known,
        strange=strange,
    )


def _figures(
    new: Sketch, old: Copy, starts: NDArray[np.int64], ends: NDArray[np.int64], covered: NDArray[np.bool_]
) -> tuple[int, int]:
    """Figures of the new text that the other lacks, in short gaps between what they share or soon after its end; and
    those it has. A new dateline or paragraph at the top has figures of its own, and says nothing."""
    if not len(starts) or not len(new.at):
        return 0, 0
    at = new.at.astype(np.int64)
    gaps = np.append(starts[1:], len(new.runs)) - ends
    room = np.full(len(gaps), _GAP)
    room[-1] = _TAIL
    before = np.searchsorted(starts, at, side="right") - 1
    inside = covered[at]
    between = ~inside & (before >= 0) & (gaps <= room)[before]
    has = within(numbers_of(new.figures), np.sort(numbers_of(old.figures)))
    return int((between & ~has).sum()), int(inside.sum() + (between & has).sum())


def judged(found: Overlap, mine: Copy, old: Copy) -> Kind | None:
    """What the overlap means; None where it is chance, a stock phrase or the next report of a series."""
    share = containment(found, mine, old)
    if _other_figures(found, share, mine, old) or share < _needed(found):
        return None
    if share < SAME and found.passages < 0.6 * found.common:
        return None
    if not _near(mine, old) and _next_report(found, share):
        return None
    if share < 0.85 and found.passages < (0.15 if share > 0.7 and found.shorter >= _BRIEF else 0.3) * found.common:
        return None
    if found.shorter < _BRIEF and _other_headline(mine, old):
        return None
    return _kind(found, share, mine, old)


def containment(found: Overlap, mine: Copy, old: Copy) -> float:
    """The share of the shorter text that the other has. Where the new one is the shorter, by words: paragraphs in
    another order break a shingle at each seam, but no word is new."""
    share = found.common / max(1, found.shorter)
    if len(mine.shingles) <= len(old.shingles):
        share = max(share, found.covered_words)
    return share


def _needed(found: Overlap) -> float:
    """Short texts are mostly form: "Qtly div 25 cts vs 25 cts prior. Pay April 24"."""
    if found.shorter < _TINY:
        return 0.9
    if found.shorter >= _SHORT or (found.longest >= 20 and found.passages >= 0.8 * found.common):
        return SHARES
    return SAME


def _other_figures(found: Overlap, share: float, mine: Copy, old: Copy) -> bool:
    """Whether the figures are those of another day: market reports repeat everything else."""
    if share >= 0.9 and not found.strange:
        return found.agreeing < 0.7 * found.places
    table = min(mine.density, old.density) > 0.2
    if found.agreeing < (1.0 if table else 0.7) * found.places:
        return True
    may = 0.05 if table else 0.4 if share >= 0.8 and found.shorter >= _SHORT else 0.25
    return found.strange > may * (found.strange + found.known)


def _other_headline(mine: Copy, old: Copy) -> bool:
    """Two companies' dividends differ in the headline alone. A story without one cannot say."""
    least = min(len(mine.title), len(old.title))
    return least > 0 and int(np.count_nonzero(within(mine.title, old.title))) < 0.5 * least


def _kind(found: Overlap, share: float, mine: Copy, old: Copy) -> Kind:
    if share < SAME or not _near(mine, old):
        return "shares"
    whole = found.common / max(1, found.longer)
    if whole < 0.5 and not _same_top(mine, old):
        return "shares"  # a brief inside a digest, or cut out of one
    more = len(mine.shingles) > len(old.shingles) and found.covered_words < 0.85
    one_sender = mine.agency == old.agency
    if (one_sender and (more or found.strange)) or (more and found.covered_words < 0.5):
        return "version"
    return "same"


def _next_report(found: Overlap, share: float) -> bool:
    """Whether a text days later is the next of a series: some figures are new, or the old words are scattered."""
    if share >= 0.9:
        return False
    if found.shorter < _SHORT and found.passages < 0.8 * found.common:
        return True
    if share >= SAME:
        return found.strange > 0.15 * (found.strange + found.known)
    return found.strange > 0 or found.passages < 0.8 * found.common


def _near(mine: Copy, old: Copy) -> bool:
    return abs(mine.time - old.time) <= _SECONDS_SAME


def _same_top(mine: Copy, old: Copy) -> bool:
    """Whether the shorter of the two begins what the longer begins."""
    short, long = (mine, old) if len(mine.shingles) <= len(old.shingles) else (old, mine)
    shared = int(np.count_nonzero(within(long.lead, short.shingles)))
    return shared >= 0.5 * min(len(long.lead), len(short.shingles))
