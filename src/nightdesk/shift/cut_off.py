"""When an edition's issues are closed: the moments, by the clock of its zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..terms.site import Edition, Site

_DAY = timedelta(days=1)


def cut_off_of(site: Site, edition: Edition, day: date) -> datetime:
    """The moment up to which stories are in the issue of that day."""
    return datetime.combine(day, time.fromisoformat(edition.cut_off), ZoneInfo(edition.zone or site.zone))


def newest_day(site: Site, edition: Edition, now: datetime) -> date:
    """The day of the last issue whose cut-off has come."""
    today = now.astimezone(ZoneInfo(edition.zone or site.zone)).date()
    return today if cut_off_of(site, edition, today) <= now else today - _DAY


def next_cut_off(site: Site, now: datetime) -> datetime | None:
    """When the next issue of any edition is due; None where none has an e-paper."""
    moments = (cut_off_of(site, one, newest_day(site, one, now) + _DAY) for one in site.papers)
    return min(moments, default=None)
