"""Agencies' times read by a grammar of our own: an unknown zone or form is said to be so, never guessed."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from ..errors import SettingsError
from ..terms.instant import UNTIL_RELEASED, Instant, ZoneSource

# "IST" is Asia/Kolkata here, neither Israel's nor Ireland's: these are Indian wires first (wire-formats trap 10).
_INDIA: Final = "IST"

_ZONES: Final[dict[str, float]] = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BST", "WEST", "CET", "MEZ"), 1),
    **dict.fromkeys(("CEST", "MESZ", "EET", "OEZ", "SAST"), 2),
    **dict.fromkeys(("EEST", "OESZ", "MSK", "EAT"), 3),
    **{_INDIA: 5.5, "GST": 4, "PKT": 5, "NPT": 5.75, "BDT": 6, "ICT": 7, "WIB": 7, "MMT": 6.5},
    **{"SGT": 8, "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5},
    **{"AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
    **{"AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5},
    **{"MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10},
}

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar januari janvier enero",
            "feb february februar februari febrero",
            "mar march märz maerz mrz mars marzo",
            "apr april avril abril",
            "may mai maj mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august augusti août agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember déc décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}

_CLOCK = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_ZONE = r"(?:\s*\(?(?P<zone>[A-Za-z]{1,5})?\)?\s*(?P<offset>[+-]\d{1,2}:?(?:\d{2})?)?(?:\s*\([A-Za-z ]{1,30}\))?)"
_DAY_NAME = r"(?:[^\W\d]{2,12}\.?,?\s+)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        # ISO 8601 extended and basic, RFC 3339, with a space or T, with or without a time
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[Tt ,]\s*" + _CLOCK + _ZONE + r")?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:[Tt ]?(?P<hour>\d{2}):?(?P<minute>\d{2})"
        r"(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?" + _ZONE + r")?",
        # RFC 822 and its relatives: "Sun, 27 Apr 2025 06:27:00 +0530", "27 April 25 06:27 IST", "27-Apr-2025 06:27"
        _DAY_NAME
        + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[.\s-]\s*(?P<name>[^\W\d]{3,10})\.?,?[\s-]\s*(?P<year>\d{4}|\d{2})"
        r"(?:(?:,|\s+at|\s+um|\s*\|)?\s+" + _CLOCK + _ZONE + r")?",
        # month first, as in "April 27, 2025 06:27 IST"
        _DAY_NAME + r"(?P<name>[^\W\d]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
        r"(?:(?:,|\s+at|\s*\|)?\s+" + _CLOCK + _ZONE + r")?",
        # C's asctime: "Sun Apr 27 06:27:00 2025"
        _DAY_NAME + r"(?P<name>[^\W\d]{3,10})\s+(?P<day>\d{1,2})\s+" + _CLOCK + _ZONE + r"\s+(?P<year>\d{4})",
        # day first, as in India and Europe; with slashes it might be American, so that is taken only where it cannot
        r"(?P<day>\d{1,2})(?P<mark>[.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?:,?\s+" + _CLOCK + _ZONE + r")?",
        r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})(?:,?\s+" + _CLOCK + _ZONE + r")?",
    )
)
_LONGEST = 80
_LATEST_ZONE: Final = timezone(timedelta(hours=-12))


@dataclass(frozen=True, slots=True)
class _Written:
    """What the string says: a wall-clock time, the zone it names, whether it has a time of day."""

    wall: datetime
    zone: timezone | None
    source: ZoneSource
    timed: bool


def read_instant(text: str, zone: str) -> Instant | None:
    """The moment, or None where the form is not known. A time without a zone is in `zone`; without that, in UTC."""
    try:
        # What standards write and most wires send, without the detour over the forms.
        if (text[10:11] == "T" or text[8:9] == "T") and (
            offset := (plain := datetime.fromisoformat(text)).utcoffset()
        ) is not None:
            # The same as astimezone(UTC), at a third of its time.
            return Instant(plain.replace(tzinfo=UTC) - offset, text)
    except (ValueError, OverflowError):
        pass
    written = _read(text)
    if written is None:
        return None
    try:
        return _placed(written, text, zone, UTC)
    except OverflowError:
        return None


def read_embargo(text: str, zone: str) -> Instant:
    """The latest moment the embargo's end can mean; `UNTIL_RELEASED` where it is empty or cannot be read."""
    written = _read(text)
    if written is None:
        return Instant(UNTIL_RELEASED, text, "assumed")
    try:
        if written.timed:
            return _placed(written, text, zone, _LATEST_ZONE)
        ends = _Written(written.wall + timedelta(days=1), written.zone, written.source, timed=True)
        return Instant(_placed(ends, text, zone, _LATEST_ZONE).at, text, "assumed")
    except OverflowError:
        return Instant(UNTIL_RELEASED, text, "assumed")


def _placed(written: _Written, text: str, zone: str, unknown: timezone) -> Instant:
    if written.zone is not None:
        return Instant(written.wall.replace(tzinfo=written.zone).astimezone(UTC), text, written.source)
    if zone:
        # fold=1: in the hour that a change of clocks repeats, the later reading, which no embargo is harmed by.
        return Instant(written.wall.replace(tzinfo=_zone_named(zone), fold=1).astimezone(UTC), text, "profile")
    return Instant(written.wall.replace(tzinfo=unknown).astimezone(UTC), text, "assumed")


@lru_cache(maxsize=64)
def _zone_named(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as error:
        raise SettingsError(f'zone = "{zone}" is no IANA time zone; write it like "Asia/Kolkata"') from error


def _read(text: str) -> _Written | None:
    text = text.strip(" \t\r\n")
    if not 8 <= len(text) <= _LONGEST:
        return None
    try:
        if text[10:11] == "T" or text[8:9] == "T":
            return _from_iso(text)
    except ValueError:
        pass
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _from_parts({name: value for name, value in found.groupdict().items() if value})
    return None


def _from_iso(text: str) -> _Written:
    """The common case, by the library: an ISO time as standards write it."""
    wall = datetime.fromisoformat(text)
    offset = wall.utcoffset()
    return _Written(wall.replace(tzinfo=None), None if offset is None else timezone(offset), "explicit", timed=True)


def _from_parts(part: dict[str, str]) -> _Written | None:
    month = int(part["month"]) if "month" in part else _MONTHS.get(part["name"].lower(), 0)
    hour = int(part.get("hour", "0"))
    if half := part.get("half", "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = _offset(part.get("zone", "").upper(), part.get("offset", ""))
    if offset is None:
        return None
    zone, source = offset
    try:
        wall = datetime(
            _year(part["year"]),
            month,
            int(part["day"]),
            hour % 24 if hour == 24 and part.get("minute", "00") == "00" else hour,
            int(part.get("minute", "0")),
            # A leap second is the last moment of its minute.
            min(int(part.get("second", "0")), 59) if part.get("second") == "60" else int(part.get("second", "0")),
            int(part.get("fraction", "0")[:6].ljust(6, "0")),
        )
        if hour == 24:
            wall += timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return _Written(wall, zone, source, timed="hour" in part)


def _year(digits: str) -> int:
    """Two digits as RFC 2822 reads them: up to 49 this century, from 50 the last."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _offset(name: str, digits: str) -> tuple[timezone | None, ZoneSource] | None:
    """The zone written; None inside where none is, None instead where we do not know it."""
    hours = _ZONES.get(name) if name else 0.0
    if hours is None:
        return None
    if digits:
        if name and hours:
            return None
        bare = digits[1:].replace(":", "").ljust(3, "0")
        hour, minute = (int(bare[:-2]), int(bare[-2:])) if ":" in digits or len(digits) > 3 else (int(digits[1:]), 0)
        if hour > 14 or minute > 59:
            return None
        # RFC 3339: -00:00 is UTC with no word about the place, which is still a moment.
        return timezone((1 if digits[0] == "+" else -1) * timedelta(hours=hour, minutes=minute)), "explicit"
    if not name:
        return None, "explicit"
    return timezone(timedelta(hours=hours)), "profile" if name == _INDIA else "explicit"
