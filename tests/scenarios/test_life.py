"""The life of a story, by the public commands only: what a desk sees of every turn it can take."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fakes.site import FIVE, FOUR, SEVEN, Site, status_of, waited_for
from newsroom import newsml_g2, nitf

WHY = ("--reason", "asked by the desk")
HEADLINE = "Reservoir at Example falls to a third"
FIRST = "The reservoir at Example has fallen to a third, the water board said on Monday."
SECOND = "Two villages will be supplied by lorry from Tuesday."
GUID = "urn:ews:reservoir"
AT_FOUR, AT_FIVE = datetime.fromisoformat(FOUR), datetime.fromisoformat(FIVE)
SENTENCES = (HEADLINE, "reservoir-at-example", FIRST, SECOND, "fallen to a third", "supplied by lorry")


def take(version: int = 1, text: tuple[str, ...] = (FIRST, SECOND), **more: object) -> bytes:
    """One version of the reservoir story."""
    return newsml_g2(GUID, version, HEADLINE, text, created=AT_FOUR + timedelta(minutes=version), **more)  # type: ignore[arg-type]


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A new site with one wire."""
    return Site(tmp_path_factory.mktemp("life"))


def shown(site: Site, *contents: bytes, now: str = FOUR) -> str:
    """Take them in; the address of the last."""
    return str(site.ingest(*contents, now=now)[-1]["address"])


def test_an_update_stands_under_the_same_address(site: Site) -> None:
    address = shown(site, take())
    assert FIRST in site.page(address)
    newer = take(2, (FIRST, "Four villages will be supplied by lorry."))
    (item,) = site.ingest(newer, now=FIVE)
    assert (item["outcome"], item["address"]) == ("updated", address)
    assert "Four villages" in site.page(address)
    assert [Path(file).name for file in site.holding("Two villages")] == ["v1.txt"]
    site.agrees()


def test_a_correction_is_shown_as_one_and_listed(site: Site) -> None:
    address = shown(site, take())
    mended = take(2, ("The reservoir at Example has fallen to a quarter.", SECOND), signal="correction")
    assert site.outcomes(mended, now=FIVE) == ["corrected"]
    assert "a quarter" in site.page(address)
    assert address in site.page("/corrections/")
    assert [one["version"] for one in site.trace(GUID)["corrections"]] == ["2"]
    site.agrees()


def test_an_embargo_holds_to_its_end_and_not_a_minute_longer(site: Site) -> None:
    assert site.outcomes(take(embargo=AT_FIVE), now=FOUR) == ["held"]
    assert site.holding(*SENTENCES) == []
    assert site.run("rebuild", "--now", (AT_FIVE - timedelta(seconds=1)).isoformat()).code == 0
    assert site.holding(*SENTENCES) == []
    assert site.run("rebuild", "--now", FIVE).code == 0
    assert FIRST in site.page(site.trace(GUID)["address"])
    site.agrees()


def test_a_take_that_comes_after_its_embargo_is_shown_at_once(site: Site) -> None:
    assert site.outcomes(take(embargo=AT_FIVE), now=FIVE) == ["published"]


def test_an_embargo_without_an_end_waits_for_a_person(site: Site) -> None:
    assert site.outcomes(take(embargo=""), now=FOUR) == ["held"]
    assert site.run("rebuild", "--now", "2036-01-01T00:00:00Z").code == 0
    assert site.holding(*SENTENCES) == []
    assert site.run("release", GUID, *WHY).code == 0
    assert FIRST in site.page(site.trace(GUID)["address"])
    site.agrees()


def test_withheld_until_released(site: Site) -> None:
    address = shown(site, take())
    assert site.outcomes(take(2, status="withheld"), now=FIVE) == ["withheld"]
    assert site.holding(FIRST, SECOND, HEADLINE) == []
    assert "noindex" in site.page(address), "a notice stands there"
    site.agrees()
    assert site.outcomes(take(3), now=SEVEN) == ["updated"]
    assert FIRST in site.page(address)
    site.agrees()


def test_after_a_kill_no_sentence_is_left_in_any_public_file(site: Site) -> None:
    other = newsml_g2("urn:ews:other", headline="Another story", text="It stays.")
    address = shown(site, other, take())
    (killed,) = site.ingest(take(2, status="canceled"), now=FIVE)
    assert killed["outcome"] == "killed"
    assert site.holding(*SENTENCES) == []
    assert site.page(address) == ""
    folder = site.public / "news" / site.trace(GUID)["id"]
    assert sorted(file.name for file in folder.iterdir())[0] == "410.html"
    assert not (folder / "index.html").exists()
    for feed in ("feed.xml", "atom.xml", "feed.json"):
        assert site.trace(GUID)["id"] in (site.public / "latest" / feed).read_text(), "feeds carry the tombstone"
    (kill,) = site.run("status", "--json").facts[0]["kills"]
    assert (kill["guid"], kill["seconds"] < 5) == (GUID, True)
    assert "It stays." in site.page(site.trace("urn:ews:other")["address"])
    site.agrees()
    assert site.outcomes(take(3), now=SEVEN) == ["held"], "no delivery lifts a kill"
    assert site.outcomes(take(), now=SEVEN) == ["duplicate"]
    assert site.holding(*SENTENCES) == []
    site.run("rebuild", "--now", SEVEN)
    assert site.holding(*SENTENCES) == []
    site.agrees()


def test_a_kill_that_comes_before_its_story_is_remembered(site: Site) -> None:
    assert site.outcomes(take(2, status="canceled"), now=FOUR) == ["killed"]
    assert site.outcomes(take(), now=FIVE) == ["history"]
    assert site.holding(*SENTENCES) == []
    site.agrees()


def test_a_kill_and_its_story_in_one_go_show_nothing(site: Site) -> None:
    assert set(site.outcomes(take(), take(2, status="canceled"), now=FOUR)) <= {"published", "history", "killed"}
    assert site.holding(*SENTENCES) == []
    site.agrees()


def test_a_notice_in_words_that_comes_twice_is_carried_out_once(site: Site) -> None:
    """A notice that struck another story left no story of its own, and its second arrival stopped the desk."""
    shown(site, take())
    notice = nitf("EWS.notice", 1, headline=f"KILL: {HEADLINE}", text="Please kill this story.", issued=AT_FIVE)
    assert site.outcomes(notice, now=FIVE) == ["killed"]
    assert site.outcomes(notice, now=FIVE) == ["duplicate"]
    assert site.holding(FIRST, SECOND) == []
    site.agrees()


def test_a_notice_in_words_finds_the_story_that_came_with_it(site: Site) -> None:
    notice = nitf("EWS.notice", 1, headline=f"KILL: {HEADLINE}", text="Please kill this story.", issued=AT_FIVE)
    assert site.outcomes(take(), notice, now=FIVE) == ["published", "killed"]
    assert site.holding(FIRST, SECOND) == []
    site.agrees()


def test_a_lower_version_that_comes_late_is_history(site: Site) -> None:
    address = shown(site, take(3, ("The third version.",)))
    assert site.outcomes(take(2, ("The second version.",)), now=FIVE) == ["history"]
    assert "The third version." in site.page(address)
    assert site.holding("The second version.") == []
    site.agrees()


def test_the_same_again_is_a_duplicate_and_changes_nothing(site: Site) -> None:
    shown(site, take())
    before = site.tree()
    assert site.outcomes(take(), take(extra="<!-- sent again -->"), now=FIVE) == ["duplicate", "duplicate"]
    assert site.tree() == before
    site.agrees()


def test_one_version_with_two_texts_is_a_conflict_and_the_later_is_shown(site: Site) -> None:
    address = shown(site, take())
    other = newsml_g2(GUID, 1, HEADLINE, "Another text under the same number.", created=AT_FIVE)
    assert site.outcomes(other, now=FIVE) == ["conflict"]
    assert "Another text" in site.page(address)
    assert len(site.trace(GUID)["revisions"]) == 2
    site.agrees()


@pytest.mark.parametrize(("order", "notice"), [((), "410.html"), (("--court",), "451.html")])
def test_taken_down_here_and_restored(site: Site, order: tuple[str, ...], notice: str) -> None:
    address = shown(site, take())
    assert site.run("takedown", GUID, *WHY, *order).code == 0
    assert site.holding(*SENTENCES) == []
    assert (site.public / "news" / site.trace(GUID)["id"] / notice).exists()
    assert site.outcomes(take(2), now=FIVE) == ["held"], "the wire does not bring it back"
    assert site.run("restore", GUID, *WHY).code == 0
    assert FIRST in site.page(address)
    site.agrees()


def test_held_here_and_released(site: Site) -> None:
    address = shown(site, take())
    assert site.run("hold", address, *WHY).code == 0
    assert site.holding(FIRST, SECOND) == []
    assert site.run("release", address, *WHY).code == 0
    assert FIRST in site.page(address)
    site.agrees()


def test_files_are_taken_in_while_the_night_runs(site: Site) -> None:
    with site.night() as url:
        assert status_of(f"{url}/healthz") == 200
        ran = site.run("ingest", "--wire", "ews", "--json", site.file(take()))
        (item,) = ran.facts[0]["items"]
        assert item["outcome"] == "published"
        assert status_of(url + item["address"]) == 200
        dropped = site.home / "wires" / "ews" / "second.xml"
        dropped.write_bytes(
            newsml_g2("urn:ews:second", headline="Second story", text="It was dropped into the folder.")
        )
        assert waited_for(20, [site.public / "news" / _id("urn:ews:second")])
        assert site.run("doctor").code == 0, "a doctor may look while the night works"
        (item,) = site.run("ingest", "--wire", "ews", "--json", site.file(take(2, status="canceled"))).facts[0]["items"]
        assert item["outcome"] == "killed"
        assert site.holding(*SENTENCES) == []
        assert status_of(f"{url}/news/{_id(GUID)}/") == 410
        assert site.run("takedown", "urn:ews:second", *WHY, "--court").code == 0
        assert status_of(f"{url}/news/{_id('urn:ews:second')}/") == 451
        assert "a desk is at work" in site.run("rebuild").err
        assert "a desk is at work" in site.run("replay", "--apply").err
    site.agrees()


def _id(guid: str) -> str:
    from nightdesk.desk.address import story_id

    return story_id("ews", guid)
