"""Promises 2, 3 and 4 on a real site: any order, any repetition, any batching of real wire copy ends alike."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import MINUTE, TICK
from newsroom import Newsroom, files_with
from nightdesk.shift.rebuild import rebuild
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import PubStatus
from nightdesk.terms.story import State
from orders import EVENING, NOON, Sent, counted, numbered, targeted

STORIES = st.lists(st.one_of(numbered(), counted(), targeted()), min_size=1, max_size=3)
QUIET = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """One site for all examples; each brings stories of its own."""
    one = Newsroom(tmp_path_factory.mktemp("orders") / "site", now=NOON)
    yield one
    one.close()


class Told:
    """One set of takes under guids of its own, in one order of arrival."""

    def __init__(self, stories: list[list[Sent]]) -> None:
        self.number = next(_NUMBERS)
        self.stories = stories

    def guid(self, story: int) -> str:
        """Nothing a reader would search for."""
        return f"urn:ews:{self.number}:{story}"

    def mark(self, story: int) -> str:
        """A word that stands in every headline and text of the story and nowhere else."""
        return f"zq{self.number}x{story}zq"

    def copy(self, story: int, take: int, again: int = 0) -> bytes:
        """One take as bytes."""
        return self.stories[story][take].copy(self.guid(story), self.mark(story), again)

    def end(self, room: Newsroom) -> list[dict[str, Any]]:
        """How each story stands, in words that do not name this order."""
        return [self._story(room, number) for number in range(len(self.stories))]

    def _story(self, room: Newsroom, number: int) -> dict[str, Any]:
        story = room.story(self.guid(number))
        shown = room.item(story.shown_item) if story.state is State.PUBLISHED else None
        waiting = room.item(story.waiting_item)
        return {
            "state": story.state,
            "shown": shown and shown.body.blocks[0].replace(self.mark(number), ""),
            "waiting": waiting and waiting.body.blocks[0].replace(self.mark(number), ""),
            "until": story.waiting_until,
        }


@st.composite
def arrivals(draw: st.DrawFn, stories: list[list[Sent]]) -> list[tuple[int, int, int]]:
    """(story, take, which repetition) of every take in some order, some of them more than once."""
    once = [(story, take, 0) for story, takes in enumerate(stories) for take in range(len(takes))]
    again = draw(st.lists(st.sampled_from(once), max_size=3))
    return draw(st.permutations([*once, *((story, take, 1 + n % 2) for n, (story, take, _) in enumerate(again))]))


def _hand_in(room: Newsroom, data: st.DataObject, told: list[tuple[Told, list[tuple[int, int, int]]]]) -> None:
    """All orders side by side; now and then the desk is let to work between two arrivals."""
    for step in range(max(len(order) for _, order in told)):
        room.keep(*(one.copy(*order[step]) for one, order in told if step < len(order)))
        if data.draw(st.booleans()):
            room.work()
    room.work()


@given(data=st.data())
@QUIET
def test_any_order_and_any_repetition_end_in_the_same_stories(room: Newsroom, data: st.DataObject) -> None:
    room.now = NOON
    stories = data.draw(STORIES)
    told = [(Told(stories), data.draw(arrivals(stories))) for _ in range(2)]
    _hand_in(room, data, told)
    assert told[0][0].end(room) == told[1][0].end(room)
    entries, decided = room.counts()
    assert entries == decided
    _nothing_public_that_must_not_be(room, [one for one, _ in told])


def _nothing_public_that_must_not_be(room: Newsroom, told: list[Told]) -> None:
    files = room.public()
    for one in told:
        for number in range(len(one.stories)):
            story = room.story(one.guid(number))
            mark = one.mark(number)
            if story.state is State.PUBLISHED:
                page = files[f"{story.path.strip('/')}/index.html"].decode()
                assert room.item(story.shown_item).body.blocks[0] in page  # type: ignore[union-attr]
                continue
            assert files_with(files, f"({mark})") == [], story.state
            if story.state is State.KILLED:
                assert files_with(files, mark) == []
                assert [path for path in files if mark in path] == []


@st.composite
def embargoed(draw: st.DrawFn) -> list[Sent]:
    """Versions that each have words and an embargo of their own."""
    versions = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True))
    ends = st.sampled_from([None, NOON - MINUTE, NOON + MINUTE, NOON + 5 * MINUTE, EVENING, UNTIL_RELEASED])
    return [Sent(version, version, f"Version {version} of it.", embargo=draw(ends)) for version in versions]


@given(data=st.data())
@QUIET
def test_no_words_are_public_before_their_embargo_whenever_one_looks(room: Newsroom, data: st.DataObject) -> None:
    room.now = NOON
    stories = data.draw(st.lists(embargoed(), min_size=1, max_size=2))
    told = Told(stories)
    moments = sorted({take.embargo for takes in stories for take in takes if take.embargo and take.embargo > NOON})
    looks = [NOON, *(look for end in moments if end != UNTIL_RELEASED for look in (end - TICK, end))]
    order = data.draw(arrivals(stories))
    for look in looks:
        room.now = look
        come = data.draw(st.integers(0, len(order)))
        room.keep(*(told.copy(*one) for one in order[:come]))
        order = order[come:]
        room.work()
        _no_embargo_is_broken(room, told, look)


def _no_embargo_is_broken(room: Newsroom, told: Told, now: datetime) -> None:
    files = room.public()
    for number, takes in enumerate(told.stories):
        for take in takes:
            if take.embargo is not None and take.embargo > now:
                assert files_with(files, f"{take.text} ({told.mark(number)})") == []


def test_a_held_text_is_shown_at_the_very_instant_its_embargo_ends(room: Newsroom) -> None:
    told = Told([[Sent(1, 1, "It will rain.", embargo=EVENING)]])
    room.now = EVENING - TICK
    room.keep(told.copy(0, 0))
    room.work()
    assert room.story(told.guid(0)).state is State.HELD
    room.now = EVENING
    room.work()
    assert files_with(room.public(), f"It will rain. ({told.mark(0)})")


def test_a_kill_kept_behind_a_backlog_is_carried_out_before_its_story_is_seen(room: Newsroom) -> None:
    told = Told([[Sent(1, 1, "It rained."), Sent(2, 2, status=PubStatus.CANCELED)]])
    others = Told([[Sent(1, 1, "It poured.")]] * 70)
    room.keep(told.copy(0, 0), *(others.copy(number, 0) for number in range(70)), told.copy(0, 1))
    room.desk.step()
    assert room.story(told.guid(0)).state is State.KILLED
    room.work()
    assert files_with(room.public(), told.mark(0)) == []


def test_a_rebuild_from_the_ledger_makes_the_same_bytes(room: Newsroom) -> None:
    room.work()
    before = room.public()
    rebuild(room.house, room.house.database.read())
    after = room.public()
    assert [path for path in {*before, *after} if before.get(path) != after.get(path)] == []
