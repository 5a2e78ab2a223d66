"""A site folder that is used as its users do: by the commands alone."""

import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from newsroom import unpacked
from nightdesk.cli import commands
from nightdesk.errors import NightdeskError

FOUR = "2026-03-02T04:00:00+00:00"
FIVE = "2026-03-02T05:00:00+00:00"
SEVEN = "2026-03-02T07:00:00+00:00"
_PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> list[dict[str, Any]]:
        """What it printed with --json, an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments: object) -> Ran:
    """`nightdesk …` in this process, with errors said as the program says them."""
    house = logging.getLogger("nightdesk")
    before = house.handlers[:], house.level, house.propagate
    try:
        result = CliRunner().invoke(commands(), [str(one) for one in arguments])
    finally:
        house.handlers[:], house.propagate = before[0], before[2]
        house.setLevel(before[1])
    if isinstance(result.exception, NightdeskError):
        return Ran(1, result.stdout, f"{result.stderr}nightdesk: {result.exception}")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


class Site:
    """One site in a folder of its own, with a wire called `ews`."""

    def __init__(self, folder: Path, *wires: str) -> None:
        self.folder = folder
        self.home = folder / "site"
        self.public = self.home / "public"
        self.settings = self.home / "nightdesk.toml"
        names = [word for wire in wires or ("ews",) for word in ("--wire", wire)]
        assert run("init", self.home, *names).code == 0

    def run(self, command: str, *arguments: object) -> Ran:
        """`nightdesk COMMAND DIR …`."""
        return run(command, self.home, *arguments)

    def file(self, content: bytes, name: str = "copy.xml") -> Path:
        """The bytes as a file outside the site."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def ingest(self, *contents: bytes, now: str = FOUR, wire: str = "ews") -> list[dict[str, Any]]:
        """Take the bytes in at that time; the facts of each item."""
        files = [self.file(content, f"copy-{number}.xml") for number, content in enumerate(contents)]
        ran = self.run("ingest", "--wire", wire, "--now", now, "--json", *files)
        return [item for facts in ran.facts for item in facts["items"]]

    def outcomes(self, *contents: bytes, now: str = FOUR, wire: str = "ews") -> list[str]:
        """Take the bytes in at that time; how each item ended."""
        return [item["outcome"] for item in self.ingest(*contents, now=now, wire=wire)]

    def trace(self, name: str) -> dict[str, Any]:
        """The one story of that name."""
        (story,) = self.run("trace", name, "--json").facts[0]["stories"]
        return dict(story)

    def page(self, address: str) -> str:
        """What stands at an address as a page; "" where nothing does."""
        file = self.public / address.strip("/") / "index.html"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def holding(self, *words: str) -> list[str]:
        """The public files, twins unpacked, that hold any of the words in their bytes or their name."""
        folded = [word.casefold() for word in words]
        return [
            path
            for path, content in unpacked(self.public)
            if any(word in content.decode("utf-8", "replace").casefold() or word in path for word in folded)
        ]

    def tree(self) -> dict[str, bytes]:
        """Every public file as it stands."""
        files = sorted(file for file in self.public.rglob("*") if file.is_file())
        return {file.relative_to(self.public).as_posix(): file.read_bytes() for file in files}

    def agrees(self) -> None:
        """The doctor finds nothing, and a replay ends as it did."""
        doctor = self.run("doctor")
        assert doctor.code == 0, doctor.out
        replay = self.run("replay")
        assert replay.code == 0, replay.out

    @contextmanager
    def night(self) -> Iterator[str]:
        """`nightdesk run` on a free port in another process; its address. It must end with 0 when it is told to."""
        command = [sys.executable, "-m", "nightdesk", "run", str(self.home), "--port", "0"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=_quiet(), start_new_session=True
        ) as night:
            try:
                assert night.stdout is not None
                found = re.match(r"http://127\.0\.0\.1:\d+", night.stdout.readline())
                assert found is not None
                yield found[0]
                night.send_signal(signal.SIGTERM)
                assert night.wait(_PATIENCE_SECONDS) == 0
            finally:
                if night.poll() is None:
                    night.kill()


def status_of(url: str) -> int:
    """What a server answers to a GET."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def waited_for(seconds: float, what: Sequence[Path]) -> bool:
    """Whether all of the files came to be there in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if all(path.exists() for path in what):
            return True
        time.sleep(0.05)
    return False


def _quiet() -> dict[str, str]:
    return {**os.environ, "PYTHONWARNINGS": "default"}
