"""A whole night in this process, as `nightdesk run` has it: web server, transports, keeper and desk on one site."""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import httpx2

from nightdesk.night import run_night
from nightdesk.shift.checkup import Doctor
from nightdesk.shift.house import House, open_house
from nightdesk.store import delivery as delivery_table
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from nightdesk.terms.story import State
from nightdesk_sample.drop import drop
from nightdesk_sample.signature import signed_headers

SECRET = "a fault is no excuse"
_PATIENCE_SECONDS = 30.0
_NUMBER = count(1)


def make_site(home: Path, wires: Path) -> None:
    """A site with a folder wire, whose folder lies elsewhere, and a push wire of the same agency."""
    home.mkdir(parents=True, exist_ok=True)
    wires.mkdir(parents=True, exist_ok=True)
    (home / "secret").write_text(SECRET, encoding="utf-8")
    (home / "nightdesk.toml").write_text(
        '[site]\nname = "The Fault Post"\nurl = "https://fault.example"\n[desk]\nfront_milliseconds = 20\n'
        f'[[wire]]\nname = "ews"\nfolder = "{wires}"\n'
        '[[wire]]\nname = "ews-push"\nprovider = "ews"\ntransport = "push"\nsecret_file = "secret"\n',
        encoding="utf-8",
    )
    Database(home / "ledger.db", create=True).close()


def eventually(what: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> None:
    """Return once it is so; it is an error of the product when that takes so long."""
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            raise AssertionError(f"not so after {seconds:.0f} s: {what}")
        time.sleep(0.02)


@dataclass
class Night:
    """What a sender and a reader can do with a night that runs, and what its ledger says."""

    house: House
    wires: Path
    url: str = ""
    client: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=60, trust_env=False))

    def drop(self, name: str, content: bytes) -> None:
        """A file for the folder wire."""
        drop(self.wires, name, content)

    def push(self, content: bytes, push_id: str = "") -> int:
        """A signed push; the status it was answered with."""
        headers = signed_headers(SECRET, push_id or f"msg_{next(_NUMBER)}", datetime.now(UTC), content)
        return self.client.post(f"{self.url}/intake/ews-push", content=content, headers=headers).status_code

    def page(self, address: str = "/") -> httpx2.Response:
        """A page as a reader gets it."""
        return self.client.get(self.url + address)

    def dropped(self) -> set[str]:
        """Files that lie in the folder and were not moved away."""
        return {entry.name for entry in self.wires.iterdir() if entry.is_file() and not entry.name.startswith(".")}

    def acknowledged(self) -> set[str]:
        """Files that the folder wire has moved away."""
        return {name for _, _, names in os.walk(self.wires / "done") for name in names}

    def kept(self) -> list[bytes]:
        """The bytes of everything in the ledger, as a connection of its own sees them."""
        database = Database(self.house.settings.ledger)
        try:
            return [one.content for one in delivery_table.page_of_ids(database.read(), 0, 100_000).values()]
        finally:
            database.close()

    def shown(self) -> list[str]:
        """The addresses of the stories that are up."""
        filed = story_table.in_state(self.house.database.read(), State.PUBLISHED)
        return [one.record.path for one in filed]

    def site_files(self) -> dict[str, bytes]:
        """Every public file; the desk may take one away while we look."""
        public = self.house.public
        found: dict[str, bytes] = {}
        for folder, _, names in os.walk(public):  # which, unlike rglob, passes over a folder that has just gone
            for name in names:
                file = Path(folder, name)
                with suppress(FileNotFoundError):
                    found[str(file.relative_to(public))] = file.read_bytes()
        return found


@contextmanager
def a_night(home: Path, wires: Path) -> Generator[Night]:
    """A night on `home`, for as long as the block lasts."""
    house = open_house(home)
    night = Night(house, wires)
    stop = asyncio.Event()
    ready = threading.Event()
    loops: list[asyncio.AbstractEventLoop] = []
    ends: list[BaseException] = []

    def is_ready(url: str) -> None:
        night.url = url
        loops.append(asyncio.get_running_loop())
        ready.set()

    def work() -> None:
        try:
            asyncio.run(run_night(house, host="127.0.0.1", port=0, stop=stop, ready=is_ready))
        except BaseException as error:  # handed to the test, below
            ends.append(error)
            ready.set()

    with house.as_desk() as ours:
        assert ours
        thread = threading.Thread(target=work, name="night")
        thread.start()
        assert ready.wait(_PATIENCE_SECONDS)
        try:
            if not ends:
                yield night
        finally:
            night.client.close()
            if loops:
                loops[0].call_soon_threadsafe(stop.set)
            thread.join(_PATIENCE_SECONDS)
            house.database.close()
        assert not thread.is_alive(), "the night did not end when it was told to"
        if ends:
            raise ends[0]


def doctor_finds(home: Path) -> list[str]:
    """What the doctor has to say of a site on which nothing runs."""
    house = open_house(home)
    try:
        return [fault.text for fault in Doctor(house).look().faults]
    finally:
        house.database.close()
