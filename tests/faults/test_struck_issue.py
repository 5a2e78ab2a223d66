"""kill -9 while an issue is decided, set, put up or taken away: the next desk ends as if nothing had happened."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import files_with, unpacked
from nightdesk.shift.checkup import Doctor
from nightdesk.shift.keeper import keep_now
from nightdesk.terms.arrival import Arrival
from press_night import TEXTS, PressNight, a_take

from . import struck_press

_TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with three stories, the night before its first issue."""
    home = tmp_path_factory.mktemp("evening") / "site"
    night = PressNight(home)
    night.take_in(*(a_take(name) for name in ("bridges", "roads", "wells")))
    night.close()
    return home


@pytest.fixture(scope="module")
def morning(evening: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with its issue up."""
    home = tmp_path_factory.mktemp("morning") / "site"
    shutil.copytree(evening, home)
    house = struck_press.the_house(home)
    struck_press.work(house)
    house.database.close()
    return home


def _struck(home: Path, step: str, number: int) -> None:
    command = [sys.executable, struck_press.__file__, str(home), step, str(number)]
    ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(_TESTS)}, check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL, "it never came to that step"


def _public(home: Path) -> dict[str, bytes]:
    return {path: content for path, content in unpacked(home / "public") if not path.startswith("log/")}


@pytest.mark.parametrize(
    ("step", "number"),
    [
        ("decided, not kept", 1),
        ("set begun", 1),
        ("set, not shown", 1),
        ("a file going up", 1),
        ("a file going up", 6),
        ("up, not kept", 1),
        ("kept, not told", 1),
    ],
)
def test_the_issue_comes_out_as_if_nothing_had_happened(
    tmp_path: Path, evening: Path, morning: Path, step: str, number: int
) -> None:
    home = tmp_path / "site"
    shutil.copytree(evening, home)
    _struck(home, step, number)
    house = struck_press.the_house(home)
    struck_press.work(house)
    assert Doctor(house).look().faults == []
    house.database.close()
    assert _public(home) == _public(morning)


@pytest.mark.parametrize("number", [1, 4])
def test_a_kill_that_is_struck_down_midway_is_finished_by_the_next_desk(
    tmp_path: Path, morning: Path, number: int
) -> None:
    home = tmp_path / "site"
    shutil.copytree(morning, home)
    night = struck_press.the_house(home)
    kill = a_take("bridges", 2, status="canceled")
    keep_now(night, [Arrival(wire="ews", name="copy.xml", content=kill, transport="folder")])
    night.database.close()
    _struck(home, "a file going away", number)
    house = struck_press.the_house(home)
    struck_press.work(house)
    assert files_with(dict(unpacked(home / "public")), (*TEXTS["bridges"], "of bridges")) == []
    assert Doctor(house).look().faults == []
    house.database.close()
