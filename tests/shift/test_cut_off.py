"""The moments at which issues are closed, by the clock of each edition's zone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nightdesk.shift.cut_off import cut_off_of, newest_day, next_cut_off
from nightdesk.terms.site import Edition, Site

SITE = Site(name="x", url="https://x.example", editions=(Edition(slug="pune", title="Pune"),))
NEPAL = Edition(slug="nepal", title="Nepal", zone="Asia/Kathmandu", cut_off="00:10")
BERLIN = Edition(slug="berlin", title="Berlin", zone="Europe/Berlin", cut_off="02:30")
DAY = date(2026, 3, 3)


def test_a_cut_off_is_told_by_the_zone_of_its_edition() -> None:
    assert cut_off_of(SITE, SITE.main, DAY) == datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert cut_off_of(SITE, NEPAL, DAY) == datetime(2026, 3, 2, 18, 25, tzinfo=UTC)


@pytest.mark.parametrize("edition", [SITE.main, NEPAL])
def test_the_newest_issue_changes_at_the_cut_off_and_not_a_tick_before(edition: Edition) -> None:
    at = cut_off_of(SITE, edition, DAY)
    assert newest_day(SITE, edition, at) == DAY
    assert newest_day(SITE, edition, at - timedelta(microseconds=1)) == DAY - timedelta(days=1)


def test_there_is_one_issue_a_day_also_where_clocks_are_changed() -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):  # 02:30 does not come, and comes twice
        at = cut_off_of(SITE, BERLIN, day).astimezone(UTC)
        assert newest_day(SITE, BERLIN, at + timedelta(hours=1)) == day
        assert newest_day(SITE, BERLIN, at + timedelta(hours=20)) == day


def test_the_next_cut_off_is_the_first_of_all_editions() -> None:
    site = Site(name="x", url="https://x.example", editions=(NEPAL, BERLIN))
    now = datetime(2026, 3, 2, 19, tzinfo=UTC)
    assert next_cut_off(site, now) == datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert next_cut_off(Site(name="x", url="x", main=Edition(slug="main", title="")), now) is None
