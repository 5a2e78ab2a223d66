"""An issue is set in a process of its own: neither a slow typesetter nor one that breaks can touch the desk."""

import sys
from importlib.util import find_spec
from pathlib import Path

import msgspec

from ..errors import PaperError
from ..terms.issue import Issue, Printed
from .child import REFUSED, Child, ChildFailed, command_of, work

COMMAND = command_of(__name__)
"""Takes an issue on standard input, and writes a `Made` to standard output."""
INSTALL = "e-papers need Typst: install it with `pip install 'nightdesk[epaper]'`"
_LIMIT_SECONDS = 180.0
_MEMORY_BYTES = 4 << 30
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
    """One issue in the hands of a child process."""

    def __init__(self, issue: Issue, aside: Path, command: tuple[str, ...] = COMMAND) -> None:
        self.issue = issue
        self._child = Child(_ENCODE(issue), aside, command, _LIMIT_SECONDS)

    @property
    def seconds(self) -> float:
        """For how long it has been at work."""
        return self._child.seconds

    def look(self) -> Made | None:
        """The issue once it is set, None before. Raises PaperError where it could not be; nothing goes on then."""
        try:
            made = self._child.look()
        except ChildFailed as failed:
            raise PaperError(self._why(failed)) from failed
        if made is None:
            return None
        try:
            return _MADE(made)
        except msgspec.DecodeError as error:
            raise PaperError(f"{self._whose} came back as what is no issue ({error}): {_REPORT}") from error

    def wait(self, seconds: float) -> None:
        """Return when it has ended, or so many seconds later."""
        self._child.wait(seconds)

    def end(self) -> None:
        """Whatever it does, it stops."""
        self._child.end()

    def _why(self, failed: ChildFailed) -> str:
        if failed.code == REFUSED:
            return failed.said
        if failed.code is None:
            return f"{self._whose} was not set within {_LIMIT_SECONDS:.0f} s: {_REPORT}"
        last = failed.said.rpartition("\n")[2] or "it said nothing"
        return f"{self._whose} could not be set: the typesetter ended with {failed.code} ({last}): {_REPORT}"

    @property
    def _whose(self) -> str:
        return f"the issue of {self.issue.date.isoformat()}, {self.issue.edition.slug},"


def _set(given: bytes) -> bytes:
    """The child's work."""
    from ..epaper.epub import epub  # noqa: PLC0415  # the desk never loads the typesetter
    from ..epaper.press_room import set_issue  # noqa: PLC0415

    issue = _ISSUE(given)
    try:
        printed = set_issue(issue)
        return _ENCODE(Made(printed, epub(issue, printed) if issue.edition.pdf else b""))
    except PaperError as error:
        sys.stderr.write(str(error))
        sys.exit(REFUSED)


if __name__ == "__main__":
    sys.exit(work(_set, _LIMIT_SECONDS, _MEMORY_BYTES))
