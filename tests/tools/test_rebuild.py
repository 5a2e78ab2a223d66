"""`nightdesk rebuild`."""

import shutil
from datetime import datetime
from pathlib import Path

from fakes.site import FIVE, FOUR, SEVEN, Site
from newsroom import newsml_g2, nitf


def test_makes_the_same_site_byte_for_byte(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml", samples / "ani.xml")
    site.run("ingest", "--wire", "ews", "--now", FIVE, samples / "bridge-2.xml")
    site.ingest(nitf("EWS.gone", 1), now=FIVE)
    site.ingest(nitf("EWS.gone", 2, status="canceled"), now=SEVEN)
    before = site.tree()
    assert site.run("rebuild").code == 0
    assert site.tree() == before
    shutil.rmtree(site.public)
    assert site.run("rebuild", "--now", SEVEN).code == 0
    assert site.tree() == before


def test_every_list_is_as_new_after_each_turn_of_a_life(site: Site, samples: Path) -> None:
    """The corrections page once kept a headline that an update had changed, and a notice that a restore had lifted."""
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml")
    turns = (
        lambda: site.ingest(newsml_g2("urn:a", 1, signal="correction"), now=FOUR),
        lambda: site.ingest(newsml_g2("urn:a", 2, "Another headline", created=datetime.fromisoformat(FIVE)), now=FIVE),
        lambda: site.run("takedown", "urn:a", "--reason", "asked", "--now", FIVE),
        lambda: site.run("restore", "urn:a", "--reason", "asked", "--now", SEVEN),
        lambda: site.run("hold", "EWS.bridge", "--reason", "asked", "--now", SEVEN),
        lambda: site.run("release", "EWS.bridge", "--reason", "asked", "--now", SEVEN),
        lambda: site.run("ingest", "--wire", "ews", "--now", SEVEN, samples / "bridge-kill.xml"),
    )
    for turn in turns:
        turn()
        before = site.tree()
        assert site.run("rebuild", "--now", SEVEN).code == 0
        assert site.tree() == before


def test_a_desk_that_wakes_puts_back_what_an_update_of_the_program_needs(site: Site, samples: Path) -> None:
    """Pages made after an update once named a stylesheet that only a rebuild would have written."""
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml")
    (sheet,) = site.public.glob("assets/nightdesk.*.css")
    sheet.unlink()
    (site.public / "robots.txt").write_text("of an earlier program")
    site.run("ingest", "--wire", "ews", "--now", FIVE, samples / "ani.xml")
    assert sheet.exists()
    assert "earlier" not in (site.public / "robots.txt").read_text()
    site.agrees()


def test_applies_what_is_due_by_the_given_time(site: Site) -> None:
    item = nitf("EWS.1", 1, status="embargoed", release=datetime.fromisoformat(FIVE))
    assert site.outcomes(item, now=FOUR) == ["held"]
    assert site.run("rebuild", "--now", "2026-03-02T04:59:59+00:00").code == 0
    assert site.holding("agreed nothing") == []
    assert site.run("rebuild", "--now", FIVE).code == 0
    assert "agreed nothing" in site.page(site.trace("EWS.1")["address"])
    site.agrees()


def test_a_site_can_be_moved_and_made_again_there(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml")
    before = site.tree()
    site.home = site.home.rename(site.folder / "moved")
    site.public = site.home / "public"
    assert site.run("rebuild").code == 0
    assert site.tree() == before
    site.agrees()
