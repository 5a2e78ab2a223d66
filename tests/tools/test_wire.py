"""`nightdesk wire add`: looks at a sample, proposes a wire, writes it when told."""

import asyncio
import shutil
from pathlib import Path

import pytest

from fakes.http_peer import always, playing, response
from fakes.site import Ran, Site, run
from newsroom import nitf
from nightdesk import config


@pytest.mark.parametrize(
    ("sample", "name", "format_"),
    [("ians.rss", "ians", "rss"), ("pti.json", "pti", "ninjs"), ("ani.xml", "ani", "newsml-g2")],
)
def test_recognises_the_agency_and_its_profile(site: Site, samples: Path, sample: str, name: str, format_: str) -> None:
    ran = run("wire", "add", site.home, samples / sample, "--yes")
    assert ran.code == 0, ran.err
    assert format_ in ran.out
    wire = config.load(site.home).wire(name)
    assert wire is not None
    assert (wire.profile, wire.agency, wire.transport) == (name, name.upper(), "folder")
    assert (site.home / "wires" / name).is_dir()
    taken = site.run("ingest", "--wire", name, "--json", samples / sample)
    assert [facts["delivery"]["profile"] for facts in taken.facts] == [name]
    assert taken.code == 0


def test_says_what_would_become_of_each_item(site: Site, samples: Path) -> None:
    said = run("wire", "add", site.home, samples / "ians.rss").out
    assert "would end as: published (1), advisory (1)" in said
    assert "would be advisory: ATTENTION EDITORS" in said
    assert 'section Sport (1): The agency files it under "Cricket"' in said
    refused = run("wire", "add", site.home, samples / "half.xml").out
    assert "would be refused: half.xml" in refused
    assert "line" in refused


def test_nothing_is_written_without_yes(site: Site, samples: Path) -> None:
    before = site.settings.read_bytes()
    ran = run("wire", "add", site.home, samples / "ians.rss")
    assert ran.code == 0
    assert "[[wire]]" in ran.out
    assert "--yes" in ran.out
    assert site.settings.read_bytes() == before
    assert site.run("status", "--json").facts[0]["outcomes"] == {}


def test_a_name_that_is_taken_is_refused(site: Site, samples: Path) -> None:
    before = site.settings.read_bytes()
    ran = run("wire", "add", site.home, samples / "ians.rss", "--name", "ews", "--yes")
    assert ran.code == 1
    assert "'ews' is taken" in ran.err
    ran = run("wire", "add", site.home, samples / "ians.rss", "--name", "No Name", "--yes")
    assert ran.code == 1
    assert site.settings.read_bytes() == before


def test_proposes_the_fields_that_the_sample_needs(site: Site, samples: Path) -> None:
    ran = run("wire", "add", site.home, samples / "constant-guid.rss", "--name", "city", "--yes")
    wire = config.load(site.home).wire("city")
    assert wire is not None
    assert wire.overrides == {"zone": "Asia/Kolkata", "id_from": "link", "decode_twice": ["headline"]}
    assert wire.agency == "Example City Wire"
    assert "times without a zone" in ran.out
    (facts,) = site.run("ingest", "--wire", "city", "--json", samples / "constant-guid.rss").facts
    assert [item["outcome"] for item in facts["items"]] == ["published", "published"]
    assert facts["items"][0]["headline"] == "Ferry & bridge reopen"
    assert facts["items"][0]["versionCreated"] == "2026-03-02T03:30:00+00:00"


def test_proposes_the_charset_that_lets_it_be_read(site: Site, samples: Path) -> None:
    ran = run("wire", "add", site.home, samples / "windows-1252.xml", "--yes", "--name", "ferry")
    assert "1 more can be read with this profile" in ran.out
    wire = config.load(site.home).wire("ferry")
    assert wire is not None
    assert wire.overrides == {"charset_fallback": "windows-1252"}


def test_a_folder_is_looked_into_and_becomes_the_drop_folder(site: Site, samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Drop Here"
    folder.mkdir()
    for name in ("bridge-1.xml", "bridge-2.xml", "half.xml"):
        shutil.copy(samples / name, folder)
    ran = run("wire", "add", site.home, folder, "--yes")
    assert "3 documents" in ran.out
    assert "2 items can be read, 1 cannot" in ran.out
    wire = config.load(site.home).wire("drop-here")
    assert wire is not None
    assert wire.folder == folder
    assert len(list(folder.iterdir())) == 3, "a look moves nothing"
    inside = site.home / "wires" / "ews"
    (inside / "copy.xml").write_bytes(nitf())
    run("wire", "add", site.home, inside, "--yes", "--name", "again")
    assert 'folder = "wires/ews"' in site.settings.read_text(), "a folder of the site moves with it"


def test_hostile_words_of_a_sample_stay_within_their_quotes(site: Site, tmp_path: Path) -> None:
    feed = tmp_path / 'x".rss'
    title = 'News "desk"\n[[wire]]\nname = \\"evil'
    feed.write_text(
        f"<rss version='2.0'><channel><title>{title}</title><item><guid>1</guid><title>A</title>"
        "<description>A text.</description></item></channel></rss>"
    )
    ran = run("wire", "add", site.home, feed, "--yes")
    assert ran.code == 0, ran.err
    assert [wire.name for wire in config.load(site.home).wires] == ["ews", "x"]


def test_what_cannot_be_looked_at_is_said(site: Site, tmp_path: Path) -> None:
    assert "no such file or folder" in run("wire", "add", site.home, tmp_path / "absent").err
    (tmp_path / "empty").mkdir()
    assert "no files" in run("wire", "add", site.home, tmp_path / "empty").err
    assert run("wire", "add", site.home, "http://169.254.169.254/latest/meta-data").code == 1


def _add_from(raw: bytes, site: Site, *more: str) -> Ran:
    """`wire add` against a server that answers with these bytes."""

    async def scene() -> Ran:
        async with playing(always(raw)) as peer:
            return await asyncio.to_thread(run, "wire", "add", site.home, peer.url, *more)

    return asyncio.run(scene())


def test_an_address_is_asked_once_and_becomes_a_polled_wire(site: Site, samples: Path) -> None:
    ran = _add_from(
        response((samples / "ians.rss").read_bytes(), content_type="text/xml; charset=utf-8"), site, "--yes"
    )
    assert ran.code == 0, ran.err
    wire = config.load(site.home).wire("ians")
    assert wire is not None
    assert wire.transport == "http"
    assert wire.url.startswith("http://127.0.0.1:")
    assert wire.private_hosts, "a person named the private address; the poll must be let to it"


def test_an_address_that_refuses_is_said(site: Site) -> None:
    before = site.settings.read_bytes()
    ran = _add_from(response(status="403 Forbidden"), site, "--yes")
    assert ran.code == 1
    assert "answers 403" in ran.err
    assert site.settings.read_bytes() == before


def test_an_error_page_in_place_of_a_wire_is_seen(site: Site) -> None:
    ran = _add_from(response(b"<!doctype html><title>Log in</title>"), site)
    assert "would be refused" in ran.out
    assert "HTML page" in ran.out
