"""The built-in web server: uvicorn with the edge where it fits, listening until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Generator

import msgspec
import uvicorn
from starlette.applications import Starlette

from ..errors import UsageError
from .answers import Answers

KEEP_ALIVE_SECONDS = 15
LAST_WORDS_SECONDS = 5
"""How long answers under way may take after the stop."""

_BACKLOG = 1024

log = logging.getLogger("nightdesk.serve")


class Listening(msgspec.Struct, frozen=True):
    """Where the server listens, and which way pages go out. `edge_fault` says why the edge is off, "" when it is on."""

    host: str
    port: int
    edge_fault: str = ""

    @property
    def url(self) -> str:
        """The address to type into a browser."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


Ready = Callable[[Listening], None]


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's loop where it is installed, for `asyncio.Runner(loop_factory=…)`; None leaves Python's own."""
    try:
        import uvloop  # noqa: PLC0415  # no wheel everywhere
    except ImportError:
        return None
    return uvloop.new_event_loop


@contextlib.contextmanager
def stop_on_signals(stop: asyncio.Event) -> Generator[None]:
    """Within this, SIGTERM and Ctrl-C set `stop`; call it from the loop's own thread."""
    loop = asyncio.get_running_loop()
    wanted = (signal.SIGTERM, signal.SIGINT)
    try:
        for number in wanted:
            loop.add_signal_handler(number, stop.set)
    except NotImplementedError:  # Windows has no signal handlers on a loop
        for number in wanted:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
        yield
        return
    try:
        yield
    finally:
        for number in wanted:
            loop.remove_signal_handler(number)


async def serve(
    app: Starlette,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    ready: Ready | None = None,
    stop: asyncio.Event,
    edge: bool = True,
) -> None:
    """Serve until `stop` is set, then end what is under way and return. Port 0 takes a free one; `ready` is told which.

    Raises UsageError where the address cannot be had. `edge=False` leaves the fast way out.
    """
    listener = _listen(host, port)
    answers: Answers = app.state.answers
    protocol, fault = await _protocol(answers) if edge else (None, "the edge is switched off")
    if fault:
        log.warning("edge off: %s; pages go the ordinary way", fault)
    listening = Listening(host, listener.getsockname()[1], fault)
    config = uvicorn.Config(
        app,
        http="auto" if protocol is None else protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=LAST_WORDS_SECONDS,
    )
    server = _Server(config, lambda: ready(listening) if ready is not None else None)
    async with _stopping(server, stop):
        try:
            await server.serve(sockets=[listener])
        finally:
            listener.close()


class _Server(uvicorn.Server):
    """uvicorn's server, telling when it serves, without its signals: the house has one stop for all its parts."""

    def __init__(self, config: uvicorn.Config, serving: Callable[[], None]) -> None:
        super().__init__(config)
        self._serving = serving

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        await self.on_tick(0)  # so that the first answer has its Date
        self._serving()


@contextlib.asynccontextmanager
async def _stopping(server: uvicorn.Server, stop: asyncio.Event) -> AsyncIterator[None]:
    async def wait() -> None:
        await stop.wait()
        server.should_exit = True

    waiting = asyncio.create_task(wait())
    try:
        yield
    finally:
        waiting.cancel()


async def _protocol(answers: Answers) -> tuple[type[asyncio.Protocol] | None, str]:
    """The edge for these answers, or None and why not."""
    try:
        from .edge import edge_for  # noqa: PLC0415  # httptools has no wheel everywhere; without it there is no edge
        from .edge_self_test import edge_fault  # noqa: PLC0415
    except ImportError as error:
        return None, f"{error.name or 'a part of uvicorn'} is not installed"
    fault = await edge_fault()
    return (None, fault) if fault else (edge_for(answers), "")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
    except (OSError, UnicodeError, OverflowError) as error:
        raise UsageError(f"cannot listen on {host}: {error}; name an address of this machine with --host") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise UsageError(
            f"cannot listen on {host} port {port}: {error.strerror}; end what holds it, or choose another with --port"
        ) from error
    listener.setblocking(False)
    return listener
