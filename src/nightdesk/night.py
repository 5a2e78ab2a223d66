"""Everything in one process: transports, keeper, desk and web server, from the first look round to the last commit."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from . import log
from .agency.picture_fetch import PictureFetcher
from .agency.transports.push import receive
from .clock import system_clock
from .errors import HouseError, StoreError
from .flow import Desk
from .serve.app import make_app
from .serve.intake import PushReceiver, PushReply
from .serve.search import Search
from .serve.server import serve
from .shift.house import House
from .shift.keeper import Keeper
from .shift.pictures import missing_pictures
from .shift.status import is_silent, status_of
from .store import wire as wire_table
from .terms.wire import Wire

_LOOK_SECONDS = 0.25
"""How often the desk looks for what another process kept, and for the time."""
_CLOSING_SECONDS = 5.0
_TROUBLE_SECONDS = 1.0
_SILENCE_SECONDS = 15.0
PARTS = ("intake", "desk", "web")


@dataclass
class DeskThread:
    """The desk at work in a thread of its own, woken by the keeper and by the clock. Trouble never ends it."""

    desk: Desk
    _look: threading.Event = field(default_factory=threading.Event)
    _stopping: bool = False
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; the first thing done is what an interrupted night left."""
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something was kept: look now."""
        self._look.set()

    def stop(self) -> None:
        """Finish the sitting under way, tell everybody, and end."""
        self._stopping = True
        self._look.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        awake = False
        while not self._stopping:
            try:
                if not awake:
                    self.desk.wake()
                    awake = True
                busy = self.desk.step()
                wait = self.desk.afterwards.tell(idle=not busy)
            except Exception as error:  # disk full, ledger away, a bug: a desk that stops is the one thing worse
                log.event("desk-in-trouble", level=logging.ERROR, error=error)
                self._look.wait(_TROUBLE_SECONDS)
                continue
            if not busy:
                self._look.wait(min(_LOOK_SECONDS, wait if wait is not None else _LOOK_SECONDS))
            self._look.clear()
        try:
            self.desk.close(_CLOSING_SECONDS)
        except (DBAPIError, OSError, HouseError) as error:
            log.event("desk-closed-in-trouble", error=error)


async def run_night(
    house: House,
    *,
    host: str,
    port: int,
    stop: asyncio.Event,
    only: Sequence[str] = PARTS,
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Run the parts until `stop` is set, then end each in turn: intake first, so that nothing new comes."""
    async with AsyncExitStack() as stack:
        app = None
        desk = DeskThread(Desk(house))
        keeper = Keeper(house, wake=desk.wake)
        if "web" in only:
            search = Search(house.database, house.site, clock=house.clock)
            stack.callback(search.close)
            app = make_app(
                house.public,
                house.site.url,
                intake=_intake(house, keeper) if "intake" in only else None,
                status=lambda: status_of(house, keeper.reports),
                routes=[search.route],
            )
            desk.desk.changed = app.state.answers.forget
        if "desk" in only:
            desk.start()
            stack.callback(desk.stop)
        if "intake" in only:
            keeper.start()
            stack.callback(keeper.stop)
            transports = asyncio.create_task(_transports(house, keeper))
            stack.push_async_callback(_end, transports)
        if app is not None:
            await serve(app, host=host, port=port, ready=lambda listening: ready(listening.url), stop=stop)
        else:
            ready("")
            await stop.wait()


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _transports(house: House, keeper: Keeper) -> None:
    """Every wire at once, each for itself."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_listen_for_silence(house), name="silence")
        taken: dict[str, set[str]] = {}
        for wire in house.settings.wires:
            if house.transports[wire.transport].run is not None:
                group.create_task(_supervised(house, keeper, wire), name=f"wire {wire.name}")
            if wire.fetch_pictures:
                group.create_task(
                    _fetch_pictures(house, keeper, wire, taken.setdefault(house.provider(wire.name), set())),
                    name=f"pictures of {wire.name}",
                )


async def _listen_for_silence(house: House) -> None:
    """Say once when a wire has been silent for longer than its settings allow, and once when it is heard again."""
    silent: set[str] = set()
    while True:
        heard = await asyncio.to_thread(lambda: wire_table.last_heard(house.database.read()))
        now = {wire.name for wire in house.settings.wires if is_silent(wire, heard.get(wire.name), house.clock())}
        for name in sorted(now - silent):
            log.event("wire-silent", level=logging.WARNING, wire=name, last=heard[name])
        for name in sorted(silent - now):
            log.event("wire-heard-again", level=logging.WARNING, wire=name)
        silent = now
        await asyncio.sleep(_SILENCE_SECONDS)


async def _supervised(house: House, keeper: Keeper, wire: Wire) -> None:
    """No error closes a wire: what a transport does not know how to mend is logged, and it starts again."""
    run = house.transports[wire.transport].run
    while run is not None:
        try:
            await run(wire, keeper, house.clock)
        except Exception as error:  # a bug in one transport must not end the others, nor its own wire
            log.event("wire-broke", level=logging.ERROR, wire=wire.name, error=error)
            keeper.report(wire.name, "error", f"{type(error).__name__}: {error}")
        await asyncio.sleep(_TROUBLE_SECONDS)


async def _fetch_pictures(house: House, keeper: Keeper, wire: Wire, taken: set[str]) -> None:
    """The pictures that a wire's items name by their address. Whatever breaks it, it goes on."""

    async def missing() -> Sequence[str]:
        return await asyncio.to_thread(missing_pictures, house, wire.name)

    while True:
        try:
            await PictureFetcher(wire, keeper, missing, taken).run()
        except Exception as error:  # a bug here must not end a wire
            log.event("pictures-broke", level=logging.ERROR, wire=wire.name, error=error)
        await asyncio.sleep(_TROUBLE_SECONDS)


def _intake(house: House, keeper: Keeper) -> PushReceiver:
    async def intake(name: str, headers: Mapping[str, str], body: bytes) -> PushReply:
        wire = house.settings.wire(name)
        if wire is None or wire.transport != "push":
            return PushReply(404, f"there is no push wire {name!r} here")
        try:
            # The window of a signature is judged by the machine's clock, also where the desk is handed another.
            reply = await receive(headers, body, wire, keeper, system_clock())
        except StoreError as error:
            return PushReply(503, str(error), 5)
        return PushReply(reply.status, reply.text, reply.retry_after or None)

    return intake
