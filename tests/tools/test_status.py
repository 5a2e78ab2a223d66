"""`nightdesk status`."""

from pathlib import Path

from fakes.site import FIVE, FOUR, Site


def test_counts_outcomes_and_says_how_long_a_kill_took(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml", samples / "bridge-1.xml")
    site.run("ingest", "--wire", "ews", "--now", FIVE, samples / "bridge-kill.xml", samples / "half.xml")
    (facts,) = site.run("status", "--json").facts
    assert facts["outcomes"] == {"published": 1, "duplicate": 1, "killed": 2}
    assert facts["spiked"] == 1
    assert facts["held"] == 0
    assert [wire["name"] for wire in facts["wires"]] == ["ews"]
    (kill,) = facts["kills"]
    assert kill["guid"] == "EWS.bridge"
    assert kill["seconds"] < 5
    assert set(kill) >= {"guid", "received", "gone", "seconds"}


def test_says_the_same_in_words(site: Site, samples: Path) -> None:
    assert "nothing heard yet" in site.run("status").out
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml")
    site.run("ingest", "--wire", "ews", "--now", FIVE, samples / "bridge-kill.xml")
    said = site.run("status").out
    assert "1  published" in said
    assert "kill EWS.bridge" in said
    assert "gone in" in said
