"""The monitor finds what was planted, and nothing where nothing was."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from fakes.public_log import PublicLog
from nightdesk.proof.growth import growth_of
from nightdesk.proof.leaf import leaf_bytes, read_leaf
from nightdesk.watch.finding import KINDS, Kind
from nightdesk.watch.memory import Memory, read_memory, write_memory
from nightdesk.watch.monitor import Report, Terms, look
from nightdesk.watch.source import FolderSource

from . import planted
from .signed_site import SignedSite

AT_ONCE = Terms(settle_seconds=0)


NOTHING = Memory()


def looked(site: SignedSite, memory: Memory = NOTHING, now: datetime | None = None) -> tuple[Report, Memory]:
    return asyncio.run(look(FolderSource(site.public), memory, AT_ONCE, now or planted.moment(site)))


def kinds(report: Report) -> list[Kind]:
    return sorted(finding.kind for finding in report.findings)


@pytest.fixture
def site(tmp_path: Path) -> SignedSite:
    return SignedSite(tmp_path / "public", 42)


def test_five_planted_faults_are_five_findings_among_three_hundred_pages(tmp_path: Path) -> None:
    site = SignedSite(tmp_path / "public", 300)
    honest, memory = looked(site)
    assert (honest.findings, honest.unread, honest.stories) == ((), (), 300)
    edited, unlogged, shown = planted.edit(site), planted.unlogged(site), planted.shown_again(site)
    planted.fork(site)
    report, kept = looked(site, memory, planted.days_later(site))
    assert kinds(report) == sorted(planted.FIVE)
    at = {finding.kind: finding for finding in report.findings}
    assert at["edited"].story == edited.guid
    assert at["unlogged"].address == unlogged.address
    assert at["after-end"].address == shown.address
    assert at["fork"].evidence[0] != at["fork"].evidence[1]
    assert kept == memory, "a fork is never taken for the log"


def test_an_honest_site_at_work_has_nothing_wrong_and_only_what_is_new_is_read(site: SignedSite) -> None:
    _, memory = looked(site)
    for number, act in enumerate(("update", "kill", "update", "withhold")):
        site.enter([story for story in site.stories if story.is_up][number], act)  # type: ignore[arg-type]
        if act in ("kill", "withhold"):
            _taken_away(site)
    site.lists()
    report, after = looked(site, memory)
    assert report.findings == ()
    assert after.growth.size == memory.growth.size + 4
    assert after.growth == growth_of(site.log.entries)


def _taken_away(site: SignedSite) -> None:
    """What an honest site removes when a story ends."""
    for story in site.stories:
        if not story.is_up:
            for folder in {story.address, f"{story.url}/"}:
                for file in (site.public / folder.strip("/")).glob("v[0-9]*"):
                    file.unlink()
            if story.versions[-1].act == "kill":
                site.page_file(story).unlink(missing_ok=True)
                (site.public / story.url.strip("/") / "index.html").unlink(missing_ok=True)
                if story.words:
                    (site.public / story.address.strip("/") / "versions.json").unlink(missing_ok=True)
            site.show(story)


def text_with_its_digest(site: SignedSite) -> Iterator[Kind]:
    """An edit by somebody who mends the digest too."""
    story = next(story for story in site.stories if story.is_up)
    version = story.versions[-1]
    changed = type(version)(**{**version.__dict__, "blocks": ("Another text.", *version.blocks[1:])})
    site.page_file(story).write_text(site.page(story, changed), "utf-8")
    yield "edited"


def a_headline(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.is_up)
    changed = type(story.versions[-1])(**{**story.versions[-1].__dict__, "headline": "Another headline"})
    site.page_file(story).write_text(site.page(story, changed), "utf-8")
    yield "edited"


def an_older_version(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if [one.act for one in story.versions] == ["publish", "update"])
    site.page_file(story).write_text(site.page(story, story.versions[0]), "utf-8")
    yield "old-version"


def a_page_gone(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.is_up and story.words)
    site.page_file(story).unlink()
    yield "not-shown"


def a_notice_without_an_entry(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.is_up)
    site.page_file(story).write_text("<!doctype html><h1>Gone for now.</h1>", "utf-8")
    yield "not-shown"


def marks_stripped_after_a_kill(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "kill")
    site.write(f"{story.url}/index.html", "<!doctype html><p>The killed text, without its marks.</p>")
    yield "after-end"


def a_text_file_after_a_kill(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "kill")
    site.write(f"{story.url}/v1.txt", "wire-text/1\n")
    yield "left-over"


def salts_after_a_takedown(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "takedown")
    file = site.public / story.url.strip("/") / "versions.json"
    file.write_text(file.read_text("utf-8").replace('"salts": null', '"salts": {"raw": "00"}', 1), "utf-8")
    yield "left-over"


def text_while_withheld(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "withhold" and story.words)
    site.page_file(story).write_text(site.page(story, story.versions[0]), "utf-8")
    yield "after-end"


def a_page_in_the_sitemap_alone(site: SignedSite) -> Iterator[Kind]:
    site.write("sport/of-our-own-0123456789zz/index.html", "<!doctype html><p>Text without marks.</p>")
    shard = site.public / "sitemap" / "1.xml"
    loc = "<url><loc>https://nights.example/sport/of-our-own-0123456789zz/</loc></url>"
    shard.write_text(shard.read_text("utf-8") + loc, "utf-8")
    yield "unlogged"


def a_tile(site: SignedSite) -> Iterator[Kind]:
    file = next((site.public / "log" / "tile" / "0").rglob(f"*{len(site.log.entries) % 256}"))
    file.write_bytes(bytes(len(file.read_bytes())))
    yield "tile"


def an_entry(site: SignedSite) -> Iterator[Kind]:
    file = next((site.public / "log" / "tile" / "entries").rglob(f"*{len(site.log.entries) % 256}"))
    file.write_bytes(file.read_bytes().replace(b'"wire":"ews"', b'"wire":"swe"', 1))
    yield "tree"


def a_signature(site: SignedSite) -> Iterator[Kind]:
    file = site.public / "log" / "checkpoint"
    file.write_bytes(
        file.read_bytes().replace(b"nights.example/log\n", b"nights.example/log\n", 1)[:-9] + b"AAAAAAAA\n"
    )
    yield "signature"


@pytest.mark.parametrize(
    "plant",
    [
        text_with_its_digest,
        a_headline,
        an_older_version,
        a_page_gone,
        a_notice_without_an_entry,
        marks_stripped_after_a_kill,
        a_text_file_after_a_kill,
        salts_after_a_takedown,
        text_while_withheld,
        a_page_in_the_sitemap_alone,
        a_tile,
        an_entry,
        a_signature,
    ],
    ids=lambda plant: plant.__name__,
)
def test_each_fault_is_one_finding_of_its_kind(site: SignedSite, plant) -> None:  # type: ignore[no-untyped-def]
    (kind,) = plant(site)
    assert kinds(looked(site)[0]) == [kind]
    assert kind in KINDS


def test_a_page_put_back_with_its_proof_after_a_takedown_is_no_fork(site: SignedSite) -> None:
    story = next(story for story in site.stories if story.is_up and story.words)
    page, proof = site.page_file(story), site.page_file(story).with_name("v1.tlog-proof")
    backup = page.read_bytes(), proof.read_bytes()
    _, memory = looked(site)
    site.enter(story, "takedown")
    for file in page.parent.iterdir():
        file.unlink()
    site.show(story)
    (site.public / story.url.strip("/") / "index.html").unlink()
    site.lists()
    page.write_bytes(backup[0]), proof.write_bytes(backup[1])
    last = story.versions[-1]
    for report, _ in (looked(site, memory), looked(site)):
        (shown,) = [finding for finding in report.findings if finding.kind == "after-end"]
        assert set(kinds(report)) <= {"after-end", "left-over"}
        assert shown.address == story.address
        when = datetime.fromtimestamp((read_leaf(last.leaf).shown or 0) / 1000, UTC)
        assert f"took it down at {when:%Y-%m-%d %H:%M:%S} UTC (takedown, entry {last.index})" in shown.reason
        assert "shown again" in shown.reason


def test_a_page_whose_signed_proof_the_log_contradicts_is_a_fork(site: SignedSite) -> None:
    story = next(story for story in site.stories if [one.act for one in story.versions] == ["publish"])
    entries = list(site.log.entries)
    other = msgspec.structs.replace(read_leaf(entries[story.versions[0].index]), why="another")
    entries[story.versions[0].index] = leaf_bytes(other)
    shutil.rmtree(site.public / "log")
    PublicLog(site.public / "log").append(*entries)
    (fork,) = [finding for finding in looked(site)[0].findings if finding.kind == "fork"]
    assert fork.address == story.address
    assert fork.evidence[0] != fork.evidence[1]


def test_a_checkpoint_put_back_is_a_rollback_to_who_remembers_and_stale_by_the_sites_own_proofs(
    site: SignedSite,
) -> None:
    earlier = (site.public / "log" / "checkpoint").read_bytes()
    tiles = {file: file.read_bytes() for file in (site.public / "log").rglob("*") if file.is_file()}
    for story in [story for story in site.stories if story.is_up][:3]:
        site.enter(story, "update")
    _, memory = looked(site)
    for file, content in tiles.items():
        file.write_bytes(content)
    assert (site.public / "log" / "checkpoint").read_bytes() == earlier
    report, kept = looked(site)
    assert kinds(report) == ["stale"]
    assert "/log/checkpoint shows" in report.findings[0].reason
    assert kinds(looked(site, memory)[0]) == ["rollback"]
    assert kept.growth.size < memory.growth.size


def test_entries_dated_ahead_do_not_hide_a_log_that_stands_still(site: SignedSite) -> None:
    days_before = planted.moment(site) - 30 * (planted.days_later(site) - planted.moment(site))
    report, memory = looked(site, now=days_before)
    assert report.findings == ()
    assert kinds(
        looked(site, memory, now=days_before + 1.5 * (planted.days_later(site) - planted.moment(site)))[0]
    ) == ["stale"]


def test_a_broken_chain_and_a_moved_story_are_told(tmp_path: Path) -> None:
    site = SignedSite(tmp_path / "public", 3)
    story = site.stories[0]
    story.versions[-1].index += 1
    site.enter(story, "update")
    story.versions[-1].index = len(site.log.entries) - 1
    story.versions[0].index -= 1
    site.show(story)
    assert kinds(looked(site)[0]) == ["chain"]


def test_the_memory_is_a_file_that_another_program_is_not_taken_for(tmp_path: Path, site: SignedSite) -> None:
    _, memory = looked(site)
    write_memory(tmp_path / "state", memory)
    assert read_memory(tmp_path / "state") == memory
    assert read_memory(tmp_path / "none") == Memory()
    (tmp_path / "state").write_bytes(b"not ours")
    with pytest.raises(Exception, match="is no state of a monitor"):
        read_memory(tmp_path / "state")
    write_memory(tmp_path / "state", msgspec.structs.replace(memory, format=99))
    with pytest.raises(Exception, match="another version"):
        read_memory(tmp_path / "state")
