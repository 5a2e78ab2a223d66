"""Turn a text into its words, each in a form that can be compared with the words of another story.

Letters keep their vowel signs, so that a Devanagari word is one word (`\\w` alone would break it at every matra).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .inflection import folded
from .stop_words import primary, stop_words


class Word(NamedTuple):
    """One word of a text. `surface` stands at code point `at` of the text, as it is written there.

    `form` is what is compared; `name` whether it is part of a name (its capital is not that of a sentence or headline);
    `stop` whether it says nothing of the subject; `starts` whether a sentence or quotation begins with it.
    """

    form: str
    surface: str
    name: bool
    stop: bool
    at: int
    starts: bool = False

    @property
    def end(self) -> int:
        """Where the text goes on after it."""
        return self.at + len(self.surface)


def _ranges(signs: list[int]) -> str:
    """A character class of these code points."""
    parts: list[tuple[int, int]] = []
    for sign in signs:
        if parts and sign == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], sign)
        else:
            parts.append((sign, sign))
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in parts)


# Marks of the scripts below U+3000, which hold every Indic one, and the joiners that stand inside their words.
_MARKS = _ranges([sign for sign in range(0x300, 0x3000) if unicodedata.category(chr(sign))[0] == "M"]) + "\u200c\u200d"
_LETTER = rf"[^\W_{_MARKS}][^\W_]*(?:[{_MARKS}]+[^\W_]*)*"
_WORD = re.compile(rf"\d+(?:[,.]\d+)+|(?:[^\W\d_]\.){{2,}}|{_LETTER}(?:['’]{_LETTER})*")
_BREAK = re.compile(r"[.!?।॥:\n\"“”«»‘(\[–—]|--|^'|\s'")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st gen sen gov rep lt col sgt prof rev capt maj smt shri jr sr no vs hon adm brig cpl supt".split()
)
# Capitals that name no one: they would join names that have nothing to do with each other.
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".split()
)
_PLAIN_CAPITALS = _CALENDAR | frozenset("i mr mrs ms dr am pm gmt ist smt shri rs".split())
_HEADLINE_SHARE = 0.85
_LONGEST = 64
"""A longer run of letters is no word (encoded bytes, an address): its form is cut, its surface is not."""


def words(text: str, language: str) -> list[Word]:
    """The words of `text` in order, stop words among them and marked."""
    stops = stop_words(language)
    tongue = primary(language)
    found = _found(text)
    told = _capitals_tell(found, stops)
    named = _named(found, stops) if told else frozenset()
    result: list[Word] = []
    for index, (surface, at, starts) in enumerate(found):
        form, lower = _form(surface, tongue)
        # "US", "WHO", "IT" in a text with small letters are not the pronouns they look like.
        stop = lower in stops and not (told and surface.isupper() and len(surface) in (2, 3) and not starts)
        stop = stop or (len(form) < 2 and form.isascii() and not form.isdigit())
        name = told and not stop and surface[0].isupper() and lower not in _PLAIN_CAPITALS
        if name and starts:
            shouted = len(surface) > 2 and surface.isupper()  # a dateline, or an acronym
            name = shouted or without_possessive(surface).lower() in named or _opens_name(found, index)
        result.append(Word(form, surface, name, stop, at, starts))
    return result


def form_of(word: str, language: str) -> str:
    """The comparable form of one word."""
    return _form(word, primary(language))[0]


def is_possessive(surface: str) -> bool:
    """Whether the word ends in an English 's."""
    return surface[-2:] in ("'s", "’s", "'S", "’S")


def without_possessive(surface: str) -> str:
    """The word without an English 's."""
    return surface[:-2] if is_possessive(surface) else surface


def _found(text: str) -> list[tuple[str, int, bool]]:
    """Every word with where it stands and whether something begins with it."""
    found: list[tuple[str, int, bool]] = []
    end = 0
    before = ""
    for match in _WORD.finditer(text):
        at = match.start()
        gap = text[end:at]
        starts = gap != " " and (not found or (_BREAK.search(gap) is not None and not _abbreviated(before, gap)))
        found.append((match[0], at, starts))
        before, end = match[0], match.end()
    return found


def _abbreviated(before: str, gap: str) -> bool:
    """Whether the full stop belongs to "Mr." or an initial rather than to a sentence."""
    if gap == " ":
        return True
    return gap == ". " and (before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper()))


def _capitals_tell(found: list[tuple[str, int, bool]], stops: frozenset[str]) -> bool:
    """False for a text that writes nearly every word with a capital, as headlines do: they mark no names then."""
    inside = [one for one, _, starts in found if not starts and one[0].isalpha() and one.lower() not in stops]
    capital = sum(1 for one in inside if one[0].isupper())
    return capital < _HEADLINE_SHARE * len(inside)


def _named(found: list[tuple[str, int, bool]], stops: frozenset[str]) -> frozenset[str]:
    """Words that have a capital where no sentence begins."""
    return frozenset(
        without_possessive(surface).lower()
        for surface, _, starts in found
        if not starts and surface[0].isupper() and surface.lower() not in stops
    )


def _opens_name(found: list[tuple[str, int, bool]], index: int) -> bool:
    """Whether the next word, a space away, has a capital too: "Valery Gerasimov said"."""
    if index + 1 >= len(found):
        return False
    surface, at, _ = found[index]
    following, start, starts = found[index + 1]
    return not starts and following[0].isupper() and start == at + len(surface) + 1


@lru_cache(maxsize=1 << 16)
def _form(surface: str, language: str) -> tuple[str, str]:
    """The comparable form, and the word in small letters."""
    lower = surface.lower().replace("’", "'")
    if lower[0].isdecimal() and "'" not in lower:
        return _number(lower), lower
    plain = without_possessive(lower).replace("'", "").replace(".", "")[:_LONGEST]
    if not plain.isascii():
        plain = _plain_letters(plain)
    return folded(plain, language), lower


def _number(lower: str) -> str:
    """Digits of any script as ASCII ones, without the commas of thousands or lakhs."""
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in lower.replace(",", ""))
    return plain[:_LONGEST]


@lru_cache(maxsize=1 << 14)
def _plain_letters(word: str) -> str:
    """Without accents, nukta and joiners; candrabindu as anusvara: spellings of one word meet."""
    parts = unicodedata.normalize("NFKD", word)
    kept = [sign for sign in parts if not ("\u0300" <= sign <= "\u036f" or sign in "\u093c\u200c\u200d")]
    plain = "".join(kept).replace("ँ", "ं").casefold()
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)
    return unicodedata.normalize("NFC", digits)
