"""The one MetaData all tables register with, and the types they share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData
from sqlalchemy.types import TypeDecorator

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
