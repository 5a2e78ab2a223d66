"""The catalogues of the issue's words, one file a language, and the choice among them."""

from ..issue_words import IssueWords
from .en import WORDS as ENGLISH
from .hi import WORDS as HINDI
from .mr import WORDS as MARATHI

_CATALOGUES = {words.language: words for words in (ENGLISH, HINDI, MARATHI)}


def issue_words(language: str) -> IssueWords:
    """The catalogue of a BCP 47 language tag; English where we have none."""
    return _CATALOGUES.get(language.replace("_", "-").partition("-")[0].lower(), ENGLISH)
