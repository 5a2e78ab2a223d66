"""What stands in an issue: the version that was up at the cut-off, once, with all that the ledger knows of it."""

from datetime import timedelta
from pathlib import Path

from newsroom import MINUTE, newsml_g2
from nightdesk.shift.issue_shown import issue_of
from nightdesk.shift.traced import story_trace
from nightdesk.store import issue_story as held_table
from nightdesk.terms.issue import PaperStory
from press_night import CUT_OFF, FIRST_DAY, SETTINGS, TEXTS, PressNight, a_take


def _printed(night: PressNight, edition: str = "main") -> dict[str, PaperStory]:
    issue = issue_of(night.house, night.house.database.read(), night.issue(edition=edition))
    return {story.guid: story for story in issue.stories}


def test_it_is_the_version_that_was_up_at_the_cut_off_though_decided_later(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.take_in(a_take("bridges"))
    night.take_in(a_take("bridges", 2, headline="Second", created=night.now))
    night.now = CUT_OFF + MINUTE
    night.take_in(a_take("bridges", 3, headline="Third", created=night.now), a_take("roads"))
    night.print_all()
    printed = _printed(night)
    assert [(one.headline, one.version, one.n) for one in printed.values()] == [("Second", "2", 2)]


def test_each_story_is_as_the_wire_sent_it(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    story, item = _printed(night)["urn:bridges"], night.text_of("bridges")
    record = night.story("urn:bridges")
    assert item is not None
    assert (story.headline, story.blocks, story.markup) == (item.headline, TEXTS["bridges"], item.body.markup)
    assert (story.id, story.path, story.item) == (record.id, record.path, record.shown_item)
    assert (story.agency, story.section, story.shown) == ("Example Wire", "news", record.shown)


def test_the_next_issue_has_what_came_since_this_one(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "wells")
    night.take_in(a_take("roads"), a_take("wells", 2, headline="Wells again", created=night.now))
    night.now += timedelta(days=1)
    night.print_all()
    connection = night.house.database.read()
    issue = issue_of(night.house, connection, night.issue(FIRST_DAY + timedelta(days=1)))
    assert {story.guid for story in issue.stories} == {"urn:roads", "urn:wells"}


def test_a_first_issue_goes_back_a_day(tmp_path: Path) -> None:
    night = PressNight(tmp_path, SETTINGS.replace("[[wire]]", "[epaper]\ncut_off = '05:30'\n[[wire]]", 1))
    night.take_in(a_take("bridges"))
    night.now = CUT_OFF + 30 * MINUTE - timedelta(hours=1)
    night.take_in(a_take("roads"))
    night.now += timedelta(hours=2)
    night.print_all()
    assert set(_printed(night)) == {"urn:bridges", "urn:roads"}


def test_one_story_of_two_agencies_stands_once_and_names_both(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.take_in(a_take("bridges"), a_take("roads"))
    night.take_in(newsml_g2("urn:nib:1", headline="Engineers close bridge", text=TEXTS["bridges"]), wire="nib")
    night.now = CUT_OFF + MINUTE
    night.print_all()
    printed = _printed(night)
    assert set(printed) == {"urn:bridges", "urn:roads"}
    assert printed["urn:bridges"].also == ("North Bureau",)
    reasons = {one.story: one.reason for one in night.issue().decided.budget.left_out}
    assert reasons == {
        night.story("urn:nib:1", "nib").id: f"the same story as {night.story('urn:bridges').id}, which came first"
    }


def test_the_issue_says_the_log_as_it_was_when_it_was_decided(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    note = (night.house.public / "log/checkpoint").read_text()
    night.take_in(a_take("roads"))
    issue = issue_of(night.house, night.house.database.read(), night.issue())
    assert issue.note == note
    assert issue.checkpoint is not None
    assert str(issue.checkpoint.size) == note.splitlines()[1]


def test_no_word_of_an_agency_is_kept_a_second_time(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges")
    rows = night.house.database.read().exec_driver_sql("select facts from issue_story").scalars()
    assert all(TEXTS["bridges"][0] not in facts and "of bridges" not in facts for facts in rows)


def test_a_trace_tells_where_a_story_was_printed_and_what_it_weighed(tmp_path: Path) -> None:
    night = PressNight(tmp_path)
    night.morning("bridges", "roads", "wells")
    connection = night.house.database.read()
    (told,) = story_trace(night.house, connection, night.story("urn:roads"))["issues"]
    (place,) = held_table.holding(connection, [night.story("urn:roads").id])
    assert (told["edition"], told["date"], told["page"]) == ("main", "2026-03-03", place.page)
    assert told["weight"] is not None
    assert told["state"] == "shown"
