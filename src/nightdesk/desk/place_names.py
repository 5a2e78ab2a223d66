"""One spelling for each place name: what is compared when two names are said to be the same."""

import re
import unicodedata
from functools import lru_cache

_NUKTA = "\u093c"
_CANDRABINDU = "\u0901"
_ANUSVARA = "\u0902"
_DEVANAGARI = ("\u0900", "\u097f")
_DROPPED = re.compile("[.'\u2019\u2018`\u02bb\u200b-\u200d\ufeff]")
_SPACED = re.compile(r"[\s\-\u2010-\u2015_/]+")
_NOT_IN_A_PATH = re.compile("[^a-z0-9]+")
_LONGEST = 80


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Fold case, accents, points, hyphens; keep Devanagari vowels, but not the nukta, which wires leave out at will."""
    folded: list[str] = []
    for sign in unicodedata.normalize("NFKD", name[:_LONGEST]).casefold():
        if sign == _CANDRABINDU:
            folded.append(_ANUSVARA)
        elif sign != _NUKTA and (unicodedata.category(sign) != "Mn" or _DEVANAGARI[0] <= sign <= _DEVANAGARI[1]):
            folded.append(sign)
    return _SPACED.sub(" ", _DROPPED.sub("", "".join(folded))).strip(" ,;:()[]")


def plain(name: str) -> str:
    """The name in ASCII letters: accents off, everything else that is not ASCII gone."""
    special = str.maketrans(
        {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "\u0131": "i"}
    )
    return unicodedata.normalize("NFKD", name.translate(special)).encode("ascii", "ignore").decode()


def path_of(name: str) -> str:
    """The last part of an address for a place: lower-case ASCII words joined by hyphens."""
    return _NOT_IN_A_PATH.sub("-", plain(name).lower().replace("'", "")).strip("-")
