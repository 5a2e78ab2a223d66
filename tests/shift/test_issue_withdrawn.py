"""What goes leaves no trace in any file of an issue, at once; the issue is set again with a notice in its place."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from newsroom import MINUTE, files_with
from nightdesk.flow import Desk
from nightdesk.shift.acts import DESK, Act
from nightdesk.shift.keeper import keep_now
from nightdesk.store import correction as correction_table
from nightdesk.store import event as event_table
from nightdesk.terms.arrival import Arrival
from nightdesk.terms.signal import Signal
from press_night import CUT_OFF, FIRST_DAY, SETTINGS, TEXTS, PressNight, a_take

FOLDER = "epaper/main/2026-03-03/"
ENDS: dict[str, Callable[[PressNight], None]] = {
    "killed": lambda night: _keep(night, a_take("bridges", 2, status="canceled")),
    "withheld": lambda night: _keep(night, a_take("bridges", 2, status="withheld")),
    "taken down": lambda night: _act(night, "takedown"),
    "held by a person": lambda night: _act(night, "hold"),
}


def _keep(night: PressNight, take: bytes) -> None:
    night.keep(take)


def _act(night: PressNight, act: str) -> None:
    story = night.story("urn:bridges").id
    content = msgspec.json.encode(Act(act=act, story=story, reason="asked"))  # type: ignore[arg-type]  # one of the acts
    keep_now(night.house, [Arrival(wire=DESK, name=act, content=content, transport=DESK)])


def _act_only(night: PressNight) -> None:
    """The act and what it tells at once; nothing that comes later."""
    assert night.desk.step()
    night.desk.press.finish()


def _of_issue(night: PressNight) -> dict[str, bytes]:
    return {path: content for path, content in night.public().items() if path.startswith(FOLDER)}


@pytest.mark.parametrize("end", ENDS)
def test_no_word_of_it_is_in_any_file_when_the_act_is_done_and_a_notice_comes_in_its_place(
    tmp_path: Path, end: str
) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads", "wells")
    assert len(files_with(_of_issue(night), TEXTS["bridges"][1])) >= 4
    ENDS[end](night)
    _act_only(night)
    assert files_with(night.public(), (*TEXTS["bridges"], "of bridges")) == []
    assert set(_of_issue(night)) <= {f"{FOLDER}index.html", f"{FOLDER}index.html.br", f"{FOLDER}index.html.gz"}
    assert night.issue().state == "withdrawn"
    night.print_all()
    assert night.issue().state == "shown"
    assert night.issue().shown.gone == (night.story("urn:bridges").id,)
    assert files_with(night.public(), (*TEXTS["bridges"], "of bridges")) == []
    assert b"gone: " in night.public()[f"{FOLDER}p1.svg"] + night.public()[f"{FOLDER}p2.svg"]
    assert len(files_with(_of_issue(night), TEXTS["roads"][1])) >= 4


def test_the_kill_counts_as_gone_only_when_the_issue_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    found: list[list[str]] = []
    mark_gone = correction_table.mark_gone

    def look(connection: object, events: list[int], at: object) -> None:
        if events:
            found.append(files_with(_of_issue(night), TEXTS["bridges"]))
        mark_gone(connection, events, at)  # type: ignore[arg-type]  # handed on as they are

    monkeypatch.setattr("nightdesk.shift.afterwards.correction_table.mark_gone", look)
    ENDS["killed"](night)
    _act_only(night)
    assert found == [[]]


def test_an_expiry_takes_it_out_too(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    ends = CUT_OFF + timedelta(hours=1)
    night.take_in(a_take("bridges", expires=ends), a_take("roads"))
    night.morning("wells")
    night.now = ends + MINUTE
    _act_only(night)
    assert files_with(night.public(), TEXTS["bridges"]) == []
    night.print_all()
    assert night.issue().shown.gone == (night.story("urn:bridges").id,)


def test_what_was_killed_before_the_cut_off_is_not_in_it_at_all(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.take_in(a_take("bridges"))
    night.take_in(a_take("bridges", 2, status="canceled"))
    night.morning("roads")
    assert night.issue().shown.gone == ()
    assert [one.story for one in night.issue().decided.budget.ranked] == [night.story("urn:roads").id]


def test_a_kill_while_the_issue_is_set_makes_what_was_set_worthless(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.take_in(a_take("bridges"), a_take("roads"))
    night.now = CUT_OFF + MINUTE
    night.until(lambda: night.desk.afterwards.issues._setting is not None)
    ENDS["killed"](night)
    night.print_all()
    assert files_with(night.public(), TEXTS["bridges"]) == []
    assert night.issue().shown.gone == (night.story("urn:bridges").id,)


def test_a_story_that_comes_back_as_it_was_stands_in_the_issue_again(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads")
    before = night.issue().shown
    _act(night, "takedown")
    night.print_all()
    assert night.issue().shown != before
    _act(night, "restore")
    night.print_all()
    assert night.issue().shown == before


def test_a_story_that_comes_back_with_another_text_stays_out_of_it(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads")
    ENDS["withheld"](night)
    night.print_all()
    night.take_in(a_take("bridges", 3, text="The bridge is sound.", created=night.now))
    night.print_all()
    assert night.text_of("bridges") is not None
    assert night.issue().shown.gone == (night.story("urn:bridges").id,)
    assert files_with(_of_issue(night), (*TEXTS["bridges"], "is sound")) == []
    page = night.public()[f"{night.story('urn:bridges').path.strip('/')}/index.html"]
    assert b"/epaper/main/" not in page.replace(b'"/epaper/"', b"")


def test_a_correction_is_listed_in_the_next_issue_and_goes_with_its_story(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    night.take_in(
        a_take("roads"),
        a_take("bridges", 2, headline="One pier has cracks", signal="correction", created=night.now),
    )
    night.now += timedelta(days=1)
    night.print_all()
    (told,) = night.issue(FIRST_DAY + timedelta(days=1)).decided.corrections
    assert (told.headline, told.printed, told.page) == ("One pier has cracks", FIRST_DAY, 1)
    assert files_with({"pdf": night.public()["epaper/main/2026-03-04/issue.pdf"]}, "(2026-03-03, page 1)")
    night.keep(a_take("bridges", 3, status="canceled", created=night.now))
    _act_only(night)
    assert files_with(night.public(), "One pier has cracks") == []
    night.print_all()
    assert files_with(night.public(), ("One pier has cracks", *TEXTS["bridges"])) == []


def test_every_issue_that_holds_it_is_cleared(tmp_path: Path) -> None:
    night = PressNight(tmp_path, SETTINGS + '[[edition]]\nslug = "pune"\ntitle = "Pune"\ncut_off = "05:00"\n')
    night.morning("bridges")
    night.take_in(a_take("bridges", 2, headline="Bridge closed for good", created=night.now))
    night.now += timedelta(days=1)
    night.print_all()
    assert [night.days("main"), night.days("pune")] == [[FIRST_DAY, FIRST_DAY + timedelta(days=1)]] * 2
    night.keep(a_take("bridges", 3, status="canceled", created=night.now))
    _act_only(night)
    assert files_with(night.public(), (*TEXTS["bridges"], "closed for good")) == []


def test_a_desk_that_wakes_clears_what_a_kill_left_standing(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads")
    desk = night.desk
    desk.afterwards.hurry = lambda: None  # type: ignore[method-assign]  # the power goes before anything is told
    ENDS["killed"](night)
    desk.step()
    assert files_with(_of_issue(night), TEXTS["bridges"])
    desk.press.close()
    again = Desk(night.house)
    again.wake()
    assert files_with(night.public(), TEXTS["bridges"]) == []
    connection = night.house.database.read()
    assert correction_table.unfinished(connection) == []
    assert event_table.of_story(connection, night.story("urn:bridges").id)[-1].kind == Signal.KILL
    again.afterwards.tell_all()
    assert night.issue().state == "shown"
    again.press.close()


def test_a_full_disk_does_not_keep_the_files_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    monkeypatch.setattr("nightdesk.outlet.deliver.write", _no_space)
    ENDS["killed"](night)
    with pytest.raises(OSError, match="no space"):
        night.desk.step()
    assert files_with(_of_issue(night), TEXTS["bridges"]) == []


def _no_space(path: str, content: bytes) -> None:
    raise OSError(28, "no space")
