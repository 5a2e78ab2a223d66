"""The one place that asks the machine what time it is. Everything else is handed a Clock or a moment."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

Clock = Callable[[], datetime]
"""Returns the present moment, aware and in UTC."""


def system_clock() -> datetime:
    """The machine's time, aware, UTC."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """A clock that stands still at `moment`, for `--now`, replays and tests."""
    still = moment.astimezone(UTC)
    return lambda: still


def ticks() -> float:
    """Seconds of a clock that only runs forward, for waits and durations; its zero means nothing."""
    return monotonic()
