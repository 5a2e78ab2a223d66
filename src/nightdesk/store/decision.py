"""Table `decision`: how every item ended and why, in the order in which it was decided. Append only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import Column, Connection, Index, Integer, String, Table, func, insert, select

from ..terms.decision import Outcome, Reason
from .delivery import DELIVERY
from .metadata import Moment, Serial, metadata
from .prepared import Prepared

Cause = Literal["delivery", "time", "person", "replay"]

DECISION = Table(
    "decision",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("delivery", Serial, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("item", Serial),
    Column("story", String(12), nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("cause", String(12), nullable=False),
    Column("reasons", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index("decision_story", "story", "id"),
    Index("decision_delivery", "delivery", "entry", "id"),
    Index("decision_at", "at"),
)


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `cause` "time" and "person" are later decisions over the same (delivery, entry): the last one counts."""

    delivery: int
    entry: int
    item: int | None
    story: str
    outcome: Outcome
    cause: Cause
    reasons: tuple[Reason, ...]
    at: datetime


_ADD = Prepared(insert(DECISION))
_ENCODE = msgspec.json.Encoder().encode
_REASONS = msgspec.json.Decoder(tuple[Reason, ...]).decode
_COLUMNS = tuple(DECISION.c[name] for name in Decided.__struct_fields__)


def add(connection: Connection, rows: Sequence[Decided]) -> None:
    """Record the decisions."""
    _ADD.many(
        connection,
        [
            {
                "delivery": row.delivery, "entry": row.entry, "item": row.item, "story": row.story,
                "outcome": row.outcome.value, "cause": row.cause, "reasons": _ENCODE(row.reasons).decode(),
                "at": row.at,
            }
            for row in rows
        ],
    )  # fmt: skip


def between(connection: Connection, since: datetime, until: datetime) -> list[tuple[str, datetime, str, datetime]]:
    """(wire, when it was received, outcome, when it was decided) of every item first decided in since < at <= until."""
    query = (
        select(DELIVERY.c.wire, DELIVERY.c.received, DECISION.c.outcome, DECISION.c.at)
        .join(DELIVERY, DELIVERY.c.id == DECISION.c.delivery)
        .where(DECISION.c.at > since, DECISION.c.at <= until, DECISION.c.cause == "delivery")
    )
    return [(wire, received, outcome, at) for wire, received, outcome, at in connection.execute(query)]


def of_story(connection: Connection, story: str) -> list[Decided]:
    """All decisions over one story, oldest first."""
    found = connection.execute(select(*_COLUMNS).where(DECISION.c.story == story).order_by(DECISION.c.id))
    return [_decided(row) for row in found]


def of_delivery(connection: Connection, delivery: int) -> list[Decided]:
    """All decisions over the items of one delivery, in order of entry and then of time."""
    query = select(*_COLUMNS).where(DECISION.c.delivery == delivery).order_by(DECISION.c.entry, DECISION.c.id)
    return [_decided(row) for row in connection.execute(query)]


def outcomes(connection: Connection) -> dict[str, int]:
    """How many items ended in each outcome: the last decision over each (delivery, entry) counts."""
    last = select(func.max(DECISION.c.id).label("id")).group_by(DECISION.c.delivery, DECISION.c.entry).subquery()
    query = select(DECISION.c.outcome, func.count()).join(last, DECISION.c.id == last.c.id).group_by(DECISION.c.outcome)
    return {str(outcome): int(count) for outcome, count in connection.execute(query)}


def entries_decided(connection: Connection) -> int:
    """How many (delivery, entry) pairs have at least one decision."""
    pairs = select(DECISION.c.delivery, DECISION.c.entry).distinct().subquery()
    return connection.execute(select(func.count()).select_from(pairs)).scalar() or 0


def time_moments(connection: Connection) -> list[datetime]:
    """The moments at which the passing of time, not a delivery, was acted on."""
    query = select(DECISION.c.at).where(DECISION.c.cause == "time").distinct().order_by(DECISION.c.at)
    return list(connection.execute(query).scalars())


def _decided(row: Sequence[object]) -> Decided:
    values = dict(zip(Decided.__struct_fields__, row, strict=True))
    values["outcome"] = Outcome(str(values["outcome"]))
    values["reasons"] = _REASONS(str(values["reasons"]))
    return Decided(**values)  # type: ignore[arg-type]  # the columns are the fields, by construction
