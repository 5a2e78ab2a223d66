"""A clock that begins at a given moment and runs at a given multiple of the machine's."""

import asyncio
import time
from datetime import datetime, timedelta
from typing import Protocol


class Wall(Protocol):
    """A clock on the agency's wall: what time it is there, and a way to wait for a time."""

    def __call__(self) -> datetime:
        """The moment it shows."""

    async def sleep_until(self, moment: datetime) -> None:
        """Return when it shows `moment` or later."""


class VirtualClock:
    """`clock()` is the moment it is now on the agency's wall; `speed` seconds pass there in one of ours."""

    def __init__(self, start: datetime, speed: float) -> None:
        if speed <= 0:
            raise ValueError(f"speed {speed} must be above 0; 1 is real time, 1440 plays a day in a minute")
        self._start = start
        self._speed = speed
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        """The virtual moment, in the zone of the start."""
        return self._start + timedelta(seconds=(time.monotonic() - self._began) * self._speed)

    async def sleep_until(self, moment: datetime) -> None:
        """Return when the clock shows `moment` or later."""
        left = (moment - self()).total_seconds() / self._speed
        await asyncio.sleep(max(0.0, left))
