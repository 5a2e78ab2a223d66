"""An inbox in memory with the real interface: `arrivals` are what it acknowledged, `reports` what it was told."""

import asyncio
from collections.abc import Callable, Mapping
from hashlib import sha256

from nightdesk.errors import StoreError
from nightdesk.terms.arrival import Arrival, Kept


class MemoryInbox:
    """Keeps everything, in order, after `delay_seconds`, as a grouped commit would."""

    def __init__(self, delay_seconds: float = 0.0) -> None:
        self.arrivals: list[Arrival] = []
        self.submitted: list[str] = []
        self.cursors: dict[str, dict[str, str]] = {}
        self.reports: list[tuple[str, str, str]] = []
        self.in_flight_most = 0
        self._delay_seconds = delay_seconds
        self._in_flight = 0
        self._once: dict[tuple[str, str], Kept] = {}
        self._changed = asyncio.Condition()

    async def keep(self, arrival: Arrival) -> Kept:
        """Kept once this returns."""
        self.submitted.append(arrival.name)
        self._in_flight += 1
        self.in_flight_most = max(self.in_flight_most, self._in_flight)
        try:
            await asyncio.sleep(self._delay_seconds)
            self.check()
        finally:
            self._in_flight -= 1
        return await self._commit(arrival)

    async def _commit(self, arrival: Arrival) -> Kept:
        seal = sha256(arrival.content).hexdigest()
        key = (arrival.wire, arrival.once)
        if arrival.once and key in self._once:
            first = self._once[key]
            return Kept(first.delivery, first.seal, repeat=True)
        self.arrivals.append(arrival)
        kept = Kept(len(self.arrivals), seal)
        if arrival.once:
            self._once[key] = kept
        if arrival.cursor is not None:
            self.cursors[arrival.wire] = dict(arrival.cursor)
        async with self._changed:
            self._changed.notify_all()
        return kept

    def check(self) -> None:
        """Raise StoreError here to be a store in trouble."""

    async def move_cursor(self, wire: str, cursor: Mapping[str, str]) -> None:
        """Store the wire's cursor alone."""
        self.check()
        self.cursors[wire] = dict(cursor)

    def cursor(self, wire: str) -> Mapping[str, str]:
        """As last committed."""
        return dict(self.cursors.get(wire, {}))

    def report(self, wire: str, event: str, detail: str = "") -> None:
        """Remember what the desk was told, and wake whoever waits for it."""
        self.reports.append((wire, event, detail))
        asyncio.get_running_loop().create_task(self._notify())

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, holds: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait, without looking again and again, until `holds` after an arrival or a report."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(holds)

    def told(self, event: str) -> list[str]:
        """The details of all reports of this event."""
        return [detail for _, said, detail in self.reports if said == event]


class FailingInbox(MemoryInbox):
    """A store that is away for the first `failures` calls, or for good while `failures` is not counted down."""

    def __init__(self, failures: int, delay_seconds: float = 0.0) -> None:
        super().__init__(delay_seconds)
        self.failures = failures

    def check(self) -> None:
        """Fail while failures are left."""
        if self.failures > 0:
            self.failures -= 1
            raise StoreError("the ledger cannot be written: database is away; start it again")
