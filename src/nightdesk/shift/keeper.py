"""KEEP: bytes become durable before anybody is told that we have them. Arrivals that come together share a commit."""

import asyncio
import hashlib
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from .. import log
from ..errors import StoreError
from ..store import delivery as delivery_table
from ..store import wire as wire_table
from ..terms.arrival import Arrival, Kept
from ..terms.delivery import Delivery
from .house import House

_MAY_TAKE_BACK = re.compile(rb"cancel|withh[eo]ld|deleted-entry|takedown", re.IGNORECASE)
"""Status words of the formats, in any encoding that keeps ASCII. A kill said only in prose keeps its place in the
queue: it names a story by its words, and must not overtake the story it means."""
_MOST_TOGETHER = 64
BY_HAND = "ingest"
"""Files a person names are carried in the order in which they are named."""


def may_take_back(content: bytes) -> bool:
    """True where the bytes could be a kill or a withhold: such a delivery is read before everything waiting."""
    return _MAY_TAKE_BACK.search(content) is not None


def keep_now(house: House, arrivals: Sequence[Arrival]) -> list[Kept]:
    """One transaction for all of them: bytes, seals, once-ids and cursors. Raises StoreError when nothing was kept."""
    try:
        with house.database.write() as connection:
            kept = []
            fresh: list[tuple[int, Arrival]] = []
            used: dict[tuple[str, str], int] = {}
            repeats: list[tuple[int, int]] = []
            for place, arrival in enumerate(arrivals):
                key = (arrival.wire, arrival.once)
                first = delivery_table.seen_once(connection, *key)
                if first is not None:
                    kept.append(Kept(first.delivery, first.seal, repeat=True))
                    continue
                kept.append(Kept(0, _seal(arrival.content)))
                if key in used:
                    repeats.append((place, used[key]))
                    continue
                fresh.append((place, arrival))
                if arrival.once:
                    used[key] = place
            deliveries = [_delivery(arrival, kept[place].seal, house) for place, arrival in fresh]
            if deliveries:
                urgent = [one.transport != BY_HAND and may_take_back(one.content) for one in deliveries]
                ids = delivery_table.add(connection, deliveries, urgent)
                for (place, arrival), id_ in zip(fresh, ids, strict=True):
                    kept[place] = Kept(id_, kept[place].seal)
                    if arrival.once:
                        delivery_table.mark_once(connection, arrival.wire, arrival.once, id_)
            for place, earlier in repeats:
                kept[place] = Kept(kept[earlier].delivery, kept[earlier].seal, repeat=True)
            for arrival in arrivals:
                if arrival.cursor is not None:
                    wire_table.move_cursor(connection, arrival.wire, arrival.cursor)
            return kept
    except DBAPIError as error:
        raise StoreError(
            f"{house.settings.ledger}: {error.orig}: nothing was kept; the sender must send again"
        ) from error


def _seal(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _delivery(arrival: Arrival, seal: str, house: House) -> Delivery:
    return Delivery(
        wire=arrival.wire,
        name=arrival.name.encode("utf-8", "replace").decode(),  # a file's name may be bytes that are no text
        content=arrival.content,
        seal=seal,
        received=house.clock(),
        transport=arrival.transport,
        charset=arrival.charset,
        media_type=arrival.media_type,
    )


@dataclass(frozen=True)
class WireReport:
    """How a wire said it is, last time it said anything."""

    event: str
    detail: str = ""


@dataclass
class Keeper:
    """The Inbox all transports hand their bytes to. A thread of its own commits what has come together meanwhile.

    `wake` is called after each commit that brought something, so that the desk looks.
    """

    house: House
    wake: Callable[[], None] = lambda: None
    reports: dict[str, WireReport] = field(default_factory=dict)
    _waiting: list[tuple[Arrival, Future[Kept]]] = field(default_factory=list)
    _come: threading.Condition = field(default_factory=threading.Condition)
    _closing: bool = False
    _thread: threading.Thread | None = None
    _cursors: dict[str, dict[str, str]] = field(default_factory=dict)

    def start(self) -> None:
        """Begin to take arrivals."""
        self._cursors = wire_table.cursors(self.house.database.read())
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Commit what waits and end."""
        with self._come:
            self._closing = True
            self._come.notify()
        if self._thread is not None:
            self._thread.join()

    def hand_in(self, arrival: Arrival) -> "Future[Kept]":
        """Queue one arrival; the future is done when its bytes are durable, or fails with StoreError."""
        future: Future[Kept] = Future()
        with self._come:
            self._waiting.append((arrival, future))
            self._come.notify()
        return future

    async def keep(self, arrival: Arrival) -> Kept:
        """Inbox: return only when the bytes are durable."""
        return await asyncio.wrap_future(self.hand_in(arrival))

    async def move_cursor(self, wire: str, cursor: Mapping[str, str]) -> None:
        """Inbox: store the cursor of a poll that brought nothing."""
        await asyncio.to_thread(self._move_cursor, wire, dict(cursor))

    def cursor(self, wire: str) -> Mapping[str, str]:
        """Inbox: the cursor as last committed."""
        return self._cursors.get(wire, {})

    def report(self, wire: str, event: str, detail: str = "") -> None:
        """Inbox: how a wire is; logged when it changes."""
        now = WireReport(event, detail)
        if self.reports.get(wire) != now:
            self.reports[wire] = now
            log.event("wire-report", wire=wire, state=event, detail=detail)

    def _move_cursor(self, wire: str, cursor: dict[str, str]) -> None:
        try:
            with self.house.database.write() as connection:
                wire_table.move_cursor(connection, wire, cursor)
        except DBAPIError as error:
            raise StoreError(f"{self.house.settings.ledger}: {error.orig}") from error
        self._cursors[wire] = cursor

    def _work(self) -> None:
        while True:
            with self._come:
                while not self._waiting and not self._closing:
                    self._come.wait()
                batch, self._waiting = self._waiting[:_MOST_TOGETHER], self._waiting[_MOST_TOGETHER:]
            if not batch:
                return
            # A transport that gives up waiting (its client went away) takes its arrival back only up to here.
            meant = [one for one in batch if one[1].set_running_or_notify_cancel()]
            if meant:
                self._commit(meant)

    def _commit(self, batch: list[tuple[Arrival, "Future[Kept]"]]) -> None:
        arrivals = [arrival for arrival, _ in batch]
        try:
            kept = keep_now(self.house, arrivals)
        except StoreError as error:
            log.event("keep-failed", arrivals=len(arrivals), reason=str(error))
            for _, future in batch:
                future.set_exception(error)
            return
        except (ValueError, TypeError, OverflowError) as error:  # one arrival says what no ledger can hold
            self._commit_apart(batch, error)
            return
        for (arrival, future), one in zip(batch, kept, strict=True):
            if arrival.cursor is not None:
                self._cursors[arrival.wire] = dict(arrival.cursor)
            future.set_result(one)
        self.wake()

    def _commit_apart(self, batch: list[tuple[Arrival, "Future[Kept]"]], error: Exception) -> None:
        if len(batch) > 1:
            for one in batch:
                self._commit([one])
            return
        arrival, future = batch[0]
        log.event("keep-refused", wire=arrival.wire, reason=str(error))
        future.set_exception(StoreError(f"{arrival.name!r} over {arrival.wire} cannot be kept: {error}"))
