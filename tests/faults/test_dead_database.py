"""The ledger taken away under a running night: nothing is acknowledged, no reader notices, and it goes on by itself."""

import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.faults.whole_night import Night, a_night, doctor_finds, eventually, make_site

from newsroom import newsml_g2
from nightdesk.errors import StoreError
from nightdesk.store.database import Database, sqlite_module

pytestmark = pytest.mark.slow
_HOLDER = """
import sys
import {module} as sqlite
ledger = sqlite.connect(sys.argv[1], isolation_level=None)
ledger.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_process(ledger: Path) -> Generator[None]:
    """Another process writes into the ledger, and does not come to an end."""
    program = _HOLDER.format(module=sqlite_module().__name__)
    with subprocess.Popen(
        [sys.executable, "-c", program, str(ledger)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield
        other.communicate()


def impatient(night: Night) -> None:
    """Half a minute of waiting for a lock is right for a night, and long for a test."""
    night.house.database._raw().execute("PRAGMA busy_timeout=200")


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, Path]:
    """A site folder and the folder of its wire."""
    home, wires = tmp_path / "site", tmp_path / "wires"
    make_site(home, wires)
    return home, wires


def test_a_ledger_locked_by_another_process_keeps_nothing_and_goes_on_when_it_is_free(site: tuple[Path, Path]) -> None:
    home, wires = site
    with a_night(home, wires) as night:
        impatient(night)
        night.drop("1.xml", newsml_g2("urn:ews:1", 1, "The first story"))
        eventually(lambda: len(night.shown()) == 1)
        address = night.shown()[0]
        with held_by_another_process(home / "ledger.db"):
            assert night.push(newsml_g2("urn:ews:2", 1, "The second story")) == 503
            night.drop("3.xml", newsml_g2("urn:ews:3", 1, "The third story"))
            assert night.push(newsml_g2("urn:ews:2", 1, "The second story")) == 503
            assert night.dropped() == {"3.xml"}
            assert night.page(address).status_code == 200
            assert night.page("/healthz").status_code == 200
        assert night.push(newsml_g2("urn:ews:2", 1, "The second story")) == 200
        eventually(lambda: len(night.shown()) == 3 and not night.dropped())
        assert len(night.kept()) == 3
    assert doctor_finds(home) == []


def test_a_ledger_moved_away_keeps_nothing_and_goes_on_when_it_is_back(site: tuple[Path, Path]) -> None:
    home, wires = site
    ledger, away = home / "ledger.db", home / "elsewhere.db"
    with a_night(home, wires) as night:
        night.drop("1.xml", newsml_g2("urn:ews:1", 1, "The first story"))
        eventually(lambda: len(night.shown()) == 1)
        address = night.shown()[0]
        ledger.rename(away)
        assert night.push(newsml_g2("urn:ews:2", 1, "The second story")) == 503
        night.drop("3.xml", newsml_g2("urn:ews:3", 1, "The third story"))
        assert night.push(newsml_g2("urn:ews:2", 1, "The second story")) == 503
        assert night.dropped() == {"3.xml"}
        assert night.page(address).status_code == 200
        away.rename(ledger)
        assert night.push(newsml_g2("urn:ews:2", 1, "The second story")) == 200
        eventually(lambda: len(night.shown()) == 3 and not night.dropped())
    assert doctor_finds(home) == []


def test_a_ledger_replaced_by_another_file_keeps_nothing(site: tuple[Path, Path]) -> None:
    home, wires = site
    ledger, copy = home / "ledger.db", home / "copy.db"
    shutil.copy(ledger, copy)
    with a_night(home, wires) as night:
        night.drop("1.xml", newsml_g2("urn:ews:1", 1, "The first story"))
        eventually(lambda: len(night.shown()) == 1)
        copy.rename(ledger)
        assert night.push(newsml_g2("urn:ews:2", 1, "The second story")) == 503
        assert night.page("/").status_code == 200


def test_a_ledger_on_a_disk_that_is_read_only_is_refused_with_its_name(site: tuple[Path, Path]) -> None:
    home, _ = site
    if subprocess.run(["mount", "--bind", home, home], capture_output=True, check=False).returncode:
        pytest.skip("a file system can only be made read-only by root")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", home], check=True)
        with pytest.raises(StoreError, match=r"ledger\.db: (unable to open|.*readonly)"):
            Database(home / "ledger.db")
    finally:
        subprocess.run(["umount", "-l", home], check=True)
