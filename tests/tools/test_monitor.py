"""`nightdesk monitor`, and how `verify` and `witness` reach a site through its server as through its folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fakes.public_log import LOG_SIGNER, NEIGHBOUR
from fakes.site import run
from nightdesk.proof.key import signer_of_seed
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
