"""The machine's clock jumps, forward and back: no embargo ends early by it, nothing is lost, and the order stays."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import SIX
from newsroom import Newsroom, files_with, newsml_g2
from nightdesk.shift.checkup import Doctor
from nightdesk.shift.rebuild import rebuild
from nightdesk.store import front as front_table
from nightdesk.terms.story import State

pytestmark = pytest.mark.slow
_HOUR = timedelta(hours=1)
_JUMPS = st.integers(-30, 30).map(lambda hours: hours * _HOUR)
_EMBARGO = SIX + 12 * _HOUR
_SECRET = "The embargoed words of the council."
_KILLED = "The killed words of the harbour."
_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("jump"), _JUMPS),
        st.tuples(st.just("story"), st.integers(1, 4)),
        st.tuples(st.just("update"), st.integers(1, 4)),
        st.tuples(st.sampled_from(["embargoed", "killed", "kill", "wait"]), st.just(0)),
    ),
    min_size=4,
    max_size=14,
)


def _copy(act: str, number: int, version: int, made: datetime) -> bytes | None:
    """What the wire brings; its own times are right, whatever our clock says."""
    guid = f"urn:ews:{number}"
    if act == "story":
        return newsml_g2(guid, 1, f"Story {number}", "It began.", created=made, first=made)
    if act == "update":
        return newsml_g2(guid, version, f"Story {number}", f"It went on: {version}.", created=made, first=SIX)
    if act == "embargoed":
        return newsml_g2("urn:ews:e", 1, "Later", _SECRET, created=made, first=made, embargo=_EMBARGO)
    if act == "killed":
        return newsml_g2("urn:ews:k", 1, "Harbour", _KILLED, created=made, first=made)
    if act == "kill":
        return newsml_g2("urn:ews:k", 2, "Harbour", _KILLED, created=made, first=made, status="canceled")
    return None


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ACTS)
def test_whatever_the_clock_does_embargoes_hold_nothing_is_lost_and_the_site_is_the_ledgers(
    acts: list[tuple[str, timedelta | int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(Path(folder) / "site", now=SIX)
        seen_latest = room.now
        sent = 0
        killed = False
        for turn, (act, value) in enumerate(acts):
            if isinstance(value, timedelta):
                room.now += value
            copy = _copy(act, value, turn + 2, SIX + turn * timedelta(minutes=1)) if isinstance(value, int) else None
            if copy is not None:
                room.take_in(copy)
                sent += 1
            room.work()
            seen_latest = max(seen_latest, room.now)
            killed = killed or act == "kill"
            files = room.public()
            if seen_latest < _EMBARGO:
                assert files_with(files, _SECRET) == []
            if killed:
                assert files_with(files, _KILLED) == []
        arrived, decided = room.counts()
        assert arrived == decided == sent
        room.desk.close()
        assert [fault.text for fault in Doctor(room.house).look().faults] == []
        before = room.public()
        rebuild(room.house, room.house.database.read())
        assert room.public() == before
        room.house.database.close()


@given(st.lists(_JUMPS, min_size=3, max_size=6))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_stories_stay_in_the_order_of_their_arrival_and_versions_in_that_of_the_agency(jumps: list[timedelta]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(Path(folder) / "site", now=SIX)
        for number, jump in enumerate(jumps):
            room.now += jump
            room.take_in(newsml_g2(f"urn:ews:{number}", 1, f"Story {number}", "It began."))
        room.now -= 40 * _HOUR
        room.take_in(newsml_g2("urn:ews:0", 3, "Story 0", "The third version."))
        room.now += 70 * _HOUR
        room.take_in(newsml_g2("urn:ews:0", 2, "Story 0", "The second version."))
        placed = front_table.cards(room.house.database.read(), "latest", 0, 100)
        assert [one.card.headline for one in reversed(placed)] == [f"Story {number}" for number in range(len(jumps))]
        assert room.story("urn:ews:0").version == "3"
        assert room.story("urn:ews:0").state is State.PUBLISHED
        room.close()
