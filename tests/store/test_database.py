"""One writer, many readers, all or nothing; and a file that is not ours is refused with the remedy."""

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import SIX
from nightdesk.errors import StoreError
from nightdesk.store import delivery as delivery_table
from nightdesk.store import event as event_table
from nightdesk.store import wire as wire_table
from nightdesk.store.database import SCHEMA, Database, journal_mode
from store.rows import a_delivery


def pragma(ledger: Database, name: str) -> object:
    """What the reading connection says."""
    return ledger.read().exec_driver_sql(f"PRAGMA {name}").scalar()


def test_the_journal_is_the_one_this_sqlite_is_safe_with(ledger: Database) -> None:
    safe = ledger.module.sqlite_version_info >= (3, 51, 3)
    assert pragma(ledger, "journal_mode") == ("wal" if safe else "delete")
    assert journal_mode(ledger.module) == ledger.journal


def test_a_ledger_that_is_missed_waits_for_the_disk(tmp_path: Path) -> None:
    ledger = Database(tmp_path / "ledger.db", create=True)
    synchronous = ledger.read().exec_driver_sql("PRAGMA synchronous").scalar()
    ledger.close()
    assert synchronous == 2  # FULL


def test_what_a_block_wrote_is_there_for_every_reader(ledger: Database) -> None:
    with ledger.write() as connection:
        delivery_table.add(connection, [a_delivery()], [False])
    assert delivery_table.count(ledger.read()) == 1
    seen: list[int] = []

    def look() -> None:
        seen.append(delivery_table.count(ledger.read()))
        ledger.read().close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


def test_a_block_that_breaks_leaves_nothing(ledger: Database) -> None:
    def breaks_half_way() -> None:
        with ledger.write() as connection:
            delivery_table.add(connection, [a_delivery()], [False])
            wire_table.move_cursor(connection, "ews", {"etag": "1"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks_half_way()
    assert delivery_table.count(ledger.read()) == 0
    assert wire_table.cursors(ledger.read()) == {}
    with ledger.write() as connection:  # and the writer is usable again
        delivery_table.add(connection, [a_delivery()], [False])
    assert delivery_table.count(ledger.read()) == 1


def test_nobody_reads_what_is_not_committed(ledger: Database) -> None:
    with ledger.write() as connection:
        delivery_table.add(connection, [a_delivery()], [False])
        if ledger.journal == "wal":  # a rollback journal makes readers wait instead
            assert delivery_table.count(ledger.read()) == 0
    assert delivery_table.count(ledger.read()) == 1


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from nightdesk.store import database, event
if sys.argv[2] == "standard-library":
    import sqlite3
    database.sqlite_module = lambda: sqlite3
ledger = database.Database(Path(sys.argv[1]))
print("open", flush=True)
for number in range(1, 201):
    with ledger.write() as connection:
        event.add(connection, [event.Event(number, "new", "story", datetime.now(UTC))])
ledger.close()
"""


def test_another_process_may_write_while_we_read(ledger: Database) -> None:
    module = "brought" if ledger.journal == "wal" else "standard-library"
    before = ledger.changed_elsewhere()
    command = [sys.executable, "-c", _WRITER, str(ledger.path), module]
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        while seen < 200:
            events = event_table.after(ledger.read(), 0, 1000)
            assert [one.seq for one in events] == list(range(1, len(events) + 1))
            assert len(events) >= seen
            seen = len(events)
            assert seen == 200 or writer.poll() in (None, 0)
    assert ledger.changed_elsewhere() != before
    with ledger.write() as connection:
        event_table.add(connection, [event_table.Event(201, "new", "story", datetime.now(UTC))])
    assert event_table.newest(ledger.read()) == 201


def test_two_threads_that_write_wait_for_each_other(ledger: Database) -> None:
    def write() -> None:
        for _ in range(20):
            with ledger.write() as connection:
                newest = event_table.newest(connection)
                event_table.add(connection, [event_table.Event(newest + 1, "new", "story", SIX)])

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert event_table.newest(ledger.read()) == 60


def test_a_ledger_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nightdesk init"):
        Database(tmp_path / "ledger.db")
    assert not (tmp_path / "ledger.db").exists()


def test_a_ledger_of_another_make_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Database(path, create=True).close()
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA user_version={SCHEMA + 1}")
    other.close()
    with pytest.raises(StoreError, match=f"schema {SCHEMA + 1}.*knows {SCHEMA}.*matching version"):
        Database(path)


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a database, only some words, for a page of bytes " * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="restore it from a copy"):
        Database(path)
    assert path.read_bytes() == before


def test_making_one_where_one_is_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    first = Database(path, create=True)
    with first.write() as connection:
        delivery_table.add(connection, [a_delivery()], [False])
    first.close()
    again = Database(path, create=True)
    assert delivery_table.count(again.read()) == 1
    again.close()


def test_a_file_that_was_replaced_under_our_hands_acknowledges_nothing(tmp_path: Path) -> None:
    ledger = Database(tmp_path / "ledger.db", create=True)
    (tmp_path / "ledger.db").rename(tmp_path / "elsewhere.db")

    def write() -> None:
        with ledger.write() as connection:
            delivery_table.add(connection, [a_delivery()], [False])

    with pytest.raises(StoreError, match="moved or replaced"):
        write()
    ledger.close()


def test_a_sound_file_has_no_damage(ledger: Database) -> None:
    assert ledger.damage() == []


def test_a_checkpoint_does_not_wait_for_readers(ledger: Database) -> None:
    with ledger.write() as connection:
        delivery_table.add(connection, [a_delivery()], [False])
    ledger.read()
    ledger.checkpoint()
    assert delivery_table.count(ledger.read()) == 1
