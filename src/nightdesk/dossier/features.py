"""What the library keeps of a story: its distinct terms with how often and where they stand, in some two kilobytes.

A term is a word in its comparable form, or a name of two to five words in a row. It is kept as a 64-bit number made
from its letters alone, so that the same story has the same features on every machine and after every restart.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import msgspec
import numpy as np
import numpy.typing as npt

from ..errors import StoreError
from ..terms.cutting import Cutting
from .stop_words import primary
from .titles import TITLES
from .words import Word, is_possessive, without_possessive, words

TITLE, LEAD, NAME, PHRASE, NUMBER = 1, 2, 4, 8, 16
"""Marks of a term: stands in the headline; in the lead; is part of a name; is a name of several words; is a number."""

_LEAD_WORDS = 60
_MOST_TERMS = 600
_MOST_WORDS = 20_000
_LONGEST_NAME = 5
_JOINS_NAME = frozenset({" ", "-", ". "})
"""What may stand between the words of one name, where no sentence begins: "J. Robert Oppenheimer", "Abu-Bakr"."""

_NOT_OF_NAMES = TITLES - {"st", "saint", "king", "prince", "general", "major", "lady"}
"""Titles end a name: "Director Jon Marsh" is Jon Marsh. Those of places and bodies stay: St Alban, General Motors."""

_VERSION = 1
_HEAD = struct.Struct("<BHId")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Features:
    """A story as the library sees it: one row of each array a term, in order of first appearance, headline first.

    `checks` are 16 bits of the term as the story first writes it: two stories that share a term but not its check
    write it differently ("election", "elections").
    """

    id: str
    language: str
    section: str
    time: float
    words: int
    keys: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.uint8]
    marks: npt.NDArray[np.uint8]
    checks: npt.NDArray[np.uint16]


class Term(msgspec.Struct, frozen=True):
    """One term as the text writes it: `surface` in its own letters, `form` comparable, `mark` where and what it is."""

    key: int
    form: str
    surface: str
    mark: int

    @property
    def check(self) -> int:
        """See `Features.checks`."""
        return check_of(self.surface)


def features_of(cutting: Cutting) -> Features:
    """The features of one story."""
    language = primary(cutting.language)
    counts: dict[int, int] = {}
    marks: dict[int, int] = {}
    checks: dict[int, int] = {}
    length = 0
    for term in terms_of(cutting):
        key = term.key
        if key in counts:
            counts[key] += 1
            marks[key] |= term.mark
        elif len(counts) < _MOST_TERMS:
            counts[key], marks[key], checks[key] = 1, term.mark, term.check
        length += not term.mark & PHRASE
    return Features(
        id=cutting.id,
        language=language,
        section=cutting.section,
        time=cutting.time,
        words=length,
        keys=np.fromiter(counts, np.uint64, len(counts)),
        counts=np.minimum(np.fromiter(counts.values(), np.uint32, len(counts)), 255).astype(np.uint8),
        marks=np.fromiter(marks.values(), np.uint8, len(marks)),
        checks=np.fromiter(checks.values(), np.uint16, len(checks)),
    )


def terms_of(cutting: Cutting) -> Iterator[Term]:
    """Every term where it stands: those of the headline, then those of the text; a name of several words after them."""
    body = words(cutting.text[: _MOST_WORDS * 8], cutting.language)[:_MOST_WORDS]
    names = frozenset(word.form for word in body if word.name)
    head = words(cutting.title, cutting.language)
    yield from _terms(head, cutting.title, names, TITLE, TITLE)
    lead, rest = body[:_LEAD_WORDS], body[_LEAD_WORDS:]
    yield from _terms(lead, cutting.text, names, LEAD, LEAD)
    yield from _terms(rest, cutting.text, names, 0, 0)


def _terms(found: list[Word], text: str, names: frozenset[str], mark: int, phrase_mark: int) -> Iterator[Term]:
    """A headline in capitals marks no names itself; a word that the text uses as a name is one there too."""
    for word in found:
        if word.stop:
            continue
        form = word.form
        own = mark | (NAME if word.name or form in names else NUMBER if form[0].isdigit() else 0)
        yield Term(key_of(form), form, without_possessive(word.surface), own)
    for row in _name_rows(found, text):
        for size in range(2, len(row) + 1):
            if size not in (2, len(row)):
                continue
            for first in range(len(row) - size + 1):
                part = row[first : first + size]
                form = " ".join(word.form for word in part)
                surface = without_possessive(text[part[0].at : part[-1].end])
                yield Term(key_of(form), form, surface, phrase_mark | PHRASE | NAME)


def _name_rows(found: list[Word], text: str) -> Iterator[list[Word]]:
    """Names in a row with nothing between them: "Valery Gerasimov"."""
    row: list[Word] = []
    for word in found:
        if row and len(row) < _LONGEST_NAME and _goes_on(row[-1], word, text):
            row.append(word)
            continue
        if len(row) > 1:
            yield row
        row = [word] if word.name and word.surface.lower() not in _NOT_OF_NAMES else []
    if len(row) > 1:
        yield row


def _goes_on(last: Word, word: Word, text: str) -> bool:
    ends = word.starts or not word.name or is_possessive(last.surface) or word.surface.lower() in _NOT_OF_NAMES
    return not ends and text[last.end : word.at] in _JOINS_NAME


@lru_cache(maxsize=1 << 17)
def key_of(form: str) -> int:
    """The number of a term."""
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 17)
def check_of(surface: str) -> int:
    """Sixteen bits of a term as written, its case aside."""
    return int.from_bytes(blake2b(surface.lower().encode(), digest_size=2).digest(), "little")


def pack(features: Features) -> bytes:
    """As the ledger keeps them."""
    texts = b"\0".join(part.encode() for part in (features.id, features.language, features.section))
    head = _HEAD.pack(_VERSION, len(texts), features.words, features.time)
    keys, checks = features.keys.astype("<u8", copy=False), features.checks.astype("<u2", copy=False)
    return head + texts + b"".join(part.tobytes() for part in (keys, features.counts, features.marks, checks))


def unpack(packed: bytes) -> Features:
    """What `pack` was given. Raises StoreError on bytes it did not make."""
    if len(packed) < _HEAD.size or packed[0] != _VERSION:
        raise StoreError("the features of a story are of another version: run `nightdesk rebuild --library`")
    _, size, word_count, time = _HEAD.unpack_from(packed)
    start = _HEAD.size + size
    count, odd = divmod(len(packed) - start, 12)
    texts = packed[_HEAD.size : start].decode().split("\0")
    if odd or count < 0 or len(texts) != 3:
        raise StoreError("the features of a story are cut short: run `nightdesk rebuild --library`")
    return Features(
        id=texts[0],
        language=texts[1],
        section=texts[2],
        time=time,
        words=word_count,
        keys=np.frombuffer(packed, "<u8", count, start),
        counts=np.frombuffer(packed, np.uint8, count, start + 8 * count),
        marks=np.frombuffer(packed, np.uint8, count, start + 9 * count),
        checks=np.frombuffer(packed, "<u2", count, start + 10 * count),
    )
