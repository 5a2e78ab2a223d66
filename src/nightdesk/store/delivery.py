"""Table `delivery`: every arrival of bytes, as it came. Never edited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
)

from ..terms.arrival import Kept
from ..terms.delivery import Delivery
from .metadata import Moment, Serial, metadata
from .packing import pack, unpack
from .prepared import Prepared

DELIVERY = Table(
    "delivery",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("seal", String(64), nullable=False),
    Column("wire", String(63), nullable=False),
    Column("name", String, nullable=False),
    Column("transport", String(63), nullable=False),
    Column("charset", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("received", Moment, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("delivery_seal", "seal"),
    sqlite_autoincrement=True,
)

ONCE = Table(
    "once",
    metadata,
    Column("wire", String(63), primary_key=True),
    Column("key", String, primary_key=True),
    Column("delivery", Serial, nullable=False),
)
"""Ids a sender must not use twice (push)."""

_ADD = Prepared(insert(DELIVERY).returning(DELIVERY.c.id))
_KEPT = tuple(DELIVERY.c[name] for name in Delivery.__struct_fields__)
_BY_ID = Prepared(select(DELIVERY.c.id, *_KEPT).where(DELIVERY.c.id.in_(bindparam("ids", expanding=True))))
_ONCE_ADD = Prepared(insert(ONCE))
_SEEN = Prepared(
    select(ONCE.c.delivery, DELIVERY.c.seal)
    .join(DELIVERY, DELIVERY.c.id == ONCE.c.delivery)
    .where(ONCE.c.wire == bindparam("wire"), ONCE.c.key == bindparam("key"))
)


def add(connection: Connection, deliveries: Sequence[Delivery], urgent: Sequence[bool]) -> list[int]:
    """Store the deliveries and return their ids, in the same order."""
    rows = [
        {
            "seal": one.seal, "wire": one.wire, "name": one.name, "transport": one.transport,
            "charset": one.charset, "media_type": one.media_type, "received": one.received,
            "size_bytes": len(one.content), "urgent": now, "content": pack(one.content),
        }
        for one, now in zip(deliveries, urgent, strict=True)
    ]  # fmt: skip
    return [int(_ADD.scalar(connection, **row)) for row in rows]


def get(connection: Connection, ids: Sequence[int]) -> dict[int, Delivery]:
    """The deliveries of those ids, with their bytes."""
    return {row[0]: _delivery(row[1:]) for row in _BY_ID.all(connection, ids=ids)}


def seen_once(connection: Connection, wire: str, key: str) -> Kept | None:
    """The delivery for which the wire used `key` before; None for a key never used, and for the empty one."""
    if not key:
        return None
    row = _SEEN.first(connection, wire=wire, key=key)
    return Kept(row[0], row[1], repeat=True) if row else None


def mark_once(connection: Connection, wire: str, key: str, delivery: int) -> None:
    """Remember that the wire used `key`."""
    _ONCE_ADD.many(connection, [{"wire": wire, "key": key, "delivery": delivery}])


class Filed(msgspec.Struct, frozen=True):
    """A delivery without its bytes, as lists and traces show it."""

    id: int
    seal: str
    wire: str
    name: str
    transport: str
    received: datetime
    size_bytes: int


_FILED = tuple(DELIVERY.c[name] for name in Filed.__struct_fields__)


def filed(connection: Connection, ids: Sequence[int]) -> list[Filed]:
    """The deliveries of those ids, without their bytes, in order of arrival."""
    found = connection.execute(select(*_FILED).where(DELIVERY.c.id.in_(ids)).order_by(DELIVERY.c.id))
    return [Filed(*row) for row in found]


def filed_after(connection: Connection, after: int, most: int) -> list[Filed]:
    """The next deliveries in order of arrival, without their bytes."""
    query = select(*_FILED).where(DELIVERY.c.id > after).order_by(DELIVERY.c.id).limit(most)
    return [Filed(*row) for row in connection.execute(query)]


def filed_by_transport(connection: Connection, transport: str) -> list[Filed]:
    """Every arrival over that transport, in order."""
    found = connection.execute(select(*_FILED).where(DELIVERY.c.transport == transport).order_by(DELIVERY.c.id))
    return [Filed(*row) for row in found]


def filed_at(connection: Connection, received: datetime) -> list[Filed]:
    """Every arrival at exactly that moment."""
    found = connection.execute(select(*_FILED).where(DELIVERY.c.received == received).order_by(DELIVERY.c.id))
    return [Filed(*row) for row in found]


def page_of_ids(connection: Connection, after: int, most: int) -> dict[int, Delivery]:
    """The next deliveries in order of arrival, with their bytes, for going through all of them."""
    query = select(DELIVERY.c.id, *_KEPT).where(DELIVERY.c.id > after).order_by(DELIVERY.c.id).limit(most)
    return {row[0]: _delivery(tuple(row[1:])) for row in connection.execute(query)}


def urgent(connection: Connection, deliveries: Sequence[int]) -> set[int]:
    """Those of the deliveries that are read before others that wait."""
    query = select(DELIVERY.c.id).where(DELIVERY.c.id.in_(deliveries), DELIVERY.c.urgent)
    return set(connection.execute(query).scalars())


def count(connection: Connection) -> int:
    """How many deliveries are kept."""
    return int(connection.execute(select(func.count()).select_from(DELIVERY)).scalar() or 0)


def filed_by_seal(connection: Connection, seal: str) -> list[Filed]:
    """Every arrival of the bytes with that SHA-256."""
    found = connection.execute(select(*_FILED).where(DELIVERY.c.seal == seal).order_by(DELIVERY.c.id))
    return [Filed(*row) for row in found]


def _delivery(row: tuple[Any, ...]) -> Delivery:
    kept = dict(zip(Delivery.__struct_fields__, row, strict=True))
    return Delivery(**{**kept, "content": unpack(kept["content"])})
