"""Stories for the library: news of 1987 where the corpora lie beside the repository, else invented ones."""

import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nightdesk.dossier.features import LEAD, NAME, PHRASE, Features, features_of, key_of, terms_of
from nightdesk.store.search_words import fold
from nightdesk.terms.cutting import Cutting

_NEWS = Path(__file__).parents[2] / "shared" / "corpora" / "related" / "reuters-dev.jsonl.gz"
_SHORTEST = 60
_REPLACED = 0.25
_WORDS, _NAMES = 30_000, 300_000
_BEATS, _BEAT_WORDS = 60, 30
_EVENT_NAMES = 8
_EVENT_STORIES = 6
_SECONDS_BETWEEN = 40.0


@dataclass(frozen=True, slots=True)
class Told:
    """A story as the library takes it in, with its texts; `words()` says how the full-text index writes its terms."""

    features: Features
    headline: str
    text: str
    words: Callable[[], dict[int, str]]


class News:
    """Wire stories of 1987, then the same again and again with their paragraphs in another order.

    In those a quarter of the words are others, taken from anywhere in all stories: so every word stays as frequent.
    """

    name = "news of 1987"

    def __init__(self) -> None:
        with gzip.open(_NEWS, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        self._stories = [
            (row["title"], [" ".join(part.split()) for part in row["body"].split("\n    ")])
            for row in rows
            if len(row["body"]) > _SHORTEST
        ]
        self._all = [word for _, parts in self._stories for part in parts for word in part.split()]
        self._chance = random.Random(4)

    def stories(self, count: int) -> Iterator[Cutting]:
        """So many, in order of time."""
        for number in range(count):
            around, at = divmod(number, len(self._stories))
            if at == 0 and around:
                self._chance.shuffle(self._stories)
            title, parts = self._stories[at]
            if around:
                parts = [self._retold(part) for part in self._chance.sample(parts, len(parts))]
            yield Cutting(id=str(number), title=title, text="\n".join(parts), time=number * _SECONDS_BETWEEN)

    def _retold(self, part: str) -> str:
        chance = self._chance.random
        return " ".join(
            word if chance() > _REPLACED else self._all[int(chance() * len(self._all))] for word in part.split()
        )


def _words(cutting: Cutting) -> dict[int, str]:
    return {term.key: fold(term.surface) for term in terms_of(cutting) if not term.mark & PHRASE}


class Invented:
    """Stories with words as frequent as in a language, some 120 to 260 beside the stop words, six to an event.

    A quarter of the words are of the story's beat, and come again. Laid out so that a story has as many distinct words
    as in real wires (some 140), and its 25 weightiest are in as many other stories (one in 750, by the median).
    """

    name = "invented words"

    def __init__(self) -> None:
        self._chance = np.random.default_rng(4)
        self._rise = np.cumsum((np.arange(_WORDS) + 10.0) ** -1.2)
        self._beats = self._chance.integers(50, 5_000, (_BEATS, _BEAT_WORDS))
        self._keys = np.array([key_of(f"w{word}") for word in range(_WORDS + _NAMES)], np.uint64)

    def stories(self, count: int) -> Iterator[tuple[Features, npt.NDArray[np.int64]]]:
        """So many, in order of time, each with the numbers of its words."""
        events = [self._names() for _ in range(40)]
        for number in range(count):
            if number % _EVENT_STORIES == 0:
                events[number // _EVENT_STORIES % len(events)] = self._names()
            at = int(self._chance.integers(len(events)))
            names = self._chance.choice(events[at], _EVENT_NAMES * 2)
            length = int(self._chance.integers(110, 250))
            beat = self._chance.choice(self._beats[int(events[at][0]) % _BEATS], length // 4)
            words = np.concatenate([names, beat, self._drawn(length - len(beat))])
            yield self._features(number, words), words

    def _names(self) -> npt.NDArray[np.int64]:
        return self._chance.integers(_WORDS, _WORDS + _NAMES, _EVENT_NAMES)

    def _drawn(self, count: int) -> npt.NDArray[np.int64]:
        drawn: npt.NDArray[np.int64] = np.searchsorted(self._rise, self._chance.random(count) * self._rise[-1])
        return drawn

    def _features(self, number: int, words: npt.NDArray[np.int64]) -> Features:
        distinct, first, counts = np.unique(words, return_index=True, return_counts=True)
        return Features(
            id=str(number),
            language="en",
            section="nation",
            time=number * _SECONDS_BETWEEN,
            words=len(words),
            keys=self._keys[distinct],
            counts=np.minimum(counts, 255).astype(np.uint8),
            marks=np.where(first < _EVENT_NAMES * 2, NAME | LEAD, 0).astype(np.uint8),
            checks=np.zeros(len(distinct), np.uint16),
        )


def old_news(count: int) -> tuple[str, Iterator[Told]]:
    """So many stories with their texts, in order of time, and what they are."""
    if _NEWS.exists():
        return News.name, (
            Told(features_of(one), one.title, one.text, partial(_words, one)) for one in News().stories(count)
        )
    return Invented.name, (_told(*story) for story in Invented().stories(count))


def _told(features: Features, words: npt.NDArray[np.int64]) -> Told:
    spelt = [f"w{word}" for word in words.tolist()]
    return Told(features, " ".join(spelt[:9]), " ".join(spelt), lambda: {key_of(word): word for word in spelt})
