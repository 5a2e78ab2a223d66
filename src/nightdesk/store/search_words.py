"""What counts as the same word in a search, and what a reader's line of words asks for.

Both sides of a comparison go through `fold`: letters in lower case and without Latin accents, Devanagari and Urdu in
one spelling of what the eye hardly tells apart, English plurals and possessives as their word.
"""

import re
import unicodedata

import msgspec

MOST_WORDS = 10
LONGEST_LINE = 200
"""Characters of a reader's line that are read; the rest is left."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Each begins with letters and looks back afterwards: so `re` runs to the letters instead of stopping everywhere.
_POSSESSIVE = re.compile("['\u2019]s\\b")
_HISSING_PLURAL = re.compile(r"es\b(?:(?<=[cs]hes)|(?<=[sz]{2}es)|(?<=[a-z]xes))")
_YS_PLURAL = re.compile(r"ies\b(?<=[a-z]{2}ies)")
_PLURAL = re.compile(r"s\b(?<=[a-z]{2}s)(?<![ius]s)")
_ONE_SPELLING = str.maketrans(
    {
        "\u093c": None,  # nukta: क़ is often typed क
        "\u0901": "\u0902",  # chandrabindu and anusvara: Hindi papers print the latter for both
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640"),  # joiners, soft hyphen, tatweel: not letters
        **dict.fromkeys(map(chr, range(0x64B, 0x653))),  # Urdu's vowel marks, written in few texts
        "\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u06c1": "\u0647", "\u06be": "\u0647",
        **{chr(first + value): str(value) for first in (0x966, 0x660, 0x6F0) for value in range(10)},
    }
)  # fmt: skip
_PARTS = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_QUOTES = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb", '"""""')


class Words(msgspec.Struct, frozen=True):
    """`wanted` must all be in a story, none of `unwanted`; each is folded, one word or several in their order.

    `typed` are the wanted ones as the reader wrote them. `cut`: there were more than are used.
    """

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    cut: bool = False


def fold(text: str) -> str:
    """The text in the form that is compared; the index parts it into words."""
    text = text.casefold()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", _PRIVATE.sub(" ", text)))
        text = unicodedata.normalize("NFC", text.translate(_ONE_SPELLING))
    text = _HISSING_PLURAL.sub("", _POSSESSIVE.sub("", text))
    return _PLURAL.sub("", _YS_PLURAL.sub("y", text))


def read_words(line: str) -> Words:
    """What a line asks for: words, "phrases in quotes", and what must not be there after a minus. Never fails."""
    sides: tuple[dict[str, str], dict[str, str]] = ({}, {})
    cut = len(line) > LONGEST_LINE
    for minus, phrase, word in _PARTS.findall(line[:LONGEST_LINE].translate(_QUOTES)):
        typed = (phrase or word).strip()
        folded = " ".join(fold(typed.replace("\0", " ")).split())
        if not any(unicodedata.category(letter)[0] in "LN" for letter in folded):
            continue
        if len(sides[0]) + len(sides[1]) >= MOST_WORDS:
            cut = True
            break
        sides[bool(minus)].setdefault(folded, typed)
    wanted, unwanted = sides
    return Words(tuple(wanted), tuple(unwanted), tuple(wanted.values()), cut)
