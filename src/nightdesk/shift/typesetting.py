"""An issue is set in a process of its own: neither a slow typesetter nor one that breaks can touch the desk."""

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import msgspec

from ..clock import ticks
from ..errors import PaperError
from ..terms.issue import Issue, Printed

COMMAND = (sys.executable, "-m", __name__)
"""Takes an issue on standard input, and writes a `Made` to standard output."""
INSTALL = "e-papers need Typst: install it with `pip install 'nightdesk[epaper]'`"
_LIMIT_SECONDS = 180.0
_MEMORY_BYTES = 4 << 30
_NICE = 10
_REFUSED = 3
_SAID_BYTES = 4000
_REPORT = "the issue stays due, and is tried again; keep a copy of the ledger and report it"


class Made(msgspec.Struct, frozen=True):
    """An issue as it was set: its pages and PDF, and the EPUB, b"" where readers may not have the whole issue."""

    printed: Printed
    epub: bytes


_ENCODE = msgspec.msgpack.Encoder().encode
_ISSUE = msgspec.msgpack.Decoder(Issue).decode
_MADE = msgspec.msgpack.Decoder(Made).decode


def is_there() -> bool:
    """Whether this installation can set a paper at all: Typst is an extra."""
    return find_spec("typst") is not None


class Setting:
    """One issue in the hands of a child process. What goes in and comes out are files without a name: nobody waits."""

    def __init__(self, issue: Issue, aside: Path, command: tuple[str, ...] = COMMAND) -> None:
        self.issue = issue
        self._began = ticks()
        aside.mkdir(exist_ok=True)
        self._said, self._made = tempfile.TemporaryFile(dir=aside), tempfile.TemporaryFile(dir=aside)  # noqa: SIM115  # they outlive this call
        with tempfile.TemporaryFile(dir=aside) as given:
            given.write(_ENCODE(issue))
            given.seek(0)
            self._child = subprocess.Popen(command, stdin=given, stdout=self._made, stderr=self._said, cwd=aside)

    @property
    def seconds(self) -> float:
        """For how long it has been at work."""
        return ticks() - self._began

    def look(self) -> Made | None:
        """The issue once it is set, None before. Raises PaperError where it could not be; nothing goes on then."""
        code = self._child.poll()
        if code is None:
            if self.seconds < _LIMIT_SECONDS:
                return None
            self.end()
            raise PaperError(f"{self._whose} was not set within {_LIMIT_SECONDS:.0f} s: {_REPORT}")
        try:
            return self._outcome(code)
        finally:
            self.end()

    def wait(self, seconds: float) -> None:
        """Return when it has ended, or so many seconds later."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(seconds)

    def end(self) -> None:
        """Whatever it does, it stops."""
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        self._said.close()
        self._made.close()

    def _outcome(self, code: int) -> Made:
        said = _tail(self._said)
        if code == _REFUSED:
            raise PaperError(said)
        if code != 0:
            last = said.rpartition("\n")[2] or "it said nothing"
            raise PaperError(f"{self._whose} could not be set: the typesetter ended with {code} ({last}): {_REPORT}")
        self._made.seek(0)
        try:
            return _MADE(self._made.read())
        except msgspec.DecodeError as error:
            raise PaperError(f"{self._whose} came back as what is no issue ({error}): {_REPORT}") from error

    @property
    def _whose(self) -> str:
        return f"the issue of {self.issue.date.isoformat()}, {self.issue.edition.slug},"


def _tail(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _SAID_BYTES))
    return file.read().decode("utf-8", "replace").strip()


def _set() -> int:
    """The child's work."""
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (int(_LIMIT_SECONDS), int(_LIMIT_SECONDS)))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    from ..epaper.epub import epub  # noqa: PLC0415  # the desk never loads the typesetter
    from ..epaper.press_room import set_issue  # noqa: PLC0415

    issue = _ISSUE(sys.stdin.buffer.read())
    try:
        printed = set_issue(issue)
        made = Made(printed, epub(issue, printed) if issue.edition.pdf else b"")
    except PaperError as error:
        sys.stderr.write(str(error))
        return _REFUSED
    sys.stdout.buffer.write(_ENCODE(made))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(_set())
