"""`nightdesk takedown`, `restore`, `hold` and `release`."""

from pathlib import Path

import pytest

from fakes.site import FIVE, FOUR, SEVEN, Site
from newsroom import nitf

WHY = ("--reason", "asked by the desk")


@pytest.fixture
def address(site: Site, samples: Path) -> str:
    (facts,) = site.run("ingest", "--wire", "ews", "--now", FOUR, "--json", samples / "bridge-1.xml").facts
    return str(facts["items"][0]["address"])


@pytest.mark.parametrize(("court", "notice"), [((), "410.html"), (("--court",), "451.html")])
def test_takedown_and_restore(site: Site, address: str, court: tuple[str, ...], notice: str) -> None:
    assert site.run("takedown", "EWS.bridge", *WHY, *court).code == 0
    assert site.holding("nine days", "lorries") == []
    folder = site.public / "news" / site.trace("EWS.bridge")["id"]
    assert [file.name for file in folder.iterdir() if file.suffix == ".html"] == [notice]
    site.agrees()
    assert site.run("restore", address, *WHY).code == 0
    assert "nine days" in site.page(address)
    assert not (folder / notice).exists()
    site.agrees()


def test_hold_and_release(site: Site, address: str) -> None:
    assert site.run("hold", "EWS.bridge", *WHY, "--now", FIVE).code == 0
    assert site.holding("nine days") == []
    assert site.page(address) != ""
    update = nitf("EWS.bridge", 2, headline="Harbour bridge opens", text="It had been closed for eleven days.")
    assert site.outcomes(update, now=FIVE) == ["held"]
    assert site.holding("eleven days") == []
    assert site.run("release", "EWS.bridge", *WHY, "--now", SEVEN).code == 0
    assert "eleven days" in site.page(address)
    site.agrees()


def test_an_act_is_kept_with_its_reason_and_who_did_it(site: Site, address: str) -> None:
    site.run("takedown", address, "--reason", "a reader's complaint")
    (act,) = site.trace("EWS.bridge")["acts"]
    assert act["act"] == "takedown"
    assert act["reason"] == "a reader's complaint"
    assert act["by"]


def test_what_cannot_be_done_is_said_and_not_done(site: Site, address: str) -> None:
    assert "only what was taken down here" in site.run("restore", "EWS.bridge", *WHY).err
    assert "no story has" in site.run("takedown", "nobody", *WHY).err
    assert site.run("takedown", "EWS.bridge").code == 2, "without a reason it is misuse"
    assert "nine days" in site.page(address)


def test_a_restored_story_is_the_newest_version(site: Site, address: str) -> None:
    site.run("takedown", "EWS.bridge", *WHY)
    update = nitf("EWS.bridge", 2, headline="Harbour bridge opens", text="It had been closed for eleven days.")
    assert site.outcomes(update, now=FIVE) == ["held"]
    assert site.holding("eleven days") == []
    site.run("restore", "EWS.bridge", *WHY)
    assert "eleven days" in site.page(address)
