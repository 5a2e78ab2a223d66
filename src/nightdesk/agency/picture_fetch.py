"""Fetch the pictures that a wire's items name by their address, where its settings ask for that.

Nothing waits for a picture: what cannot be fetched is tried again, more and more seldom, and left at last.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import httpx2

from .. import log
from ..clock import ticks
from ..errors import BrokenDelivery, DeliveryError, StoreError
from ..terms.arrival import Arrival, Inbox
from ..terms.wire import Wire
from .address_guard import Guard, Resolve, guard_for, resolve_by_system, shown
from .backoff import Backoff
from .content_type import read_content_type
from .fetch import Ask, fetch, open_transport
from .picture import is_picture

LOOK_SECONDS: Final = 1.0
_FIRST_RETRY_SECONDS: Final = 5.0
_RETRY_CAP_SECONDS: Final = 900.0
_TRIES: Final = 8
_AT_ONCE: Final = 4
_OK: Final = 200

Missing = Callable[[], Awaitable[Sequence[str]]]
"""The addresses of pictures that items of the wire name, and that have not come."""


@dataclass
class _Rest:
    """How an address failed, and when it is tried again, by the monotonic clock."""

    backoff: Backoff = field(default_factory=lambda: Backoff(_FIRST_RETRY_SECONDS, _RETRY_CAP_SECONDS))
    until: float = 0.0


class PictureFetcher:
    """Fetches for one wire. What it has brought or given up is not asked for again while it runs.

    `taken` is what any fetcher has brought or is bringing: wires of one provider want the same.
    """

    def __init__(
        self,
        wire: Wire,
        inbox: Inbox,
        missing: Missing,
        taken: set[str] | None = None,
        resolve: Resolve = resolve_by_system,
    ) -> None:
        self._wire = wire
        self._inbox = inbox
        self._missing = missing
        self._resolve = resolve
        self._rests: dict[str, _Rest] = {}
        self._over: set[str] = set()
        self._taken = set[str]() if taken is None else taken

    async def run(self) -> None:
        """For ever."""
        async with open_transport() as transport:
            while True:
                await self.round(transport)
                await asyncio.sleep(LOOK_SECONDS)

    async def round(self, transport: httpx2.AsyncBaseTransport) -> None:
        """Try each that is missing and may be tried now, once."""
        wanted = [one for one in await self._missing() if one not in self._over | self._taken]
        due = [one for one in wanted if self._rests.get(one, _Rest()).until <= ticks()]
        for start in range(0, len(due), _AT_ONCE):
            await asyncio.gather(*(self._try(address, transport) for address in due[start : start + _AT_ONCE]))

    async def _try(self, address: str, transport: httpx2.AsyncBaseTransport) -> None:
        if address in self._taken:
            return
        self._taken.add(address)
        try:
            await self._bring(address, transport)
        except (DeliveryError, StoreError, httpx2.InvalidURL, ValueError) as error:  # ValueError: in no charset
            self._taken.discard(address)
            rest = self._rests.setdefault(address, _Rest())
            rest.backoff = rest.backoff.failed()
            rest.until = ticks() + rest.backoff.wait_seconds
            is_last = rest.backoff.failures >= _TRIES
            if is_last:
                self._over.add(address)
                del self._rests[address]
            again = 0.0 if is_last else rest.backoff.wait_seconds
            log.event(
                "picture-not-fetched", level=logging.WARNING, wire=self._wire.name, why=str(error), again_in=again
            )
        except BaseException:
            self._taken.discard(address)  # the wire ends: another may bring it
            raise
        else:
            self._rests.pop(address, None)

    async def _bring(self, address: str, transport: httpx2.AsyncBaseTransport) -> None:
        url = httpx2.URL(address)
        guard = self._guard(url)
        ours = (guard.host, guard.port) == (guard_for(url, private=False).host, guard_for(url, private=False).port)
        headers = tuple(self._wire.headers.items()) if ours else ()
        answer = await fetch(Ask(url, self._wire.size_limit_bytes, headers), guard, transport, self._resolve)
        if answer.status != _OK:
            raise BrokenDelivery("fetch-status", f"answered {answer.status}", shown(url))
        if not is_picture(answer.content):
            raise BrokenDelivery("picture", "what came is no picture", shown(url))
        kind = read_content_type(answer.headers.get("content-type", ""))
        await self._inbox.keep(
            Arrival(
                wire=self._wire.name,
                name=address,
                content=answer.content,
                transport="picture",
                media_type=kind.media_type,
            )
        )

    def _guard(self, url: httpx2.URL) -> Guard:
        """A private network is open only where the wire's own address is on it; its keys go only there too."""
        own = httpx2.URL(self._wire.url) if self._wire.url else url
        return guard_for(own, private=self._wire.private_hosts and bool(self._wire.url))
