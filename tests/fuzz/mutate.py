"""Mutated deliveries over all formats: nothing crashes, nothing takes a second, memory stays bounded.

    python -m tests.fuzz.mutate --count 1000000 --seed 1 --workers 2

Prints one JSON object: {cases, crashes, hangs, slowest_ms, rss_mb, spikes, items, per_second, seed}. Exit 1 on any
crash or hang. Offending inputs are made small and kept in `tests/fuzz/found`, which the test suite replays.
"""

import argparse
import json
import multiprocessing
import os
import queue
import resource
import sys
import tempfile
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic
from typing import Any

from .cases import Outcome, make_case, run_case
from .finding import FOUND, Finding, keep, smaller
from .try_out import TryOut, scratch_house

MOST_MB = 600
_LOOK_SECONDS = 0.25
_STUCK_SECONDS = 15.0
"""A worker that shows no new case for so long sits in a call that no alarm can interrupt."""
_TELL_EVERY = 64
_KEPT_PER_SITE = 2


@dataclass
class Tally:
    """Counts of one worker, or of all together."""

    cases: int = 0
    items: int = 0
    spikes: int = 0
    slowest: float = 0.0
    slowest_case: int = -1
    rss_mb: float = 0.0
    findings: list[Finding] = field(default_factory=list)

    def count(self, number: int, outcome: Outcome) -> None:
        """Take in one case."""
        self.cases += 1
        self.items += outcome.items
        self.spikes += outcome.spikes
        if outcome.seconds > self.slowest:
            self.slowest, self.slowest_case = outcome.seconds, number

    def add(self, other: "Tally") -> None:
        """Take in another's counts."""
        self.cases += other.cases
        self.items += other.items
        self.spikes += other.spikes
        if other.slowest > self.slowest:
            self.slowest, self.slowest_case = other.slowest, other.slowest_case
        self.rss_mb = max(self.rss_mb, other.rss_mb)
        self.findings += other.findings

    def summary(self) -> dict[str, Any]:
        """The object that a run prints."""
        return {
            "cases": self.cases,
            "crashes": sum(one.kind == "crash" for one in self.findings),
            "hangs": sum(one.kind == "hang" for one in self.findings),
            "slowest_ms": round(self.slowest * 1000, 1),
            "slowest_case": self.slowest_case,
            "rss_mb": round(self.rss_mb, 1),
            "spikes": self.spikes,
            "items": self.items,
        }


def run_numbers(try_out: TryOut, seed: int, numbers: range, folder: Path, told: Any = None) -> Tally:
    """Run those cases in this process; `told(number, tally)` hears of each before it begins."""
    tally = Tally()
    kept: dict[str, int] = {}
    for number in numbers:
        if told is not None:
            told(number, tally)
        case = make_case(seed, number)
        outcome = run_case(try_out, case)
        tally.count(number, outcome)
        if not outcome.kind:
            continue
        kept[outcome.site] = kept.get(outcome.site, 0) + 1
        path = ""
        if kept[outcome.site] <= _KEPT_PER_SITE:
            path = keep(folder, smaller(try_out, case, outcome.site), outcome.site).name
        tally.findings.append(Finding(outcome.kind, outcome.site, number, outcome.seconds, outcome.said, path))
    tally.rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def _work(seed: int, numbers: range, folder: Path, place: int, at: Any, done: Any, results: Any) -> None:
    with tempfile.TemporaryDirectory(prefix="nightdesk-fuzz-") as home:
        house = scratch_house(Path(home))

        def told(number: int, tally: Tally) -> None:
            at[place] = number
            if tally.cases % _TELL_EVERY == 0:
                done[place] = tally.cases

        results.put((place, run_numbers(TryOut(house), seed, numbers, folder, told)))
        house.database.close()


@dataclass
class _Worker:
    numbers: range
    process: SpawnProcess
    seen: int = -1
    since: float = field(default_factory=monotonic)
    finished: bool = False


class Run:
    """Several workers over one row of numbers; one that dies or sticks is a finding, and its row goes on after it."""

    def __init__(self, count: int, seed: int, workers: int, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._context, self._seed, self._folder = context, seed, folder
        self._at, self._done = context.Array("q", workers), context.Array("q", workers)
        self._results: Any = context.Queue()
        self._tally, self._count, self._before = Tally(), count, [0] * workers
        self._workers = [self._started(range(place, count, workers), place) for place in range(workers)]

    def _started(self, numbers: range, place: int) -> _Worker:
        self._at[place] = -1
        arguments = (self._seed, numbers, self._folder, place, self._at, self._done, self._results)
        process = self._context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        return _Worker(numbers, process)

    def wait(self) -> Tally:
        """Until all is done; a line of progress for whoever watches."""
        began = monotonic()
        while not all(worker.finished for worker in self._workers):
            try:
                place, tally = self._results.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                self._look_after_them()
            else:
                self._workers[place].finished = True
                self._workers[place].process.join()
                self._tally.add(tally)
            self._show(began)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        return self._tally

    def _look_after_them(self) -> None:
        for place, worker in enumerate(self._workers):
            if worker.finished:
                continue
            now = self._at[place]
            if now != worker.seen:
                worker.seen, worker.since = now, monotonic()
            died = not worker.process.is_alive() and worker.process.exitcode != 0
            stuck = now >= 0 and monotonic() - worker.since > _STUCK_SECONDS
            if died or stuck:
                self._replace(place, worker, "crash" if died else "hang")

    def _replace(self, place: int, worker: _Worker, kind: str) -> None:
        number = self._at[place]
        if number < 0:
            raise SystemExit(f"worker {place} did not start: exit {worker.process.exitcode}")
        worker.process.kill()
        worker.process.join()
        site = f"worker-{kind}-{abs(worker.process.exitcode or 0)}"
        path = keep(self._folder, make_case(self._seed, number), site)
        self._tally.cases += number // len(self._workers) - worker.numbers.start // len(self._workers) + 1
        self._tally.findings.append(Finding(kind, site, number, _STUCK_SECONDS, "see the kept input", path.name))
        self._before[place] += self._done[place]
        left = range(number + worker.numbers.step, self._count, worker.numbers.step)
        self._workers[place] = self._started(left, place)

    def _show(self, began: float) -> None:
        if sys.stderr.isatty():
            cases = sum(self._done[:]) + sum(self._before)
            speed = cases / max(0.001, monotonic() - began)
            left = (self._count - cases) / speed if speed else 0
            line = f"{cases:,} of {self._count:,} cases  {speed:,.0f}/s  {left:,.0f} s to go  "
            print(f"\r{line}{len(self._tally.findings)} found ", end="", file=sys.stderr, flush=True)


def main() -> int:
    """Run, print the summary and what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.mutate", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1_000_000, help="how many deliveries")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--found", type=Path, default=FOUND, help="the folder for offending inputs")
    asked = parser.parse_args()
    began = monotonic()
    tally = Run(asked.count, asked.seed, asked.workers, asked.found).wait()
    seen: dict[str, int] = {}
    for finding in tally.findings:
        seen[finding.site] = seen.get(finding.site, 0) + 1
        if seen[finding.site] == 1:
            print(
                f"{finding.kind} at {finding.site}, case {finding.number}, kept as {finding.kept}\n{finding.said}",
                file=sys.stderr,
            )
    for site, times in sorted(seen.items(), key=lambda one: -one[1]):
        print(f"{times:6} x {site}", file=sys.stderr)
    speed = round(tally.cases / (monotonic() - began))
    print(json.dumps({**tally.summary(), "per_second": speed, "seed": asked.seed}))
    return 1 if tally.findings or tally.rss_mb > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main())
