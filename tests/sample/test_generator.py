"""Any volume, all different, the same for the same seed."""

from collections import Counter
from itertools import islice

import pytest

from nightdesk_sample.day import sample_midnight
from nightdesk_sample.generator import Mix, generate


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    first = [one.content for one in generate(200, seed=5)]
    assert [one.content for one in generate(200, seed=5)] == first
    assert [one.content for one in generate(200, seed=6)] != first


def test_a_longer_run_begins_as_a_shorter_one() -> None:
    assert list(islice(generate(1_000_000, seed=5), 150)) == list(generate(150, seed=5))


def test_no_two_texts_are_alike_but_repeats() -> None:
    copy = [one for one in generate(3_000, seed=1) if one.texts and one.event != "repeat"]
    assert len({(one.headline, one.texts) for one in copy}) == len(copy)
    # Also without the headline: the text of each version of each story stands alone.
    assert len({one.texts for one in copy}) == len(copy)


def test_the_shares_are_those_asked_for() -> None:
    mix = Mix(updates=0.3, corrections=0.1, kills=0.05, embargoes=0.05, repeats=0.1)
    events = Counter(one.event for one in generate(4_000, seed=2, mix=mix))
    for event, share in (("update", 0.3), ("correction", 0.1), ("kill", 0.05), ("embargo", 0.05), ("repeat", 0.1)):
        assert abs(events[event] / 4_000 - share) < 0.03


def test_shares_that_leave_no_room_for_stories_are_refused() -> None:
    with pytest.raises(ValueError, match="below 1"):
        Mix(updates=0.9, kills=0.1)


def test_nothing_is_sent_of_a_story_after_its_kill() -> None:
    killed: set[str] = set()
    for one in generate(4_000, seed=3, mix=Mix(kills=0.1)):
        assert one.guid not in killed
        if one.event == "kill":
            killed.add(one.guid)
    assert len(killed) > 100


def test_versions_of_a_story_rise_by_one() -> None:
    versions: dict[str, int] = {}
    for one in generate(2_000, seed=4):
        assert one.version == versions.get(one.guid, 0) + (one.event != "repeat")
        versions[one.guid] = one.version
    assert max(versions.values()) > 2


def test_formats_and_transports_can_be_narrowed_and_pace_is_kept() -> None:
    found = list(generate(100, seed=1, transports=("push",), formats=("nitf", "ninjs3"), per_second=50))
    assert {one.transport for one in found} == {"push"}
    assert {one.format for one in found} == {"nitf", "ninjs3"}
    assert (found[-1].at - sample_midnight()).total_seconds() == pytest.approx(99 / 50)


def test_a_wire_that_nobody_offers_is_refused() -> None:
    with pytest.raises(ValueError, match="no sample wire"):
        next(generate(1, seed=1, transports=("pigeon",)))


def test_what_is_said_to_be_in_a_document_is_in_it(read) -> None:  # type: ignore[no-untyped-def]
    for one in generate(300, seed=8):
        if one.texts:
            headline, texts = read(one.format, one.content)[0]
            assert (headline, tuple(texts)) == (one.headline, one.texts)
