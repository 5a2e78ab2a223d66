"""The short form of `make pages`: the sample day's site behind the real server, crawled, and looked at in a browser."""

from collections.abc import Iterator

import pytest

from .crawl import walk
from .demo_site import DemoSite, make_demo_site
from .machine import Missing, run_script
from .served import served
from .verdicts import page_faults

_SEEN = ("home", "story-mr", "story-known", "thread", "search", "corrections", "notice-killed")

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


def test_the_walk_finds_a_broken_link_a_wrong_canonical_and_a_changed_letter(site: DemoSite) -> None:
    path = site.kind("story-en").path
    folder = site.public / path.strip("/")
    kept = {file: file.read_bytes() for file in folder.glob("index.html*")}
    page = (folder / "index.html").read_text("utf-8")
    try:
        for file in kept:
            file.unlink()
        page = page.replace("</p>", "!</p>").replace('href="/about/"', 'href="/abuot/"')
        page = page.replace('rel="canonical" href="', 'rel="canonical" href="/else')
        (folder / "index.html").write_text(page, "utf-8")
        faults = walk(site.url, {path: 200}).faults
    finally:
        for file, content in kept.items():
            file.write_bytes(content)
    assert f"{path} does not read back as its digest says" in faults
    assert f"{path} does not read as its digest says to Python's own parser" in faults
    assert f"/abuot/ answers 404, linked from {path}" in faults
    assert any(fault.startswith(f"{path} says that it is /else") for fault in faults)


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
