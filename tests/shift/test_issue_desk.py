"""E-papers are decided at their cut-off, set by another process, and shown whole; trouble is tried again."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom import MINUTE, files_with
from nightdesk.flow import Desk
from nightdesk.shift.status import status_of
from nightdesk.store import issue as issue_table
from press_night import CUT_OFF, FIRST_DAY, SETTINGS, TEXTS, PressNight, a_take

TWO_EDITIONS = SETTINGS + '[[edition]]\nslug = "pune"\ntitle = "Pune"\ncities = ["Pune"]\ncut_off = "04:30"\n'
DAY = timedelta(days=1)


def test_an_issue_is_decided_when_its_cut_off_has_passed_and_not_before(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF - MINUTE
    night.print_all()
    assert night.days() == []
    night.now = CUT_OFF
    night.print_all()
    assert night.days() == [FIRST_DAY]
    assert night.issue().decided.number == 1
    assert night.issue().decided.cut_off == CUT_OFF


def test_an_issue_has_every_file_and_the_ledger_knows_each(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads", "wells")
    files, folder = night.public(), "epaper/main/2026-03-03"
    wanted = ("index.html", "2/index.html", "text/index.html", "p1.svg", "p2.svg", "issue.pdf", "issue.epub")
    assert {f"{folder}/{name}" for name in wanted} == set(night.issue().shown.files)
    assert all(f"{folder}/{name}" in files for name in wanted)
    assert b"/epaper/main/2026-03-03/" in files["epaper/index.html"]
    assert f"{folder}/issue.pdf.br" not in files


def test_an_edition_without_pdf_offers_none(tmp_path: Path) -> None:
    night = PressNight(tmp_path, SETTINGS + "[epaper]\npdf = false\n")
    night.morning("bridges")
    assert [path for path in night.public() if path.endswith((".pdf", ".epub"))] == []


def test_each_edition_has_its_own_cut_off(tmp_path: Path) -> None:
    night = PressNight(tmp_path, TWO_EDITIONS)
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF - 20 * MINUTE
    night.print_all()
    assert (night.days("pune"), night.days()) == ([FIRST_DAY], [])


def test_only_the_newest_missed_issue_is_made_and_the_log_names_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    night.now += 2 * DAY + timedelta(hours=20)
    night.take_in(a_take("roads"))
    night.now += timedelta(hours=5)
    caplog.set_level(logging.INFO, "nightdesk")
    night.print_all()
    assert night.days() == [FIRST_DAY, FIRST_DAY + 3 * DAY]
    missed = [record.fields["date"] for record in caplog.records if record.message == "issue-missed"]  # type: ignore[attr-defined]
    assert missed == [FIRST_DAY + DAY, FIRST_DAY + 2 * DAY]


def test_a_night_without_stories_has_no_issue(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.now = CUT_OFF + MINUTE
    night.print_all()
    assert night.days() == []


def test_a_story_page_says_where_it_was_printed(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads", "wells")
    for name in ("bridges", "roads", "wells"):
        page = night.public()[f"{night.story(f'urn:{name}').path.strip('/')}/index.html"]
        assert b'"/epaper/main/2026-03-03/' in page


def test_the_reader_of_the_day_before_leads_to_the_next_one(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    night.take_in(a_take("roads"))
    night.now += DAY
    night.print_all()
    files = night.public()
    assert b"/epaper/main/2026-03-04/" in files["epaper/main/2026-03-03/index.html"]
    assert b"/epaper/main/2026-03-03/" in files["epaper/main/2026-03-04/index.html"]
    assert night.issue(FIRST_DAY + DAY).decided.number == 2


def test_an_ordinary_update_after_the_cut_off_changes_nothing_in_the_issue(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    before = {path: content for path, content in night.public().items() if path.startswith("epaper/")}
    night.take_in(a_take("bridges", 2, headline="Council agrees after all", created=night.now))
    night.print_all()
    after = {path: content for path, content in night.public().items() if path.startswith("epaper/")}
    assert after == before


@pytest.mark.parametrize(
    ("manner", "says"),
    [
        ("refuses", "the sheet is torn: use another one"),
        ("breaks", "RuntimeError: a bug"),
        ("garbles", "came back as what is no issue"),
    ],
)
def test_a_typesetter_in_trouble_is_told_and_tried_again_later(tmp_path: Path, manner: str, says: str) -> None:
    night = PressNight(tmp_path, manner=manner)
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + MINUTE
    night.until(lambda: bool(night.days() and night.issue().trouble))
    assert says in night.issue().trouble
    (told,) = status_of(night.house)["issues"]
    assert (told["state"], told["pages"]) == ("due", 0)
    assert says in told["trouble"]
    night.house.typesetter = (*night.house.typesetter[:2], "well")
    assert night.desk.afterwards.issues.follow() is None, "it rests"
    night.desk.afterwards.issues._rests.clear()
    night.print_all()
    assert (night.issue().state, night.issue().trouble) == ("shown", "")


def test_a_typesetter_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightdesk.shift.typesetting._LIMIT_SECONDS", 0.2)
    night = PressNight(tmp_path, manner="sleeps")
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + MINUTE
    night.until(lambda: bool(night.days() and night.issue().trouble))
    assert "was not set within" in night.issue().trouble


def test_stories_and_kills_go_on_while_an_issue_is_set(tmp_path: Path) -> None:
    night = PressNight(tmp_path, manner="sleeps")
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + MINUTE
    night.until(lambda: night.desk.afterwards.issues._setting is not None)
    night.keep(a_take("roads"), a_take("bridges", 2, status="canceled"))
    while night.desk.step():
        night.desk.afterwards.tell()
    assert night.text_of("roads") is not None
    assert files_with(night.public(), TEXTS["bridges"]) == []
    night.desk.afterwards.issues.stop()


def test_a_text_that_does_not_read_back_stops_the_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = PressNight(tmp_path)
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + MINUTE
    story = night.story("urn:bridges").id
    monkeypatch.setattr("nightdesk.shift.issue_files.clip_digests", lambda page: {story: "0" * 64})
    night.until(lambda: bool(night.days() and night.issue().trouble))
    assert "does not read back as its agency's text" in night.issue().trouble
    assert [path for path in night.public() if path.startswith("epaper/main/2026-03-03/")] == []


def test_where_there_is_no_typesetter_it_is_said_once_and_no_page_leads_to_e_papers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    night = PressNight(tmp_path)
    night.house.sets_papers = False
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + MINUTE
    for _ in range(3):
        night.desk.afterwards.tell(idle=True)
    assert [record.message for record in caplog.records].count("epaper-off") == 1
    assert night.days() == []
    assert b'"/epaper/"' not in night.public()["index.html"]


def test_a_desk_that_wakes_sets_what_was_decided_and_mends_what_is_not_as_it_was(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + MINUTE
    night.until(lambda: bool(night.days()))
    night.desk.afterwards.issues.stop()
    night.desk.press.close()
    again = Desk(night.house)
    again.wake()
    again.afterwards.tell_all()
    assert night.issue().state == "shown"
    again.press.close()
    page = night.house.public / "epaper/main/2026-03-03/p1.svg"
    whole = page.read_bytes()
    page.write_bytes(whole[:100])  # as power lost a moment later leaves it
    third = Desk(night.house)
    third.wake()
    assert night.issue().state == "due"
    third.afterwards.tell_all()
    assert (night.issue().state, page.read_bytes()) == ("shown", whole)
    third.press.close()


def test_the_same_issue_is_set_from_the_ledger_again(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads", "wells")
    before = night.issue().shown
    with night.house.database.write() as connection:
        issue_table.call_in(connection, [("main", FIRST_DAY)], "due", 1)
    night.print_all()
    assert night.issue().shown == before
