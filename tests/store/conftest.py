"""A real ledger in a temporary folder: with the SQLite we bring, and with the standard library's own."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nightdesk.store import database as database_module
from nightdesk.store.database import Database


@pytest.fixture(params=["brought", "standard-library"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The same cases for both: the second uses the rollback journal, because its WAL may have a known fault."""
    if request.param == "standard-library":
        monkeypatch.setattr(database_module, "sqlite_module", lambda: sqlite3)
    one = Database(tmp_path / "ledger.db", create=True, durable=False)
    yield one
    one.close()
