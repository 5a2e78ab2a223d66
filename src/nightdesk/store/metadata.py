"""The one MetaData all tables register with, and the types they share."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator

from .prepared import Prepared

metadata = MetaData()

# SQLite makes only an INTEGER PRIMARY KEY a rowid; PostgreSQL wants the wide one.
Serial = BigInteger().with_variant(Integer(), "sqlite")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as microseconds since 1970 UTC: it sorts and compares alike in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Aware datetime to microseconds."""
        return None if value is None else (value - _EPOCH) // _TICK

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Microseconds to an aware UTC datetime."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def put_rows(connection: Connection, table: Table, changing: tuple[str, ...], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; where the primary key is there already, set the columns named in `changing`."""
    if rows:
        _upsert(connection.dialect.name, table, changing).many(connection, rows)


@cache
def _upsert(dialect: str, table: Table, changing: tuple[str, ...]) -> Prepared:
    """The one statement whose words differ between the databases, built once for each table."""
    module: Any = sqlite if dialect == "sqlite" else postgresql
    fresh = module.insert(table)
    keys: list[Column[Any]] = list(table.primary_key.columns)
    changed = {name: fresh.excluded[name] for name in changing}
    return Prepared(fresh.on_conflict_do_update(index_elements=keys, set_=changed))
