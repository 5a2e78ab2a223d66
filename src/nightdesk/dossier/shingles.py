"""What a text keeps of its wording: a hash of each run of three words, and which figure stood in which place."""

import re
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ..errors import StoreError

Hashes = NDArray[np.uint32]
Figures = NDArray[np.uint64]

RUN = 3
"""Words in a shingle. Two agencies' versions of one text share runs of three even where every tenth word is changed."""

LEAD = 32
"""So many shingles from the top are always indexed: agencies trim from the bottom."""

KEPT_WHOLE = 96
"""A text of no more shingles is indexed by all of them."""

SAMPLE = 8
"""Of a longer one, beside its lead, one shingle in so many is indexed."""

MOST_WORDS = 2_048
"""What stands further down is not compared."""

MOST_TITLE = 40
"""Words of a headline that count."""

_MOST_CHARACTERS = 40 * MOST_WORDS
_WORD = re.compile(
    r"\d+(?:[.,:/-]\d+)*"  # a figure whole: 1,250.5 and 19-3/8 and 10:30
    r"|(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d])+"
)
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve",
    "एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह",
    "एक दोन तीन चार पाच सहा सात आठ नऊ दहा अकरा बारा",
)
NUMBERS = MappingProxyType({word: str(n) for row in _NUMBER_WORDS for n, word in enumerate(row.split(), 1)})
"""Figures that are written as words: "two billion" in one report of a series, "2.5 billion" in the next."""

_JOINERS = {0x200C: None, 0x200D: None, ord(","): None}
_A, _B, _C, _D = (
    np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xFF51AFD7ED558CCD)
)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_WORD_BITS = 0xFFFFFFFF
_FIGURE = np.uint64(0x23)
_HEAD = struct.Struct("<BHHH")
_FORMAT = 1


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """`runs`: a hash of every three words in a row, in order; `title` hashes of the headline's words.

    `figures` hold a place (a hash of the words on both sides) in the upper half and the figure's own hash in the lower:
    the same place with another figure is another fact. `at` says which word each is.
    """

    runs: Hashes
    title: Hashes
    figures: Figures
    at: NDArray[np.uint16]

    @property
    def words(self) -> int:
        """How many words are compared; 0 for a text without a run of three."""
        return len(self.runs) + RUN - 1 if len(self.runs) else 0

    def indexed(self) -> Hashes:
        """The shingles under which this text is found; sorted, each once."""
        shingles = np.unique(self.runs)
        if len(shingles) <= KEPT_WHOLE:
            return shingles
        return np.union1d(self.runs[:LEAD], shingles[shingles % SAMPLE == 0])


def sketch(title: str, text: str, language: str) -> Sketch:
    """The sketch of a story. Those in two languages have nothing in common: `language` (primary tag) is hashed in."""
    seed = zlib.crc32(language.partition("-")[0].lower().encode())
    words = np.array([_hashed(word, seed) for word in _words(text)[:MOST_WORDS]], np.uint64)
    is_figure = words > _LOW
    words &= _LOW
    heading = np.array([_hashed(word, seed) & _WORD_BITS for word in _words(title)[:MOST_TITLE]], np.uint32)
    at = np.flatnonzero(is_figure)
    return Sketch(_runs(words), np.unique(heading), _figures(words, is_figure, at), at.astype(np.uint16))


def places_of(figures: Figures) -> Hashes:
    """Where each figure stands."""
    return (figures >> _HALF).astype(np.uint32)


def numbers_of(figures: Figures) -> Hashes:
    """Each figure itself."""
    return (figures & _LOW).astype(np.uint32)


def _words(text: str) -> list[str]:
    """The words of `text`, without their case."""
    plain = text[:_MOST_CHARACTERS]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    return _WORD.findall(plain.casefold())


@lru_cache(maxsize=1 << 16)
def _hashed(word: str, seed: int) -> int:
    """A word's hash in 32 bits; a bit above them says that it is a figure."""
    form = _form(word)
    return zlib.crc32(form.encode(), seed) | (form[0].isdigit() << 32)


def _form(word: str) -> str:
    """Figures lose their commas and their script, small ones their letters: 1,250 and १,२५० are 1250, "two" is 2."""
    plain = word.translate(_JOINERS) or "-"
    if not plain[0].isdigit():
        return NUMBERS.get(plain, plain)
    return "".join(str(unicodedata.digit(sign, 0)) if sign.isdigit() else sign for sign in plain)


def _mixed(value: NDArray[np.uint64]) -> Hashes:
    value = (value ^ (value >> _HALF)) * _D
    return ((value ^ (value >> _HALF)) & _LOW).astype(np.uint32)


def _runs(words: NDArray[np.uint64]) -> Hashes:
    if len(words) < RUN:
        return np.empty(0, np.uint32)
    return _mixed(words[:-2] * _A + words[1:-1] * _B + words[2:] * _C)


def _figures(words: NDArray[np.uint64], is_figure: NDArray[np.bool_], at: NDArray[np.int64]) -> Figures:
    """Each figure with its place, in order. Beside a figure another figure counts as just that."""
    masked = np.concatenate(([_FIGURE], np.where(is_figure, _FIGURE, words), [_FIGURE])).astype(np.uint64)
    place = _mixed(masked[at] * _A + masked[at + 2] * _C).astype(np.uint64)
    return place << _HALF | words[at]


def pack(made: Sketch) -> bytes:
    """The sketch as the ledger keeps it: four bytes a word, ten more a figure."""
    head = _HEAD.pack(_FORMAT, len(made.runs), len(made.title), len(made.figures))
    parts = ((made.runs, "<u4"), (made.title, "<u4"), (made.figures, "<u8"), (made.at, "<u2"))
    return head + b"".join(part.astype(kind).tobytes() for part, kind in parts)


def unpack(blob: bytes) -> Sketch:
    """The sketch that `pack` wrote. Raises StoreError where the bytes are something else."""
    if len(blob) < _HEAD.size or blob[0] != _FORMAT:
        raise StoreError("the sketch of a story is of another version: run `nightdesk rebuild --library`")
    _, runs, title, figures = _HEAD.unpack_from(blob)
    if len(blob) != _HEAD.size + 4 * (runs + title) + 10 * figures:
        raise StoreError("the sketch of a story is cut short: run `nightdesk rebuild --library`")
    hashes = np.frombuffer(blob, "<u4", runs + title, _HEAD.size).astype(np.uint32)
    at = _HEAD.size + 4 * (runs + title)
    return Sketch(
        hashes[:runs],
        hashes[runs:],
        np.frombuffer(blob, "<u8", figures, at).astype(np.uint64),
        np.frombuffer(blob, "<u2", figures, at + 8 * figures).astype(np.uint16),
    )
