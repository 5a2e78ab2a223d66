"""The sample agency at work: plays a plan of sendings into folders, over HTTP and as signed pushes, in fast time."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx2
import uvicorn

from .counter import Counter
from .drop import drop, drop_slowly
from .sending import Sending
from .signature import signed_headers
from .virtual_clock import VirtualClock, Wall

Progress = Callable[[Sending, str], None]
"""Called for each sending with what became of it: "dropped", "shelved", "accepted", or why a push was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How stubborn pushes are: `tries` in all, the pause doubling from `first_pause` seconds up to `longest_pause`."""

    tries: int = 8
    first_pause: float = 0.1
    longest_pause: float = 5.0

    def pauses(self) -> Iterator[float]:
        """The pauses between the tries."""
        pause = self.first_pause
        for _ in range(self.tries - 1):
            yield min(pause, self.longest_pause)
            pause *= 2


@dataclass(kw_only=True)
class SampleAgency:
    """An async context manager: inside it the polled addresses are served at `http_base` on 127.0.0.1.

    `polled` names addresses that are to be open before anything is sent there.
    Folders lie under `folder_root`, one a wire. Pushes go to `push_base`/intake/<wire>, signed with `push_secret`
    and stamped with the time of `stamp` (the machine's, unless the receiver keeps another).
    """

    folder_root: Path
    push_base: str = ""
    push_secret: str = ""
    port: int = 0
    polled: tuple[str, ...] = ()
    patience: Patience = field(default_factory=Patience)
    slow_seconds: float = 2.0
    stamp: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __post_init__(self) -> None:
        self._counter = Counter(self.polled)
        self._stack = contextlib.AsyncExitStack()
        self.http_base = ""

    async def __aenter__(self) -> Self:
        self.http_base = await self._stack.enter_async_context(_serving(self._counter, self.port))
        self._client = await self._stack.enter_async_context(httpx2.AsyncClient(timeout=30.0))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def play(
        self,
        plan: Iterable[Sending],
        *,
        speed: float,
        now: datetime | None = None,
        clock: Wall | None = None,
        progress: Progress = lambda sending, outcome: None,
    ) -> None:
        """Send everything, each at its moment of a clock that starts at `now` (None: at the first sending).

        What lies before `now` is sent at once. `clock`, where given, is the clock to go by, shared with the receiver.
        Each wire's sendings keep their order. Returns when all is sent; polled documents may still wait (`taken`).
        """
        queues: dict[str, asyncio.Queue[Sending | None]] = {}
        async with asyncio.TaskGroup() as wires:
            for sending in plan:
                clock = clock or VirtualClock(now or sending.at, speed)
                await clock.sleep_until(sending.at)
                if sending.wire not in queues:
                    queues[sending.wire] = asyncio.Queue(maxsize=64)
                    wires.create_task(self._carry(queues[sending.wire], progress))
                await queues[sending.wire].put(sending)
            for queue in queues.values():
                await queue.put(None)

    async def taken(self, timeout: float) -> bool:
        """Wait until every polled document has been taken; False when some still lie there after `timeout` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while self._counter.untaken:
                    await asyncio.sleep(0.05)
        return not self._counter.untaken

    async def _carry(self, queue: "asyncio.Queue[Sending | None]", progress: Progress) -> None:
        while (sending := await queue.get()) is not None:
            progress(sending, await self._send(sending))

    async def _send(self, sending: Sending) -> str:
        if sending.transport == "http":
            self._counter.put(sending)
            return "shelved"
        if sending.transport == "push":
            return await self._push(sending)
        folder = self.folder_root / sending.wire
        if sending.manner == "slow":
            await drop_slowly(folder, sending.name, sending.content, self.slow_seconds)
        else:
            drop(folder, sending.name, sending.content)
        return "dropped"

    async def _push(self, sending: Sending) -> str:
        pauses = self.patience.pauses()
        while True:
            outcome, again = await self._knock(sending)
            pause = next(pauses, None)
            if not again or pause is None:
                return outcome
            await asyncio.sleep(pause)

    async def _knock(self, sending: Sending) -> tuple[str, bool]:
        """One try: what came of it, and whether another is worth while."""
        headers = signed_headers(self.push_secret, sending.name, self.stamp(), sending.content)
        headers["content-type"] = sending.media_type
        url = f"{self.push_base}/intake/{sending.wire}"
        try:
            answer = await self._client.post(url, content=sending.content, headers=headers)
        except httpx2.TransportError as error:
            return f"not delivered: {type(error).__name__}", True
        if answer.is_success:
            return "accepted", False
        return f"refused: {answer.status_code}", answer.status_code >= 500 or answer.status_code in _TRY_LATER


_TRY_LATER = (408, 425, 429)


class _Server(uvicorn.Server):
    """uvicorn inside another program's loop: signals stay that program's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def _serving(counter: Counter, port: int) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(counter.app, log_level="error", access_log=False, lifespan="off")
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
