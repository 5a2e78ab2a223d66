"""The demo: a site of its own, and a sample agency that plays a day of wire into it in fast time."""

import asyncio
import os
import secrets
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from nightdesk_sample.agency import SampleAgency
from nightdesk_sample.day import a_day, sample_agencies
from nightdesk_sample.sending import Sending
from nightdesk_sample.settings import demo_settings
from nightdesk_sample.wires import polled

from . import config
from .clock import Clock, ticks
from .errors import UsageError
from .night import run_night
from .shift.house import House, open_house
from .shift.status import status_of
from .site_folder import SETTINGS

_MARK = "demo"
_SECRET = "NIGHTDESK_DEMO_SECRET"
_POLL_SECONDS = 0.2
_QUIET_SECONDS = 0.1
Progress = Callable[[Sending, str], None]


def fast_day_clock(start: datetime, end: datetime, speed: float) -> Clock:
    """A clock that runs `speed` times as fast as the machine's until `end`, and as fast as it from there on."""
    began = ticks()
    whole_day = (end - start).total_seconds()

    def clock() -> datetime:
        passed = ticks() - began
        fast = min(passed * speed, whole_day)
        return start + timedelta(seconds=fast + max(0.0, passed - whole_day / speed))

    return clock


def fresh_site(home: Path, http_base: str, url: str) -> None:
    """An empty site folder with the sample agencies' wires. Raises UsageError for a folder that is not a demo's."""
    if home.exists() and any(home.iterdir()) and not (home / _MARK).exists():
        raise UsageError(f"{home} is not empty and not an earlier demo: give --dir another folder")
    shutil.rmtree(home, ignore_errors=True)
    for folder in ("wires", "public", "media", "keys"):
        (home / folder).mkdir(parents=True)
    (home / "keys").chmod(0o700)
    (home / _MARK).write_text("Made by `nightdesk demo`; the next demo replaces this folder.\n", encoding="utf-8")
    agencies = sample_agencies()
    wires = demo_settings(home / "wires", http_base, _SECRET, agencies, _POLL_SECONDS)
    text = SETTINGS.format(name="Panchganga Post", url=url) + "\n" + wires
    (home / config.FILE_NAME).write_text(text, encoding="utf-8")
    for name in {wire.name for wire in config.parse(wires, home).wires if wire.transport == "folder"}:
        (home / "wires" / name).mkdir()


async def play(  # by keyword
    home: Path,
    *,
    port: int,
    speed: float,
    stop: asyncio.Event,
    leave: bool,
    served: Callable[[str], None],
    progress: Progress,
) -> dict[str, int]:
    """Play the day; returns the outcomes. With `leave` it ends when all is published, else it serves until `stop`."""
    os.environ[_SECRET] = secrets.token_urlsafe(32)
    plan = a_day()
    start, end = plan[0].at, plan[-1].at + timedelta(hours=1)
    url = f"http://127.0.0.1:{port}"
    agency = SampleAgency(folder_root=home / "wires", push_secret=os.environ[_SECRET], polled=polled(sample_agencies()))
    async with agency:
        fresh_site(home, agency.http_base, url)
        clock = fast_day_clock(start, end, speed)
        house = open_house(home, clock, create=True)
        serving: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        ending = asyncio.Event()
        with house.as_desk():
            night = asyncio.create_task(
                run_night(house, host="127.0.0.1", port=port, stop=ending, ready=serving.set_result)
            )
            night.add_done_callback(lambda ended: serving.done() or serving.cancel())
            try:
                agency.push_base = await serving
            except asyncio.CancelledError:
                await night  # it ended before it served: its error says why
                raise
            served(agency.push_base)
            day = asyncio.create_task(_day(house, agency, plan, clock, speed, end, progress))
            stopped = asyncio.create_task(stop.wait())
            await asyncio.wait([day, stopped, night], return_when=asyncio.FIRST_COMPLETED)
            if not leave and day.done():
                await asyncio.wait([stopped, night], return_when=asyncio.FIRST_COMPLETED)
            for task in (day, stopped):
                task.cancel()
            ending.set()
            await night
            outcomes: dict[str, int] = status_of(house)["outcomes"]
        house.database.close()
        return outcomes


async def _day(
    house: House,
    agency: SampleAgency,
    plan: tuple[Sending, ...],
    clock: Clock,
    speed: float,
    end: datetime,
    progress: Progress,
) -> None:
    await agency.play(plan, speed=speed, clock=_Wall(clock, speed), progress=progress)
    while not await agency.taken(timeout=60.0):
        pass
    while clock() < end or status_of(house)["waiting"] or _undropped(house):
        await asyncio.sleep(_QUIET_SECONDS)


class _Wall:
    """The desk's clock as the agency's virtual clock."""

    def __init__(self, clock: Clock, speed: float) -> None:
        self._clock = clock
        self._speed = speed

    def __call__(self) -> datetime:
        return self._clock()

    async def sleep_until(self, moment: datetime) -> None:
        """Return when the clock shows `moment` or later."""
        while (left := (moment - self._clock()).total_seconds()) > 0:
            await asyncio.sleep(min(left / self._speed, 1.0))


def _undropped(house: House) -> bool:
    """True while a dropped file lies in a wire's folder."""
    folders = [wire.folder for wire in house.settings.wires if wire.transport == "folder" and wire.folder]
    return any(entry.is_file() for folder in folders for entry in folder.iterdir())
