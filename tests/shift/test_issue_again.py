"""A rebuild makes every issue again, byte for byte, and the doctor sees what is not as it was put up."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom import MINUTE
from nightdesk.shift.checkup import Doctor
from nightdesk.shift.rebuild import rebuild
from nightdesk.store import issue as issue_table
from press_night import CUT_OFF, FIRST_DAY, PressNight, a_take

FOLDER = "epaper/main/2026-03-03"


def _two_days(tmp_path: Path) -> PressNight:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads", "wells")
    night.take_in(a_take("plums"), a_take("roads", 2, status="canceled"))
    night.now += timedelta(days=1)
    night.print_all()
    assert night.days() == [FIRST_DAY, FIRST_DAY + timedelta(days=1)]
    return night


def _faults(night: PressNight) -> list[str]:
    return [fault.text for fault in Doctor(night.house).look().faults]


def test_a_rebuild_carries_issues_over_and_makes_their_readers_the_same(tmp_path: Path) -> None:
    night = _two_days(tmp_path)
    before, page = night.public(), night.house.public / FOLDER / "p1.svg"
    was = page.stat().st_ino
    rebuild(night.house, night.house.database.read())
    assert night.public() == before
    assert page.stat().st_ino == was
    assert _faults(night) == []


def test_what_is_lost_is_set_again_the_same(tmp_path: Path) -> None:
    night = _two_days(tmp_path)
    before = night.public()
    shutil.rmtree(night.house.public)
    rebuild(night.house, night.house.database.read())
    assert {one.state for one in issue_table.every(night.house.database.read())} == {"withdrawn"}
    assert f"{FOLDER}/p1.svg" not in night.public()
    assert _faults(night) == []
    night.print_all()
    assert night.public() == before
    assert _faults(night) == []


def test_a_rebuild_while_an_issue_is_down_leaves_it_down(tmp_path: Path) -> None:
    night = _two_days(tmp_path)
    night.keep(a_take("bridges", 2, status="canceled"))
    night.desk.step()
    night.desk.press.finish()
    rebuild(night.house, night.house.database.read())
    assert [path for path in night.public() if path.startswith(FOLDER) and path.endswith("svg")] == []
    assert f"{FOLDER}/index.html" in night.public()


def test_the_switch_for_the_pdf_takes_it_away_at_the_next_rebuild(tmp_path: Path) -> None:
    night = _two_days(tmp_path)
    settings = night.house.settings
    night.house.settings = type(settings)(
        **{name: getattr(settings, name) for name in settings.__struct_fields__ if name != "site"},
        site=_without_pdf(settings.site),
    )
    del night.house.site
    rebuild(night.house, night.house.database.read())
    assert [path for path in night.public() if path.endswith((".pdf", ".epub"))] == []
    assert _faults(night) == []


def _without_pdf(site: object) -> object:
    import msgspec

    return msgspec.structs.replace(site, main=msgspec.structs.replace(site.main, pdf=False))  # type: ignore[attr-defined]


HURTS: dict[str, Callable[[Path], object]] = {
    "is missing, or is not as it was put up": lambda public: (public / FOLDER / "issue.pdf").write_bytes(b"another"),
    "is missing, or is not as it was put up; ": lambda public: (public / FOLDER / "text/index.html").unlink(),
    "is no file of its issue": lambda public: (public / FOLDER / "p9.svg").write_bytes(b"<svg/>"),
    "is an issue that the ledger does not know": lambda public: (public / "epaper/main/2020-01-01").mkdir(),
    "is missing, or is not what the ledger says": lambda public: (public / "epaper/main/index.html").unlink(),
}


@pytest.mark.parametrize("says", HURTS)
def test_the_doctor_sees(tmp_path: Path, says: str) -> None:
    night = _two_days(tmp_path)
    HURTS[says](night.house.public)
    assert any(says in text for text in _faults(night))


def test_the_doctor_sees_a_story_that_may_not_be_seen(tmp_path: Path) -> None:
    night = _two_days(tmp_path)
    connection = night.house.database.read()
    shown = night.issue().shown
    night.keep(a_take("bridges", 2, status="canceled"))
    night.print_all()
    with night.house.database.write() as writing:  # as a fault of ours would leave it
        issue_table.show(writing, ("main", FIRST_DAY), shown, 1)
    story = night.story("urn:bridges").id
    assert any(f"prints story {story}, which may not be seen" in text for text in _faults(night))
    assert issue_table.unset(connection) == []


def test_the_doctor_says_which_issue_waits(tmp_path: Path) -> None:
    night = PressNight(tmp_path, manner="refuses")
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + MINUTE
    night.until(lambda: bool(night.days() and night.issue().trouble))
    found = Doctor(night.house).look()
    assert found.faults == []
    assert "the issue of 2026-03-03, main, waits to be set: the sheet is torn: use another one" in found.said
