"""Pictures join their stories, in any order of arrival, and go when they have to."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from newsroom import SIX, Newsroom, newsml_g2
from nightdesk.shift import picture_desk
from nightdesk.shift.acts import DESK, Act
from nightdesk.shift.check_stories import story_faults
from nightdesk.shift.child import ChildFailed
from nightdesk.shift.darkroom import Developed, Developing
from nightdesk.shift.issue_shown import issue_of
from nightdesk.shift.keeper import keep_now
from nightdesk.shift.pictures import missing_pictures
from nightdesk.store import issue as issue_table
from nightdesk.store import picture as picture_table
from nightdesk.store import story as story_table
from nightdesk.terms.arrival import Arrival
from nightdesk.terms.decision import Outcome
from nightdesk.terms.issue import PaperPicture
from picture_wires import jpeg, linked_story, picture_item, with_picture
from press_night import FIRST_DAY, PressNight

ORDERS = {"before": (0, 1), "after": (1, 0)}


def page_of(room: Newsroom, guid: str = "urn:bridge") -> LexborHTMLParser:
    """The story's page."""
    return LexborHTMLParser((room.house.public / room.story(guid).path.strip("/") / "index.html").read_bytes())


def picture_files(room: Newsroom) -> list[str]:
    """Every public file of a picture."""
    return sorted(path.name for path in room.house.public.rglob("picture-*"))


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_a_picture_stands_above_its_text_whichever_came_first(tmp_path: Path, order: tuple[int, int]) -> None:
    room = Newsroom(tmp_path)
    both = ((jpeg(), "BRIDGE.JPG"), (with_picture(), "bridge.json"))
    for number in order:
        room.take_in(both[number][0], name=both[number][1])
    figure = page_of(room).css_first("article > figure.picture")
    image = figure.css_first("img")
    files = picture_files(room)
    assert figure.css_first("figcaption").text() == "The bridge at Halvorsen, closed since Monday. EWS/A. Photographer"
    assert (image.attributes["width"], image.attributes["height"]) == ("600", "400")
    assert image.attributes["src"] in files
    assert all(part.split()[0] in files for part in (image.attributes["srcset"] or "").split(", "))
    assert len(files) == 3


def test_a_story_is_live_without_waiting_for_its_picture(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    page = page_of(room)
    assert page.css_first("figure") is None
    assert "icon-512.png" in (page.css_first('meta[property="og:image"]').attributes["content"] or "")


def test_a_picture_item_is_shown_by_the_story_that_is_linked_to_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(linked_story())
    (decided,) = room.take_in(picture_item())
    assert decided.outcome is Outcome.HELD
    room.take_in(jpeg(), name="bridge.jpg")
    assert page_of(room).css_first("figcaption").text() == "The bridge at Halvorsen. EWS"


def test_a_killed_picture_goes_and_its_story_stays(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(linked_story(), picture_item())
    room.take_in(jpeg(), name="bridge.jpg")
    assert picture_files(room)
    room.take_in(picture_item(version=2, status="canceled"))
    assert picture_files(room) == []
    assert page_of(room).css_first("figure") is None
    room.take_in(linked_story(version=2))
    assert picture_files(room) == []


def test_a_killed_story_takes_its_pictures_with_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    room.take_in(jpeg(), name="bridge.jpg")
    assert picture_files(room)
    room.take_in(with_picture(version=2, pubstatus="canceled"))
    assert picture_files(room) == []


def test_a_picture_under_embargo_waits_for_its_time(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(linked_story(), picture_item(embargo=SIX + timedelta(hours=1)))
    room.take_in(jpeg(), name="bridge.jpg")
    assert picture_files(room) == []
    room.now = SIX + timedelta(hours=1, seconds=1)
    room.work()
    assert picture_files(room)


def test_a_new_version_with_another_picture_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    room.take_in(jpeg(), name="bridge.jpg")
    first = picture_files(room)
    room.take_in(jpeg(colour="#7a3535"), name="later.jpg")
    room.take_in(with_picture(version=2, files=("later.jpg",)))
    assert len(picture_files(room)) == 3
    assert not set(first) & set(picture_files(room))


def test_a_name_that_is_used_again_another_day_is_another_picture(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(jpeg(), name="photo.jpg")
    room.now += timedelta(days=1)
    room.take_in(with_picture(files=("photo.jpg",)))
    assert picture_files(room) == []
    room.take_in(jpeg(colour="#7a3535"), name="photo.jpg")
    shown = picture_files(room)
    assert len(shown) == 3
    room.now += timedelta(days=2)
    room.take_in(jpeg(colour="#357a35"), name="photo.jpg")
    assert picture_files(room) == shown


def test_half_a_picture_is_named_and_its_story_stands_without(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    whole = jpeg(1200, 800)
    room.take_in(with_picture())
    room.take_in(whole[: len(whole) // 2], name="bridge.jpg")
    assert page_of(room).css_first("figure") is None
    room.take_in(whole, name="bridge.jpg")
    assert page_of(room).css_first("figure") is not None


def test_another_desk_goes_on_with_what_was_not_yet_shown(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    room.keep(jpeg(), name="bridge.jpg")
    while room.desk.step():
        pass
    room.desk.press.close()
    assert picture_files(room) == []
    again = Newsroom.__new__(Newsroom)
    again.house, again.now = room.house, room.now
    again.work()
    assert len(picture_files(again)) == 3


def test_a_rebuilt_site_has_the_same_pictures(tmp_path: Path) -> None:
    from nightdesk.shift.rebuild import rebuild

    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    room.take_in(jpeg(), name="bridge.jpg")
    room.desk.close()
    before = {name: content for name, content in room.public().items() if "/picture-" in name}
    assert before
    for path in (tmp_path / "media").rglob("*"):
        if path.is_file():
            path.unlink()
    rebuild(room.house, room.house.database.read())
    assert {name: content for name, content in room.public().items() if "/picture-" in name} == before


def test_a_picture_that_its_agency_sends_for_use_again_comes_back(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(linked_story(), picture_item())
    room.take_in(jpeg(), name="bridge.jpg")
    room.take_in(picture_item(version=2, status="withheld"))
    assert picture_files(room) == []
    room.take_in(picture_item(version=3))
    assert len(picture_files(room)) == 3


def test_a_story_that_runs_on_keeps_the_picture_that_was_sent_once(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.keep(with_picture())
    room.keep(jpeg(), name="bridge.jpg")
    room.now += timedelta(hours=9)
    room.take_in(with_picture(version=2))
    assert len(picture_files(room)) == 3


def test_the_doctor_misses_a_lost_picture_and_finds_one_that_should_have_gone(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    room.take_in(jpeg(), name="bridge.jpg")
    folder = room.house.public / room.story("urn:bridge").path.strip("/")
    lost = folder / picture_files(room)[0]
    lost.rename(folder / "picture-of-nobody.jpg")
    rows = story_table.rows_after(room.house.database.read(), "", 10)
    told = [fault.text for fault in story_faults(room.house, room.house.database.read(), rows)]
    assert any("is not there" in text and lost.name in text for text in told)
    assert any("picture-of-nobody.jpg is there" in text for text in told)
    assert len(told) == 2


def _in_print(night: PressNight) -> PaperPicture | None:
    """The picture that the morning's issue prints."""
    connection = night.house.database.read()
    filed = issue_table.get(connection, ("main", FIRST_DAY))
    assert filed is not None
    return next(one.picture for one in issue_of(night.house, connection, filed).stories if one.guid == "urn:bridge")


def _printed_night(home: Path) -> PressNight:
    night = PressNight(home)
    night.take_in(linked_story(), picture_item())
    night.take_in(jpeg(), name="bridge.jpg")
    night.morning("roads")
    return night


def test_the_paper_has_the_picture_until_its_agency_takes_it_back(tmp_path: Path) -> None:
    night = _printed_night(tmp_path)
    picture = _in_print(night)
    assert picture is not None
    assert (picture.caption, picture.credit) == ("The bridge at Halvorsen.", "EWS")
    shown = picture_files(night)
    assert picture.content == next(night.house.public.rglob(shown[-1])).read_bytes()
    night.take_in(picture_item(version=2, status="canceled"))
    night.print_all()
    assert (_in_print(night), night.issue().state) == (None, "shown")


def test_a_later_version_that_leaves_a_picture_out_changes_nothing_in_the_paper_of_the_day(tmp_path: Path) -> None:
    night = _printed_night(tmp_path)
    before = night.issue().shown
    night.take_in(newsml_g2("urn:bridge", 2, text="The bridge is open again."))
    night.print_all()
    assert picture_files(night) == []
    assert _in_print(night) is not None
    assert night.issue().shown == before


def test_a_picture_within_a_story_goes_when_its_own_item_is_killed(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    room.take_in(jpeg(), name="bridge.jpg")
    assert picture_files(room)
    room.take_in(picture_item("urn:bridge:picture", status="canceled"))
    assert picture_files(room) == []


def test_a_picture_is_taken_back_while_prints_of_another_are_made(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(linked_story(), picture_item())
    room.take_in(jpeg(), name="bridge.jpg")
    room.keep(with_picture("urn:other", files=("other.jpg",)))
    room.keep(jpeg(3000, 2000, "#7a3535"), name="other.jpg")
    room.keep(picture_item(version=2, status="canceled"))
    desk = room.desk.afterwards.pictures
    while room.desk.step():
        pass
    for _ in range(4):
        desk.follow()
    assert desk._developing is not None
    assert picture_files(room) == []
    room.work()
    assert len(picture_files(room)) == 4


def test_the_file_that_came_with_the_newest_version_is_its_picture(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture(caption="Wrong man."))
    room.now += timedelta(seconds=10)
    room.take_in(jpeg(), name="bridge.jpg")
    first = picture_files(room)
    room.now += timedelta(hours=1)
    room.take_in(with_picture(version=2, caption="Right man."))
    room.now += timedelta(seconds=30)
    room.take_in(jpeg(colour="#7a3535"), name="bridge.jpg")
    assert not set(first) & set(picture_files(room))
    assert "Right man." in page_of(room).css_first("figcaption").text()


def test_an_expired_picture_goes_when_its_time_is_over(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    until = f"<expires>{(SIX + timedelta(hours=1)).isoformat()}</expires></itemMeta>"
    expiring = picture_item().replace(b"</itemMeta>", until.encode())
    room.take_in(linked_story(), expiring)
    room.take_in(jpeg(), name="bridge.jpg")
    assert picture_files(room)
    room.now = SIX + timedelta(hours=1, seconds=1)
    room.work()
    assert picture_files(room) == []
    room.take_in(picture_item(version=2))
    assert len(picture_files(room)) == 3


def test_a_picture_item_that_a_person_takes_down_and_restores_is_no_page(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(linked_story(), picture_item())
    room.take_in(jpeg(), name="bridge.jpg")
    for act, there in (("takedown", 0), ("restore", 3), ("takedown", 0)):
        content = msgspec.json.encode(Act(act=act, story=room.story("urn:picture:1").id, reason="asked"))  # type: ignore[arg-type]  # two of the acts
        keep_now(room.house, [Arrival(wire=DESK, name=act, content=content, transport=DESK)])
        room.work()
        assert (act, len(picture_files(room))) == (act, there)
        assert room.story("urn:picture:1").first_shown is None


def test_a_kill_leaves_no_picture_of_a_version_before_that_a_broken_night_left(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture())
    room.take_in(jpeg(), name="bridge.jpg")
    folder = room.house.public / room.story("urn:bridge").path.strip("/")
    (folder / "picture-of-before.jpg").write_bytes(b"as a crash before the last step leaves it")
    room.take_in(with_picture(version=2, pubstatus="canceled"))
    assert list(room.house.public.rglob("picture-*")) == []


def test_a_name_used_again_wakes_no_story_of_another_day(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(with_picture(files=("photo.jpg",)))
    before = picture_table.due(room.house.database.read(), 9)
    room.now += timedelta(days=2)
    room.take_in(jpeg(), name="photo.jpg")
    assert picture_table.due(room.house.database.read(), 9) == before


def test_addresses_that_are_missing_are_told_until_they_come(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    addresses = [f"https://ews.example/{number}.jpg" for number in range(3)]
    for number, address in enumerate(addresses):
        room.now += timedelta(minutes=1)
        room.take_in(with_picture(f"urn:{number}", files=(address, address.replace(".jpg", "-small.jpg"))))
    assert missing_pictures(room.house, "ews") == addresses[::-1]
    room.take_in(jpeg(), name=addresses[1])
    assert missing_pictures(room.house, "ews") == [addresses[2], addresses[0]]
    assert len(picture_files(room)) == 3
    room.now += timedelta(days=2)
    assert missing_pictures(room.house, "ews") == []


def test_who_stops_the_darkroom_spoils_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Newsroom(tmp_path)
    monkeypatch.setattr(picture_desk, "_REST_SECONDS", 0.0)
    stopped = iter([True, True])

    class Stopped(Developing):
        def look(self) -> list[Developed] | None:
            if next(stopped, False):
                self.end()
                raise ChildFailed(-15, "")
            return super().look()

    monkeypatch.setattr(picture_desk, "Developing", Stopped)
    room.take_in(with_picture())
    room.take_in(jpeg(), name="bridge.jpg")
    room.work()
    assert len(picture_files(room)) == 3


def test_a_file_that_the_story_names_too_goes_with_its_item(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    own = b'<remoteContent href="bridge.jpg" contenttype="image/jpeg"/></contentSet>'
    room.take_in(linked_story().replace(b"</contentSet>", own), picture_item())
    room.take_in(jpeg(), name="bridge.jpg")
    assert len(picture_files(room)) == 3
    room.take_in(picture_item(version=2, status="canceled"))
    assert picture_files(room) == []


def test_a_picture_is_taken_back_while_the_darkroom_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Newsroom(tmp_path)
    room.take_in(linked_story(), picture_item())
    room.take_in(jpeg(), name="bridge.jpg")

    class Stopped(Developing):
        def look(self) -> list[Developed] | None:
            self.end()
            raise ChildFailed(-15, "")

    monkeypatch.setattr(picture_desk, "Developing", Stopped)
    room.take_in(with_picture("urn:other", files=("other.jpg",)))
    room.take_in(jpeg(colour="#7a3535"), name="other.jpg")
    room.take_in(picture_item(version=2, status="canceled"))
    assert picture_files(room) == []


def feed(pictures: str, minute: int = 0, text: str = "It stays closed for a week.") -> bytes:
    """An RSS feed of one item, with what is said of its pictures."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>EWS</title>'
        f"<item><guid>urn:bridge</guid><title>Bridge at Halvorsen closed</title><description>{text}</description>"
        f"<pubDate>Mon, 23 Nov 2026 00:{minute:02}:00 GMT</pubDate>{pictures}</item></channel></rss>"
    ).encode()


def of_feed(name: str) -> str:
    """A picture as feeds name one."""
    return f'<media:content url="https://ews.example/{name}" type="image/jpeg" medium="image"/>'


def test_a_feed_that_brings_the_picture_later_changes_it_and_leaves_it_out(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    for name, colour in (("one.jpg", "#35607a"), ("two.jpg", "#7a3560")):
        room.take_in(jpeg(colour=colour), name=f"https://ews.example/{name}")
    room.take_in(feed(""))
    before = room.story("urn:bridge")
    assert page_of(room).css_first("figure") is None
    seen = []
    for number, pictures in enumerate((of_feed("one.jpg"), of_feed("two.jpg"), ""), 1):
        (decided,) = room.take_in(feed(pictures, minute=number))
        assert decided.outcome is Outcome.DUPLICATE
        seen.append([one.seal for one in room.story("urn:bridge").pictures])
        assert (page_of(room).css_first("figure") is not None) == bool(pictures)
        assert bool(picture_files(room)) == bool(pictures)
    assert [len(one) for one in seen] == [1, 1, 0]
    assert seen[0] != seen[1]
    after = room.story("urn:bridge")
    assert (after.shown_item, after.last_leaf) == (before.shown_item, before.last_leaf)
    rows = story_table.rows(room.house.database.read(), [after.id])
    assert story_faults(room.house, room.house.database.read(), rows) == []


def test_a_feed_may_bring_the_picture_later_and_name_no_other_time(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.take_in(jpeg(), name="https://ews.example/one.jpg")
    room.take_in(feed(""))
    room.take_in(feed(of_feed("one.jpg")))
    assert page_of(room).css_first("figure") is not None


def test_a_feed_whose_addresses_change_behind_the_question_mark_says_nothing_new(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    revisions = set()
    for number in range(3):
        (decided,) = room.take_in(feed(of_feed(f"one.jpg?key={number}")))
        revisions.add(decided.item)
    assert len(revisions) == 1
