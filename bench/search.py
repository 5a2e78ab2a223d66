"""What a reader waits for a search in a large archive: words drawn from headlines, with and without filters."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

import numpy as np

from nightdesk.store import search
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.search import Question
from nightdesk.terms.story import Card, Reach, State

from .figure import Figure, quotient
from .scale import Scale
from .turns import percentile

_BEGIN = datetime(2016, 1, 1, tzinfo=UTC)
_SEED = 23
_AT_ONCE = 2_000
_VOCABULARY = 150_000
_TOO_COMMON = 60
"""So many of the commonest words are in every text and in few headlines: the, of, said."""
_BODY_WORDS = 250
_HEADLINE_WORDS = 9
_PROMISED_MS = 100.0
_SECTIONS = tuple(f"section-{number}" for number in range(9))
_AGENCIES = tuple(f"agency-{number}" for number in range(6))
_CITIES = tuple(f"city-{number}" for number in range(60))


class _Writer:
    """Stories of invented words, as frequent as Zipf found words to be; a story comes back to those of its headline."""

    def __init__(self) -> None:
        self._random = random.Random(_SEED)
        self._numbers = np.random.default_rng(_SEED)
        self.words = np.array([_word(number) for number in range(_VOCABULARY)], dtype=object)
        self._below = np.cumsum(1.0 / np.arange(1, _VOCABULARY + 1))
        self._sections = list(accumulate(1.0 / (place + 1) for place in range(len(_SECTIONS))))

    def some(self, count: int, minutes_apart: float, start: int) -> list[tuple[Card, str]]:
        """The next cards, each with its text."""
        heads = self._drawn(count, _HEADLINE_WORDS, _TOO_COMMON)
        bodies = self._drawn(count, _BODY_WORDS, 0)
        found = []
        for place in range(count):
            head = self.words[heads[place]]
            text = " ".join([*self.words[bodies[place]], *head[::2], *head])
            at = _BEGIN + timedelta(minutes=minutes_apart * (start + place))
            found.append((self._card(start + place, " ".join(head), at), text))
        return found

    def _drawn(self, count: int, words: int, after: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        low = self._below[after - 1] if after else 0.0
        drawn = self._numbers.uniform(low, self._below[-1], (count, words))
        return np.minimum(np.searchsorted(self._below, drawn), _VOCABULARY - 1)

    def _card(self, number: int, headline: str, at: datetime) -> Card:
        section = self._random.choices(_SECTIONS, cum_weights=self._sections)[0]
        agency = self._random.choice(_AGENCIES)
        city = self._random.choice(_CITIES) if self._random.random() < 0.35 else ""
        id_ = f"{number:012d}"
        return Card(
            id=id_, guid=f"urn:bench:{id_}", path=f"/{section}/some-words-of-it-{id_}/", headline=headline,
            teaser=headline * 2, agency=agency.title(), agency_slug=agency, section=section,
            section_title=section.title(), cities=(Reach("city", city, city.title(), "Dateline"),) if city else (),
            published=at, updated=at, shown=at,
        )  # fmt: skip


def _word(number: int) -> str:
    """The word of that rank: the commoner the shorter."""
    syllables = ("ka", "ro", "mi", "ten", "sul", "va", "dor", "ne", "pi", "lam", "gu", "sho")
    word = syllables[number % 12]
    while number := number // 12:
        word += syllables[number % 12]
    return word


def filled(database: Database, count: int) -> Iterator[Card]:
    """File so many stories, as the desk would, and yield their cards. The last fifth of the time is one year."""
    writer = _Writer()
    for start in range(0, count, _AT_ONCE):
        stories = writer.some(min(_AT_ONCE, count - start), 3_000_000 / count, start)
        with database.write() as connection:
            story_table.put(connection, [story_table.Filed(_record(card), card) for card, _ in stories])
            search.put(connection, [search.entry(card, card.headline, text.split("\n")) for card, text in stories])
        yield from (card for card, _ in stories)


def _record(card: Card) -> StoryRecord:
    return StoryRecord(
        id=card.id, provider="bench", guid=card.guid, wire="bench", agency=card.agency, agency_slug=card.agency_slug,
        state=State.PUBLISHED, section=card.section, section_title=card.section_title, path=card.path,
        published=card.published, first_shown=card.shown, shown=card.shown,
    )  # fmt: skip


def questions(cards: Sequence[Card], count: int, *, filtered: bool) -> list[Question]:
    """Two to four words of headlines; `filtered`: and one or two of section, agency, city and dates, of that story."""
    chance = random.Random(_SEED)
    found = []
    for number in range(count):
        card = chance.choice(cards)
        words = " ".join(chance.sample(card.headline.split(), 2 + number % 3))
        filters: dict[str, object] = {}
        for kind in chance.sample(("section", "agency", "city", "dates"), chance.choice((1, 2))) if filtered else ():
            if kind == "dates":
                filters |= {"since": card.updated - timedelta(days=15), "until": card.updated + timedelta(days=15)}
            elif kind == "city":
                filters["city"] = card.cities[0].slug if card.cities else chance.choice(_CITIES)
            else:
                filters[kind] = card.section if kind == "section" else card.agency_slug
        found.append(Question(words=words, **filters))  # type: ignore[arg-type]  # each under its own name
    return found


def milliseconds(database: Database, asked: Sequence[Question]) -> tuple[list[float], list[float]]:
    """What each question took a reader, and of that the CPU's part: other processes lengthen only the first."""
    connection = database.read()
    waited, worked = [], []
    for question in asked:
        began, worked_before = perf_counter(), thread_time()
        search.find(connection, question)
        waited.append((perf_counter() - began) * 1e3)
        worked.append((thread_time() - worked_before) * 1e3)
    return waited, worked


def search_p95(scale: Scale) -> Iterator[Figure]:
    """Build the archive once, ask it all, then add to it one story at a time."""
    count = scale.search_stories
    with TemporaryDirectory(prefix="nightdesk-bench-") as folder:
        path = Path(folder, "ledger.db")
        database = Database(path, create=True, durable=False)
        began = perf_counter()
        kept = [card for number, card in enumerate(filled(database, count)) if number % max(1, count // 20_000) == 0]
        seconds = perf_counter() - began
        plain, plain_worked = milliseconds(database, questions(kept, scale.search_questions, filtered=False))
        filtered, filtered_worked = milliseconds(database, questions(kept, scale.search_questions, filtered=True))
        yield quotient("search-p95", percentile(plain + filtered, 0.95), _PROMISED_MS, "ms", 1.0)
        yield Figure(name="search-p95-words", value=percentile(plain, 0.95), unit="ms")
        yield Figure(name="search-p95-filtered", value=percentile(filtered, 0.95), unit="ms")
        yield Figure(name="search-p95-cpu", value=percentile(plain_worked + filtered_worked, 0.95), unit="ms of CPU")
        yield Figure(name="search-p50", value=percentile(plain + filtered, 0.5), unit="ms")
        yield Figure(name="search-worst", value=max(plain + filtered), unit="ms")
        yield Figure(name="search-put", value=percentile(_one_by_one(database, kept), 0.95), unit="ms, p95 of one")
        yield Figure(name="search-bytes", value=path.stat().st_size / count, unit="bytes a story, its record included")
        yield Figure(name="search-build", value=count / seconds, unit="stories/s")
        database.close()


def _one_by_one(database: Database, cards: Sequence[Card]) -> list[float]:
    """An update of one story in a transaction of its own."""
    spent = []
    for card in cards[:200]:
        blocks = (f"{card.headline} " * 30,)
        began = perf_counter()
        with database.write() as connection:
            search.put(connection, [search.entry(card, card.headline, blocks)])
        spent.append((perf_counter() - began) * 1e3)
    return spent
