"""`nightdesk replay`: the same deliveries by the present program and settings; only differences are printed."""

from datetime import datetime
from pathlib import Path

import pytest

from fakes.site import FIVE, FOUR, SEVEN, Site
from newsroom import nitf

FALLBACK = '[wire.override]\ncharset_fallback = "windows-1252"\n'


def _add(site: Site, text: str) -> None:
    site.settings.write_text(site.settings.read_text() + text)


def test_nothing_differs_when_nothing_has_changed(site: Site, samples: Path) -> None:
    names = ("bridge-1.xml", "bridge-1.xml", "half.xml", "ani.xml")
    site.run("ingest", "--wire", "ews", "--now", FOUR, *(samples / name for name in names))
    site.ingest(nitf("EWS.late", 1, status="embargoed", release=datetime.fromisoformat(FIVE)), now=FOUR)
    site.run("rebuild", "--now", FIVE)
    site.ingest(nitf("EWS.late", 2, text="A newer text."), now=SEVEN)
    site.run("takedown", "EWS.bridge", "--reason", "asked", "--now", SEVEN)
    site.run("ingest", "--wire", "ews", "--now", SEVEN, samples / "bridge-2.xml")
    site.run("restore", "EWS.bridge", "--reason", "asked", "--now", SEVEN)
    before = site.tree()
    ran = site.run("replay")
    assert (ran.code, ran.out) == (0, "every delivery ends as it did\n")
    assert site.run("replay", "--json").out == ""
    assert site.tree() == before


def test_a_clock_set_back_by_a_person_changes_nothing(site: Site) -> None:
    site.ingest(nitf("EWS.1", 1, status="embargoed", release=datetime.fromisoformat(FIVE)), now=SEVEN)
    site.ingest(nitf("EWS.2", 1, status="embargoed", release=datetime.fromisoformat(FIVE)), now=FOUR)
    site.ingest(nitf("EWS.2", 2, text="A newer text."), now=FIVE)
    assert site.run("replay").code == 0


def test_a_changed_text_and_a_changed_outcome_are_printed(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml", samples / "ani.xml")
    _add(
        site,
        "[wire.override]\nservice_text = ['It had been closed for \\w+ days\\.']\n"
        "advisory_words = ['example market']\n",
    )
    ran = site.run("replay", "--json")
    assert ran.code == 1
    shorter, advisory = ran.facts
    assert (shorter["before"]["outcome"], shorter["after"]["outcome"]) == ("published", "published")
    assert shorter["before"]["wireText"] != shorter["after"]["wireText"]
    assert (advisory["before"]["outcome"], advisory["after"]["outcome"]) == ("published", "advisory")
    assert "published" in site.run("replay").out


def test_refused_deliveries_that_can_be_read_now_are_carried_when_told(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "windows-1252.xml", samples / "half.xml")
    _add(site, FALLBACK)
    ran = site.run("replay", "--json")
    assert ran.code == 1
    (one,) = ran.facts
    assert one["before"]["outcome"] == "refused (charset)"
    assert one["after"]["outcome"] == "published"
    assert site.holding("ferry") == [], "a replay shows nothing"
    carried = site.run("replay", "--apply")
    assert carried.code == 0
    assert "carried now" in carried.out
    assert "“Dawn” left – eleven days late –" in site.page(site.trace("EWS.ferry")["address"])
    site.agrees()
    assert site.run("status", "--json").facts[0]["spiked"] == 1


def test_since_chooses_what_is_printed_not_what_is_run(site: Site) -> None:
    site.ingest(nitf("EWS.1", 1), now=FOUR)
    site.ingest(nitf("EWS.1", 2, text="A newer text."), now=SEVEN)
    _add(site, "[wire.override]\nservice_text = ['A newer text\\.', 'The example council .*']\n")
    assert len(site.run("replay", "--json").facts) == 2
    (later,) = site.run("replay", "--since", FIVE, "--json").facts
    assert later["delivery"]["received"] == SEVEN
    assert later["after"]["outcome"] != "published", "its first version was there before it"


def test_a_new_site_has_nothing_to_replay(site: Site) -> None:
    assert site.run("replay").code == 0


@pytest.mark.parametrize("option", [("--since", "yesterday")])
def test_misuse_is_said(site: Site, option: tuple[str, str]) -> None:
    assert site.run("replay", *option).code == 2
