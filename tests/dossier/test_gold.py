"""Our own judged stories (`tests/gold`): the product's bars on related lists, threads, topics and city editions."""

import re
from functools import cache
from pathlib import Path

from nightdesk.desk.dateline import opening, spots
from nightdesk.desk.gazetteer import gazetteer
from nightdesk.dossier.duplicates import Duplicates
from nightdesk.dossier.places import places_of
from nightdesk.dossier.places_found import PlaceBooks
from nightdesk.dossier.related import Folding, Library
from nightdesk.dossier.shingles import sketch
from nightdesk.dossier.topics import topics_of
from nightdesk.lab.stories import read_stories
from nightdesk.lab.threads import thread_lines
from nightdesk.shift.librarian import CUT
from nightdesk.terms.cutting import Cutting

from .measures import bcubed, label_f1, ndcg, rows, table

_GOLD = Path(__file__).parents[1] / "gold"
_NAMESAKE = re.compile(r"-[a-z]{2}$")


@cache
def _stories() -> tuple[Cutting, ...]:
    return tuple(read_stories(_GOLD / "stories.jsonl"))


@cache
def _gains() -> dict[str, dict[str, float]]:
    gains: dict[str, dict[str, float]] = {}
    for query, other, gain in rows(_GOLD / "related.tsv"):
        gains.setdefault(query, {})[other] = float(gain)
    return gains


@cache
def _listed(cut: float) -> dict[str, list[str]]:
    library, duplicates = Library(), Duplicates()
    folding = Folding(same=lambda one, other: other in duplicates.group(one))
    lists = {}
    for number, story in enumerate(_stories()):
        duplicates.place(story.id, sketch(story.title, story.text, story.language), story.time, story.agency)
        features = library.add(story, number)
        lists[story.id] = [found.id for found in library.related(features, 5, cut=cut, folding=folding)]
    return lists


def test_the_gold_is_as_large_as_it_says() -> None:
    assert sum(map(len, _gains().values())) >= 300
    threads = table(rows(_GOLD / "threads.tsv"))
    sizes = [
        list(threads.values()).count(one) for one in {tuple(one) for one in threads.values()} for one in [list(one)]
    ]
    assert sum(size > 1 for size in sizes) >= 60
    assert len({row[0] for row in rows(_GOLD / "topics.tsv")}) >= 200
    assert len({row[0] for row in rows(_GOLD / "places" / "labels.tsv")}) >= 300


def test_related_lists_are_related() -> None:
    assert ndcg(_gains(), _listed(CUT)) >= 0.95


def test_no_story_is_listed_beside_a_later_one_or_one_in_another_language() -> None:
    at = {story.id: (place, story.language) for place, story in enumerate(_stories())}
    for story, listed in _listed(CUT).items():
        assert all(at[other][0] < at[story][0] and at[other][1] == at[story][1] for other in listed)


def test_of_stories_with_nothing_related_most_get_no_list() -> None:
    alone = [query for query, judged in _gains().items() if not any(judged.values())]
    assert sum(not _listed(CUT)[query] for query in alone) >= 0.75 * len(alone)


def test_threads_are_events() -> None:
    said = dict(line.split("\t") for line in thread_lines(iter(_stories())))
    assert bcubed({row[0]: row[1] for row in rows(_GOLD / "threads.tsv")}, said) >= 0.95


def test_the_first_topic_is_one_of_the_storys() -> None:
    gold = table(rows(_GOLD / "topics.tsv"))
    told = {story.id: story for story in _stories()}
    right = sum(f"medtop:{topics_of(told[one])[0].code}" in labels for one, labels in gold.items())
    assert right / len(gold) >= 0.90


def test_stories_reach_their_city_state_and_country() -> None:
    """A namesake of another country has an edition of its own ("hyderabad-pk"); the gold gives it the plain name."""
    books = PlaceBooks(gazetteer(), spots, opening)
    gold = {one: set(labels) for one, labels in table(rows(_GOLD / "places" / "labels.tsv")).items()}
    said = {}
    for story in read_stories(_GOLD / "places" / "stories.jsonl"):
        codes = [place.code for place in places_of(story, books)]
        said[story.id] = {_NAMESAKE.sub("", code) if code.startswith("city:") else code for code in codes}
    cities = (
        {one: {label for label in labels if label.startswith("city:")} for one, labels in book.items()}
        for book in (gold, said)
    )
    assert label_f1(*cities) >= 0.95
    assert label_f1(gold, said) >= 0.95
