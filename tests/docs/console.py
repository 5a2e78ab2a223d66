"""Run a document's console blocks as its reader would: in one folder, in order, with the program itself.

`# exit 1` after a command says how it ends. In what is shown to follow, `…` stands for any characters, and a line of it
alone for any lines. A command that ends in `&` is a process of its own, ended by `kill %1`.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from fakes.site import run
from serve.house import free_port

from .pages import Block
from .source import REPOSITORY

_ENDS_WITH = re.compile(r"\s+#\s*exit (\d+)\s*$")
_PORT = "8080"
_SHOWN_AT_MOST = 4000


class Terminal:
    """A folder that looks like a fresh checkout, and the commands of one document run in it."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._port = str(free_port())
        self._night: subprocess.Popen[str] | None = None
        for samples in ("tests/tools/samples", "docs/how-to/samples"):
            shutil.copytree(REPOSITORY / samples, folder / samples)
        patch.chdir(folder)
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._night is not None:
            self._night.kill()
            self._night.communicate()

    def play(self, block: Block) -> None:
        """Every command; fails with the command and what it said."""
        for command, shown in block.steps:
            found = _ENDS_WITH.search(command)
            typed, wanted = (command[: found.start()], int(found[1])) if found else (command, 0)
            code, said = self._ran(typed.replace(_PORT, self._port))
            said = said.replace(self._port, _PORT).replace(str(self._folder), "/srv/news")
            assert code == wanted, f"{command}: ended with {code}\n{said[-_SHOWN_AT_MOST:]}"
            fault = difference(shown, said.splitlines())
            assert not fault, f"{command}: {fault}\nit said:\n{said[-_SHOWN_AT_MOST:]}"

    def _ran(self, command: str) -> tuple[int, str]:
        if command.endswith("&"):
            return self._started(command[:-1])
        if command == "kill %1":
            return self._ended()
        words = shlex.split(command)
        if words[0] == "nightdesk" and not {"|", ">", ">>", "&&"} & set(words):
            ran = run(*words[1:])
            return ran.code, ran.out + ran.err
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def _started(self, command: str) -> tuple[int, str]:
        """The process, once it has said its first line."""
        words = shlex.split(command)
        assert words[:2] == ["nightdesk", "run"]
        port = [] if "--port" in words else ["--port", self._port]  # 8080 of the settings may be taken here
        program = [sys.executable, "-m", "nightdesk", *words[1:], *port]
        self._night = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
        assert self._night.stdout is not None
        return 0, self._night.stdout.readline()

    def _ended(self) -> tuple[int, str]:
        assert self._night is not None
        self._night.terminate()
        rest, _ = self._night.communicate(timeout=20)
        code, self._night = self._night.returncode, None
        return code, rest


def difference(shown: Sequence[str], said: Sequence[str]) -> str:
    """Where what a document shows and what the program says part; "" where they agree."""
    wanted, given = [line.rstrip() for line in shown], [line.rstrip() for line in said]
    if not any(line.strip() for line in wanted):
        return ""  # the document shows nothing of it
    at = 0
    skips = False
    for line in wanted:
        if line == "…":
            skips = True
            continue
        pattern = re.compile(".*".join(re.escape(part) for part in line.split("…")))
        places = range(at, len(given)) if skips else range(at, min(at + 1, len(given)))
        place = next((place for place in places if pattern.fullmatch(given[place])), None)
        if place is None:
            return f"the document shows {line!r}, the program says {given[at] if at < len(given) else 'nothing more'!r}"
        at, skips = place + 1, False
    return "" if skips or at == len(given) else f"the program says more: {given[at]!r}"
