"""`nightdesk ingest` and `nightdesk explain`."""

from pathlib import Path

from fakes.site import FIVE, FOUR, SEVEN, Site
from newsroom import nitf

FACTS = {
    "provider", "guid", "version", "type", "headline", "byline", "dateline", "slugline", "language", "urgency",
    "firstCreated", "versionCreated", "embargoedUntil", "expires", "pubStatus", "publishable", "signals", "subjects",
    "places", "wireText", "blocks", "repairs", "outcome", "reasons", "address", "file",
}  # fmt: skip


def test_prints_an_object_a_delivery_in_the_order_of_the_files(site: Site, samples: Path) -> None:
    names = ("bridge-2.xml", "bridge-1.xml", "ani.xml")
    ran = site.run("ingest", "--wire", "ews", "--now", FIVE, "--json", *(samples / name for name in names))
    assert ran.code == 0
    assert [Path(facts["delivery"]["file"]).name for facts in ran.facts] == list(names)
    assert [facts["items"][0]["outcome"] for facts in ran.facts] == ["published", "history", "published"]


def test_an_item_has_every_fact_of_the_contract(site: Site, samples: Path) -> None:
    (facts,) = site.run("ingest", "--wire", "ews", "--now", FIVE, "--json", samples / "bridge-1.xml").facts
    assert set(facts) == {"delivery", "spike", "items"}
    assert set(facts["delivery"]) == {"file", "sha256", "wire", "format", "profile"}
    (item,) = facts["items"]
    assert set(item) == FACTS
    assert item["headline"] == "Harbour bridge opens to lorries again"
    assert item["blocks"] == [
        "The harbour bridge opened to lorries on Monday, the port authority said.",
        "It had been closed for nine days.",
    ]
    assert item["reasons"][0]["rule"] == "new"
    assert Path(item["file"]).read_bytes()


def test_what_it_says_is_live_when_it_returns(site: Site, samples: Path) -> None:
    (facts,) = site.run("ingest", "--wire", "ews", "--now", FIVE, "--json", samples / "bridge-1.xml").facts
    address = facts["items"][0]["address"]
    assert "nine days" in site.page(address)
    assert address in (site.public / "index.html").read_text()
    assert address in (site.public / "latest" / "feed.xml").read_text()
    assert address in (site.public / "sitemap" / "1.xml").read_text()


def test_a_refused_file_is_kept_said_and_makes_it_fail(site: Site, samples: Path) -> None:
    ran = site.run("ingest", "--wire", "ews", samples / "half.xml", samples / "bridge-1.xml")
    assert ran.code == 1
    refused, published = ran.out.splitlines()
    assert refused.startswith("spiked")
    assert "line" in refused
    assert published.startswith("published")
    (status,) = site.run("status", "--json").facts
    assert status["spiked"] == 1
    site.agrees()


def test_an_unknown_wire_or_file_is_said_with_the_remedy(site: Site, samples: Path) -> None:
    ran = site.run("ingest", "--wire", "nobody", samples / "bridge-1.xml")
    assert (ran.code, "there are: ews" in ran.err) == (1, True)
    ran = site.run("ingest", "--wire", "ews", samples / "absent.xml")
    assert (ran.code, "absent.xml cannot be read" in ran.err) == (1, True)


def test_a_time_without_an_offset_is_misuse(site: Site, samples: Path) -> None:
    ran = site.run("ingest", "--wire", "ews", "--now", "2026-03-02T06:00:00", samples / "bridge-1.xml")
    assert ran.code == 2
    assert "offset" in ran.err


def test_explain_says_the_same_and_does_nothing(site: Site, samples: Path) -> None:
    tree = site.run("rebuild").code, site.tree()
    (told,) = site.run("explain", "--wire", "ews", "--now", FIVE, "--json", samples / "bridge-1.xml").facts
    (status,) = site.run("status", "--json").facts
    assert status["outcomes"] == {}
    assert (0, site.tree()) == tree
    (done,) = site.run("ingest", "--wire", "ews", "--now", FIVE, "--json", samples / "bridge-1.xml").facts
    assert told["items"][0] == done["items"][0]


def test_explain_judges_by_the_ledger_and_the_given_time(site: Site) -> None:
    site.ingest(nitf("EWS.1", 2), now=FOUR)
    older = site.file(nitf("EWS.1", 1, text="An older text."))
    (facts,) = site.run("explain", "--wire", "ews", "--json", older).facts
    assert facts["items"][0]["outcome"] == "history"
    from datetime import datetime

    later = site.file(nitf("EWS.2", 1, status="embargoed", release=datetime.fromisoformat(FIVE)))
    outcomes = [
        site.run("explain", "--wire", "ews", "--now", now, "--json", later).facts[0]["items"][0]["outcome"]
        for now in (FOUR, FIVE, SEVEN)
    ]
    assert outcomes == ["held", "published", "published"]
