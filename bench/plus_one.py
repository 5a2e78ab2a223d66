"""What one more story costs in a large archive, of the same story in a small one: statements, files and time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from nightdesk.flow import Desk
from nightdesk.shift.keeper import keep_now
from nightdesk.store.database import Database
from nightdesk.terms.arrival import Arrival

from .archive import Archive, archive, arrivals
from .figure import Figure, quotient
from .scale import Scale
from .turns import without_collector

_TWINS = ("", ".br", ".gz")
_WARMING = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """What one story cost."""

    statements: int
    files: int
    seconds: float


class _Counter:
    """Counts the statements that SQLite itself says it runs on every connection it is told of."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, _statement: str) -> None:
        self.count += 1

    def listen(self, database: Database) -> None:
        """Count what this ledger's reader and writer do."""
        with database.write() as writer:
            for connection in (writer, database.read()):
                driver: Any = connection.connection.dbapi_connection
                driver.set_trace_callback(self)


class _Site:
    """An archive with a desk in it, and the public files that the desk says it touched."""

    def __init__(self, made: Archive) -> None:
        self._made = made
        self._paths: list[str] = []
        self._desk = Desk(made.house, self._changed)
        self._desk.wake()

    def _changed(self, paths: Sequence[str]) -> None:
        self._paths += paths

    def add(self, arrival: Arrival, counter: _Counter) -> Cost:
        """Keep, carry, show and tell one more story: fronts, feeds, sitemaps and compressed twins included."""
        self._made.clock.forward()
        self._paths.clear()
        before = counter.count
        began = perf_counter()
        keep_now(self._made.house, [arrival])
        self._desk.step()
        self._desk.afterwards.tell_all()
        self._desk.press.finish()
        seconds = perf_counter() - began
        statements = counter.count - before
        self._desk.step()
        return Cost(statements, _files(self._made.house.public, self._paths), seconds)

    def close(self) -> None:
        """The desk goes home."""
        self._desk.close()


def _files(public: Path, paths: Sequence[str]) -> int:
    return sum((public / f"{path}{twin}").exists() for path in paths for twin in _TWINS)


def plus_one(scale: Scale) -> Iterator[Figure]:
    """The same stories added to both, in turns."""
    small: list[Cost] = []
    large: list[Cost] = []
    with archive(*scale.small_archive) as few, archive(*scale.large_archive) as many:
        counter = _Counter()
        counter.listen(few.house.database)
        counter.listen(many.house.database)
        sites = ((_Site(few), small), (_Site(many), large))
        with without_collector():
            for number, arrival in enumerate(arrivals(scale.one_more + _WARMING)):
                for site, costs in sites if number % 2 else sites[::-1]:
                    cost = site.add(arrival, counter)
                    if number >= _WARMING:
                        costs.append(cost)
        for site, _ in sites:
            site.close()
    yield _counted("plus-one-statements", [one.statements for one in large], [one.statements for one in small])
    yield _counted("plus-one-files", [one.files for one in large], [one.files for one in small])
    value, of = median(one.seconds for one in large), median(one.seconds for one in small)
    yield quotient("plus-one-time", value * 1e3, of * 1e3, "ms", 1.5)


def _counted(name: str, large: list[int], small: list[int]) -> Figure:
    """The mean of all; the ratio is that of the story which differs most, so that no difference is averaged away."""
    worst = max((many / few for many, few in zip(large, small, strict=True)), key=lambda ratio: abs(ratio - 1))
    value, of = sum(large) / len(large), sum(small) / len(small)
    return Figure(name=name, value=value, of=of, ratio=worst, unit="a story", bar=1.0)
