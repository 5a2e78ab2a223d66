"""Work in a process of its own, within limits: what is slow, or breaks on what an agency sent, cannot touch the desk.

What goes in and comes out are files without a name: nobody waits for anybody to read.
"""

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ..clock import ticks

_NICE = 10
REFUSED = 3
"""The exit code of a child that says, in words for people, why it did not do what it was asked."""
_SAID_BYTES = 4000


class ChildFailed(Exception):
    """The child did not do its work: `code` is its exit code, None where its time was over; `said` its last words."""

    def __init__(self, code: int | None, said: str) -> None:
        self.code, self.said = code, said
        super().__init__(said)


class Child:
    """One piece of work, given as bytes, in the hands of `python -m <module>`."""

    def __init__(self, given: bytes, aside: Path, command: tuple[str, ...], limit_seconds: float) -> None:
        self._began, self._limit = ticks(), limit_seconds
        aside.mkdir(exist_ok=True)
        self._said, self._made = tempfile.TemporaryFile(dir=aside), tempfile.TemporaryFile(dir=aside)  # noqa: SIM115  # they outlive this call
        with tempfile.TemporaryFile(dir=aside) as source:
            source.write(given)
            source.seek(0)
            self._process = subprocess.Popen(command, stdin=source, stdout=self._made, stderr=self._said, cwd=aside)

    @property
    def seconds(self) -> float:
        """For how long it has been at work."""
        return ticks() - self._began

    def look(self) -> bytes | None:
        """What it made, None while it is at work. Raises ChildFailed; nothing goes on then."""
        code = self._process.poll()
        if code is None:
            if self.seconds < self._limit:
                return None
            self.end()
            raise ChildFailed(None, f"it was not done within {self._limit:.0f} s")
        try:
            if code != 0:
                raise ChildFailed(code, _tail(self._said))
            self._made.seek(0)
            return self._made.read()
        finally:
            self.end()

    def wait(self, seconds: float) -> None:
        """Return when it has ended, or so many seconds later."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def end(self) -> None:
        """Whatever it does, it stops."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._said.close()
        self._made.close()


def command_of(module: str) -> tuple[str, ...]:
    """Runs the module in this Python."""
    return (sys.executable, "-m", module)


def work(do: Callable[[bytes], bytes], limit_seconds: float, memory_bytes: int) -> int:
    """The child's side: `do` what stands on standard input, within limits, behind everybody else. Its exit code."""
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit_seconds), int(limit_seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    sys.stdout.buffer.write(do(sys.stdin.buffer.read()))
    sys.stdout.flush()
    return 0


def _tail(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _SAID_BYTES))
    return file.read().decode("utf-8", "replace").strip()
