"""How the desk stands, as facts: outcomes, wires and their lag, what is held and spiked, how long each kill took."""

from collections.abc import Mapping
from typing import Any

from ..store import correction as correction_table
from ..store import decision as decision_table
from ..store import reading as reading_table
from ..store import story as story_table
from ..store import wire as wire_table
from ..terms.story import State
from .house import House
from .keeper import WireReport

_MOST_KILLS = 200
_MOST_SPIKES = 10_000


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
        "outcomes": outcomes,
        "wires": wires,
        "held": states.get(State.HELD.value, 0),
        "spiked": len(reading_table.spiked(connection, _MOST_SPIKES)) + outcomes.get("spiked", 0),
        "stories": states,
        "waiting": reading_table.waiting(connection),
        "kills": kills,
    }
