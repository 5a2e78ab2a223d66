"""Related stories against SQLite's full-text search over the same stories, and what a million of them take."""

import resource
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np
import numpy.typing as npt

from nightdesk.dossier.features import LEAD, NAME, Features, key_of, pack, unpack
from nightdesk.dossier.related import Library

from .figure import Figure, quotient
from .scale import Scale

_WORDS, _NAMES = 30_000, 300_000
_BEATS, _BEAT_WORDS = 60, 30
_EVENT_NAMES = 8
_EVENT_STORIES = 6
_SECONDS_BETWEEN = 40.0
_SEARCH_TERMS = 25
_MOST = 10
_INSERT = "INSERT INTO story (rowid, text) VALUES (?, ?)"
_SEARCH = "SELECT rowid FROM story WHERE story MATCH ? ORDER BY rank LIMIT 10"


@dataclass(frozen=True, slots=True)
class _Story:
    features: Features
    words: npt.NDArray[np.int64]

    def text(self) -> str:
        return " ".join(f"w{word}" for word in self.words.tolist())


class _Generated:
    """Stories with words as frequent as in a language, some 120 to 260 beside the stop words, six to an event.

    A quarter of the words are of the story's beat, and come again. Laid out so that a story has as many distinct words
    as in real wires (some 140), and its 25 weightiest are in as many other stories (one in 750, by the median).
    """

    def __init__(self) -> None:
        self._chance = np.random.default_rng(4)
        self._rise = np.cumsum((np.arange(_WORDS) + 10.0) ** -1.2)
        self._beats = self._chance.integers(50, 5_000, (_BEATS, _BEAT_WORDS))
        self._keys = np.array([key_of(f"w{word}") for word in range(_WORDS + _NAMES)], np.uint64)

    def stories(self, count: int) -> Iterator[_Story]:
        """So many, in order of time."""
        events = [self._names() for _ in range(40)]
        for number in range(count):
            if number % _EVENT_STORIES == 0:
                events[number // _EVENT_STORIES % len(events)] = self._names()
            at = int(self._chance.integers(len(events)))
            names = self._chance.choice(events[at], _EVENT_NAMES * 2)
            length = int(self._chance.integers(110, 250))
            beat = self._chance.choice(self._beats[int(events[at][0]) % _BEATS], length // 4)
            words = np.concatenate([names, beat, self._drawn(length - len(beat))])
            yield self._story(number, words)

    def _names(self) -> npt.NDArray[np.int64]:
        return self._chance.integers(_WORDS, _WORDS + _NAMES, _EVENT_NAMES)

    def _drawn(self, count: int) -> npt.NDArray[np.int64]:
        drawn: npt.NDArray[np.int64] = np.searchsorted(self._rise, self._chance.random(count) * self._rise[-1])
        return drawn

    def _story(self, number: int, words: npt.NDArray[np.int64]) -> _Story:
        distinct, first, counts = np.unique(words, return_index=True, return_counts=True)
        marks = np.where(first < _EVENT_NAMES * 2, NAME | LEAD, 0).astype(np.uint8)
        features = Features(
            id=str(number),
            language="en",
            section="nation",
            time=number * _SECONDS_BETWEEN,
            words=len(words),
            keys=self._keys[distinct],
            counts=np.minimum(counts, 255).astype(np.uint8),
            marks=marks,
            checks=np.zeros(len(distinct), np.uint16),
        )
        return _Story(features, words)


def related(scale: Scale) -> Iterator[Figure]:
    """A question to the library beside the same question to FTS5 (25 weightiest terms), and what it costs to file."""
    library, search = Library(scale.related_stories * 2), sqlite3.connect(":memory:")
    search.execute("CREATE VIRTUAL TABLE story USING fts5(text, content='', tokenize='ascii')")
    asked: list[_Story] = []
    filing: list[float] = []
    every = max(scale.related_stories // scale.related_asked, 1)
    for number, story in enumerate(_Generated().stories(scale.related_stories)):
        start = perf_counter()
        filed = library.add(story.features, number)
        filing.append(perf_counter() - start)
        search.execute(_INSERT, (number, story.text()))
        if number % every == every - 1:
            asked.append(_Story(filed, story.words))
    ours = [_timed(library, story.features) for story in asked]
    theirs = [_searched(search, library, story) for story in asked]
    search.close()
    yield quotient("related-p95", _p95_ms(ours), _p95_ms(theirs), "ms", bar=1 / 50)
    yield quotient("library-add", 1_000 * sum(filing) / len(filing), 1.0, "ms", bar=1.0)
    yield Figure(name="library-add-p99", value=1_000 * float(np.quantile(filing, 0.99)), unit="ms")


def related_million(scale: Scale) -> Iterator[Figure]:
    """What the library takes at its largest: memory, a question, and reading it again from the ledger's blobs."""
    count = scale.related_million
    before = _resident_mb()
    library, reading = Library(count * 2), 0.0
    asked: list[Features] = []
    every = max(count // scale.related_asked, 1)
    generated = _Generated()
    for number, story in enumerate(generated.stories(count)):
        packed = pack(story.features)
        start = perf_counter()
        features = unpack(packed)
        library.add(features, number)
        reading += perf_counter() - start
        if number % every == every - 1:
            asked.append(features)
    library.related(asked[0])  # the first question makes the newest segment ready: it is part of the start
    times = [_timed(library, one) for one in asked]
    yield quotient("related-million", _p95_ms(times), 20.0, "ms", bar=1.0)
    yield Figure(name="related-million-memory", value=_resident_mb() - before, unit="MB")
    yield Figure(name="related-million-reread", value=count / reading, unit="stories/s")


def _timed(library: Library, features: Features) -> float:
    start = perf_counter()
    library.related(features, _MOST)
    return perf_counter() - start


def _searched(search: sqlite3.Connection, library: Library, story: _Story) -> float:
    weights = library.weights(story.features)
    best = story.features.keys[np.argsort(-weights, kind="stable")[:_SEARCH_TERMS]]
    word_of = {key_of(f"w{word}"): f"w{word}" for word in story.words.tolist()}
    question = " OR ".join(word_of[key] for key in best.tolist())
    start = perf_counter()
    search.execute(_SEARCH, (question,)).fetchall()
    return perf_counter() - start


def _p95_ms(times: list[float]) -> float:
    return 1_000 * float(np.quantile(times, 0.95))


def _resident_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize() / 1e6
