"""The demo: a site of its own, and a sample agency that plays a day of wire into it in fast time."""

import asyncio
import os
import secrets
import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from nightdesk_sample.agency import SampleAgency
from nightdesk_sample.day import a_day, sample_agencies
from nightdesk_sample.sending import Sending
from nightdesk_sample.settings import EDITIONS, demo_settings
from nightdesk_sample.wires import polled

from . import config
from .clock import ticks
from .errors import UsageError
from .night import run_night
from .shift.house import House, open_house
from .shift.status import status_of
from .site_folder import SETTINGS
from .store import correction as correction_table
from .store import issue as issue_table
from .store import reading as reading_table

_MARK = "demo"
_SECRET = "NIGHTDESK_DEMO_SECRET"
_POLL_SECONDS = 0.2
_QUIET_SECONDS = 0.1
_GLANCE_SECONDS = 0.01
_KILL_PATIENCE_SECONDS = 3.0
Progress = Callable[[Sending, str], None]


class FastDay:
    """The clock of a day played fast: it runs as the machine's does, and leaps over the time in which nothing is sent.

    So what the desk takes between two of its own acts is told in true seconds. It leaps when told to, never back.
    """

    def __init__(self, start: datetime) -> None:
        self._leapt = (start, ticks())  # one value: the desk's threads read it while it leaps

    def __call__(self) -> datetime:
        """The moment that it is."""
        moment, since = self._leapt
        return moment + timedelta(seconds=ticks() - since)

    def leap(self, moment: datetime) -> None:
        """It is that moment now, or later already."""
        self._leapt = (max(self(), moment), ticks())


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
    text = SETTINGS.format(name="Panchganga Post", url=url) + f"\n{EDITIONS}\n{wires}"
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
        clock = FastDay(start)
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
    clock: FastDay,
    speed: float,
    end: datetime,
    progress: Progress,
) -> None:
    wall = _Wall(house, clock, speed)
    await agency.play(plan, speed=speed, clock=wall, progress=progress)
    while not await agency.taken(timeout=60.0):
        pass
    await wall.sleep_until(end)
    while status_of(house)["waiting"] or _undropped(house):
        await asyncio.sleep(_QUIET_SECONDS)
    while _sets_papers(house):
        await asyncio.sleep(_QUIET_SECONDS)


class _Wall:
    """The desk's clock as the agency's virtual clock."""

    def __init__(self, house: House, clock: FastDay, speed: float) -> None:
        self._house = house
        self._clock = clock
        self._speed = speed

    def __call__(self) -> datetime:
        return self._clock()

    async def sleep_until(self, moment: datetime) -> None:
        """Return when the clock shows `moment` or later. It leaps there only when no kill is being carried out."""
        left = (moment - self._clock()).total_seconds() / self._speed
        await asyncio.sleep(max(0.0, left))
        await asyncio.to_thread(self._leap, moment)

    def _leap(self, moment: datetime) -> None:
        # Looked and leapt in one thread without a pause, so that no kill comes in between.
        patience = ticks() + _KILL_PATIENCE_SECONDS
        while _takes_away(self._house) and ticks() < patience:
            time.sleep(_GLANCE_SECONDS)
        self._clock.leap(moment)


def _takes_away(house: House) -> bool:
    """True while something is kept that may be a kill, or a kill is not yet carried out on every surface."""
    connection = house.database.read()
    return bool(reading_table.unread(connection, 0, 1) or correction_table.unfinished(connection))


def _sets_papers(house: House) -> bool:
    """True while an e-paper is decided and not up yet, unless it cannot be set."""
    return any(not one.trouble for one in issue_table.unset(house.database.read()))


def _undropped(house: House) -> bool:
    """True while a dropped file lies in a wire's folder."""
    folders = [wire.folder for wire in house.settings.wires if wire.transport == "folder" and wire.folder]
    return any(entry.is_file() for folder in folders for entry in folder.iterdir())
