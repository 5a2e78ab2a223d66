"""Table `wire`: how far each wire has been read at its source, and when it last brought something."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, String, Table, select

from .metadata import Moment, metadata, put_rows

WIRE = Table(
    "wire",
    metadata,
    Column("name", String(63), primary_key=True),
    Column("cursor", String, nullable=False),
    Column("last", Moment),
)

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_CURSOR = msgspec.json.Decoder(dict[str, str]).decode


def move_cursor(connection: Connection, name: str, cursor: Mapping[str, str]) -> None:
    """Store the wire's own cursor."""
    _put(connection, name, {"cursor": _ENCODE(dict(cursor)).decode()})


def heard(connection: Connection, last: Mapping[str, datetime]) -> None:
    """Each wire brought something at that moment."""
    put_rows(connection, WIRE, ("last",), [{"name": name, "cursor": "{}", "last": at} for name, at in last.items()])


def cursors(connection: Connection) -> dict[str, dict[str, str]]:
    """Every wire's cursor."""
    return {name: _CURSOR(cursor) for name, cursor in connection.execute(select(WIRE.c.name, WIRE.c.cursor))}


def last_heard(connection: Connection) -> dict[str, datetime]:
    """When each wire last brought something."""
    found = connection.execute(select(WIRE.c.name, WIRE.c.last).where(WIRE.c.last.is_not(None)))
    return {name: last for name, last in found}  # noqa: C416  # rows are not typed pairs


def _put(connection: Connection, name: str, values: dict[str, Any]) -> None:
    put_rows(connection, WIRE, tuple(values), [{"name": name, "cursor": "{}", **values}])
