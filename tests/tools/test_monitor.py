"""`nightdesk monitor`, and how `verify` and `witness` reach a site through its server as through its folder."""

import asyncio
import gzip
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # the package has no types
import pytest

from fakes.public_log import LOG_SIGNER, NEIGHBOUR
from fakes.site import run
from nightdesk.proof.key import signer_of_seed
from nightdesk.watch.memory import Memory
from nightdesk.watch.monitor import Terms, look
from nightdesk.watch.source import Got, WebSource, open_source
from serve.house import built_in
from watch import planted
from watch.signed_site import HOME, SignedSite

ANY_AGE = ("--max-age", "0")


@pytest.fixture
def site(tmp_path: Path) -> SignedSite:
    return SignedSite(tmp_path / "public", 28)


@contextmanager
def served(site: SignedSite) -> Iterator[str]:
    """The site's server. A new one has nothing in its memory of how a page was a moment ago."""
    with built_in(site.public, site_url=f"https://{HOME}") as (port, _):
        yield f"http://127.0.0.1:{port}"


def test_the_same_is_found_through_the_server_as_in_the_folder(site: SignedSite, tmp_path: Path) -> None:
    with served(site) as url:
        honest = run("monitor", url, *ANY_AGE, "--state", tmp_path / "state")
        assert (honest.code, honest.err) == (0, ""), honest.out
        assert "nothing wrong" in honest.out
    planted.edit(site), planted.killed_and_shown(site), planted.unlogged(site), planted.fork(site)
    with served(site) as url:
        (facts,) = run("monitor", url, "--state", tmp_path / "state", "--json").facts
    assert sorted(finding["kind"] for finding in facts["findings"]) == sorted(planted.FIVE)
    in_folder = run("monitor", site.public, *ANY_AGE, "--json")
    assert in_folder.code == 1
    (found,) = in_folder.facts
    assert sorted(finding["kind"] for finding in found["findings"]) == ["after-end", "edited", "unlogged"]


def _copies(page: Path, *, br: bytes | None = None) -> None:
    content = page.read_bytes()
    page.with_name(f"{page.name}.br").write_bytes(brotli.compress(content if br is None else br))
    page.with_name(f"{page.name}.gz").write_bytes(gzip.compress(content))


def test_what_stands_beside_the_pages_is_found_through_the_server_too(site: SignedSite) -> None:
    up = [story for story in site.stories if story.is_up]
    for story in up:
        _copies(site.page_file(story))
    _copies(site.public / "sport" / "index.html")
    with served(site) as url:
        honest = run("monitor", url, *ANY_AGE)
        assert (honest.code, honest.err) == (0, ""), honest.out
    in_brotli, in_plain, in_text, in_front, in_feed = up[0], up[1], up[2], up[3], up[-1]
    page = site.page_file(in_brotli)
    _copies(page, br=page.read_bytes().replace(f"{in_brotli.id} ".encode(), b"x", 1))
    plain = site.page_file(in_plain)
    _copies(plain)
    before = plain.stat()
    plain.write_bytes(plain.read_bytes().replace(f"{in_plain.id} ".encode(), b"x", 1))
    os.utime(plain, ns=(before.st_atime_ns, before.st_mtime_ns))
    text = site.page_file(in_text).with_name("v1.txt")
    text.write_bytes(text.read_bytes() + b"More.\n")
    front = site.public / in_front.section / "index.html"
    front.write_text(
        re.sub(f'(href="{in_front.address}" class="wire")>[^<]*', r"\1>Of our own", front.read_text("utf-8"))
        + '<a href="/sport/of-our-own/">New</a>',
        "utf-8",
    )
    feed = site.public / "feed.xml"
    feed.write_text(re.sub(r"<title>[^<]*(</title><link>[^<]*" + in_feed.id + ")", r"<title>Ours\1", feed.read_text()))
    site.write("sport/of-our-own/index.html", "<!doctype html><p>Text without marks.</p>")
    with served(site) as url:
        (facts,) = run("monitor", url, *ANY_AGE, "--json").facts
    found = {(one["kind"], one["address"]) for one in facts["findings"]}
    assert found == {
        ("twin", in_brotli.address),
        ("twin", in_plain.address),
        ("edited", f"{in_text.address}v1.txt"),
        ("edited", f"/{in_front.section}/"),
        ("edited", "/feed.xml"),
        ("unlogged", "/sport/of-our-own/"),
    }
    (facts,) = run("monitor", site.public, *ANY_AGE, "--json").facts
    there = {(one["kind"], one["address"]) for one in facts["findings"]}
    # A front in sport may have copies; in the folder they are seen to differ, and the plain page is the one edited.
    assert found - {("twin", in_plain.address)} <= there
    assert ("edited", in_plain.address) in there


def test_of_a_large_served_site_some_copies_are_asked_for_in_each_look(site: SignedSite) -> None:
    async def requests(sampled: int) -> int:
        async with open_source(url) as source:
            assert isinstance(source, WebSource)
            paths: list[str] = []
            get = source.get

            async def counted(path: str, *more: Any, **others: Any) -> Got:
                paths.append(path)
                return await get(path, *more, **others)

            source.get = counted  # type: ignore[method-assign]
            report, _ = await look(source, Memory(), Terms(sampled=sampled, settle_seconds=0), planted.moment(site))
            assert report.findings == ()
            return len(paths)

    with served(site) as url:
        none, three, everything = (asyncio.run(requests(sampled)) for sampled in (0, 3, 10_000))
    # Which three is chance: each costs the more the more versions it has.
    assert 9 <= three - none <= everything - none
    assert three - none < (everything - none) / 2


def test_one_finding_is_counted_as_one(site: SignedSite) -> None:
    planted.edit(site)
    assert run("monitor", site.public, *ANY_AGE).out.rstrip().endswith(" looked at: 1 finding")


def test_a_site_without_a_log_or_without_a_server_could_not_be_looked_at(site: SignedSite, tmp_path: Path) -> None:
    (site.public / "log" / "checkpoint").unlink()
    assert run("monitor", site.public).code == 2
    assert run("monitor", tmp_path / "none").code == 2
    with built_in(site.public) as (port, _):
        assert run("monitor", f"http://127.0.0.1:{port}").code == 2
    gone = run("monitor", f"http://127.0.0.1:{port}")
    assert (gone.code, "could not be looked at" in gone.err) == (2, True)


def test_a_key_that_is_not_the_logs_and_a_witness_that_did_not_cosign_are_told(site: SignedSite) -> None:
    other = signer_of_seed(LOG_SIGNER.verifier.name, bytes(32)).verifier.text
    (facts,) = run("monitor", site.public, *ANY_AGE, "--key", other, "--json").facts
    assert [finding["kind"] for finding in facts["findings"]] == ["key"]
    (facts,) = run("monitor", site.public, *ANY_AGE, "--witness", NEIGHBOUR.verifier.text, "--json").facts
    assert [finding["kind"] for finding in facts["findings"]] == ["witness"]
    assert run("monitor", site.public, "--witness", other).code == 2
    assert run("monitor", site.public, "--key", "no key").code == 2


def test_a_page_is_verified_by_its_address_alone(site: SignedSite) -> None:
    story = next(story for story in site.stories if story.is_up and story.words)
    with served(site) as url:
        assert run("verify", f"{url}{story.address}").code == 0
        assert run("verify", f"{url}{story.url}/").code == 0, "by way of its id"
        assert run("verify", f"{url}/sport/nothing-here-0123456789zz/").code == 2
        assert run("verify", f"{url}{story.address}", "--key", LOG_SIGNER.verifier.text).code == 0
    file = site.page_file(story)
    file.write_text(file.read_text("utf-8").replace(story.id + " ", "x", 1), "utf-8")
    with served(site) as url:
        changed = run("verify", f"{url}{story.address}")
    assert (changed.code, "NOT THE SAME" in changed.out) == (1, True)


def test_a_witness_looks_at_a_served_log(site: SignedSite, tmp_path: Path) -> None:
    assert (
        run("witness", tmp_path / "w", "--init", "--name", "n.example", "--trust", LOG_SIGNER.verifier.text).code == 0
    )
    with built_in(site.public) as (port, _):
        ran = run("witness", tmp_path / "w", "--ask", f"http://127.0.0.1:{port}")
    assert (ran.code, ran.out.count("\n— ")) == (0, 2)
