"""How the desk stands, as facts: outcomes, wires and their lag, what is held and spiked, how long each kill took."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from ..store import correction as correction_table
from ..store import decision as decision_table
from ..store import delivery as delivery_table
from ..store import issue as issue_table
from ..store import reading as reading_table
from ..store import story as story_table
from ..store import wire as wire_table
from ..terms.instant import UNTIL_RELEASED
from ..terms.story import State
from ..terms.wire import Wire
from .house import House
from .keeper import WireReport

_MOST_KILLS = 200
_MOST_LISTED = 50


def is_silent(wire: Wire, heard: datetime | None, now: datetime) -> bool:
    """True when the wire has brought nothing for longer than its `quiet_minutes`; 0 minutes means never."""
    return bool(wire.quiet_minutes and heard) and now - (heard or now) > timedelta(minutes=wire.quiet_minutes)


def _held(connection: Connection) -> list[dict[str, Any]]:
    """Stories of which nothing is shown until a time or a person lets them go."""
    found = story_table.in_state(connection, State.HELD, _MOST_LISTED)
    return [
        {
            "guid": one.record.guid,
            "id": one.record.id,
            "agency": one.record.agency,
            "rule": one.record.waiting_rule,
            "until": one.record.waiting_until.isoformat()
            if one.record.waiting_until and one.record.waiting_until != UNTIL_RELEASED
            else None,
        }
        for one in found
    ]


def _spikes(connection: Connection) -> list[dict[str, Any]]:
    """The newest deliveries refused whole."""
    found = reading_table.spiked(connection, _MOST_LISTED)
    names = {one.id: one for one in delivery_table.filed(connection, [one.delivery for one in found])}
    return [
        {
            "delivery": one.delivery,
            "wire": names[one.delivery].wire,
            "name": names[one.delivery].name,
            "sha256": names[one.delivery].seal,
            "code": one.spike.code,
            "reason": one.spike.reason,
            "place": one.spike.place or None,
        }
        for one in found
        if one.spike is not None
    ]


def _issues(house: House, connection: Connection) -> list[dict[str, Any]]:
    """The last issue of each edition, and every one that still has to be set."""
    newest = {one.edition: one for one in issue_table.every(connection)}  # in the order of the days
    shown = {one.key: one for one in (*newest.values(), *issue_table.unset(connection))}
    return [
        {
            "edition": one.edition,
            "date": one.date.isoformat(),
            "state": one.state,
            "decided": one.decided.isoformat(),
            "pages": one.page_count,
            "trouble": one.trouble or None,
        }
        for one in sorted(shown.values(), key=lambda one: (one.edition, one.date))
    ]


def status_of(house: House, reports: Mapping[str, WireReport] | None = None) -> dict[str, Any]:
    """The object of `nightdesk status --json` (contract §1). Times are RFC 3339, lag and seconds are in seconds."""
    connection = house.database.read()
    now = house.clock()
    last = wire_table.last_heard(connection)
    outcomes = decision_table.outcomes(connection)
    said = reports or {}
    wires = []
    for wire in house.settings.wires:
        heard = last.get(wire.name)
        report = said.get(wire.name)
        wires.append(
            {
                "name": wire.name,
                "lag": round((now - heard).total_seconds(), 3) if heard else None,
                "last": heard.isoformat() if heard else None,
                "silent": is_silent(wire, heard, now),
                "state": report.event if report else None,
                "detail": report.detail if report else None,
            }
        )
    kills = [
        {
            "guid": row.guid,
            "kind": row.kind,
            "received": row.received.isoformat(),
            "gone": row.gone.isoformat() if row.gone else None,
            "seconds": round((row.gone - row.received).total_seconds(), 3) if row.gone else None,
        }
        for row in correction_table.withdrawals(connection, _MOST_KILLS)
        if row.kind == "killed"
    ]
    states = story_table.counts(connection)
    return {
        "issues": _issues(house, connection),
        "outcomes": outcomes,
        "wires": wires,
        "held": states.get(State.HELD.value, 0),
        "spiked": reading_table.spiked_count(connection) + outcomes.get("spiked", 0),
        "heldStories": _held(connection),
        "spikes": _spikes(connection),
        "stories": states,
        "waiting": reading_table.waiting(connection),
        "kills": kills,
    }
