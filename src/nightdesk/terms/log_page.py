"""What the page of the log is made from: counts and times that the ledger can tell without reading a text."""

from datetime import datetime

import msgspec

from .checkpoint_shown import CheckpointShown
from .decision import Outcome
from .story import Correction

HOURS = 24
"""The span of the counts, which end with the hour of `LogPage.now`."""

KILL_PROMISE_SECONDS = 5.0
"""Within which a killed story is gone from every surface (product promise 5)."""


class OutcomeCount(msgspec.Struct, frozen=True):
    """How many items of a wire came to this end."""

    outcome: Outcome
    count: int


class WireDay(msgspec.Struct, frozen=True, kw_only=True):
    """What one wire brought in the last `HOURS` hours.

    `received` counts items an hour, oldest hour first, by the time of their delivery; `outcomes` counts the ends of the
    same items. Where their sums differ, the page says how many have not come to an end yet.
    """

    wire: str
    received: tuple[int, ...]
    outcomes: tuple[OutcomeCount, ...]


class KillTimed(msgspec.Struct, frozen=True, kw_only=True):
    """One kill: where its notice stands, when the word arrived, how long until the last surface was clean.

    `seconds` is None while a surface is not confirmed yet. `index` is the entry of the kill in the log.
    """

    id: str
    section: str
    section_title: str
    agency: str
    received: datetime
    seconds: float | None
    index: int | None = None


class LiveHour(msgspec.Struct, frozen=True):
    """From the wire to the page in one hour: half of the stories within `p50` seconds, 19 of 20 within `p95`."""

    at: datetime
    p50: float
    p95: float


class LogPage(msgspec.Struct, frozen=True, kw_only=True):
    """`now` is the moment the counts go up to; `kills` are those of thirty days, `corrections` those since midnight.

    Both are newest first. `live` is empty where the times were not measured; hours without a story are left out.
    """

    now: datetime
    checkpoint: CheckpointShown
    wires: tuple[WireDay, ...] = ()
    kills: tuple[KillTimed, ...] = ()
    live: tuple[LiveHour, ...] = ()
    corrections: tuple[Correction, ...] = ()
