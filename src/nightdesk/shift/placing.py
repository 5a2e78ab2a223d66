"""Where else a story belongs: its topics, and the section and cities that its text tells where the wire does not."""

from collections.abc import Iterator

from ..desk.address import headline_words
from ..desk.dateline import opening, spots
from ..desk.routing import MOST_CITIES, city_reach, home_country, section_of_topic
from ..dossier.places import places_of
from ..dossier.places_found import PlaceBooks
from ..dossier.topics import Topic, topics_of
from ..terms.cutting import Cutting
from ..terms.story import Reach
from .house import House

_NO_SECTION = "news"
_CITY = 100_000
_MOST_TOPICS = 3
_SURE = 0.6
"""From so sure on a story stands on the front of a topic, section or city that its wire does not name."""


def is_place(house: House, words: str) -> bool:
    """Whether the words name a country, a state or a city of some size: villages are called as people are."""
    if words[:1].islower():
        return False
    city = house.gazetteer.find(words, prior_country=home_country(house.site, house.gazetteer))
    return bool(house.gazetteer.areas(words)) or (city is not None and city.population >= _CITY)


def reaches_of(house: House, cutting: Cutting, by_wire: tuple[Reach, ...]) -> tuple[Reach, ...]:
    """The fronts beside those that the wire's own words put it on, each with its reason."""
    topics = [topic for topic in topics_of(cutting) if topic.said or topic.confidence >= _SURE][:_MOST_TOPICS]
    found = [*_topics(topics)]
    if any(reach.kind == "section" and reach.slug == _NO_SECTION for reach in by_wire):
        found += _section(house, topics)
    found += _cities(house, cutting, [reach.slug for reach in by_wire if reach.kind == "city"])
    return tuple(found)


def _topics(topics: list[Topic]) -> Iterator[Reach]:
    seen: set[str] = set()
    for topic in topics:
        slug = headline_words(topic.name)
        if slug and slug not in seen:
            seen.add(slug)
            yield Reach("topic", slug, topic.name, topic.reason)


def _section(house: House, topics: list[Topic]) -> Iterator[Reach]:
    """The first topic that a section claims: the story stays at its address, and stands on that front too."""
    for topic in topics:
        reach = section_of_topic(topic.code, house.site, house.gazetteer, f"{topic.name}. {topic.reason}")
        if reach is not None:
            yield reach
            return


def _cities(house: House, cutting: Cutting, there: list[str]) -> Iterator[Reach]:
    books = PlaceBooks(house.gazetteer, spots, opening)
    for place in places_of(cutting, books, home_country(house.site, house.gazetteer)):
        kind, _, slug = place.code.partition(":")
        if kind != "city" or place.confidence < _SURE or len(there) >= MOST_CITIES:
            continue
        reach = city_reach(slug, place.name, place.reason, house.site, house.gazetteer)
        if reach.slug not in there:
            there.append(reach.slug)
            yield reach
