"""From a delivery in the keeper's hands to its page at its address, one at a time, of one fdatasync of the same run."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from time import perf_counter

from nightdesk.flow import Desk
from nightdesk.shift.keeper import Keeper
from nightdesk.terms.arrival import Arrival

from .archive import archive, arrivals, story_files
from .figure import Figure, quotient
from .scale import Scale
from .turns import percentile

_BYTES = b"n" * 21_000
"""As many as a story's commit writes (raw, canonical and the rows about them)."""
_LEAST_SECONDS = 0.001
_PATIENCE_SECONDS = 30.0


@dataclass
class Shown:
    """Told by the desk; remembers when the first page of a story stood."""

    at: float = 0.0
    paths: list[str] = field(default_factory=list)

    def __call__(self, paths: Sequence[str]) -> None:
        found = story_files(paths)
        if found and not self.at:
            self.at = perf_counter()
        self.paths += found


def live(scale: Scale) -> Iterator[Figure]:
    """The keeper's thread commits and wakes the desk, which carries the story; all is told before the next one."""
    lives: list[float] = []
    syncs: list[float] = []
    with archive(*scale.live_archived) as made:
        shown, come = Shown(), threading.Event()
        desk = Desk(made.house, shown)
        desk.wake()
        keeper = Keeper(made.house, wake=come.set)
        keeper.start()
        log = os.open(made.house.settings.home / "synced", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        with closing(desk):
            for number, arrival in enumerate(arrivals(scale.live_samples + WARMING)):
                made.clock.forward()
                synced, one = _synced(log), one_live(desk, keeper, come, shown, arrival)
                if number >= WARMING:
                    syncs.append(synced)
                    lives.append(one)
        os.close(log)
        keeper.stop()
    of = max(percentile(syncs, 0.5), _LEAST_SECONDS)
    for name, share, bar in (("live-p50", 0.5, 5), ("live-p99", 0.99, 30)):
        yield quotient(name, percentile(lives, share) * 1e3, of * 1e3, "ms", bar)
    yield Figure(name="fdatasync-p50", value=percentile(syncs, 0.5) * 1e3, unit="ms")


WARMING = 3


def _synced(log: int) -> float:
    began = perf_counter()
    os.write(log, _BYTES)
    os.fdatasync(log)
    return perf_counter() - began


def one_live(desk: Desk, keeper: Keeper, come: threading.Event, shown: Shown, arrival: Arrival) -> float:
    shown.at, shown.paths = 0.0, []
    come.clear()
    began = perf_counter()
    kept = keeper.hand_in(arrival)
    if not come.wait(_PATIENCE_SECONDS):
        raise AssertionError(f"the keeper did not commit: {kept}")
    desk.step()
    if not shown.at or not (desk.house.public / shown.paths[0]).is_file():
        raise AssertionError(f"{arrival.name} is not at its address")
    desk.afterwards.tell_all()
    desk.press.finish()
    desk.step()  # nothing has come: it looks how far it has read, as it does at night when it is quiet
    return shown.at - began
