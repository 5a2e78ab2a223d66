"""The city that a story plainly happened in, though the dateline is another's or there is none.

It is the one that the headline and the first sentences both name, or that the first sentences put the event in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..terms.cutting import Cutting
from .places_found import City, PlaceBooks
from .places_table import NOT_A_PLACE, mentions
from .stop_words import primary
from .words import Word, words

_FIRST_WORDS = 45
_LONGEST = 3
_LARGE = 300_000
"""Abroad a name in a text is taken for a city's from this size on."""

_TOWN = 20_000
"""At home from this size on: smaller ones bear the names of people and things."""

_IN = frozenset({"in", "at", "near"})
_AT = frozenset({"में", "मे", "स्थित", "येथे", "येथील", "येथून", "के", "की", "का"})
_LOCATIVES = ("ातील", "तील", "ामध्ये", "मध्ये", "ात", "त", "ाच्या", "च्या", "ाचा", "चा", "ाची", "ची")


@dataclass(frozen=True, slots=True)
class Scene:
    """A city of the event, as the text writes it, and whether the headline names it too."""

    city: City
    surface: str
    in_title: bool


def scene(story: Cutting, start: int, books: PlaceBooks, home: str) -> Scene | None:
    """The first such city in the first sentences, which begin at code point `start` of the text."""
    language = primary(story.language)
    lead = words(story.text[start : start + 600], language)[:_FIRST_WORDS]
    title = {city.slug for _, city in _cities(words(story.title, language), language, books, home)}
    for index, city in _cities(lead, language, books, home):
        in_title = city.slug in title
        if in_title or (not story.dateline and start == 0 and _placed(lead, index, language)):
            return Scene(city, lead[index].surface, in_title)
    return None


def _placed(lead: Sequence[Word], index: int, language: str) -> bool:
    """Whether the words around a name say that something is there."""
    if language not in ("hi", "mr"):
        return index > 0 and lead[index - 1].form in _IN
    following = lead[index + 1].surface if index + 1 < len(lead) else ""
    return following in _AT or lead[index].surface.endswith(_LOCATIVES[:6])


def _cities(found: Sequence[Word], language: str, books: PlaceBooks, home: str) -> Iterator[tuple[int, City]]:
    """Cities among the words, with the index of their first word. A name within a longer one is none of them."""
    told = {
        mention.at for mention in mentions(found, language) if mention.code != NOT_A_PLACE and mention.kind != "seat"
    }
    index = 0
    while index < len(found):
        run = _run(found, index, language)
        city = None if index in told or not run else _city(run, language, books, home)
        if city:
            yield index, city
        index += max(1, len(run))


def _run(found: Sequence[Word], index: int, language: str) -> Sequence[Word]:
    """The name that begins at a word: in Latin letters all capitals in a row, in Devanagari one word."""
    if language in ("hi", "mr"):
        return found[index : index + 1] if not found[index].stop else ()
    end = index
    while end < len(found) and found[end].surface[0].isupper() and not found[end].stop:
        if end > index and found[end].at != found[end - 1].end + 1:
            break
        end += 1
        if found[end - 1].surface.endswith(("'s", "’s")):
            break
    return found[index:end]


def _city(run: Sequence[Word], language: str, books: PlaceBooks, home: str) -> City | None:
    for name in _names(run, language):
        city = books.gazetteer.find(name, prior_country=home)
        if city and city.population >= (_TOWN if city.country == home else _LARGE):
            return city
    return None


def _names(run: Sequence[Word], language: str) -> Iterator[str]:
    if language not in ("hi", "mr"):
        if len(run) <= _LONGEST:
            yield " ".join(word.surface.removesuffix("'s").removesuffix("’s") for word in run)
        return
    surface = run[0].surface
    yield surface
    if language == "mr":
        for ending in _LOCATIVES:
            if surface.endswith(ending) and len(surface) > len(ending) + 2:
                yield surface.removesuffix(ending)
