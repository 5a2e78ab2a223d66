"""`nightdesk demo --exit` plays a whole day into a site of its own, publishes it and ends with 0."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_day_is_played_to_its_end_and_published(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    command = [sys.executable, "-m", "nightdesk", "demo", "--exit", "--dir", str(home)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    for outcome in ("published", "updated", "corrected", "killed", "withheld", "held"):
        assert f" {outcome}" in ran.stdout.splitlines()[-1]
    assert (home / "public/index.html").stat().st_size > 10_000
    assert (home / "public/corrections/index.html").exists()
