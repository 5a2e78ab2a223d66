"""Table `reading`: what each delivery was read as. A delivery without a row here has not been read yet."""

import math
from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
)

from ..terms.spike import Spike
from .decision import DECISION
from .delivery import DELIVERY
from .metadata import Moment, Serial, metadata
from .prepared import Prepared

READING = Table(
    "reading",
    metadata,
    Column("delivery", Serial, primary_key=True, autoincrement=False),
    Column("format", String(63), nullable=False),
    Column("profile", String(63), nullable=False),
    Column("profile_seal", String(64), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("spike_code", String(63), nullable=False),
    Column("spike_reason", String, nullable=False),
    Column("spike_place", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index(
        "reading_spiked",
        "spike_code",
        "delivery",
        sqlite_where=text("spike_code <> ''"),
        postgresql_where=text("spike_code <> ''"),
    ),
)


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One row: `entries` items came of it, or `spike` says why none."""

    delivery: int
    format: str
    profile: str
    profile_seal: str
    entries: int
    spike: Spike | None
    at: datetime


_ADD = Prepared(insert(READING))
_WAITING = (
    select(DELIVERY.c.id, DELIVERY.c.size_bytes)
    .where(DELIVERY.c.id > bindparam("low"), ~exists().where(READING.c.delivery == DELIVERY.c.id))
    .order_by(DELIVERY.c.urgent.desc(), DELIVERY.c.id)
    .limit(bindparam("most"))
)

_UNREAD = Prepared(_WAITING)
_FIRST_UNREAD = Prepared(_WAITING.order_by(None).order_by(DELIVERY.c.id))
_NEWEST = Prepared(select(func.max(DELIVERY.c.id)))


def add(connection: Connection, rows: Sequence[Read]) -> None:
    """Record what the deliveries were read as."""
    _ADD.many(
        connection,
        [
            {
                "delivery": row.delivery, "format": row.format, "profile": row.profile,
                "profile_seal": row.profile_seal, "entries": row.entries, "at": row.at,
                "spike_code": row.spike.code if row.spike else "",
                "spike_reason": row.spike.reason if row.spike else "",
                "spike_place": row.spike.place if row.spike else "",
            }
            for row in rows
        ],
    )  # fmt: skip


def get(connection: Connection, delivery: int) -> Read | None:
    """What that delivery was read as; None while it waits."""
    row = connection.execute(select(READING).where(READING.c.delivery == delivery)).first()
    return _read(row) if row else None


def remove(connection: Connection, delivery: int) -> None:
    """Forget how the delivery was read, so that a replay reads it anew. Its decisions stay."""
    connection.execute(delete(READING).where(READING.c.delivery == delivery))


def unread(connection: Connection, low: int, most: int, most_bytes: float = math.inf) -> list[int]:
    """Ids above `low` that were not read yet: what may be a kill first, then in order of arrival.

    No more of them than have `most_bytes` together, but one in any case.
    """
    found: list[int] = []
    for id_, size_bytes in _UNREAD.all(connection, low=low, most=most):
        most_bytes -= size_bytes
        if found and most_bytes < 0:
            break
        found.append(id_)
    return found


def low_water(connection: Connection, low: int = 0) -> int:
    """Every delivery up to this id has been read; `low` is one of which that is known."""
    # The newest is asked for first: what is kept between the two questions must not count as read.
    newest = _NEWEST.scalar(connection) or 0
    first = _FIRST_UNREAD.scalar(connection, low=low, most=1)
    return newest if first is None else int(first) - 1


def spiked(connection: Connection, most: int) -> list[Read]:
    """The newest refused deliveries."""
    query = select(READING).where(READING.c.spike_code != "").order_by(READING.c.delivery.desc()).limit(most)
    return [_read(row) for row in connection.execute(query)]


def _read(row: object) -> Read:
    one: dict[str, object] = row._mapping  # type: ignore[attr-defined]  # SQLAlchemy's public name for it
    code = one["spike_code"]
    spike = Spike(str(code), str(one["spike_reason"]), str(one["spike_place"])) if code else None
    same = {name: one[name] for name in ("delivery", "format", "profile", "profile_seal", "entries", "at")}
    return msgspec.convert({**same, "spike": spike}, Read, from_attributes=True)


class Miscount(msgspec.Struct, frozen=True):
    """A delivery whose items and decisions do not agree."""

    delivery: int
    entries: int
    decided: int


def miscounts(connection: Connection, most: int) -> list[Miscount]:
    """Read deliveries where not every item has exactly one decision of its arrival; there should be none."""
    arrival = select(
        DECISION.c.delivery, func.count().label("rows"), func.count(DECISION.c.entry.distinct()).label("decided")
    ).where(DECISION.c.cause == "delivery")
    per = arrival.group_by(DECISION.c.delivery).subquery()
    decided, rows = func.coalesce(per.c.decided, 0), func.coalesce(per.c.rows, 0)
    query = (
        select(READING.c.delivery, READING.c.entries, rows)
        .select_from(READING.outerjoin(per, per.c.delivery == READING.c.delivery))
        .where((READING.c.entries != decided) | (rows != decided))
    )
    return [Miscount(*row) for row in connection.execute(query.order_by(READING.c.delivery).limit(most))]


def without_delivery(connection: Connection, most: int) -> list[int]:
    """Readings of deliveries the ledger does not have; there should be none."""
    orphans = select(READING.c.delivery).where(~exists().where(DELIVERY.c.id == READING.c.delivery))
    return list(connection.execute(orphans.order_by(READING.c.delivery).limit(most)).scalars())


def decided_unread(connection: Connection, most: int) -> list[int]:
    """Deliveries with decisions that are marked as not read; there should be none."""
    query = select(DECISION.c.delivery).where(~exists().where(READING.c.delivery == DECISION.c.delivery)).distinct()
    return list(connection.execute(query.order_by(DECISION.c.delivery).limit(most)).scalars())


class Carried(msgspec.Struct, frozen=True):
    """When a delivery came, and when it was read."""

    delivery: int
    received: datetime
    at: datetime


def carried(connection: Connection) -> list[Carried]:
    """Every delivery that has been read, in order of arrival."""
    query = (
        select(READING.c.delivery, DELIVERY.c.received, READING.c.at)
        .join(DELIVERY, DELIVERY.c.id == READING.c.delivery)
        .order_by(READING.c.delivery)
    )
    return [Carried(*row) for row in connection.execute(query)]


def waiting(connection: Connection) -> int:
    """How many deliveries are kept and not read yet."""
    kept = connection.execute(select(func.count()).select_from(DELIVERY)).scalar() or 0
    read = connection.execute(select(func.count()).select_from(READING)).scalar() or 0
    return int(kept) - int(read)


def entries(connection: Connection) -> int:
    """How many items all deliveries together brought."""
    return int(connection.execute(select(func.sum(READING.c.entries))).scalar() or 0)


def spiked_count(connection: Connection) -> int:
    """How many deliveries were refused whole."""
    query = select(func.count()).select_from(READING).where(READING.c.spike_code != "")
    return int(connection.execute(query).scalar() or 0)
