"""The short form of `make faults`: a kill at every named step and a dozen at any time, in a process of their own."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.strike import STEPS

_KILLS = len(STEPS) + 12
_HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_nobody_can_tell_afterwards_that_the_desk_was_killed_at_every_step(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.faults.kill_nine",
        "--kills",
        str(_KILLS),
        "--deliveries",
        "0",
        "--volleys",
        "50",
        "--steps",
    ]
    ended = subprocess.run(
        [*command, "--dir", str(tmp_path)], cwd=_HOUSE, capture_output=True, text=True, check=False, timeout=600
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " 0 differences" in ended.stdout
    missed = [step for step in STEPS if step not in ended.stdout]
    assert missed == [], ended.stdout
