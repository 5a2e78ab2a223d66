"""Watch a drop folder: every file is taken once it is whole, and moved away only when its bytes are durable.

    list ─► read a gulp ─► whole? ─► keep, in name order, many in flight ─► move to done/<date>/
                             │ no: look again          │ not kept: stays, tried again

A crash between keep and move brings the same file again, which is a duplicate and harmless; the other way round it
would be lost.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import Change, awatch

from ...clock import Clock
from ...errors import SettingsError, StoreError
from ...terms.arrival import Arrival, Inbox
from ...terms.wire import Wire
from ..backoff import Backoff
from ..drop_folder import DONE, REFUSED, Found, Print, is_candidate, list_names, move, read_gulp
from ..patience import Patience, after_failure, after_look
from ..transport import Transport
from ..whole_file import looks_whole

RESCAN_SECONDS = 60.0
"""Events get lost (network file systems send none at all), so the folder is looked through without them too."""

FIRST_REWATCH_SECONDS = 1.0
WATCH_STEP_MS = 20
WATCH_DEBOUNCE_MS = 200
GULP_FILES = 64
GULP_BYTES = 16 * 1024 * 1024
ROUND_FILES = 1024
"""After so many the folder is listed again, so that what came meanwhile and sorts earlier is not kept waiting."""

PAUSE_SECONDS = 0.25
PAUSE_CAP_SECONDS = 5.0


async def run(wire: Wire, inbox: Inbox, clock: Clock) -> None:
    """Take in what lies there and what comes, for ever."""
    if wire.folder is None:
        raise SettingsError(f"[[wire]] {wire.name} has no folder; name one, or leave it out for wires/{wire.name}")
    taker = _Taker(wire, wire.folder, inbox, clock)
    with suppress(OSError):  # told by the first round, which tries again
        await asyncio.to_thread(taker.make_folder)
    stirred = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_watch(wire, inbox, stirred))
        while True:
            stirred.clear()
            wait = await taker.take_round()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await stirred.wait()


async def _watch(wire: Wire, inbox: Inbox, stirred: asyncio.Event) -> None:
    """Set `stirred` at each change, and each minute as the watch is set up anew, for folders get replaced."""
    folder = wire.folder or Path()
    trouble = Backoff(FIRST_REWATCH_SECONDS, RESCAN_SECONDS)
    while True:
        # The watch stands once the loop below waits for it, so this look sees what came before, and no gap is left.
        asyncio.get_running_loop().call_soon(stirred.set)
        try:
            async with aclosing(_changes(folder)) as changes:
                async for change in changes:
                    trouble = trouble.cleared()
                    if not change:
                        break
                    stirred.set()
        except (OSError, RuntimeError) as error:
            # watchfiles raises RuntimeError where the machine's limit of watches is reached.
            trouble = trouble.failed()
            inbox.report(wire.name, "retry", f"{folder} cannot be watched, only looked through: {error}")
            await asyncio.sleep(trouble.wait_seconds)


def _changes(folder: Path) -> AsyncGenerator[set[tuple[Change, str]], None]:
    """Sets of changes; an empty one when nothing happened for a minute."""
    return awatch(
        folder,
        watch_filter=_is_news,
        recursive=False,
        step=WATCH_STEP_MS,
        debounce=WATCH_DEBOUNCE_MS,
        rust_timeout=int(RESCAN_SECONDS * 1000),
        yield_on_timeout=True,
    )


def _is_news(change: Change, path: str) -> bool:
    return change is not Change.deleted and is_candidate(Path(path).name)


class _Taker:
    """Takes files out of one folder, and remembers those it has to wait for."""

    def __init__(self, wire: Wire, folder: Path, inbox: Inbox, clock: Clock) -> None:
        self._wire = wire
        self._folder = folder
        self._inbox = inbox
        self._clock = clock
        self._waiting: dict[str, Patience] = {}
        self._unmoved: dict[str, Print] = {}
        self._pause = Backoff(PAUSE_SECONDS, PAUSE_CAP_SECONDS)

    async def take_round(self) -> float:
        """Take what can be taken now; returns the seconds after which to look again without being stirred."""
        try:
            names = await asyncio.to_thread(self._list)
        except OSError as error:
            self._report("error", f"{self._folder} cannot be read: {error.strerror or error}")
            self._pause = self._pause.failed()
            return self._pause.wait_seconds
        present = frozenset(names)
        self._waiting = {name: known for name, known in self._waiting.items() if name in present}
        self._unmoved = {name: seen for name, seen in self._unmoved.items() if name in present}
        now = _monotonic()
        due = [name for name in names if name not in self._waiting or self._waiting[name].look_at <= now]
        for_now = due[:ROUND_FILES]
        while for_now:
            for_now = for_now[await self._take_gulp(for_now[:GULP_FILES]) :]
        return 0.0 if len(due) > ROUND_FILES else self._next_look_seconds()

    def make_folder(self) -> None:
        """Make the folder where there is none."""
        self._folder.mkdir(parents=True, exist_ok=True)

    def _list(self) -> list[str]:
        self.make_folder()
        return list_names(self._folder)

    def _next_look_seconds(self) -> float:
        soonest = min((known.look_at for known in self._waiting.values()), default=float("inf"))
        return max(0.0, min(RESCAN_SECONDS, soonest - _monotonic()))

    async def _take_gulp(self, names: Sequence[str]) -> int:
        """Read, keep and move the first of `names`; returns how many that were."""
        gulp = await asyncio.to_thread(read_gulp, self._folder, names, self._wire.size_limit_bytes, GULP_BYTES)
        refused = [found for found in gulp if found.refused]
        ready = [found for found in gulp if not found.refused and self._is_ready(found)]
        if refused:
            await self._refuse(refused)
        if ready:
            await self._keep_and_move(ready)
        return len(gulp)

    def _is_ready(self, found: Found) -> bool:
        """Whole by its looks, or settled; if neither, when to look again is noted."""
        name, now = found.name, _monotonic()
        known = self._waiting.get(name)
        if found.trouble:
            self._set_aside(name)
            self._report("error", f"{name} {found.trouble}")
            return False
        if found.print is not None and (
            self._unmoved.get(name) == found.print
            or looks_whole(found.content)
            or (known is not None and known.has_settled(found.print, now))
        ):
            return True
        waiting = after_look(known, found.print, now)
        if waiting.is_overlong(now):
            self._report("error", f"{name} has been growing for {now - waiting.first:.0f} s; it is still waited for")
            waiting = waiting.once_told()
        self._waiting[name] = waiting
        return False

    async def _keep_and_move(self, ready: Sequence[Found]) -> None:
        # Tasks start in the order in which they are made: submission is in name order, commits are grouped.
        troubles = await asyncio.gather(*(self._keep(found) for found in ready))
        kept = [found for found, trouble in zip(ready, troubles, strict=True) if not trouble]
        failed = [(found, trouble) for found, trouble in zip(ready, troubles, strict=True) if trouble]
        if kept:
            self._report("ok", f"{len(kept)} files, the last {kept[-1].name}")
            await self._move(kept)
        for found, _ in failed:
            self._set_aside(found.name)
        if failed:
            self._report("error", f"{len(failed)} files not kept and left where they are: {failed[0][1]}")
        # A store that keeps nothing is given time; one that refuses a single file must not hold up the others.
        self._pause = self._pause.cleared() if kept else self._pause.failed()
        if self._pause.failures:
            await asyncio.sleep(self._pause.wait_seconds)

    async def _keep(self, found: Found) -> str:
        """Hand over one file; returns what went wrong, "" when its bytes are durable."""
        if found.print is not None and self._unmoved.get(found.name) == found.print:
            return ""
        arrival = Arrival(wire=self._wire.name, name=_printable(found.name), content=found.content, transport="folder")
        try:
            await self._inbox.keep(arrival)
        except StoreError as error:
            return str(error)
        return ""

    async def _move(self, kept: Sequence[Found]) -> None:
        away = f"{DONE}/{self._clock():%Y-%m-%d}"
        prints = {found.name: found.print for found in kept}
        for moved in await asyncio.to_thread(move, self._folder, away, list(prints.items())):
            self._waiting.pop(moved.name, None)
            self._unmoved.pop(moved.name, None)
            seen = prints[moved.name]
            if moved.trouble and seen is not None:
                # Kept already: while it looks the same only the move is tried again, not the keeping.
                self._unmoved[moved.name] = seen
                self._set_aside(moved.name)
                self._report("error", f"{moved.name} {moved.trouble}")

    async def _refuse(self, refused: Sequence[Found]) -> None:
        reasons = {found.name: found.refused for found in refused}
        for moved in await asyncio.to_thread(move, self._folder, REFUSED, [(name, None) for name in reasons]):
            self._waiting.pop(moved.name, None)
            if moved.trouble:
                self._set_aside(moved.name)
            self._report("error", f"{moved.name}: {reasons[moved.name]} ({moved.trouble or 'now ' + moved.target})")

    def _set_aside(self, name: str) -> None:
        self._waiting[name] = after_failure(self._waiting.get(name), _monotonic())

    def _report(self, event: str, detail: str) -> None:
        self._inbox.report(self._wire.name, event, _printable(detail))


def _monotonic() -> float:
    return asyncio.get_running_loop().time()


def _printable(name: str) -> str:
    """A file name that is not UTF-8 must not stop a ledger or a log that is."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


TRANSPORT = Transport(name="folder", run=run)
