"""The sample agencies' copy keeps the promises that its documentation makes about it."""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src" / "nightdesk_sample" / "stories"
TOPICS = ROOT.parent / "shared/corpora/wire/open/vocabularies/iptc-mediatopic-en-GB-2025-10-09.json"

COPY = {"alert", "new", "urgent", "update", "writethru", "correction", "release", "embargo"}
NOTICES = {"kill", "withhold"}
DESK = {"advisory", "planning", "test", "kill-note"}
AT_LEAST = {
    "national": 20,
    "international": 20,
    "business": 14,
    "sport": 12,
    "science": 5,
    "health": 4,
    "city": 12,
    "entertainment": 4,
}
STORY_KEYS = {
    "key",
    "agency",
    "slugline",
    "section",
    "language",
    "place",
    "country",
    "dateline",
    "byline",
    "urgency",
    "medtop",
    "keywords",
    "people",
    "organisations",
    "thread",
    "same_event",
    "reruns",
    "kills",
    "chains",
    "at",
    "day",
    "take",
    "picture",
}
PICTURE_KEYS = {"file", "headline", "caption", "credit", "version", "comes", "killed"}
TAKE_KEYS = {
    "version",
    "at",
    "day",
    "kind",
    "headline",
    "body",
    "dateline",
    "note_private",
    "correction_note",
    "embargo_minutes",
    "expires_minutes",
}

Story = dict[str, Any]
Take = dict[str, Any]


@cache
def agencies() -> dict[str, dict[str, str]]:
    table = tomllib.loads((FOLDER / "agencies.toml").read_text(encoding="utf-8"))
    return {agency["slug"]: agency for agency in table["agency"]}


@cache
def stories() -> tuple[Story, ...]:
    files = sorted(path for path in FOLDER.glob("*.toml") if path.name != "agencies.toml")
    return tuple(story for path in files for story in tomllib.loads(path.read_text(encoding="utf-8"))["story"])


def takes() -> Iterator[tuple[Story, Take]]:
    return ((story, take) for story in stories() for take in story["take"])


def text(take: Take) -> str:
    return f"{take['headline']}\n{take['body']}"


def of_kind(*kinds: str) -> list[Story]:
    return [story for story in stories() if any(take["kind"] in kinds for take in story["take"])]


def words(body: str) -> int:
    return len(body.split())


def shared(key: str) -> dict[str, list[Story]]:
    groups: dict[str, list[Story]] = {}
    for story in stories():
        if key in story:
            groups.setdefault(story[key], []).append(story)
    return groups


def test_there_are_at_least_96_stories_and_every_key_is_used_once() -> None:
    keys = Counter(story["key"] for story in stories())
    assert len(keys) >= 96
    assert [key for key, count in keys.items() if count > 1 or not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_no_field_is_unknown() -> None:
    assert {key for story in stories() for key in story} <= STORY_KEYS
    assert {key for _, take in takes() for key in take} <= TAKE_KEYS
    assert {key for story in stories() for picture in story.get("picture", ()) for key in picture} <= PICTURE_KEYS
    assert {take["kind"] for _, take in takes()} <= COPY | NOTICES | DESK


def test_every_section_has_its_share() -> None:
    found = Counter(story["section"] for story in stories())
    assert set(found) == set(AT_LEAST)
    assert {section: found[section] for section in AT_LEAST if found[section] < AT_LEAST[section]} == {}


def test_four_agencies_and_more_write_them() -> None:
    assert {story["agency"] for story in stories()} == set(agencies())
    assert len(agencies()) >= 4


def test_ten_stories_are_in_hindi_and_ten_in_marathi() -> None:
    found = Counter(story["language"] for story in stories())
    assert found["hi"] >= 10
    assert found["mr"] >= 10
    assert set(found) == {"en-IN", "hi", "mr"}


def test_the_script_is_that_of_the_language() -> None:
    for story, take in takes():
        letters = [letter for letter in text(take) if letter.isalpha()]
        devanagari = sum("DEVANAGARI" in unicodedata.name(letter, "") for letter in letters)
        share = devanagari / len(letters)
        expected_high = story["language"] != "en-IN"
        is_shout = take["kind"] in NOTICES
        assert is_shout or (share > 0.9 if expected_high else share < 0.01), (story["key"], share)


def test_hindi_and_marathi_are_not_mistaken_for_each_other() -> None:
    hindi, marathi = (re.compile(rf"(?<![ऀ-ॿ])(?:{them})(?![ऀ-ॿ])") for them in ("है|में|के|ने", "आहे|आणि|आहेत|असून|यांनी"))
    for story, take in takes():
        if story["language"] == "hi":
            assert hindi.search(take["body"]), story["key"]
            assert not marathi.search(take["body"]), story["key"]
        if story["language"] == "mr" and words(take["body"]) > 40:
            assert marathi.search(take["body"]), story["key"]
            assert not hindi.search(take["body"]), story["key"]


def test_the_text_begins_with_its_dateline() -> None:
    for story, take in takes():
        if take["body"].strip():
            dateline = take.get("dateline", story["dateline"])
            assert take["body"].lstrip("\n").startswith(f"{dateline} "), (story["key"], take["version"])


def test_only_alerts_and_notices_are_without_text() -> None:
    assert {take["kind"] for _, take in takes() if not take["body"].strip()} == {"alert", *NOTICES}


def test_whole_stories_are_as_long_as_agency_copy_is() -> None:
    lengths = {
        story["key"]: max(words(take["body"]) for take in story["take"])
        for story in stories()
        if story["take"][0]["kind"] not in DESK
    }
    assert {key: length for key, length in lengths.items() if not 60 <= length <= 700} == {}
    assert sorted(lengths.values())[len(lengths) // 2] >= 170


def test_topics_are_codes_of_eight_digits() -> None:
    for story in stories():
        assert story["medtop"], story["key"]
        assert all(re.fullmatch(r"\d{8}", code) for code in story["medtop"]), story["key"]


def test_topics_are_in_the_published_vocabulary_and_not_retired() -> None:
    if not TOPICS.exists():
        pytest.skip("the IPTC Media Topic vocabulary is not on this machine")
    concepts = json.loads(TOPICS.read_text(encoding="utf-8"))["conceptSet"]
    usable = {concept["qcode"].removeprefix("medtop:") for concept in concepts if "retired" not in concept}
    assert {code for story in stories() for code in story["medtop"]} - usable == set()


def test_times_are_minutes_of_a_day_and_urgencies_one_to_nine() -> None:
    for story in stories():
        assert 0 <= story["at"] < 1440, story["key"]
        assert story["at"] == story["take"][0]["at"], story["key"]
        assert 0 <= story.get("day", 0) <= 3, story["key"]
        assert 1 <= story["urgency"] <= 9, story["key"]
        assert all(0 <= take["at"] < 1440 for take in story["take"]), story["key"]


def test_takes_stand_in_the_order_in_which_they_arrive_and_versions_rise_unless_a_kill_overtakes() -> None:
    for story in stories():
        arrivals = [(take.get("day", 0), take["at"]) for take in story["take"]]
        assert arrivals == sorted(set(arrivals)), story["key"]
        versions = [take["version"] for take in story["take"]]
        overtaken = story["take"][0]["kind"] == "kill"
        assert sorted(versions) == list(range(1, len(versions) + 1)), story["key"]
        assert overtaken or versions == sorted(versions), story["key"]


def test_six_stories_run_over_three_to_seven_takes() -> None:
    threads = shared("thread")
    running = {name: sum(len(story["take"]) for story in group) for name, group in threads.items()}
    assert sum(count >= 3 and len(threads[name]) >= 2 for name, count in running.items()) >= 6
    assert sum(3 <= len(story["take"]) <= 7 for story in stories()) >= 6


def test_ten_stories_carry_a_chain_of_attribution_whose_every_link_stands_in_the_text() -> None:
    chained = [story for story in stories() if story.get("chains")]
    assert len(chained) >= 10
    assert sum(len(chain) >= 3 for story in chained for chain in story["chains"]) >= 10
    for story in chained:
        said = "\n".join(text(take) for take in story["take"]).casefold()
        own = {"SNS", "Meridian", "Deccan Wire", "पूर्वी समाचार"}
        for chain in story["chains"]:
            assert [link for link in chain if link.casefold() not in said and link not in own] == [], story["key"]


def test_eight_pairs_tell_one_event_in_different_words() -> None:
    pairs = 0
    for event, group in shared("same_event").items():
        assert len({story["agency"] for story in group}) >= 2, event
        pairs += not any("reruns" in story for story in group)
    assert pairs >= 8


def test_four_stories_run_again_another_agencys_text_nearly_word_for_word() -> None:
    by_key = {story["key"]: story for story in stories()}
    reruns = [story for story in stories() if "reruns" in story]
    assert len(reruns) >= 4
    for story in reruns:
        original = by_key[story["reruns"]]
        assert original["agency"] != story["agency"]
        assert original["at"] < story["at"], story["key"]
        before = {word.strip("“”‘’\"'.,") for word in original["take"][-1]["body"].split()}
        now = [word.strip("“”‘’\"'.,") for word in story["take"][-1]["body"].split()]
        assert sum(word in before for word in now) / len(now) > 0.93, story["key"]


def test_unrelated_stories_share_no_sentence() -> None:
    homes: dict[str, set[str]] = {}
    for story, take in takes():
        family = story.get("same_event") or story.get("thread") or story["key"]
        for sentence in re.split(r"(?<=[.!?।])\s+|\n", take["body"]):
            if words(sentence) >= 7:
                homes.setdefault(sentence.strip(), set()).add(family)
    assert {sentence: families for sentence, families in homes.items() if len(families) > 1} == {}


def test_headlines_are_not_used_twice_by_one_agency() -> None:
    seen = Counter((story["agency"], story["take"][-1]["headline"]) for story in stories())
    assert [headline for headline, count in seen.items() if count > 1] == []


def test_no_telephone_number_or_address_is_for_readers_and_those_for_desks_are_examples() -> None:
    number = re.compile(r"\+\d[\d -]{7,}|\b\d{10}\b|\b\d{3,5}[- ]\d{6,8}\b")
    for story, take in takes():
        assert "@" not in text(take), story["key"]
        assert "http" not in text(take), story["key"]
        assert not number.search(text(take)), story["key"]
        for host in re.findall(r"@([\w.-]*\w)", take.get("note_private", "")):
            assert host.endswith(".example"), story["key"]


def test_every_turn_in_the_life_of_a_story_happens() -> None:
    assert of_kind("withhold")
    assert [take["kind"] for take in of_kind("withhold")[0]["take"]][-2:] == ["withhold", "release"]
    assert len(of_kind("kill")) >= 2
    assert sum(story["take"][0]["kind"] == "kill" for story in of_kind("kill")) == 1
    assert len(of_kind("embargo")) >= 2
    assert {story["section"] for story in of_kind("embargo")} >= {"science", "business"}
    assert any("expires_minutes" in take for _, take in takes())
    assert all(of_kind(kind) for kind in DESK)


def test_a_killed_story_says_nothing_that_another_story_says() -> None:
    killed = {story["key"] for story in of_kind("kill")} | {story["kills"] for story in stories() if "kills" in story}
    assert len(killed) >= 3
    for story in stories():
        if story["key"] in killed:
            others = "\n".join(take["body"] for other, take in takes() if other["key"] != story["key"])
            lines = [line for take in story["take"] for line in take["body"].splitlines() if words(line) > 8]
            assert [line for line in lines if line in others] == [], story["key"]


def test_a_kill_by_prose_names_the_headline_of_its_story() -> None:
    by_key = {story["key"]: story for story in stories()}
    notes = [story for story in stories() if "kills" in story]
    assert notes
    for note in notes:
        target = by_key[note["kills"]]
        assert target["take"][-1]["headline"] in note["take"][0]["body"]
        assert target["agency"] == note["agency"]
        assert target["at"] < note["at"]


def test_corrections_say_in_public_what_was_wrong_and_change_little() -> None:
    corrected = 0
    for story in stories():
        for before, after in zip(story["take"], story["take"][1:], strict=False):
            if after["kind"] == "correction":
                corrected += 1
                assert after["correction_note"], story["key"]
                assert after["correction_note"] not in after["body"], story["key"]
                old, new = before["body"].split(), after["body"].split()
                changed = sum(one != other for one, other in zip(old, new, strict=False)) + abs(len(old) - len(new))
                assert 1 <= changed <= 6, story["key"]
    assert corrected >= 3
    assert any(take.get("note_private") for _, take in takes() if take["kind"] == "correction")


def test_a_release_gives_back_the_text_that_was_withheld() -> None:
    for story in of_kind("release"):
        bodies = [take["body"] for take in story["take"] if take["kind"] not in NOTICES]
        assert bodies[-1] == bodies[-2], story["key"]


def test_the_copy_has_tables_lists_subheads_quotes_and_the_characters_that_break_systems() -> None:
    lines = [line for _, take in takes() for line in take["body"].splitlines()]
    for mark in ("| ", "- ", "## ", "> "):
        assert sum(line.startswith(mark) for line in lines) >= 4, mark
    everything = "\n".join(text(take) for _, take in takes())
    for character in "\u00a0\u2013\u2014\u2018\u2019\u201c\u201d₹€é°½":
        assert character in everything, f"U+{ord(character):04X}"
    assert re.search("lakh", everything)
    assert re.search("crore", everything)


def test_tables_are_rectangular() -> None:
    for story, take in takes():
        for block in re.findall(r"(?:^\|.*\|$\n?)+", take["body"], re.MULTILINE):
            assert len({row.count("|") for row in block.splitlines()}) == 1, story["key"]


def test_places_are_many() -> None:
    cities = {story["place"] for story in stories()}
    indian = {"Pune", "Mumbai", "Nagpur", "Kolhapur", "Delhi", "Bengaluru", "Chennai", "Kolkata", "Hyderabad"}
    indian |= {"Lucknow", "Patna", "Jaipur"}
    assert indian <= cities
    assert len({story["country"] for story in stories()}) >= 15
