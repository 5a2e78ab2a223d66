"""`nightdesk trace`."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from fakes.site import FIVE, FOUR, SEVEN, Site
from newsroom import nitf


@pytest.fixture
def address(site: Site, samples: Path) -> str:
    """Two versions came, and the kill under a notice of its own."""
    site.run("ingest", "--wire", "ews", "--now", FOUR, samples / "bridge-1.xml")
    site.run("ingest", "--wire", "ews", "--now", FIVE, samples / "bridge-2.xml")
    return str(site.trace("EWS.bridge")["address"])


def test_a_story_is_found_by_guid_id_and_every_form_of_its_address(site: Site, address: str) -> None:
    id_ = site.trace("EWS.bridge")["id"]
    names = [
        id_,
        address,
        address.rstrip("/"),
        f"https://post.example{address}",
        f"{address}index.html",
        f"/news/{id_}/",
    ]
    assert {site.trace(name)["guid"] for name in names} == {"EWS.bridge"}


def test_says_every_delivery_decision_and_event_and_where_it_is(site: Site, address: str, samples: Path) -> None:
    story = site.trace(address)
    assert [one["name"] for one in story["deliveries"]] == ["bridge-1.xml", "bridge-2.xml"]
    first = story["deliveries"][0]
    content = (samples / "bridge-1.xml").read_bytes()
    assert (first["sha256"], first["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (first["wire"], first["transport"], first["received"]) == ("ews", "ingest", FOUR)
    assert (first["reading"]["format"], first["reading"]["profile"]) == ("nitf", "generic")
    assert len(first["reading"]["profileSeal"]) == 64
    assert [one["outcome"] for one in story["decisions"]] == ["published", "updated"]
    assert [one["reasons"][0]["rule"] for one in story["decisions"]] == ["new", "update"]
    assert [one["signal"] for one in story["events"]] == ["new", "update"]
    assert [one["version"] for one in story["revisions"]] == [1, 2]
    assert [one["shownNow"] for one in story["revisions"]] == [False, True]
    assert {one["front"] for one in story["fronts"]} == {"latest", "section/news", "city/mumbai", "agency/ews"}
    assert all(Path(file).exists() for file in story["files"])
    assert str(site.public / address.strip("/") / "index.html") in story["files"]
    assert "/city/mumbai/feed.xml" in story["feeds"]


def test_a_killed_story_is_found_by_its_old_address(site: Site, address: str, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", "--now", SEVEN, samples / "bridge-kill.xml")
    id_ = site.trace("EWS.bridge")["id"]
    for name in (address, f"/news/whatever-it-was-{id_}/", f"/news/{id_}/410.html"):
        story = site.trace(name)
        assert story["state"] == "killed"
        assert story["fronts"] == []
        assert [Path(file).name for file in story["files"]] == ["410.html"]
        (gone,) = story["withdrawals"]
        assert gone["kind"] == "killed"
        assert gone["seconds"] < 5
        assert story["end"]["deliveries"][0]["name"] == "bridge-kill.xml"


def test_a_held_story_says_until_when_and_by_which_rule(site: Site) -> None:
    site.ingest(nitf("EWS.1", 1, status="embargoed", release=datetime.fromisoformat(FIVE)), now=FOUR)
    story = site.trace("EWS.1")
    assert story["hold"] == {"rule": "embargo", "until": FIVE}
    assert story["files"] == []
    assert f"until {FIVE}" in site.run("trace", "EWS.1").out


def test_a_file_that_came_is_found_by_its_bytes(site: Site, address: str, samples: Path) -> None:
    by_file = site.run("trace", samples / "bridge-1.xml", "--json").facts[0]
    seal = hashlib.sha256((samples / "bridge-1.xml").read_bytes()).hexdigest()
    by_seal = site.run("trace", seal.upper(), "--json").facts[0]
    assert by_file["deliveries"] == by_seal["deliveries"]
    assert by_file["decided"] is None
    assert [one["guid"] for one in by_file["stories"]] == ["EWS.bridge"]


def test_a_refused_file_says_where_and_why(site: Site, samples: Path) -> None:
    site.run("ingest", "--wire", "ews", samples / "half.xml")
    facts = site.run("trace", samples / "half.xml", "--json").facts[0]
    assert facts["deliveries"][0]["spike"]["place"].startswith("line")
    assert "SPIKED" in site.run("trace", samples / "half.xml").out


def test_a_file_that_never_came_is_decided_on_and_nothing_is_done(site: Site, address: str) -> None:
    new = site.file(nitf("EWS.bridge", 3, text="It had been closed for twelve days."))
    facts = site.run("trace", new, "--json").facts[0]
    assert facts["deliveries"] == []
    assert facts["decided"]["items"][0]["outcome"] == "updated"
    assert [one["version"] for one in facts["stories"]] == ["2"]
    assert site.holding("twelve days") == []


def test_one_of_several_wires_must_be_named_unless_the_file_lies_in_its_folder(tmp_path: Path) -> None:
    site = Site(tmp_path, "ews", "other")
    file = site.file(nitf())
    ran = site.run("trace", file)
    assert (ran.code, "--wire" in ran.err) == (1, True)
    assert site.run("trace", file, "--wire", "other").code == 0
    dropped = site.home / "wires" / "other" / "copy.xml"
    dropped.write_bytes(nitf())
    assert site.run("trace", dropped, "--json").facts[0]["decided"]["delivery"]["wire"] == "other"


def test_what_is_not_here_is_said(site: Site) -> None:
    ran = site.run("trace", "urn:nobody")
    assert ran.code == 1
    assert "'urn:nobody'" in ran.err


def test_says_it_in_words(site: Site, address: str, samples: Path) -> None:
    said = site.run("trace", address).out
    for word in ("KEEP", "READ", "DECIDE", "EVENT", "NOW", "bridge-2.xml", "updated", "/city/mumbai/"):
        assert word in said
