"""A Devanagari place name in Latin letters, as the maps of India spell it: "बिलासपुर" is Bilaspur.

Which of the vowels that are not written are spoken cannot be told from the letters; every way is offered.
"""

from collections.abc import Iterator
from itertools import product
from unicodedata import normalize

_CONSONANTS = dict(zip(
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह",
    "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l l v sh sh s h".split(),
    strict=True,
))  # fmt: skip
_VOWELS = dict(zip("अआइईउऊएऐओऔऑॲ", "a a i i u u e ai o au o a".split(), strict=True))
_SIGNS = dict(zip("ािीुूेैोौॉॅ", "a i i u u e ai o au o a".split(), strict=True))
_VIRAMA, _NUKTA = "\u094d", "\u093c"
_WITH_NUKTA = {"ड": "r", "ढ": "rh", "ज": "z", "फ": "f", "क": "q"}
_NASAL = "ंँ"
_MOST_OPEN = 5


def spellings(name: str) -> Iterator[str]:
    """Spellings of a Devanagari name in ASCII letters, the likeliest first; none for a name in other letters."""
    parts: list[tuple[str, ...]] = []
    signs = [sign for sign in normalize("NFD", name.strip()) if sign not in "\u200c\u200d"]
    index = 0
    while index < len(signs):
        sign = signs[index]
        if sign in _CONSONANTS:
            hard = index + 1 < len(signs) and signs[index + 1] == _NUKTA
            letters = _WITH_NUKTA.get(sign, _CONSONANTS[sign]) if hard else _CONSONANTS[sign]
            index += 1 + hard
            following = signs[index] if index < len(signs) else ""
            if following in _SIGNS or following == _VIRAMA:
                parts.append((letters + _SIGNS.get(following, ""),))
                index += 1
            else:
                parts.append((letters,) if not following else (letters + "a", letters))
            continue
        if sign in _NASAL:
            parts.append(("n", "m"))
        elif sign in _VOWELS:
            parts.append((_VOWELS[sign],))
        elif sign in " -":
            parts.append((" ",))
        else:
            return
        index += 1
    if sum(len(part) > 1 for part in parts) <= _MOST_OPEN:
        yield from ("".join(chosen) for chosen in product(*parts))
