"""A moment is stored as a number that sorts as the moments do, to the microsecond, in every zone."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.store.metadata import Moment
from nightdesk.terms.instant import UNTIL_RELEASED

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5.5)), timezone(timedelta(hours=-12))])
MOMENTS = st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30), timezones=ZONES)
COLUMN = Moment()


@given(MOMENTS, MOMENTS)
def test_it_comes_back_and_sorts(one: datetime, other: datetime) -> None:
    stored = [COLUMN.process_bind_param(moment, None) for moment in (one, other)]
    assert [COLUMN.process_result_value(number, None) for number in stored] == [one, other]
    assert (stored[0] < stored[1]) == (one < other)  # type: ignore[operator]


def test_no_moment_and_no_end_come_back_too() -> None:
    assert COLUMN.process_bind_param(None, None) is None
    assert COLUMN.process_result_value(None, None) is None
    assert COLUMN.process_result_value(COLUMN.process_bind_param(UNTIL_RELEASED, None), None) == UNTIL_RELEASED
