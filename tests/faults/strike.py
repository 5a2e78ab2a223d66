"""Where a desk's process dies: SIGKILL by its own hand at the n-th time it comes to a named step.

Nothing in the product knows of this. The steps are found from outside: by Python's audit events for whatever touches
a file of the site, by SQLAlchemy's for what goes to the ledger, and by one wrapper around `os.write`.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Engine, event

STEPS = MappingProxyType(
    {
        "rebuild: before a page": 60,
        "rebuild: before a rename": 2,
        "keep: transaction begun": 3,
        "keep: row written": 6,
        "keep: before its commit": 3,
        "keep: within its commit": 3,
        "keep: after its commit": 3,
        "take: before the move to done": 6,
        "desk: transaction begun": 4,
        "desk: row written": 30,
        "desk: before its commit": 4,
        "desk: within its commit": 4,
        "desk: after its commit": 4,
        "show: before a draft": 120,
        "show: half a page written": 120,
        "show: before a rename": 120,
        "show: before a removal": 40,
        "show: before a folder is made": 4,
        "show: before a folder is removed": 2,
        "wake: before tmp is cleared": 1,
    }
)
"""Every kind of line before or after which a process finds something different; how often a short life comes to it."""

NEEDS_WIPING = ("rebuild: before a page", "rebuild: before a rename")
"""Steps that a desk comes to only where the public folder is gone."""

_STATEMENT = "row written"
_WITHIN_COMMIT_SECONDS = 0.003


@dataclass(frozen=True, slots=True)
class Strike:
    """Die at the `nth` time `step` is come to; `share` (0 to 1) is how far into the step, where it takes time."""

    step: str
    nth: int
    share: float = 0.5

    def arm(self, home: Path) -> None:
        """From now on this process will die there."""
        count = _Countdown(self)
        sys.addaudithook(_files(home.resolve(), count))
        _ledger(count)
        _half_writes(count, self.share)


def die() -> None:
    """SIGKILL: no handler, no flush, no `finally`."""
    os.kill(os.getpid(), signal.SIGKILL)


class _Countdown:
    """Told of every step; dies at the one that was asked for."""

    def __init__(self, strike: Strike) -> None:
        self._strike = strike
        self._left = strike.nth
        self._lock = threading.Lock()

    def due(self, step: str) -> bool:
        """True at the n-th time of the step."""
        if step != self._strike.step:
            return False
        with self._lock:
            self._left -= 1
            return self._left == 0

    def __call__(self, step: str) -> None:
        if self.due(step):
            die()

    def soon(self, step: str) -> None:
        """Die a moment later, from another thread, while this one goes on."""
        if self.due(step):
            seconds = self._strike.share * _WITHIN_COMMIT_SECONDS
            timer = threading.Timer(seconds, die)
            timer.daemon = True
            timer.start()


def _files(home: Path, count: Callable[[str], None]) -> Callable[[str, tuple[Any, ...]], None]:
    """The audit hook: what is about to happen to a file of the site."""
    public, fresh, tmp, wires = (f"{home}/{name}" for name in ("public/", "public.new/", "tmp", "wires/"))
    swaps = (f"{home}/public", f"{home}/public.new", f"{home}/public.old")

    def hook(name: str, values: tuple[Any, ...]) -> None:
        if name == "os.rename":
            source, target = str(values[0]), str(values[1])
            if target.startswith(public):
                count("show: before a rename")
            elif target.startswith(wires):
                count("take: before the move to done")
            elif source in swaps:
                count("rebuild: before a rename")
        elif name == "os.remove" and str(values[0]).startswith(public):
            count("show: before a removal")
        elif name == "os.rmdir" and str(values[0]).startswith(public):
            count("show: before a folder is removed")
        elif name == "os.mkdir" and str(values[0]).startswith(public):
            count("show: before a folder is made")
        elif name == "shutil.rmtree" and str(values[0]) == tmp:
            count("wake: before tmp is cleared")
        elif name == "open" and str(values[0]).startswith(f"{tmp}/"):
            count("show: before a draft")
        elif name == "open" and str(values[0]).startswith(fresh):
            count("rebuild: before a page")

    return hook


def _ledger(count: _Countdown) -> None:
    def who() -> str:
        return "keep" if threading.current_thread().name == "keeper" else "desk"

    @event.listens_for(Engine, "before_cursor_execute")
    def _executes(connection: Any, cursor: Any, statement: str, *_: object) -> None:
        if connection.in_transaction() and not statement.startswith(("SELECT", "PRAGMA", "BEGIN")):
            count(f"{who()}: {_STATEMENT}")
        elif statement.startswith("BEGIN"):
            count(f"{who()}: transaction begun")

    from nightdesk.store.prepared import Statement

    run, run_many = Statement.run, Statement.run_many

    def runs(self: Statement, connection: Any, bound: Any) -> Any:
        _executes(connection, None, self.text)
        return run(self, connection, bound)

    def runs_many(self: Statement, connection: Any, bound: Any) -> None:
        _executes(connection, None, self.text)
        run_many(self, connection, bound)

    Statement.run, Statement.run_many = runs, runs_many  # type: ignore[method-assign]  # as above, in this process only

    @event.listens_for(Engine, "commit")
    def _commits(connection: Any) -> None:
        count(f"{who()}: before its commit")
        count.soon(f"{who()}: within its commit")

    from nightdesk.store.database import Database

    whole = Database.write

    def write(self: Database) -> Any:
        return _Told(whole(self), lambda: count(f"{who()}: after its commit"))

    Database.write = write  # type: ignore[method-assign]  # in this process only, which is about to die


class _Told:
    """The transaction, with word given once it has been committed."""

    def __init__(self, inner: Any, after: Callable[[], None]) -> None:
        self._inner, self._after = inner, after

    def __enter__(self) -> Any:
        return self._inner.__enter__()

    def __exit__(self, *error: Any) -> Any:
        swallowed = self._inner.__exit__(*error)
        if error[0] is None:
            self._after()
        return swallowed


def _half_writes(count: _Countdown, share: float) -> None:
    whole = os.write

    def write(descriptor: int, data: Any, /) -> int:
        page = memoryview(data)
        if len(page) > 1 and count.due("show: half a page written"):
            whole(descriptor, page[: int(len(page) * share)])
            die()
        return whole(descriptor, data)

    os.write = write
