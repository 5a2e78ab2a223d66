"""The dossier on a site: related lists, threads, one story of several agencies, and what a kill does to them."""

import re
from datetime import timedelta
from pathlib import Path

from newsroom import SIX, Newsroom, files_with, newsml_g2
from nightdesk.flow import Desk
from nightdesk.shift.checkup import Doctor
from nightdesk.shift.librarian import Librarian, forget
from nightdesk.shift.memory import FOLLOWER
from nightdesk.shift.rebuild import rebuild
from nightdesk.store import dossier as dossier_table
from nightdesk.store import event as event_table
from nightdesk.store import search as search_table
from nightdesk.terms.search import Question

TWO_WIRES = (
    '[site]\nname = "The Example Post"\nurl = "https://post.example"\n'
    '[[wire]]\nname = "ews"\nagency = "Example Wire"\n[[wire]]\nname = "nib"\nagency = "North Bureau"\n'
)
BRIDGE = (
    "Engineers closed the Halvorsen bridge at Port Tarrin on Monday after divers found cracks in two of its piers.",
    "The bridge carries the coast railway, and ferries will take its passengers, harbour master Ilse Maren said.",
    "Repairs to the piers will take until the spring, the Tarrin railway company said.",
)
FERRIES = (
    "Two ferries began to carry coast railway passengers across the water at Port Tarrin on Tuesday.",
    "The Halvorsen bridge stays closed since divers found cracks in its piers, harbour master Ilse Maren said.",
    "The Tarrin railway company asked passengers to come half an hour early for the ferries.",
)
CHESS = (
    "Sixteen-year-old Davit Orlo won the chess open at Lake Senn with nine points from eleven rounds.",
    "He gave up a knight for two pawns in the last game and mated his rival in forty-one moves.",
)

VOTE = (
    "The parliament of Senn passed the election bill on Monday by ninety votes to forty, and the president will sign.",
    "The opposition party said that voters would decide at the general election in the spring.",
)


def _story(guid: str, headline: str, text: tuple[str, ...], **facts: object) -> bytes:
    return newsml_g2(guid, headline=headline, text=text, **facts)  # type: ignore[arg-type]  # handed on as they are


def _running(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path, settings=TWO_WIRES)
    room.take_in(_story("urn:bridge", "Cracks close Halvorsen bridge", BRIDGE))
    room.now += timedelta(hours=3)
    room.take_in(_story("urn:chess", "Davit Orlo, 16, wins chess open at Lake Senn", CHESS))
    room.now += timedelta(hours=20)
    room.take_in(_story("urn:ferries", "Ferries carry railway passengers at Port Tarrin", FERRIES))
    return room


def _page(room: Newsroom, guid: str) -> str:
    return room.public()[f"{room.story(guid).path.strip('/')}/index.html"].decode()


def _section(page: str, id_: str) -> str:
    found = re.search(rf'<section id="{id_}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def _tables(room: Newsroom) -> list[object]:
    connection = room.house.database.read()
    return [
        *connection.exec_driver_sql("select * from dossier order by number"),
        *connection.exec_driver_sql("select event, story, kind, text from dossier_act order by id"),
        *connection.exec_driver_sql("select * from dossier_listed order by story, other"),
        *connection.exec_driver_sql("select front, position, story, open, gone, 0 from front_entry order by 1, 2"),
    ]


def test_a_follow_up_lists_what_came_before_it_with_words_that_stand_in_both_and_nothing_else(tmp_path: Path) -> None:
    room = _running(tmp_path)
    listed = _section(_page(room, "urn:ferries"), "related")
    assert "Cracks close Halvorsen bridge" in listed
    assert "chess" not in listed
    (standing,) = dossier_table.standings(room.house.database.read(), [room.story("urn:ferries").id]).values()
    shared = [shared.words for shared in standing.says.related[0].shared]
    assert shared
    assert all(words in " ".join(FERRIES) and words in " ".join(BRIDGE) for words in shared)
    assert _section(_page(room, "urn:chess"), "related") == ""


def test_the_earlier_story_is_told_of_its_follow_up(tmp_path: Path) -> None:
    room = _running(tmp_path)
    assert "Ferries carry railway passengers" in _section(_page(room, "urn:bridge"), "related")


def test_a_thread_has_a_page_that_its_stories_lead_to(tmp_path: Path) -> None:
    room = _running(tmp_path)
    address = f"thread/{room.story('urn:bridge').id}/index.html"
    page = room.public()[address].decode().partition("<ol")[2]
    assert page.index("Cracks close Halvorsen bridge") < page.index("Ferries carry railway passengers")
    assert all(f'href="/{address[:-10]}"' in _page(room, guid) for guid in ("urn:bridge", "urn:ferries"))
    assert "/thread/" not in _page(room, "urn:chess")


def test_a_killed_story_is_in_no_list_thread_or_search_before_the_library_hears_of_it(tmp_path: Path) -> None:
    room = _running(tmp_path)
    room.keep(newsml_g2("urn:bridge", 2, "Cracks close Halvorsen bridge", BRIDGE, status="canceled"))
    room.desk.step()  # nothing is told at leisure yet
    room.desk.press.finish()
    assert files_with(room.public(), "Cracks close Halvorsen bridge") == []
    assert search_table.find(room.house.database.read(), Question(words="halvorsen cracks")).total == 1
    assert "Ferries" in _page(room, "urn:ferries")
    room.work()
    assert _section(_page(room, "urn:ferries"), "related") == ""
    assert Doctor(room.house).look().faults == []


def test_what_is_embargoed_is_in_no_list_until_its_hour(tmp_path: Path) -> None:
    room = _running(tmp_path)
    until = room.now + timedelta(hours=2)
    room.take_in(_story("urn:report", "Bridge report blames salt", FERRIES[1:] + BRIDGE[:1], embargo=until))
    assert files_with(room.public(), "Bridge report blames salt") == []
    room.now = until + timedelta(seconds=1)
    room.work()
    assert "Halvorsen bridge" in _section(_page(room, "urn:report"), "related")


def test_the_same_story_from_two_agencies_is_one_line_and_two_pages(tmp_path: Path) -> None:
    room = _running(tmp_path)
    room.take_in(_story("urn:nib-ferries", "Ferries take over at Port Tarrin", FERRIES), wire="nib")
    front = room.public()["latest/index.html"].decode()
    own, other = (room.story(guid, provider) for guid, provider in (("urn:ferries", "ews"), ("urn:nib-ferries", "nib")))
    assert front.count("Ferries carry railway passengers") == 1
    assert "Ferries take over" not in front
    assert f'<a href="{other.path}">North Bureau</a>' in front
    pages = room.public()
    assert all(f"{story.path.strip('/')}/index.html" in pages for story in (own, other))
    assert own.path in _section(pages[f"{other.path.strip('/')}/index.html"].decode(), "same-story")
    assert other.path in _section(_page(room, "urn:ferries"), "same-story")
    room.take_in(newsml_g2("urn:ferries", 2, "Ferries", FERRIES, status="canceled"))
    assert "Ferries take over" in room.public()["latest/index.html"].decode()


def test_a_new_headline_is_shown_wherever_the_story_is_listed(tmp_path: Path) -> None:
    room = _running(tmp_path)
    room.take_in(_story("urn:bridge", "Cracks shut bridge until spring", BRIDGE, version=2))
    assert "Cracks shut bridge until spring" in _section(_page(room, "urn:ferries"), "related")
    still = files_with(room.public(), "Cracks close Halvorsen bridge")
    assert all(path.endswith(("/proof/index.html", "/v1.txt")) for path in still), still


def test_the_page_is_live_before_the_library_has_read_the_story(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.keep(newsml_g2("urn:a"))
    room.desk.step()
    assert event_table.cursor(room.house.database.read(), FOLLOWER) == 0
    assert (room.house.public / room.story("urn:a").path.strip("/") / "index.html").exists()


def test_the_dossiers_are_the_same_whenever_the_library_reads_on(tmp_path: Path) -> None:
    wires = [
        _story("urn:bridge", "Cracks close Halvorsen bridge", BRIDGE),
        _story("urn:chess", "Davit Orlo, 16, wins chess open", CHESS),
        _story("urn:bridge", "Cracks shut bridge until spring", (*BRIDGE, FERRIES[2]), version=2),
        _story("urn:copy", "Cracks close bridge", BRIDGE),
        _story("urn:ferries", "Ferries carry railway passengers", FERRIES),
        newsml_g2("urn:chess", 2, "Davit Orlo", CHESS, status="canceled"),
        _story("urn:chess-again", "Davit Orlo wins again", CHESS),
        _story("urn:ferries", "Ferries full at Port Tarrin", FERRIES, version=2),
        _story("urn:vote", "Parliament of Senn passes election bill", VOTE),
        _story("urn:vote", "Correct", ("This text is of no topic.",), version=2),
        newsml_g2("urn:vote", 3, status="canceled"),
    ]
    eager, fitful, lazy = (Newsroom(tmp_path / name, now=SIX) for name in ("eager", "fitful", "lazy"))
    for number, content in enumerate(wires):
        for room in (eager, fitful, lazy):
            room.now = SIX + timedelta(minutes=number)
            room.keep(content)
            room.desk.step()
        eager.work()
        if number % 2:
            eager.desk.afterwards.librarian = Librarian(eager.house)  # as after a restart
        if number % 3 == 2:
            fitful.work()
    kept = _tables(eager)
    for room in (fitful, lazy):
        room.work()
        other = _tables(room)
        assert [row[:-1] for row in kept] == [row[:-1] for row in other]  # type: ignore[index]  # `touched` tells the pace
        assert {path for path in eager.public() if "log/" not in path} == {
            path for path in room.public() if "log/" not in path
        }


def test_a_rebuild_prints_the_same_lists(tmp_path: Path) -> None:
    room = _running(tmp_path)
    room.take_in(_story("urn:nib-ferries", "Ferries take over at Port Tarrin", FERRIES), wire="nib")
    before = room.public()
    rebuild(room.house, room.house.database.read())
    assert room.public() == before
    assert Doctor(room.house).look().faults == []


def test_an_update_to_another_matter_leaves_the_fold_and_what_was_said_of_it(tmp_path: Path) -> None:
    room = _running(tmp_path)
    room.take_in(_story("urn:nib-ferries", "Ferries take over at Port Tarrin", FERRIES), wire="nib")
    other_matter = ("A court in Senn stayed the sale of the salt works to their tenants until the summer.",)
    room.take_in(_story("urn:ferries", "Court stays sale of salt works", other_matter, version=2))
    front = room.public()["latest/index.html"].decode()
    assert "Ferries take over at Port Tarrin" in front
    assert "Court stays sale of salt works" in front
    other = room.story("urn:nib-ferries", "nib")
    page = room.public()[f"{other.path.strip('/')}/index.html"].decode()
    assert _section(page, "same-story") == ""
    assert "Court stays sale of salt works" not in _section(_page(room, "urn:bridge"), "related")
    assert Doctor(room.house).look().faults == []


def test_what_a_page_says_two_stories_share_stands_in_both_after_an_update_too(tmp_path: Path) -> None:
    room = _running(tmp_path)
    standings = dossier_table.standings(room.house.database.read(), [room.story("urn:ferries").id]).values()
    shared = {two.words for standing in standings for one in standing.says.related for two in one.shared}
    (gone, *_) = shared
    text = tuple(block.replace(gone, "somebody") for block in BRIDGE)
    room.take_in(_story("urn:bridge", "Cracks close bridge", text, version=2))
    standings = dossier_table.standings(room.house.database.read(), [room.story("urn:ferries").id]).values()
    said = [two.words for standing in standings for one in standing.says.related for two in one.shared]
    assert all(words in " ".join((*text, "Cracks close bridge")) for words in said)


def test_a_library_that_breaks_keeps_no_kill_waiting_and_is_filled_again_on_demand(tmp_path: Path) -> None:
    room = _running(tmp_path)
    with room.house.database.write() as connection:
        connection.exec_driver_sql("update dossier set features = x'ff00'")
    room.desk.afterwards.librarian = Librarian(room.house)
    room.take_in(newsml_g2("urn:bridge", 2, "Cracks", BRIDGE, status="canceled"))
    assert files_with(room.public(), "Cracks close Halvorsen bridge") == []
    with room.house.database.write() as connection:
        forget(connection)
    room.desk.afterwards.librarian, room.desk.afterwards.filing_rests_until = Librarian(room.house), 0.0
    room.work()
    assert Doctor(room.house).look().faults == []


def test_what_the_library_told_last_is_made_again_after_a_crash_before_its_pages_were_written(tmp_path: Path) -> None:
    room = _running(tmp_path)
    room.desk.close()
    before = room.public()
    names = [
        f"{room.story('urn:ferries').path.strip('/')}/index.html",
        f"thread/{room.story('urn:bridge').id}/index.html",
    ]
    for name in names:
        (room.house.public / name).write_bytes(b"as it was before")
    Desk(room.house).wake()
    assert [(room.house.public / name).read_bytes() for name in names] == [before[name] for name in names]
