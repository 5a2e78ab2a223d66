"""How the ledger's file is opened: one writer, many readers, nothing acknowledged that is not on the disk."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool

from ..errors import StoreError
from . import (  # noqa: F401  # they register their tables
    correction,
    decision,
    delivery,
    dossier,
    front,
    issue,
    issue_story,
    item,
    leaf,
    mark,
    picture,
    reading,
    search,
    story,
    wire,
)
from . import event as _event  # noqa: F401  # as these
from .metadata import metadata

SCHEMA = 5
"""Written into the file's `user_version`; a file with another one is refused with the remedy."""
_LACKS_TABLES = (4,)
"""Schemas that have all of this one's tables but some: those are added when such a file is opened."""

_WAL_SAFE = (3, 51, 3)
"""The first SQLite without the WAL-reset corruption bug."""


def sqlite_module() -> ModuleType:
    """`pysqlite3`, which carries a current SQLite, or the standard library's where it has no wheel."""
    try:
        import pysqlite3  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; absent outside Linux x86-64
    except ImportError:
        return sqlite3
    return pysqlite3  # type: ignore[no-any-return]  # the package has no types


def journal_mode(module: ModuleType) -> str:
    """WAL where this SQLite is safe with it, else the rollback journal."""
    return "wal" if module.sqlite_version_info >= _WAL_SAFE else "delete"


def _lock_at_once(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class Database:
    """The ledger's file. Writes go through one connection under one lock; each thread reads through its own.

    `durable` False is for a scratch ledger that nobody will miss: its commits do not wait for the disk.

    Raises StoreError, with the file and the remedy, when the file cannot be opened or is of another make.
    """

    def __init__(self, path: Path, *, create: bool = False, durable: bool = True) -> None:
        if not create and not path.exists():
            raise StoreError(f"{path} is not there: `nightdesk init {path.parent}` makes a ledger")
        self.path = path
        self.durable = durable
        self.module = sqlite_module()
        self.journal = journal_mode(self.module)
        self._lock = threading.RLock()
        self._local = threading.local()
        self._reader_engine = self._engine(NullPool, cache_kib=2_000)  # dropped whole after every commit of the writer
        self._writer_engine = self._engine(StaticPool, cache_kib=16_000)
        event.listen(self._writer_engine, "begin", _lock_at_once)
        try:
            self._writer = self._writer_engine.connect()
            opened = os.stat(path)
            self._file = (opened.st_dev, opened.st_ino)
            self._prepare(create)
        except DBAPIError as error:
            raise StoreError(f"{path}: {error.orig}; restore it from a copy or make a new one") from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, durable when the block ends; rolled back when it raises.

        Raises StoreError, before and after the block, when the file at our path is no longer the one we have open.
        """
        with self._lock, self._writer.begin():
            self._refuse_a_file_moved_away()
            yield self._writer
            self._refuse_a_file_moved_away()

    def read(self) -> Connection:
        """This thread's reading connection. Every statement sees what was last committed."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._reader_engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._local.connection = connection
        return connection

    def changed_elsewhere(self) -> int:
        """A number that changes when another process has written to the file."""
        return int(self.read().exec_driver_sql("PRAGMA data_version").scalar() or 0)

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when it is sound."""
        found = self.read().exec_driver_sql("PRAGMA quick_check(20)").scalars()
        return [str(line) for line in found if line != "ok"]

    def checkpoint(self) -> None:
        """Move what the write-ahead log holds into the file, without waiting for readers."""
        if self.journal == "wal":
            with self._lock:
                self._raw().execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close the writer and this thread's reader."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
        with self._lock:
            self._writer.close()
        self._writer_engine.dispose()
        self._reader_engine.dispose()

    def _raw(self) -> Any:
        return self._writer.connection.dbapi_connection

    def _engine(self, pool: type[Any], cache_kib: int) -> Engine:
        engine = create_engine(
            f"sqlite:///{self.path}",
            module=self.module,
            poolclass=pool,
            connect_args={"timeout": 30, "check_same_thread": False},
        )

        @event.listens_for(engine, "connect")
        def _opened(dbapi: Any, _record: Any) -> None:
            dbapi.isolation_level = None  # we say BEGIN ourselves (`_lock_at_once`)
            dbapi.execute(f"PRAGMA journal_mode={self.journal}")
            dbapi.execute(f"PRAGMA synchronous={'FULL' if self.durable else 'OFF'}")
            dbapi.execute("PRAGMA foreign_keys=ON")
            dbapi.execute(f"PRAGMA cache_size=-{cache_kib}")
            dbapi.execute("PRAGMA wal_autocheckpoint=2000")

        return engine

    def _refuse_a_file_moved_away(self) -> None:
        """SQLite goes on writing into a file that was renamed or deleted, and what it says is durable would be lost."""
        try:
            there = os.stat(self.path)
        except OSError:
            there = None
        if there is None or (there.st_dev, there.st_ino) != self._file:
            raise StoreError(f"{self.path} was moved or replaced while in use: put it back, or start again")

    def _prepare(self, create: bool) -> None:
        with self.write() as connection:
            found = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            if (found == 0 and create) or found in _LACKS_TABLES:
                metadata.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            elif found != SCHEMA:
                raise StoreError(
                    f"{self.path} is of schema {found}, this program knows {SCHEMA}: use the matching version"
                )
