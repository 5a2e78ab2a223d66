"""Times are read by one grammar; what is not said is taken from the profile or marked as assumed, never guessed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.agency.times import read_embargo, read_instant
from nightdesk.errors import SettingsError
from nightdesk.terms.instant import UNTIL_RELEASED

INDIA = "Asia/Kolkata"
SEED = datetime(2025, 4, 27, 0, 57, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone_source"),
    [
        ("Sun, 27 Apr 2025 06:27:00 IST", "profile"),
        ("April 27, 2025 06:27 IST", "profile"),
        ("Apr 27, 2025, 6:27 AM IST", "profile"),
        ("Sun, 27 Apr 2025 06:27:00 +0530", "explicit"),
        ("Sun, 27 Apr 25 06:27 +05:30", "explicit"),
        ("27 April 2025 06:27 GMT+5:30", "explicit"),
        ("2025-04-27 06:27:00", "profile"),
        ("2025-04-27T06:27", "profile"),
        ("2025-04-27T06:27:00+05:30", "explicit"),
        ("20250427T062700+0530", "explicit"),
        ("20250427T005700Z", "explicit"),
        ("20250427T0627", "profile"),
        ("27-04-2025 06:27", "profile"),
        ("27.04.2025 06:27:00", "profile"),
        ("27/04/2025 06:27", "profile"),
        ("Sun Apr 27 06:27:00 2025", "profile"),
        ("2025-04-27T02:57:00 MESZ", "explicit"),
        ("2025-04-26T20:57:00 EDT", "explicit"),
        (" 2025-04-27T00:57:00.000Z ", "explicit"),
    ],
)
def test_trap_10_all_ways_of_writing_the_seeds_minute_are_that_minute(text: str, zone_source: str) -> None:
    found = read_instant(text, INDIA)
    assert found is not None
    assert (found.at, found.original, found.zone) == (SEED, text, zone_source)


@pytest.mark.parametrize("zone", ["", "Europe/Dublin", "Asia/Jerusalem", INDIA])
def test_ist_is_india_whatever_the_profile_says(zone: str) -> None:
    found = read_instant("April 27, 2025 06:27 IST", zone)
    assert found is not None
    assert found.at == SEED


def test_trap_10_a_compact_stamp_keeps_its_time_and_century() -> None:
    found = read_instant("20231124T192141Z", "")
    assert found is not None
    assert found.at == datetime(2023, 11, 24, 19, 21, 41, tzinfo=UTC)


def test_a_naive_time_without_a_profile_zone_is_utc_and_says_so() -> None:
    found = read_instant("2025-04-27 06:27:00", "")
    assert found is not None
    assert (found.at.hour, found.zone) == (6, "assumed")


@pytest.mark.parametrize(("text", "year"), [("27 Apr 49 06:27 GMT", 2049), ("27 Apr 50 06:27 GMT", 1950)])
def test_two_digit_years_are_read_as_the_mail_standard_does(text: str, year: int) -> None:
    found = read_instant(text, "")
    assert found is not None
    assert found.at.year == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2025",
        "05/06/2025 10:00",
        "31 Feb 2025 10:00 GMT",
        "2025-04-27T25:00:00Z",
        "2025-04-27T06:27:00 XYZ",
        "Mon, 02 Mar 2026 10:30 QQT",
        "2025-04-27T06:27:00+99:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "1" * 100_000,
        "27 " * 10_000,
    ],
)
def test_what_it_cannot_read_it_does_not_guess(text: str) -> None:
    assert read_instant(text, INDIA) is None


def test_midnight_at_24_and_a_leap_second_are_moments() -> None:
    assert read_instant("2025-04-27T24:00:00Z", "").at == datetime(2025, 4, 28, tzinfo=UTC)  # type: ignore[union-attr]
    assert read_instant("2016-12-31T23:59:60Z", "").at == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)  # type: ignore[union-attr]


def test_an_embargo_says_when_it_ends() -> None:
    found = read_embargo("2026-03-03T00:01:00+05:30", "")
    assert (found.at, found.zone) == (datetime(2026, 3, 2, 18, 31, tzinfo=UTC), "explicit")


def test_an_embargo_without_a_zone_ends_in_the_profiles_zone() -> None:
    found = read_embargo("2026-03-03T00:01:00", INDIA)
    assert (found.at, found.zone) == (datetime(2026, 3, 2, 18, 31, tzinfo=UTC), "profile")


def test_an_embargo_without_any_zone_ends_at_the_latest_moment_it_can_mean() -> None:
    found = read_embargo("2026-03-03T00:01:00", "")
    assert (found.at, found.zone) == (datetime(2026, 3, 3, 12, 1, tzinfo=UTC), "assumed")


def test_an_embargo_on_a_day_lasts_to_that_days_end() -> None:
    assert read_embargo("2026-03-03", INDIA).at == datetime(2026, 3, 3, 18, 30, tzinfo=UTC)


def test_an_embargo_in_the_hour_that_comes_twice_ends_in_the_later_one() -> None:
    assert read_embargo("2025-10-26T02:30:00", "Europe/Berlin").at == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "  ", "tonight", "9999-12-31T23:59:59-12:00", "2026-03-03T00:01 QQT"])
def test_an_embargo_that_cannot_be_read_has_no_end_and_keeps_its_words(text: str) -> None:
    found = read_embargo(text, INDIA)
    assert (found.at, found.original) == (UNTIL_RELEASED, text)


def test_a_zone_that_does_not_exist_is_our_users_fault_and_named() -> None:
    with pytest.raises(SettingsError, match="Asia/Nowhere"):
        read_instant("2025-04-27 06:27:00", "Asia/Nowhere")


@given(st.datetimes(min_value=datetime(1950, 1, 2), max_value=datetime(2049, 12, 30)), st.sampled_from(["", INDIA]))
def test_an_embargo_never_ends_before_the_time_as_read(moment: datetime, zone: str) -> None:
    for form in ("%Y-%m-%dT%H:%M:%S", "%Y%m%dT%H%M%S", "%d %B %Y %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"):
        text = moment.strftime(form)
        read = read_instant(text, zone)
        assert read is not None
        assert read_embargo(text, zone).at >= read.at
        assert (
            read.at - moment.replace(microsecond=0, tzinfo=UTC) in {timedelta(0), timedelta(hours=-5, minutes=-30)}
            or zone
        )


@given(st.text(max_size=100))
def test_no_text_makes_it_raise(text: str) -> None:
    read_instant(text, INDIA)
    assert read_embargo(text, "").at.tzinfo is not None
