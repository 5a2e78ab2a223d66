"""Leaves about the whole site: another label, other templates, another key, and each day's count of what came in."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection

from ..edition.press import templates_seal
from ..proof.growth import growth_of
from ..proof.note import read_note
from ..store import delivery as delivery_table
from ..store import leaf as leaf_table
from ..store import mark as mark_table
from ..terms.label import label_id
from ..terms.leaf import Leaf
from .house import House
from .leaves import enter, milliseconds
from .log_keys import has_key, public_keys
from .sitting import Sitting

_LABEL = "log-label"
_TEMPLATES = "log-templates"
_KEY = "log-key"
_INTAKE = "log-intake"
_AT_ONCE = 2_000
_MOST_SILENT_DAYS = 31
"""A site that slept for longer gets a leaf for each of the last so many days, and for those on which something came."""


def enter_changes(house: House, connection: Connection, sitting: Sitting) -> dict[str, str]:
    """A leaf for each thing that every page shows and that is another since the log was last written.

    Returns the marks to be put in the transaction of these leaves. The log begins with the templates of its first day.
    """
    now = milliseconds(sitting.now)
    marks: dict[str, str] = {}
    found = ((_LABEL, label_id(house.site.language)), (_TEMPLATES, templates_seal()), (_KEY, _key(house)))
    for name, value in found:
        before = mark_table.get(connection, name)
        if not value or before == value:
            continue
        marks[name] = value
        if before is None and name != _TEMPLATES:
            continue
        if name == _LABEL:
            enter(sitting, Leaf(t="label-change", shown=now, label=value, why="settings or program", ref=before))
        elif name == _TEMPLATES:
            enter(sitting, Leaf(t="template-change", shown=now, why="program" if before else "first", ref=value))
        else:
            enter(sitting, Leaf(t="key-rotate", shown=now, why="person", ref=value))
    return marks


def enter_days(connection: Connection, sitting: Sitting) -> dict[str, str]:
    """A leaf for each whole day (UTC) since the last such leaf: the root and the counts of what came in.

    The root is that of an RFC 6962 tree over the day's deliveries in order of arrival, each entry
    "<wire>\\n<ms UTC>\\n<SHA-256 of the bytes>\\n": it commits to all that came, published or not, and tells none
    of it. A day on which nothing came has its leaf too: a log that is silent for longer than a day is a stale one.
    """
    told, _, last = (mark_table.get(connection, _INTAKE) or " 0").partition(" ")
    today = sitting.now.astimezone(UTC).date()
    days, newest = _whole_days(connection, int(last), today)
    if told:
        first = max(date.fromisoformat(told) + timedelta(days=1), today - timedelta(days=_MOST_SILENT_DAYS))
        for number in range((today - first).days):
            days.setdefault(first + timedelta(days=number), [])
    for day, rows in sorted(days.items()):
        enter(sitting, Leaf(t="intake", shown=milliseconds(sitting.now), why="day", ref=_counted(day, rows)))
    return {_INTAKE: f"{max(days)} {newest}"} if days else {}


def _whole_days(connection: Connection, last: int, today: date) -> tuple[dict[date, list[delivery_table.Filed]], int]:
    """The deliveries after number `last` that came before today, by day, and the number of the last of them."""
    days: dict[date, list[delivery_table.Filed]] = {}
    while rows := delivery_table.filed_after(connection, last, _AT_ONCE):
        whole = [row for row in rows if row.received.astimezone(UTC).date() < today]
        for row in whole:
            days.setdefault(row.received.astimezone(UTC).date(), []).append(row)
        last = whole[-1].id if whole else last
        if len(whole) < len(rows):
            break
    return days, last


def next_midnight(now: datetime) -> datetime:
    """When the next day (UTC) begins."""
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)


def key_waits(house: House) -> bool:
    """Whether the signing key has not signed the newest checkpoint: it is a new one, and waits for the desk's start."""
    if not has_key(house.keys):
        return False
    newest = leaf_table.last_signed(house.database.read())
    return newest is None or all(line.id != public_keys(house.keys)[0].id for line in read_note(newest.note).signatures)


def _key(house: House) -> str:
    """The current public key; "" before the log has one."""
    return public_keys(house.keys)[0].text if has_key(house.keys) else ""


def _counted(day: date, rows: Iterable[delivery_table.Filed]) -> str:
    rows = list(rows)
    root = growth_of([f"{row.wire}\n{milliseconds(row.received)}\n{row.seal}\n".encode() for row in rows]).root
    wires = Counter(row.wire for row in rows)
    counts = " ".join(f"{wire}={count}" for wire, count in sorted(wires.items()))
    return f"{day:%Y-%m-%d} root={root.hex()} {counts}"
