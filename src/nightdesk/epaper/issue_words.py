"""The words of an issue: what the e-paper says in its own voice, in the language of the site.

A catalogue is one value of `IssueWords`; `catalogue/` holds one file a language. Sentences carry named fields in
braces.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec


class IssueWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an issue may say itself, in one language. `kinds` has a sentence for each kind of `Gone`."""

    language: str
    digits: str = ""
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    dated: str
    folio: str

    issue: str
    page: str
    page_titled: str
    foot: str
    front_page: str
    contents: str
    pages: str
    guide: str
    cover: str
    begin: str

    continued_on: str
    continued_from: str
    continued_here: str
    cut: str
    inside: str
    through_the_night: str

    label: str
    label_issue: str
    label_derived: str
    also_from: str
    check_this: str
    story_page: str
    story_of: str
    as_of: str
    unset: str

    corrections: str
    corrections_rule: str
    correction_where: str
    corrected_by: str
    no_note: str

    gone_head: str
    kinds: dict[str, str]
    gone_more: str

    colophon: str
    colophon_lines: tuple[str, ...]
    log: str
    log_line: str
    log_more: str
    accessibility: str
    accessibility_pictures: str

    def number(self, value: int) -> str:
        """A whole number in the digits of the language, grouped as in India (12,34,567)."""
        head, tail = str(value)[:-3], str(value)[-3:]
        parts = [tail]
        while head:
            parts.append(head[-2:])
            head = head[:-2]
        return self.in_digits(",".join(reversed(parts)))

    def in_digits(self, text: str) -> str:
        """The text with its European digits in those of the language."""
        return text.translate({48 + value: digit for value, digit in enumerate(self.digits)}) if self.digits else text

    def day(self, day: date) -> str:
        """April 27, 2025"""
        return self.in_digits(self.dated.format(month=self.months[day.month - 1], day=day.day, year=day.year))

    def day_of(self, at: datetime, zone: str) -> str:
        """April 27, 2025: the day that a moment is on, by the clock of the site."""
        return self.day(at.astimezone(ZoneInfo(zone)).date())

    def long_day(self, day: date) -> str:
        """Sunday, April 27, 2025"""
        return self.folio.format(weekday=self.weekdays[day.weekday()], date=self.day(day))

    def clock(self, at: datetime, zone: str, label: str) -> str:
        """06:14 IST: the hour at the site, and the name of its zone."""
        return f"{self.in_digits(f'{at.astimezone(ZoneInfo(zone)):%H:%M}')} {label}"

    def notice(self, kind: str, *, agency: str, site: str, time: str, date: str) -> str:
        """What stands in place of a story that went this way: never a word of the story."""
        return self.kinds[kind].format(agency=agency, site=site, time=time, date=date)
