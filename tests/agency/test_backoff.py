"""Back-off: longer each time, bounded, and begun again by one success."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.agency.backoff import RETRY_AFTER_CAP_SECONDS, Backoff, retry_after_seconds, share_of

NOW = datetime(2025, 4, 27, 1, 0, tzinfo=UTC)


def test_the_wait_doubles_up_to_its_cap_and_one_success_ends_it() -> None:
    backoff = Backoff(base_seconds=10, cap_seconds=60)
    waits = []
    for _ in range(5):
        backoff = backoff.failed()
        waits.append(backoff.wait_seconds)
    assert waits == [10, 20, 40, 60, 60]
    assert backoff.is_open
    assert backoff.cleared() == Backoff(base_seconds=10, cap_seconds=60)
    assert backoff.cleared().wait_seconds == 0


def test_a_wire_that_was_away_for_years_is_still_tried() -> None:
    assert Backoff(60, 300, failures=10**6).wait_seconds == 300


@given(st.text())
def test_a_name_always_has_the_same_share(name: str) -> None:
    assert 0 <= share_of(name) == share_of(name) < 1


def test_wires_do_not_all_poll_in_the_same_moment() -> None:
    assert len({round(share_of(f"wire-{number}"), 1) for number in range(50)}) >= 8


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), (" 0 ", 0), ("86400", RETRY_AFTER_CAP_SECONDS), ("1" * 10_000, RETRY_AFTER_CAP_SECONDS),
        ("Sun, 27 Apr 2025 01:01:00 GMT", 60), ("Sun, 27 Apr 2025 00:00:00 GMT", 0), ("Sun, 27 Apr 2025 01:01:00", 60),
        ("Sun, 27 Apr 9999 01:01:00 GMT", RETRY_AFTER_CAP_SECONDS), ("", 0), ("soon", 0), ("-5", 0),
        ("1.5", 0), ("²", 0),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms_and_never_raises(value: str, seconds: float) -> None:
    assert retry_after_seconds(value, NOW) == seconds


@given(st.text())
def test_no_retry_after_asks_for_more_than_the_cap(value: str) -> None:
    assert 0 <= retry_after_seconds(value, NOW) <= RETRY_AFTER_CAP_SECONDS
