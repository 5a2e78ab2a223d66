"""The catalogues of interface words, one file a language, and the choice among them."""

from ..issue_words import IssueWords
from ..search_words import SearchWords
from ..words import Words
from .en import WORDS as ENGLISH
from .hi import WORDS as HINDI
from .issue_en import ISSUE_WORDS as ISSUE_ENGLISH
from .issue_hi import ISSUE_WORDS as ISSUE_HINDI
from .issue_mr import ISSUE_WORDS as ISSUE_MARATHI
from .issue_ur import ISSUE_WORDS as ISSUE_URDU
from .mr import WORDS as MARATHI
from .search_en import SEARCH_WORDS as SEARCH_ENGLISH
from .search_hi import SEARCH_WORDS as SEARCH_HINDI
from .search_mr import SEARCH_WORDS as SEARCH_MARATHI
from .search_ur import SEARCH_WORDS as SEARCH_URDU
from .ur import WORDS as URDU

_CATALOGUES = {words.language: words for words in (ENGLISH, HINDI, MARATHI, URDU)}
_SEARCH = {words.language: words for words in (SEARCH_ENGLISH, SEARCH_HINDI, SEARCH_MARATHI, SEARCH_URDU)}
_ISSUE = {words.language: words for words in (ISSUE_ENGLISH, ISSUE_HINDI, ISSUE_MARATHI, ISSUE_URDU)}
_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"])


def words_for(language: str) -> Words:
    """The catalogue of a BCP 47 language tag; English where we have none."""
    return _CATALOGUES.get(primary(language), ENGLISH)


def search_words_for(language: str) -> SearchWords:
    """What the search page says in that language; in English where we have none."""
    return _SEARCH.get(primary(language), SEARCH_ENGLISH)


def issue_words_for(language: str) -> IssueWords:
    """What the pages around the e-paper say in that language; in English where we have none."""
    return _ISSUE.get(primary(language), ISSUE_ENGLISH)


def primary(language: str) -> str:
    """The first part of a language tag, in lower case: "mr" of "mr-IN"."""
    return language.replace("_", "-").partition("-")[0].lower()


def direction(language: str) -> str:
    """ "rtl" for languages written from the right, else "ltr"."""
    parts = language.replace("_", "-").lower().split("-")
    if {"arab", "hebr"} & set(parts):
        return "rtl"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT and "latn" not in parts and "deva" not in parts else "ltr"
