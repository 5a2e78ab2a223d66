"""`nightdesk verify`."""

from pathlib import Path

from fakes.site import FOUR, Site, run


def _page(site: Site, samples: Path) -> Path:
    (facts,) = site.run("ingest", "--wire", "ews", "--now", FOUR, "--json", samples / "bridge-1.xml").facts
    return Path(facts["items"][0]["file"])


def test_a_page_of_ours_is_the_same(site: Site, samples: Path) -> None:
    ran = run("verify", _page(site, samples))
    assert ran.code == 0
    assert ran.out.startswith("same")


def test_one_changed_sign_is_not(site: Site, samples: Path) -> None:
    page = _page(site, samples)
    page.write_bytes(page.read_bytes().replace(b"closed for nine days", b"closed for nine day"))
    ran = run("verify", page)
    assert ran.code == 1
    assert ran.out.startswith("NOT THE SAME")


def test_a_page_that_claims_nothing_proves_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><p>Words.</p>")
    assert run("verify", page).code == 1
    assert "cannot be read" in run("verify", tmp_path / "absent.html").err
