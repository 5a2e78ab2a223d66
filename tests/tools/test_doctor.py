"""`nightdesk doctor`: everything agrees, or what does not is named with the remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.site import FIVE, FOUR, SEVEN, Site
from newsroom import nitf
from nightdesk.store.database import sqlite_module

DB = sqlite_module()


@pytest.fixture
def busy(site: Site, samples: Path) -> Site:
    """A shown story, a killed one, a withheld one, a held one, a duplicate and a refused file."""
    site.run(
        "ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml", samples / "ani.xml", samples / "half.xml"
    )
    site.ingest(nitf("EWS.withheld", 1), nitf("EWS.bridge", 1), now=FOUR)
    site.ingest(nitf("EWS.withheld", 2, status="withheld"), nitf("EWS.open", 1, status="embargoed"), now=FIVE)
    site.run("ingest", "--wire", "ews", "--now", SEVEN, samples / "bridge-kill.xml")
    return site


def test_a_site_after_a_busy_night_agrees(busy: Site) -> None:
    (facts,) = busy.run("doctor", "--json").facts
    assert facts["faults"] == []
    assert facts["agrees"] is True
    assert facts["counts"]["deliveries"] == 8
    assert busy.run("doctor").code == 0


def _shown(site: Site) -> Path:
    (path,) = [Path(file) for file in site.trace("urn:newsml:ani.example:20260302:1")["files"] if "market" in file]
    return path


def _folder(site: Site, guid: str) -> Path:
    story = site.trace(guid)
    return site.public / story["section"] / story["id"]


def _change_a_word(site: Site) -> None:
    page = _shown(site)
    page.write_bytes(page.read_bytes().replace(b"market reopened", b"market closed"))


def _lose_the_page(site: Site) -> None:
    _shown(site).unlink()


def _spoil_a_twin(site: Site) -> None:
    twin = _shown(site).with_name("index.html.gz")
    twin.write_bytes(twin.read_bytes()[:-9])


def _lose_a_twin(site: Site) -> None:
    _shown(site).with_name("index.html.br").unlink()


def _leave_a_ghost(site: Site) -> None:
    folder = site.public / "news" / "a-story-of-nobody-bcdfghjkmnpq"
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(_shown(site).read_bytes())


def _show_the_killed_again(site: Site) -> None:
    folder = site.public / site.trace("EWS.bridge")["address"].strip("/")
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(_shown(site).read_bytes())


def _lose_a_notice(site: Site) -> None:
    (_folder(site, "EWS.bridge") / "410.html").unlink()


def _put_text_on_a_notice(site: Site) -> None:
    page = site.public / site.trace("EWS.withheld")["address"].strip("/") / "index.html"
    page.write_bytes(_shown(site).read_bytes())


def _leave_a_draft(site: Site) -> None:
    (site.public / "news" / "123-news!x!index.html").write_bytes(b"half")


def _lose_a_front(site: Site) -> None:
    (site.public / "agency" / "ews" / "index.html").unlink()


def _lose_a_feed(site: Site) -> None:
    (site.public / "latest" / "feed.json").unlink()


def _lose_a_sitemap(site: Site) -> None:
    (site.public / "sitemap" / "1.xml").unlink()


def _list_the_killed(site: Site) -> None:
    front = site.public / "latest" / "index.html"
    link = f'<a href="{site.trace("EWS.bridge")["address"]}">x</a></body>'
    front.write_text(front.read_text().replace("</body>", link))


def _unlist_the_shown(site: Site) -> None:
    front = site.public / "latest" / "index.html"
    front.write_text(front.read_text().replace(site.trace("urn:newsml:ani.example:20260302:1")["address"], "/"))


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        (_change_a_word, "page"),
        (_lose_the_page, "page"),
        (_spoil_a_twin, "public"),
        (_lose_a_twin, "public"),
        (_leave_a_ghost, "public"),
        (_show_the_killed_again, "page"),
        (_lose_a_notice, "page"),
        (_put_text_on_a_notice, "page"),
        (_leave_a_draft, "public"),
        (_lose_a_front, "front"),
        (_lose_a_feed, "front"),
        (_lose_a_sitemap, "front"),
        (_list_the_killed, "ghost"),
        (_unlist_the_shown, "front"),
    ],
)
def test_a_site_that_is_not_the_ledgers_is_told(busy: Site, spoil: Callable[[Site], None], check: str) -> None:
    spoil(busy)
    ran = busy.run("doctor", "--json")
    assert ran.code == 1
    assert check in {fault["check"] for fault in ran.facts[0]["faults"]}
    assert all("remove it" in fault["text"] or "rebuild" in fault["text"] for fault in ran.facts[0]["faults"])
    assert busy.run("rebuild").code == 0
    assert busy.run("doctor").code == 0, "the remedy helps"


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("DELETE FROM decision WHERE id = (SELECT min(id) FROM decision)", "count"),
        (
            "INSERT INTO decision SELECT id + 1000, delivery, entry, item, story, outcome, cause, reasons, at "
            "FROM decision",
            "count",
        ),
        ("UPDATE reading SET entries = entries + 1 WHERE delivery = 1", "count"),
        ("DELETE FROM story WHERE guid = 'EWS.open'", "item"),
        ("UPDATE story SET state = 'published' WHERE guid = 'EWS.withheld'", "story"),
        ("UPDATE story SET due = 1 WHERE guid = 'EWS.bridge'", "story"),
        ("UPDATE story SET card = NULL", "card"),
        ("UPDATE front_entry SET open = 1", "front"),
        ("UPDATE front_entry SET open = 0", "front"),
        ("UPDATE cursor SET seq = 900", "cursor"),
        ("UPDATE cursor SET seq = 0", "behind"),
        ("UPDATE withdrawal SET gone = NULL", "withdrawal"),
        ("UPDATE delivery SET seal = 'x' WHERE id = 1", "seal"),
    ],
)
def test_a_ledger_that_does_not_agree_with_itself_is_told(busy: Site, statement: str, check: str) -> None:
    ledger = DB.connect(busy.home / "ledger.db")
    ledger.execute(statement)
    ledger.commit()
    ledger.close()
    ran = busy.run("doctor", "--json")
    assert ran.code == 1
    assert check in {fault["check"] for fault in ran.facts[0]["faults"]}


def test_a_damaged_file_is_told_before_anything_else(busy: Site) -> None:
    ledger = busy.home / "ledger.db"
    connection = DB.connect(ledger)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'decision_story'")
    connection.commit()
    connection.close()
    ran = busy.run("doctor")
    assert ran.code == 1
    assert "restore" in ran.out + ran.err


def test_what_only_waits_is_said_and_is_no_fault(site: Site) -> None:
    from datetime import datetime

    site.ingest(nitf("EWS.1", 1, status="embargoed", release=datetime.fromisoformat(FIVE)), now=FOUR)
    ran = site.run("doctor", "--now", SEVEN)
    assert ran.code == 0
    assert "1 stories wait for what time has made due" in ran.out
