"""The catalogues of interface words, one file a language, and the choice among them."""

from ..words import Words
from .en import WORDS as ENGLISH
from .hi import WORDS as HINDI
from .mr import WORDS as MARATHI
from .ur import WORDS as URDU

_CATALOGUES = {words.language: words for words in (ENGLISH, HINDI, MARATHI, URDU)}
_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"])


def words_for(language: str) -> Words:
    """The catalogue of a BCP 47 language tag; English where we have none."""
    return _CATALOGUES.get(primary(language), ENGLISH)


def primary(language: str) -> str:
    """The first part of a language tag, in lower case: "mr" of "mr-IN"."""
    return language.replace("_", "-").partition("-")[0].lower()


def direction(language: str) -> str:
    """ "rtl" for languages written from the right, else "ltr"."""
    parts = language.replace("_", "-").lower().split("-")
    if {"arab", "hebr"} & set(parts):
        return "rtl"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT and "latn" not in parts and "deva" not in parts else "ltr"
