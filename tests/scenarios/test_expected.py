"""The synthetic corpus beside this repository says what must come of each of its files; the desk must agree."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from newsroom import Newsroom, files_with
from nightdesk.store import correction as correction_table
from nightdesk.store import delivery as delivery_table
from nightdesk.store import reading as reading_table
from nightdesk.store.decision import Decided
from nightdesk.terms.decision import Outcome
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item
from nightdesk.terms.spike import Spike
from nightdesk.terms.story import State

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "wire" / "open" / "synthetic"
READ_YET = ("newsml-g2", "nitf", "ninjs", "rss", "xml", "json", "none")
SETTINGS = """
[site]
name = "The Example Post"
url = "https://post.example"
[[wire]]
name = "ews"
[wire.override]
{override}
"""
# The corpus's day, before its embargoes end.
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
INDIA = 'zone = "Asia/Kolkata"'
STORY_1 = "urn:newsml:ews.example:20260302:story-1"
EMBARGOED = "urn:newsml:ews.example:20260302:emb"


def _cases() -> list[dict[str, Any]]:
    expected = CORPUS / "EXPECTED.json"
    return json.loads(expected.read_text(encoding="utf-8")) if expected.exists() else []


CASES = _cases()
pytestmark = pytest.mark.skipif(not CASES, reason="the wire corpus is not beside this repository (../shared/corpora)")


class Site:
    """A fresh site, and what came of each file it took in."""

    def __init__(self, home: Path, override: str = INDIA) -> None:
        self.room = Newsroom(home, SETTINGS.format(override=override), now=NOW)
        self.decided: dict[str, list[Decided]] = {}

    def take(self, file: str) -> list[Outcome]:
        """Take it in as the next delivery; one refused whole is spiked."""
        self.decided[file] = self.room.take_in((CORPUS / file).read_bytes(), name=Path(file).name)
        return [one.outcome for one in self.decided[file]] or [Outcome.SPIKED]

    def items(self, file: str) -> list[Item]:
        """As they were read."""
        found = [self.room.item(one.item) for one in self.decided[file]]
        return [item for item in found if item is not None]

    def spike(self) -> Spike | None:
        """Why the last delivery was refused."""
        connection = self.room.house.database.read()
        read = reading_table.get(connection, delivery_table.count(connection))
        return read.spike if read else None


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    one = Site(tmp_path / "site")
    yield one
    one.room.close()


def _sequence(file: str) -> str:
    # The correction and the kill of the NITF folder both speak of its first story; one must not meet the other.
    return file if file == "nitf/correction.xml" else file.partition("/")[0]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Outcome]]:
    """What each file came to, every folder taken in its order into a site of its own."""
    sites: dict[str, Site] = {}
    found = {}
    for case in CASES:
        file = case["file"]
        if case["format"] not in READ_YET:
            continue
        if _sequence(file) not in sites:
            sites[_sequence(file)] = Site(tmp_path_factory.mktemp("corpus") / "site")
            if file == "nitf/correction.xml":
                sites[file].take("nitf/story.xml")
        found[file] = sites[_sequence(file)].take(file)
    for one in sites.values():
        entries, decided = one.room.counts()
        assert entries == decided
        one.room.close()
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_each_file_ends_as_the_corpus_says(case: dict[str, Any], outcomes: dict[str, list[Outcome]]) -> None:
    if case["format"] not in READ_YET:
        pytest.skip(f"the format {case['format']} is not read yet")
    assert case.get("outcome", outcomes[case["file"]][0]) in outcomes[case["file"]], case["expect"]


@pytest.mark.parametrize("file", ["text-edge/unicode.xml", "text-edge/inline-markup.xml"])
def test_the_printed_blocks_are_the_listed_ones(site: Site, file: str) -> None:
    site.take(file)
    expected = next(case["canonical_blocks"] for case in CASES if case["file"] == file)
    assert list(site.items(file)[0].body.blocks) == expected


SEQ_1 = [case["file"] for case in CASES if case["file"].startswith("seq-01")]


def test_one_address_through_all_versions_and_the_page_always_shows_the_newest(site: Site) -> None:
    paths, shown = [], []
    for file in SEQ_1[:7]:
        site.take(file)
        story = site.room.story(STORY_1)
        paths.append(story.path)
        shown.append(story.version)
        page = site.room.house.public / story.path.strip("/") / "index.html"
        assert site.room.item(story.shown_item).headline in page.read_text(encoding="utf-8")  # type: ignore[union-attr]
    assert len(set(paths)) == 1
    assert shown == ["1", "2", "4", "4", "4", "4", "5"]


def test_the_gap_is_noted_and_the_conflict_keeps_both_texts(site: Site) -> None:
    for file in SEQ_1[:6]:
        site.take(file)
    assert "gap" in {reason.rule for reason in site.decided[SEQ_1[2]][0].reasons}
    assert site.decided[SEQ_1[4]][0].item == site.decided[SEQ_1[2]][0].item
    both = [site.items(SEQ_1[2])[0], site.items(SEQ_1[5])[0]]
    assert both[0].version == both[1].version == 4
    assert both[0].body.blocks != both[1].body.blocks


def test_the_correction_is_listed_and_its_editors_note_is_nowhere(site: Site) -> None:
    for file in SEQ_1[:7]:
        site.take(file)
    story = site.room.story(STORY_1)
    assert [one.version for one in story.corrections] == ["5"]
    files = site.room.public()
    assert story.id.encode() in files["corrections/index.html"]
    assert files_with(files, ("CORRECTS name of chair", "UPDATES throughout")) == []


def test_a_withhold_takes_the_text_down_and_keeps_the_address(site: Site) -> None:
    for file in SEQ_1[:8]:
        site.take(file)
    story = site.room.story(STORY_1)
    files = site.room.public()
    assert f"{story.path.strip('/')}/index.html" in files
    assert files_with(files, ("agreed nothing", "HOLD HOLD HOLD", "while we check")) == []


def test_a_kill_leaves_neither_words_nor_headline_and_nothing_brings_them_back(site: Site) -> None:
    for file in SEQ_1:
        site.take(file)
        if file >= SEQ_1[8]:
            story = site.room.story(STORY_1)
            files = site.room.public()
            assert story.state is State.KILLED
            assert f"{story.section}/{story.id}/410.html" in files
            assert files_with(files, ("agreed nothing", "agrees nothing", "KILL KILL", "Usha", "MANDATORY")) == []
            assert [path for path in files if "example-council" in path] == []
    connection = site.room.house.database.read()
    assert delivery_table.count(connection) == len(SEQ_1)  # the evidence is kept
    assert [row.kind for row in correction_table.withdrawals(connection, 1)] == ["killed"]
    assert site.room.item(story.waiting_item).version == 8  # type: ignore[union-attr]


def test_only_a_profile_that_allows_it_lets_version_8_lift_the_kill(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", 'unkill = "auto"')
    ends = [site.take(file)[0] for file in SEQ_1]
    story = site.room.story(STORY_1)
    site.room.close()
    assert ends[9:] == [Outcome.HISTORY, Outcome.UPDATED]
    assert (story.state, story.version) == (State.PUBLISHED, "8")


@pytest.mark.parametrize(
    ("file", "guid", "until"),
    [
        ("seq-02-embargo/01-embargo-future.xml", f"{EMBARGOED}-1", datetime(2026, 3, 2, 18, 31, tzinfo=UTC)),
        ("seq-02-embargo/02-embargo-empty.xml", f"{EMBARGOED}-2", UNTIL_RELEASED),
        ("nitf/embargo.xml", "EWS.3", datetime(2026, 3, 2, 19, 1, tzinfo=UTC)),
    ],
)
def test_an_embargo_holds_until_exactly_then(site: Site, file: str, guid: str, until: datetime) -> None:
    site.take(file)
    story = site.room.story(guid)
    assert story.waiting_until == until
    words = site.items(file)[0].body.blocks[0]
    site.room.now = min(until, NOW + timedelta(days=400)) - timedelta(microseconds=1)
    site.room.work()
    assert files_with(site.room.public(), words) == []
    if until != UNTIL_RELEASED:
        site.room.now = until
        site.room.work()
        assert files_with(site.room.public(), words)


@pytest.mark.parametrize(
    ("override", "zone"),
    [(INDIA, timezone(timedelta(hours=5.5))), ("", timezone(timedelta(hours=-12)))],
    ids=["the profile's zone", "the latest it can mean"],
)
def test_a_naive_embargo_is_never_taken_early(tmp_path: Path, override: str, zone: timezone) -> None:
    site = Site(tmp_path / "site", override)
    site.take("seq-02-embargo/05-embargo-naive.xml")
    story = site.room.story(f"{EMBARGOED}-4")
    site.room.close()
    assert story.waiting_until == datetime(2026, 3, 3, 0, 1, tzinfo=zone)


def test_ist_is_indias_time_in_all_its_spellings(site: Site) -> None:
    site.take("rss/ist-dates.xml")
    made = [item.version_created for item in site.items("rss/ist-dates.xml")]
    assert [one and one.at for one in made] == [datetime(2025, 4, 27, 0, 57, tzinfo=UTC)] * 4


def test_ids_fall_back_to_the_link_and_then_to_the_text(site: Site) -> None:
    site.take("rss/no-guid.xml")
    kinds = [item.guid_kind for item in site.items("rss/no-guid.xml")]
    assert kinds == ["derived-link", "derived-text", "derived-link"]


def test_one_guid_for_two_stories_is_flagged_and_both_are_shown(site: Site) -> None:
    site.take("rss/same-guid.xml")
    items = site.items("rss/same-guid.xml")
    assert len({item.guid for item in items}) == 2
    assert all("guid-not-unique" in {repair.rule for repair in item.repairs} for item in items)


def test_what_was_escaped_twice_is_unescaped_once(site: Site) -> None:
    site.take("rss/double-escaped.xml")
    item = site.items("rss/double-escaped.xml")[0]
    assert (item.headline, item.body.blocks) == (
        "Council &amp; chair agree &quot;nothing&quot;",
        ("AT&T said <nothing>.",),
    )


@pytest.mark.parametrize(
    ("file", "headline", "repair"),
    [
        ("rss/cp1252-as-latin1.xml", "Chair says “no” – €5", "charset-windows-1252"),
        ("rss/utf8-as-latin1.xml", "Chair says “no” – €5", "charset-utf-8"),
        ("rss/bom-and-leading-space.xml", "x", "leading-space"),
        ("rss/control-chars.xml", "abc", "control-chars"),
        ("rss/html-entities.xml", "Café \N{NO-BREAK SPACE} bar — AT&T", "html-entities"),
    ],
)
def test_a_repair_is_recorded_and_loses_nothing(site: Site, file: str, headline: str, repair: str) -> None:
    site.take(file)
    item = site.items(file)[0]
    assert item.headline == headline
    assert repair in {one.rule for one in item.repairs}


def test_active_content_is_removed_and_counted(site: Site) -> None:
    site.take("rss/script-in-body.xml")
    body = site.items("rss/script-in-body.xml")[0].body
    assert body.blocks == ("Before.", "After link.")
    assert {one.kind for one in body.removed} >= {"script", "style", "iframe"}
    assert files_with(site.room.public(), ("alert(1)", "evil.example", "javascript:x")) == []


def test_the_body_is_the_full_text_and_the_teaser_the_description(site: Site) -> None:
    site.take("rss/media-renditions.xml")
    item = site.items("rss/media-renditions.xml")[0]
    assert (item.body.blocks, item.teaser) == (("Full text.",), "Teaser only.")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("hostile/zero-bytes.xml", "empty"),
        ("hostile/not-xml.html", "error-page"),
        ("rss/truncated.xml", "truncated"),
        ("rss/cp1252-as-utf8.xml", "charset"),
        ("json/bad-escapes.json", "json"),
        ("json/duplicate-keys.json", "duplicate-keys"),
    ],
)
def test_a_refusal_says_why_and_keeps_the_bytes(site: Site, file: str, code: str) -> None:
    assert site.take(file) == [Outcome.SPIKED]
    spike = site.spike()
    assert spike is not None
    assert spike.code == code
    assert len(spike.reason) > 20
    kept = delivery_table.get(site.room.house.database.read(), [1])[1]
    assert kept.content == (CORPUS / file).read_bytes()


def test_a_kill_by_reference_kills_the_other_document_and_is_itself_not_public(site: Site) -> None:
    site.take("nitf/story.xml")
    site.take("nitf/kill-by-idref.xml")
    assert site.room.story("EWS.1").state is State.KILLED
    assert files_with(site.room.public(), ("MANDATORY KILL", "EWS.2", "agrees nothing")) == []


def test_a_kill_in_another_format_finds_the_story(site: Site) -> None:
    site.take(SEQ_1[0])
    site.take("json/ninjs3-kill.json")
    assert site.room.story(STORY_1).state is State.KILLED
    assert files_with(site.room.public(), "agrees nothing") == []


def test_a_correction_under_another_id_replaces_the_text_it_names(site: Site) -> None:
    site.take("nitf/story.xml")
    path = site.room.story("EWS.1").path
    site.take("nitf/correction.xml")
    story = site.room.story("EWS.1")
    assert (story.state, story.path, len(story.corrections)) == (State.PUBLISHED, path, 1)
    assert files_with(site.room.public(), "CORRECTS name") == []


def test_a_document_without_an_id_is_known_by_its_files_name_and_is_flagged_weak(site: Site) -> None:
    site.take("nitf/no-doc-id.xml")
    item = site.items("nitf/no-doc-id.xml")[0]
    assert item.guid_kind == "derived-file"
    assert "no-doc-id.xml" in item.guid
