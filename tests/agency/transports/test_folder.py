"""The folder transport on real folders: whole files at once, unfinished ones later, none moved before it is kept."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fakes.inbox import FailingInbox, MemoryInbox
from nightdesk.agency import drop_folder, patience
from nightdesk.agency.drop_folder import Found
from nightdesk.agency.transports import folder as folder_transport
from nightdesk.agency.transports.folder import TRANSPORT
from nightdesk.clock import fixed_clock
from nightdesk.errors import StoreError
from nightdesk.terms.arrival import Arrival, Kept
from nightdesk.terms.wire import Wire

NIGHT = fixed_clock(datetime(2025, 4, 27, 23, 30, tzinfo=UTC))
WHOLE = b"<nitf><body><p>The ferry left Port Amara at dawn.</p></body></nitf>"
HALF = b"<nitf><body><p>The ferry left Port Am"


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LOOK_SECONDS", 0.3)
    monkeypatch.setattr(patience, "FIRST_LOOK_SECONDS", 0.05)
    monkeypatch.setattr(patience, "FIRST_RETRY_SECONDS", 0.05)
    monkeypatch.setattr(patience, "RETRY_CAP_SECONDS", 0.1)
    monkeypatch.setattr(folder_transport, "PAUSE_SECONDS", 0.02)


@asynccontextmanager
async def taking_in(folder: Path, inbox: MemoryInbox, **settings: Any) -> AsyncIterator[None]:
    wire = Wire(name="coast", folder=folder, **settings)
    assert TRANSPORT.run is not None
    task = asyncio.ensure_future(TRANSPORT.run(wire, inbox, NIGHT))
    try:
        yield
        assert not task.done(), "the wire ended by itself"
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def names(inbox: MemoryInbox) -> list[str]:
    return [arrival.name for arrival in inbox.arrivals]


def moved_away(folder: Path, day: str = "2025-04-27") -> list[str]:
    done = folder / "done" / day
    return sorted(path.name for path in done.iterdir()) if done.is_dir() else []


def has_moved(folder: Path, count: int) -> bool:
    return len(moved_away(folder)) == count


async def eventually(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """For what only the disk shows: the move that follows the acknowledgement."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


def test_takes_what_lay_there_before_the_start_in_name_order(tmp_path: Path) -> None:
    for name in ("c.xml", "a.xml", "b.xml"):
        (tmp_path / name).write_bytes(WHOLE)

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        async with taking_in(tmp_path, inbox):
            await eventually(lambda: len(moved_away(tmp_path)) == 3)
        return inbox

    inbox = asyncio.run(scene())
    assert inbox.submitted == ["a.xml", "b.xml", "c.xml"]
    assert [arrival.content for arrival in inbox.arrivals] == [WHOLE] * 3
    assert moved_away(tmp_path) == ["a.xml", "b.xml", "c.xml"]
    assert {(arrival.wire, arrival.transport) for arrival in inbox.arrivals} == {("coast", "folder")}


def test_takes_a_file_dropped_later_within_a_moment_of_it(tmp_path: Path) -> None:
    async def scene() -> float:
        inbox = MemoryInbox()
        async with taking_in(tmp_path, inbox):
            begin = time.perf_counter()
            (tmp_path / "late.json").write_bytes(b'{"uri": "x", "headline": "Ferry"}')
            await inbox.until(lambda: len(inbox.arrivals) == 1)
            return time.perf_counter() - begin

    assert asyncio.run(scene()) < 1.0


def test_makes_the_folder_it_is_told_to_watch(tmp_path: Path) -> None:
    async def scene() -> None:
        inbox = MemoryInbox()
        async with taking_in(tmp_path / "wires" / "coast", inbox):
            await eventually((tmp_path / "wires" / "coast").is_dir)
            (tmp_path / "wires" / "coast" / "a.xml").write_bytes(WHOLE)
            await inbox.until(lambda: names(inbox) == ["a.xml"])

    asyncio.run(scene())


def test_waits_for_the_rest_of_a_half_written_file_and_keeps_it_once(tmp_path: Path) -> None:
    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        with (tmp_path / "slow.xml").open("wb", buffering=0) as sender:
            sender.write(HALF)
            (tmp_path / "z-after.xml").write_bytes(WHOLE)
            async with taking_in(tmp_path, inbox):
                await inbox.until(lambda: names(inbox) == ["z-after.xml"])
                for part in (b"ara", b" at dawn.</p>"):
                    await asyncio.sleep(0.2)
                    sender.write(part)
                assert names(inbox) == ["z-after.xml"], "half a file was kept"
                sender.write(b"</body></nitf>")
                await eventually(lambda: len(moved_away(tmp_path)) == 2)
        return inbox

    inbox = asyncio.run(scene())
    assert names(inbox) == ["z-after.xml", "slow.xml"]
    assert inbox.arrivals[1].content == HALF + b"ara at dawn.</p></body></nitf>"


def test_a_file_of_no_visible_end_is_taken_when_it_has_settled_and_not_before(tmp_path: Path) -> None:
    async def scene() -> float:
        inbox = MemoryInbox()
        (tmp_path / "bulletin.txt").write_bytes(b"Fishing fleet returns")
        begin = time.monotonic()
        async with taking_in(tmp_path, inbox):
            await inbox.until(lambda: names(inbox) == ["bulletin.txt"])
        return time.monotonic() - begin

    assert 0.3 <= asyncio.run(scene()) < 2.0


def test_an_empty_file_is_kept_too_once_it_stays_empty(tmp_path: Path) -> None:
    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        (tmp_path / "nothing.xml").touch()
        async with taking_in(tmp_path, inbox):
            await inbox.until(lambda: names(inbox) == ["nothing.xml"])
        return inbox

    assert asyncio.run(scene()).arrivals[0].content == b""


def test_a_file_that_never_stops_growing_is_told_of_once_and_still_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "GROWING_TOO_LONG_SECONDS", 0.2)

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        async with taking_in(tmp_path, inbox):
            with (tmp_path / "endless.txt").open("wb", buffering=0) as sender:
                for _ in range(30):
                    sender.write(b"and then ")
                    await asyncio.sleep(0.03)
            assert names(inbox) == []
            await inbox.until(lambda: names(inbox) == ["endless.txt"])
        return inbox

    assert len([detail for detail in asyncio.run(scene()).told("error") if "growing" in detail]) == 1


@pytest.mark.parametrize("name", [".hidden.xml", "a.part", "a.xml.tmp", "a.xml~", "A.XML.PART", "b.filepart"])
def test_hidden_and_temporary_names_are_left_alone_until_they_are_renamed(tmp_path: Path, name: str) -> None:
    async def scene() -> None:
        inbox = MemoryInbox()
        (tmp_path / name).write_bytes(WHOLE)
        (tmp_path / "z.xml").write_bytes(WHOLE)
        async with taking_in(tmp_path, inbox):
            await eventually(lambda: moved_away(tmp_path) == ["z.xml"])
            assert (tmp_path / name).exists()
            (tmp_path / name).rename(tmp_path / "finished.xml")
            await inbox.until(lambda: names(inbox) == ["z.xml", "finished.xml"])

    asyncio.run(scene())


def test_the_same_name_twice_in_a_day_keeps_both_files(tmp_path: Path) -> None:
    async def scene() -> None:
        inbox = MemoryInbox()
        async with taking_in(tmp_path, inbox):
            for count, content in enumerate((WHOLE, WHOLE.replace(b"dawn", b"noon"), WHOLE), start=1):
                (tmp_path / "feed.xml").write_bytes(content)
                await eventually(partial(has_moved, tmp_path, count))

    asyncio.run(scene())
    assert moved_away(tmp_path) == ["feed-2.xml", "feed-3.xml", "feed.xml"]
    assert b"noon" in (tmp_path / "done" / "2025-04-27" / "feed-2.xml").read_bytes()


def test_nothing_is_moved_before_its_bytes_are_kept(tmp_path: Path) -> None:
    places: list[bool] = []

    class Watching(MemoryInbox):
        def check(self) -> None:
            places.append((tmp_path / "a.xml").exists() and not moved_away(tmp_path))

    async def scene() -> None:
        inbox = Watching(delay_seconds=0.1)
        (tmp_path / "a.xml").write_bytes(WHOLE)
        async with taking_in(tmp_path, inbox):
            await eventually(lambda: moved_away(tmp_path) == ["a.xml"])

    asyncio.run(scene())
    assert places == [True]


def test_a_stop_between_keeping_and_moving_brings_the_file_again(tmp_path: Path) -> None:
    async def scene() -> list[str]:
        (tmp_path / "a.xml").write_bytes(WHOLE)
        first, second = MemoryInbox(delay_seconds=30), MemoryInbox()
        async with taking_in(tmp_path, first):
            await eventually(lambda: first.submitted == ["a.xml"])
        assert (tmp_path / "a.xml").exists()
        async with taking_in(tmp_path, second):
            await eventually(lambda: moved_away(tmp_path) == ["a.xml"])
        return names(second)

    assert asyncio.run(scene()) == ["a.xml"]


def test_while_the_store_is_away_every_file_stays_and_afterwards_none_is_missing(tmp_path: Path) -> None:
    wanted = {f"{number:03}.xml" for number in range(150)}
    for name in wanted:
        (tmp_path / name).write_bytes(WHOLE)

    async def scene() -> FailingInbox:
        inbox = FailingInbox(failures=200)
        async with taking_in(tmp_path, inbox):
            await inbox.until(lambda: len(inbox.arrivals) >= 1)
            await eventually(lambda: len(moved_away(tmp_path)) == 150)
        return inbox

    inbox = asyncio.run(scene())
    assert sorted(names(inbox)) == sorted(wanted)
    assert set(moved_away(tmp_path)) == wanted
    assert any("database is away" in detail for detail in inbox.told("error"))


def test_a_dead_store_gets_nothing_acknowledged(tmp_path: Path) -> None:
    async def scene() -> FailingInbox:
        inbox = FailingInbox(failures=10**9)
        for number in range(10):
            (tmp_path / f"{number}.xml").write_bytes(WHOLE)
        async with taking_in(tmp_path, inbox):
            await inbox.until(lambda: len(inbox.told("error")) >= 3)
        return inbox

    assert asyncio.run(scene()).arrivals == []
    assert len([path for path in tmp_path.iterdir() if path.is_file()]) == 10
    assert moved_away(tmp_path) == []


def test_one_file_that_cannot_be_kept_does_not_hold_up_the_others(tmp_path: Path) -> None:
    class Choosy(MemoryInbox):
        async def keep(self, arrival: Arrival) -> Kept:
            if arrival.name == "a-poison.xml":
                self.submitted.append(arrival.name)
                raise StoreError("this one cannot be stored; look at it")
            return await super().keep(arrival)

    async def scene() -> MemoryInbox:
        inbox = Choosy()
        for name in ("a-poison.xml", "b.xml"):
            (tmp_path / name).write_bytes(WHOLE)
        async with taking_in(tmp_path, inbox):
            await eventually(lambda: moved_away(tmp_path) == ["b.xml"])
            (tmp_path / "c.xml").write_bytes(WHOLE)
            await eventually(lambda: moved_away(tmp_path) == ["b.xml", "c.xml"])
        return inbox

    assert names(asyncio.run(scene())) == ["b.xml", "c.xml"]
    assert (tmp_path / "a-poison.xml").exists()


def test_a_symbolic_link_is_refused_with_a_reason_and_what_it_points_to_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(WHOLE)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.xml").symlink_to(secret)
    os.mkfifo(folder / "pipe.xml")

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        async with taking_in(folder, inbox):
            await eventually(lambda: (folder / "refused").is_dir() and len(os.listdir(folder / "refused")) == 2)
            await inbox.until(lambda: len(inbox.told("error")) == 2)
        return inbox

    inbox = asyncio.run(scene())
    assert inbox.arrivals == []
    assert "symbolic link" in inbox.told("error")[0]
    assert "regular file" in inbox.told("error")[1]
    assert secret.read_bytes() == WHOLE


def test_a_file_over_the_limit_goes_to_refused_whole_and_with_a_reason(tmp_path: Path) -> None:
    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        (tmp_path / "big.xml").write_bytes(b"x" * 1001)
        (tmp_path / "fits.xml").write_bytes(WHOLE.ljust(1000))
        async with taking_in(tmp_path, inbox, size_limit_bytes=1000):
            await eventually((tmp_path / "refused" / "big.xml").exists)
            await inbox.until(lambda: names(inbox) == ["fits.xml"])
        return inbox

    inbox = asyncio.run(scene())
    assert (tmp_path / "refused" / "big.xml").read_bytes() == b"x" * 1001
    assert "size_limit_bytes" in inbox.told("error")[0]


def test_a_file_that_vanishes_is_told_of_and_the_wire_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = drop_folder.read_gulp

    def read_after_the_thief(folder: Path, *rest: Any) -> list[Found]:
        (folder / "a.xml").unlink(missing_ok=True)
        return real(folder, *rest)

    monkeypatch.setattr(folder_transport, "read_gulp", read_after_the_thief)

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        (tmp_path / "a.xml").write_bytes(WHOLE)
        (tmp_path / "b.xml").write_bytes(WHOLE)
        async with taking_in(tmp_path, inbox):
            await inbox.until(lambda: names(inbox) == ["b.xml"])
        return inbox

    assert "a.xml cannot be read: No such file" in asyncio.run(scene()).told("error")[0]


def test_a_file_that_cannot_be_moved_is_kept_once_and_moved_when_it_can_be(tmp_path: Path) -> None:
    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        (tmp_path / "done").write_bytes(b"a file where the folder should be")
        (tmp_path / "a.xml").write_bytes(WHOLE)
        async with taking_in(tmp_path, inbox):
            await inbox.until(lambda: len([detail for detail in inbox.told("error") if "a.xml" in detail]) >= 2)
            (tmp_path / "done").unlink()
            await eventually(lambda: moved_away(tmp_path) == ["a.xml"])
        return inbox

    assert names(asyncio.run(scene())) == ["a.xml"]


def test_a_folder_taken_away_and_put_back_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_transport, "RESCAN_SECONDS", 0.2)
    folder = tmp_path / "in"

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        folder.mkdir()
        async with taking_in(folder, inbox):
            (folder / "a.xml").write_bytes(WHOLE)
            await eventually(lambda: moved_away(folder) == ["a.xml"])
            folder.rename(tmp_path / "elsewhere")
            folder.write_bytes(b"in the way")
            await inbox.until(lambda: len(inbox.told("error")) >= 1)
            folder.unlink()
            folder.mkdir()
            (folder / "b.xml").write_bytes(WHOLE)
            await inbox.until(lambda: names(inbox) == ["a.xml", "b.xml"])
        return inbox

    asyncio.run(scene())


def test_files_are_found_without_any_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_transport, "RESCAN_SECONDS", 0.2)
    monkeypatch.setattr(folder_transport, "_is_news", lambda change, path: False)

    async def scene() -> None:
        inbox = MemoryInbox()
        async with taking_in(tmp_path, inbox):
            await asyncio.sleep(0.3)
            (tmp_path / "a.xml").write_bytes(WHOLE)
            await inbox.until(lambda: names(inbox) == ["a.xml"])

    asyncio.run(scene())


def test_a_name_that_is_not_utf_8_arrives_as_text_and_is_moved_as_it_was(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.xml"
    Path(os.fsdecode(raw)).write_bytes(WHOLE)

    async def scene() -> MemoryInbox:
        inbox = MemoryInbox()
        async with taking_in(tmp_path, inbox):
            await eventually(lambda: len(moved_away(tmp_path)) == 1)
        return inbox

    assert names(asyncio.run(scene())) == ["caf\\xe9.xml"]
    assert os.path.exists(os.fsencode(tmp_path) + b"/done/2025-04-27/caf\xe9.xml")


def test_many_files_are_in_flight_at_once_in_name_order_and_fast(tmp_path: Path) -> None:
    count = 2000
    for number in range(count):
        (tmp_path / f"{number:05}.xml").write_bytes(WHOLE)

    async def scene() -> tuple[MemoryInbox, float]:
        inbox = MemoryInbox(delay_seconds=0.005)
        begin = time.perf_counter()
        async with taking_in(tmp_path, inbox):
            await eventually(lambda: len(moved_away(tmp_path)) == count, seconds=20)
        return inbox, time.perf_counter() - begin

    inbox, seconds = asyncio.run(scene())
    assert inbox.submitted == sorted(inbox.submitted)
    assert len(inbox.arrivals) == count
    assert 16 <= inbox.in_flight_most <= folder_transport.GULP_FILES
    assert count / seconds > 500
