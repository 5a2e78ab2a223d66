"""The short form of `make pages`: the sample day's site behind the real server, crawled, and looked at in a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .crawl import walk
from .demo_site import DemoSite, make_demo_site
from .machine import Missing, run_script
from .plain_reading import PlainReading
from .served import served
from .verdicts import page_faults

_SEEN = ("home", "story-mr", "story-table", "city", "corrections", "notice-killed")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    made = make_demo_site(tmp_path_factory.mktemp("pages") / "site", with_drills=False)
    with served(made.home, made.url):
        yield made


def test_every_link_answers_and_every_text_is_the_agencys_to_two_readers(site: DemoSite) -> None:
    found = walk(site.url, {kind.path: kind.status for kind in site.kinds})
    assert found.faults == []
    assert found.stories > 100
    assert {200, 301, 404, 410, 451} <= set(found.counts)


def test_the_walk_finds_a_broken_link_a_wrong_canonical_and_a_changed_letter(site: DemoSite, tmp_path: Path) -> None:
    home = Path(shutil.copytree(site.home, tmp_path / "site"))
    folder = home / "public" / site.kind("story-en").path.strip("/")
    page = (folder / "index.html").read_text("utf-8")
    spoilt = page.replace("</p>", "!</p>").replace('rel="canonical" href="', 'rel="canonical" href="/else')
    for twin in folder.glob("index.html*"):
        twin.unlink()
    (folder / "index.html").write_text(spoilt.replace('href="/about/"', 'href="/abuot/"'), "utf-8")
    path = site.kind("story-en").path
    with served(home, moved := DemoSite(home, site.url, site.kinds).url) if False else _beside(home) as url:
        found = walk(url, {path: 200})
    assert moved
    assert f"{path} does not read back as its digest says" in found.faults


def test_pages_are_for_everybody_and_ask_nobody_else(site: DemoSite) -> None:
    kinds = [site.kind(name) for name in _SEEN]
    plan = {
        "origin": site.url,
        "brief": True,
        "kinds": [{"name": k.name, "path": k.path, "status": k.status, "story": k.is_story} for k in kinds],
    }
    try:
        findings = run_script("browser.js", plan, install=False)
    except Missing as missing:
        pytest.skip(str(missing))
    statuses = {kind.name: kind.status for kind in kinds}
    assert [fault for one in findings for fault in page_faults(one, statuses[one["kind"]])] == []
