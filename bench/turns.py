"""Two things measured in turns, so that the machine's mood meets both alike."""

import gc
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import thread_time


@contextmanager
def without_collector() -> Iterator[None]:
    """The collector neither runs in between nor is charged to whoever it meets."""
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of one call each, in seconds of CPU: other processes do not lengthen those. They go first in turns."""
    ours(), theirs()
    spent: tuple[list[float], list[float]] = ([], [])
    pair = (ours, theirs)
    with without_collector():
        for number in range(rounds):
            for which in (0, 1) if number % 2 else (1, 0):
                began = thread_time()
                pair[which]()
                spent[which].append(thread_time() - began)
    return median(spent[0]), median(spent[1])


def percentile(values: list[float], share: float) -> float:
    """The smallest of the values that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
