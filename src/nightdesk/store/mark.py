"""Table `mark`: single values that have to outlive the night, each under a name."""

from sqlalchemy import Column, Connection, String, Table, bindparam, select

from .metadata import metadata, put_rows
from .prepared import Prepared

MARK = Table(
    "mark",
    metadata,
    Column("name", String(63), primary_key=True),
    Column("value", String, nullable=False),
)

_GET = Prepared(select(MARK.c.value).where(MARK.c.name == bindparam("name")))


def get(connection: Connection, name: str) -> str | None:
    """The value last put under that name."""
    value: str | None = _GET.scalar(connection, name=name)
    return value


def put(connection: Connection, name: str, value: str) -> None:
    """Remember it."""
    put_rows(connection, MARK, ("value",), [{"name": name, "value": value}])
