"""Related stories against SQLite's full-text search over the same stories, and what a million of them take."""

import random
import resource
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

import numpy as np
from sqlalchemy import Connection

from nightdesk.dossier.features import Features, pack, unpack
from nightdesk.dossier.related import Library
from nightdesk.store import full_text
from nightdesk.store.database import Database
from nightdesk.store.search_words import fold

from .figure import Figure, quotient
from .old_news import Invented, Told, old_news
from .scale import Scale
from .turns import percentile

_SEARCH_TERMS = 25
_MOST = 10
_AT_ONCE = 2_000
_TURN = 50
"""Questions before it is the other's turn: few meet what the other has left in the caches."""
_SEARCH = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rank LIMIT 10"

Spent = tuple[float, float]
"""Milliseconds of the clock, and of the CPU: other processes lengthen only the first."""


def related(scale: Scale) -> Iterator[Figure]:
    """Stories of the newest tenth, asked of the library and of FTS5 in turns, and what it costs to file one.

    FTS5 is the index of a ledger as `store/full_text.py` writes it, on the disk; its question is the story's 25
    weightiest words joined by OR. The bar is judged by the CPU's time, which spares FTS5 its waiting for the disk.
    """
    count = scale.related_stories
    kind, stories = old_news(count)
    library, filing = Library(count * 2), []
    asked: list[Told] = []
    chosen = _chosen(count, scale.related_asked)
    with TemporaryDirectory(prefix="nightdesk-bench-") as folder:
        database = Database(Path(folder, "ledger.db"), create=True, durable=False)
        rows: list[full_text.Indexed] = []
        for number, story in enumerate(stories):
            start = perf_counter()
            library.add(story.features, number)
            filing.append(1e3 * (perf_counter() - start))
            if number % 1_000 == 0:
                library.related(story.features)  # as on a site: a library that is asked keeps itself ready
            rows.append(full_text.Indexed(number + 1, fold(story.headline), fold(story.text), ""))
            if len(rows) == _AT_ONCE or number == count - 1:
                with database.write() as connection:
                    full_text.put(connection, rows)
                rows.clear()
            if number in chosen:
                asked.append(story)
        ours, theirs = _in_turns(library, database, asked)
        database.close()
    unit = f"ms of CPU; {kind}"
    yield quotient("related-p95", _p95(ours, 1), _p95(theirs, 1), unit, bar=1 / 50)
    yield quotient("related-p95-waited", _p95(ours, 0), _p95(theirs, 0), f"ms; {kind}")
    yield quotient("library-add", sum(filing) / len(filing), 1.0, "ms", bar=1.0)
    yield Figure(name="library-add-p99", value=percentile(filing, 0.99), unit="ms")
    yield Figure(name="library-add-worst", value=max(filing), unit="ms")


def related_million(scale: Scale) -> Iterator[Figure]:
    """What the library takes at its largest: memory, a question, and reading it again from the ledger's blobs."""
    count = scale.related_million
    invented = Invented()
    before = _resident_mb()
    library, reading = Library(count * 2), 0.0
    asked: list[Features] = []
    chosen = _chosen(count, scale.related_asked)
    for number, (features, _) in enumerate(invented.stories(count)):
        packed = pack(features)
        start = perf_counter()
        library.add(unpack(packed), number)
        reading += perf_counter() - start
        if number in chosen:
            asked.append(features)
    start = perf_counter()
    library.related(asked[0])  # the first question makes the newest segment ready and measures: part of the start
    reading += perf_counter() - start
    times = [_spent(partial(library.related, one, _MOST)) for one in asked]
    yield quotient("related-million", _p95(times, 0), 20.0, "ms", bar=1.0)
    yield Figure(name="related-million-cpu", value=_p95(times, 1), unit="ms of CPU")
    yield Figure(name="related-million-memory", value=_resident_mb() - before, unit="MB")
    yield Figure(name="related-million-reread", value=count / reading, unit="stories/s")


def _chosen(count: int, asked: int) -> frozenset[int]:
    newest = range(count - max(count // 10, asked), count)
    return frozenset(random.Random(4).sample(newest, asked))


def _in_turns(library: Library, database: Database, asked: list[Told]) -> tuple[list[Spent], list[Spent]]:
    connection = database.read()
    questions = [_question(library, story) for story in asked]
    ours: list[Spent] = []
    theirs: list[Spent] = []
    for start in range(0, len(asked), _TURN):
        turn = slice(start, start + _TURN)
        ours += [_spent(partial(library.related, story.features, _MOST)) for story in asked[turn]]
        theirs += [_spent(partial(_searched, connection, question)) for question in questions[turn]]
    return ours, theirs


def _question(library: Library, story: Told) -> str:
    """Its weightiest words, each once; what FTS5 would take for several words is left out."""
    order = np.argsort(-library.weights(story.features), kind="stable")
    words = story.words()
    spelt = (words.get(key, "") for key in story.features.keys[order].tolist())
    best = list(dict.fromkeys(word for word in spelt if word.isalnum()))[:_SEARCH_TERMS]
    return " OR ".join(f'"{word}"' for word in best)


def _searched(connection: Connection, question: str) -> None:
    connection.exec_driver_sql(_SEARCH, (question,)).fetchall()


def _spent(ask: Callable[[], object]) -> Spent:
    start, worked = perf_counter(), thread_time()
    ask()
    return 1e3 * (perf_counter() - start), 1e3 * (thread_time() - worked)


def _p95(times: list[Spent], which: int) -> float:
    return percentile([one[which] for one in times], 0.95)


def _resident_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize() / 1e6
