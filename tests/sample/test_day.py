"""The day is whole: every event in every format over every transport, the same each time it is made."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nightdesk_sample.broken import BREAKAGES
from nightdesk_sample.coverage import EVENTS
from nightdesk_sample.day import a_day, sample_agencies, sample_midnight, sample_stories
from nightdesk_sample.disorder import SEQUENCES
from nightdesk_sample.plan import outcomes
from nightdesk_sample.sending import TRANSPORTS, Sending
from nightdesk_sample.story import Story, Take
from nightdesk_sample.writers import WRITERS


@pytest.fixture(scope="module")
def day() -> Sequence[Sending]:
    return a_day(with_pictures=True)


def test_every_event_happens_in_every_format_over_every_transport(day: Sequence[Sending]) -> None:
    happened = {(one.format, one.transport, one.event) for one in day}
    wanted = {(format_, transport, event) for format_ in WRITERS for transport in TRANSPORTS for event in EVENTS}
    assert not wanted - happened


def test_every_trouble_comes_over_every_transport(day: Sequence[Sending]) -> None:
    happened = {(one.transport, one.event) for one in day}
    wanted = {(transport, name) for transport in TRANSPORTS for name in (*BREAKAGES, *SEQUENCES, "conflict")}
    assert wanted - happened == {("push", "zero-bytes")}
    assert {"half-written", "redelivery", "other-wire"} <= {one.event for one in day}


def test_every_outcome_a_desk_can_reach_by_itself_is_expected_somewhere(day: Sequence[Sending]) -> None:
    assert {one.expect for one in day} == {
        "published",
        "updated",
        "corrected",
        "held",
        "withheld",
        "killed",
        "duplicate",
        "history",
        "conflict",
        "advisory",
        "spiked",
        "unseen",
        "picture",
    }


def test_the_same_day_is_the_same_bytes(day: Sequence[Sending]) -> None:
    assert a_day(with_pictures=True) == day


def test_sendings_stand_in_order_of_time_and_folder_names_are_used_once(day: Sequence[Sending]) -> None:
    moments = [one.at for one in day]
    assert moments == sorted(moments)
    names = Counter((one.wire, one.name) for one in day if one.transport == "folder")
    assert set(names.values()) == {1}


def test_every_take_of_every_written_story_is_sent_once(day: Sequence[Sending]) -> None:
    keys = {(story.agency, story.key): len(story.takes) for story in sample_stories()}
    sent = Counter(
        (one.guid.split(":")[2].removesuffix(".example"), one.guid.split(":")[4])
        for one in day
        if one.event not in ("repeat", "redelivery")
    )
    assert {key: sent[key] for key in keys} == keys


def test_running_stories_go_on_after_the_first_day(day: Sequence[Sending]) -> None:
    days = {story.day for story in sample_stories()}
    last = sample_midnight() + timedelta(days=max(days))
    assert len(days) > 1
    assert day[-1].at >= last


def test_what_is_said_to_be_in_a_document_is_in_it(day: Sequence[Sending], read) -> None:  # type: ignore[no-untyped-def]
    whole = [one for one in day if one.texts and one.event not in BREAKAGES]
    assert len(whole) > 200
    for one in whole:
        headline, texts = read(one.format, one.content)[0]
        assert (headline, tuple(texts)) == (one.headline, one.texts)


def test_a_feed_lists_as_many_others_as_it_says(day: Sequence[Sending], read) -> None:  # type: ignore[no-untyped-def]
    feed_formats = {name for name, writer in WRITERS.items() if writer.feed}
    feeds = [one for one in day if one.format in feed_formats and one.expect != "spiked" and one.event not in BREAKAGES]
    assert max(one.others for one in feeds) > 2
    for one in feeds:
        tombstone = one.format == "atom" and one.event == "kill"
        assert len(read(one.format, one.content)) == one.others + (not tombstone)


def test_the_day_can_begin_at_any_midnight() -> None:
    start = datetime(2027, 3, 1, tzinfo=ZoneInfo("Asia/Kolkata"))
    moved = a_day(start, with_drills=False)
    assert moved[0].at.astimezone(start.tzinfo).date() == start.date()
    assert all(":20270" in one.guid for one in moved)


def test_without_drills_only_the_written_stories_are_sent() -> None:
    assert len(a_day(with_drills=False, with_pictures=False)) == sum(len(story.takes) for story in sample_stories())


def test_two_wires_of_an_agency_carry_guids_of_one_agency(day: Sequence[Sending]) -> None:
    crossed = [one for one in day if one.event == "other-wire"]
    assert len({one.wire for one in crossed}) == 2
    assert len({one.guid for one in crossed}) == 1
    assert [one.expect for one in crossed] == ["published", "duplicate", "killed"]


def test_a_kill_that_comes_first_leaves_its_story_in_history_and_a_later_version_held() -> None:
    takes = (
        Take(version=2, at=60, kind="kill", headline="h", blocks=()),
        Take(version=1, at=70, kind="new", headline="h", blocks=()),
        Take(version=3, at=80, kind="update", headline="h", blocks=()),
    )
    story = Story(key="k", agency="a", slugline="K", section="s", takes=takes)
    assert outcomes(story, feed=False) == ("killed", "history", "held")


def test_an_embargo_that_ends_by_itself_frees_the_story_but_not_in_a_feed() -> None:
    takes = (
        Take(version=1, at=60, kind="embargo", headline="h", blocks=(), embargo_minutes=30),
        Take(version=2, at=120, kind="update", headline="h", blocks=()),
    )
    story = Story(key="k", agency=sample_agencies()[0].slug, slugline="K", section="s", takes=takes)
    assert outcomes(story, feed=False) == ("held", "updated")
    assert outcomes(story, feed=True) == ("held", "published")


def test_bytes_that_the_transport_knows_already_are_expected_to_come_to_nothing(day: Sequence[Sending]) -> None:
    unseen = [one for one in day if one.expect == "unseen"]
    assert {(one.transport, one.event) for one in unseen} == {
        ("http", "repeat"),
        ("http", "picture"),
        ("push", "redelivery"),
    }
    pushed = next(one for one in unseen if one.transport == "push")
    assert [one.name for one in day if one.wire == pushed.wire].count(pushed.name) == 2
