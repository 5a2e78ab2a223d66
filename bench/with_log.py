"""What the public log costs: a story's way to its page with it and without it, in turns; and bytes on the disk."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection

from nightdesk.flow import Desk
from nightdesk.proof.growth import Growth
from nightdesk.proof.merkle import leaf_hash
from nightdesk.shift import make
from nightdesk.shift.keeper import Keeper
from nightdesk.shift.public_log import PublicLog
from nightdesk.shift.sitting import Sitting
from nightdesk.store import leaf as leaf_table

from .archive import Archive, archive, arrivals
from .figure import Figure, quotient
from .live import WARMING, Shown, one_live
from .scale import Scale
from .turns import in_turns, percentile

_SMALL = 1_000
_TURNS = 400


class _NoLog(PublicLog):
    """Enters nothing."""

    def append(self, connection: Connection, sitting: Sitting) -> None:
        """Nothing."""
        sitting.leaves.clear()


class _Side:
    """One of the two desks, and what each story took it."""

    def __init__(self, made: Archive, stack: ExitStack) -> None:
        self.made = made
        self.seconds: list[float] = []
        self._shown, self._come = Shown(), threading.Event()
        self._desk = stack.enter_context(closing(Desk(made.house, self._shown)))
        self._desk.wake()
        self._keeper = Keeper(made.house, wake=self._come.set)
        self._keeper.start()
        stack.callback(self._keeper.stop)

    def without_log(self) -> None:
        """From now on it keeps none."""
        self._desk.public_log = _NoLog(self.made.house.signer)

    def carry(self, arrival: Any) -> None:
        """One story, timed until its page stands."""
        self.made.clock.forward()
        self.seconds.append(one_live(self._desk, self._keeper, self._come, self._shown, arrival))


@contextmanager
def _no_leaf() -> Iterator[None]:
    """While this lasts no leaf is made: what the desk would do if there were no log at all."""
    with patch.object(make, "enter_text", lambda *_: (None, None)), patch.object(Sitting, "enter", lambda *_: None):
        yield


def live_with_log(scale: Scale) -> Iterator[Figure]:
    """Two sites alike, the same stories, in turns: one keeps the log, the other makes no leaf and signs nothing."""
    with archive(*scale.live_archived) as one, archive(*scale.live_archived) as other, ExitStack() as stack:
        logged, bare = _Side(one, stack), _Side(other, stack)
        bare.without_log()
        for number, arrival in enumerate(arrivals(scale.live_samples + WARMING)):
            for side in (logged, bare) if number % 2 else (bare, logged):
                with _no_leaf() if side is bare else nullcontext():
                    side.carry(arrival)
        with_log, without = (percentile(side.seconds[WARMING:], 0.5) for side in (logged, bare))
    yield quotient("live-with-log", with_log * 1e3, without * 1e3, "ms", 1.15)


def log_sizes(scale: Scale) -> Iterator[Figure]:
    """Bytes a leaf in `/log/`, plain and packed; the longest proof; an append to a long log of one to a short one."""
    with archive(*scale.large_archive) as made:
        connection = made.house.database.read()
        size = leaf_table.size(connection)
        files = [file for file in (made.house.public / "log").rglob("*") if file.is_file()]
        contents = [file.read_bytes() for file in files]
        signed = leaf_table.covering(connection, range(0, size, max(1, size // 50)))
        proofs = [len(made.log.proof_of(connection, seq, one)) for seq, one in signed.items()]
        leaf = leaf_hash(leaf_table.contents(connection, 0, 1)[0])
        long_log = _grown(size, leaf)
    short_log = _grown(min(_SMALL, size), leaf)
    yield quotient("log-leaf-bytes", sum(map(len, contents)) / size, 700, "bytes", 1)
    packed = sum(len(gzip.compress(content, 6)) for content in contents)
    yield quotient("log-leaf-gzipped", packed / size, 300, "bytes", 1)
    yield quotient("log-proof-bytes", max(proofs), 1_200, "bytes", 1)
    ours, theirs = in_turns(lambda: long_log.grow([leaf]), lambda: short_log.grow([leaf]), _TURNS)
    yield quotient("log-append", ours * 1e6, theirs * 1e6, "us", 2.0)


def _grown(size: int, leaf: bytes) -> Growth:
    growth = Growth()
    while growth.size < size:
        growth = growth.grow([leaf] * min(256, size - growth.size)).after
    return growth
