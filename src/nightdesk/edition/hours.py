"""Moments as pages print them: in the zone of the site, labelled by name, in the months and digits of its language."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from .words import Words


class Hours:
    """Prints moments for one site. Everything returned as Markup is escaped."""

    __slots__ = ("_label", "_words", "_zone")

    def __init__(self, zone: str, label: str, words: Words) -> None:
        self._zone = ZoneInfo(zone)
        self._label = label
        self._words = words

    def iso(self, at: datetime) -> str:
        """RFC 3339 with the offset of the site's zone, to the second."""
        return at.astimezone(self._zone).isoformat(timespec="seconds")

    def today(self, at: datetime) -> date:
        """The day that it is at the site."""
        return at.astimezone(self._zone).date()

    def day(self, at: datetime) -> str:
        """April 27, 2025"""
        return self._date(at.astimezone(self._zone), self._words.date)

    def clock(self, at: datetime) -> str:
        """06:14 IST"""
        return self._digits(f"{at.astimezone(self._zone):%H:%M} ") + self._label

    def bare_clock(self, at: datetime) -> str:
        """06:14"""
        return self._digits(f"{at.astimezone(self._zone):%H:%M}")

    def hour_ends(self, at: datetime) -> datetime:
        """The end of the hour of the site's clock that this moment is in."""
        local = at.astimezone(self._zone)
        return local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)

    def second(self, at: datetime, today: date | None) -> Markup:
        """A `time` element to the second; with its day where that is another."""
        return self.hour(at, seconds=True) if self.today(at) == today else self.exact(at)

    def full(self, at: datetime) -> str:
        """April 27, 2025 06:14 IST"""
        return f"{self.day(at)} {self.clock(at)}"

    def element(self, at: datetime, kind: str = "") -> Markup:
        """A `time` element that prints day, hour and zone; its title says the offset."""
        local = at.astimezone(self._zone)
        iso = local.isoformat(timespec="seconds")
        attribute = f'class="{kind}" ' if kind else ""
        return Markup(
            f'<time {attribute}datetime="{iso}" title="{iso[11:16]}, UTC{iso[19:]}">'
            f"{self._date(local, self._words.date)} <bdi>{self._clock(local)}</bdi></time>"
        )

    def exact(self, at: datetime) -> Markup:
        """A `time` element that prints day, hour to the second, and zone."""
        local = at.astimezone(self._zone)
        return Markup(
            f'<time datetime="{local.isoformat(timespec="seconds")}">'
            f"{self._date(local, self._words.date)} <bdi>{self._clock(local, True)}</bdi></time>"
        )

    def hour(self, at: datetime, *, seconds: bool = False) -> Markup:
        """A `time` element that prints hour and zone only, for sentences."""
        local = at.astimezone(self._zone)
        return Markup(
            f'<time datetime="{local.isoformat(timespec="seconds")}"><bdi>{self._clock(local, seconds)}</bdi></time>'
        )

    def brief(self, at: datetime, today: date | None, *, seconds: bool = False) -> Markup:
        """A `time` element for the margin: the hour today, day and hour otherwise, the year where it differs."""
        local = at.astimezone(self._zone)
        text = self._digits(f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}")
        if local.date() != today:
            same_year = today is not None and local.year == today.year
            text = f"{self._date(local, self._words.date_short if same_year else self._words.date_short_year)} {text}"
        return Markup(f'<time datetime="{local.isoformat(timespec="seconds")}">{text}</time>')

    def line(self, at: datetime, today: date | None) -> Markup:
        """As `brief`, with the name of the zone: for the line under a headline."""
        local = at.astimezone(self._zone)
        text = self._clock(local)
        if local.date() != today:
            text = f"{self._date(local, self._words.date)} {text}"
        return Markup(f'<time datetime="{local.isoformat(timespec="seconds")}">{text}</time>')

    def folio(self, at: datetime) -> Markup:
        """Weekday, day and hour, as under a nameplate; nothing for a page that has never had a story."""
        if at.timestamp() == 0:
            return Markup()
        local = at.astimezone(self._zone)
        words = self._words
        day = words.folio.format(weekday=words.weekdays[local.weekday()], date=self._date(local, words.date))
        return Markup(
            f'<time datetime="{local.isoformat(timespec="seconds")}"><span>{day}</span> '
            f"<span><bdi>{self._clock(local)}</bdi></span></time>"
        )

    def _clock(self, local: datetime, seconds: bool = False) -> str:
        return f"{self._digits(f'{local:%H:%M:%S}' if seconds else f'{local:%H:%M}')} {escape(self._label)}"

    def _date(self, local: datetime, pattern: str) -> str:
        words = self._words
        return self._digits(
            pattern.format(
                month=words.months[local.month - 1],
                short=words.months_short[local.month - 1],
                day=local.day,
                year=local.year,
            )
        )

    def _digits(self, text: str) -> str:
        return self._words.in_digits(text)
