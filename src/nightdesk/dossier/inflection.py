"""Fold the light inflections of a word, so that "election" meets "elections" and लोग meets लोगों.

Only endings that hardly ever belong to the word itself:
to fold two different words into one would make a false reason.
"""

from types import MappingProxyType

_SHORTEST_STEM = 3

# Hindi: oblique and plural endings. Marathi: the case endings and postpositions that are written onto the word.
_HINDI = (("ियों", "ी"), ("ियां", "ी"), ("ाओं", "ा"), ("ाएं", "ा"), ("ुओं", "ु"), ("ों", ""), ("ें", ""))
_MARATHI = (
    *((ending, "") for ending in "ांच्या ांसाठी ांमध्ये ांकडून ांतील ांनी ांना ांचा ांची ांचे ांवर ांत".split()),
    *((ending, "") for ending in "ामध्ये ासाठी ाच्या ातील ाकडून ाने ाला ाचा ाची ाचे ावर ात".split()),
    *((ending, "") for ending in "मध्ये साठी कडून च्या तील ने ला चा ची चे".split()),
    ("ीत", "ी"),
    ("ईत", "ई"),
)
_ENDINGS = MappingProxyType({"hi": _HINDI, "mr": _MARATHI})


def folded(word: str, language: str) -> str:
    """`word`, in small letters, without its light inflection."""
    if language == "en":
        return _english(word)
    for ending, instead in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + instead
    return word


def _english(word: str) -> str:
    """The plural's s, and nothing more."""
    if len(word) <= _SHORTEST_STEM or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]
