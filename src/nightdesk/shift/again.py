"""Stored deliveries run again beside the real site: the same bytes, at the same moments, by the present program."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from ..clock import Clock
from ..config import Settings
from ..store import decision as decision_table
from ..store import delivery as delivery_table
from ..store import event as event_table
from ..store import item as item_table
from ..store import reading as reading_table
from ..store.database import Database
from .house import House


class Turn(msgspec.Struct, frozen=True):
    """What the desk did at one moment: read these deliveries, and then what time had made due."""

    at: datetime
    deliveries: tuple[int, ...] = ()


class Ended(msgspec.Struct, frozen=True):
    """How one entry ended: its outcome and the digest of its text; `whole` for a delivery that was refused whole."""

    outcome: str
    whole: bool = False
    guid: str = ""
    digest: str = ""
    why: str = ""


class Difference(msgspec.Struct, frozen=True):
    """One (delivery, entry) that would end otherwise today; None where it did not, or would not, exist.

    Where the delivery was refused whole, that is how each of its entries ended.
    """

    delivery: int
    entry: int
    name: str
    wire: str
    received: datetime
    before: Ended | None
    after: Ended | None


WHOLE = -1
"""The entry under which a delivery refused whole is compared."""


def turns(connection: Connection) -> list[Turn]:
    """The moments of the desk in the order in which they came, with what it read at each.

    A stretch in which arrivals go back in time was run by a person with another clock (`--now`), or the machine's
    was put right: what was read in it follows all that was read before.
    """
    rows = reading_table.carried(connection)
    stretches: list[list[reading_table.Carried]] = []
    for row in rows:
        if not stretches or row.received < stretches[-1][-1].received:
            stretches.append([])
        stretches[-1].append(row)
    alone = {*decision_table.time_moments(connection), *event_table.moments(connection, "expire")}
    found: list[Turn] = []
    for number, stretch in enumerate(stretches):
        until = max(row.at for row in stretch)
        mine = {at for at in alone if stretch[0].received <= at and (number + 1 == len(stretches) or at <= until)}
        alone -= mine
        read = {at: tuple(row.delivery for row in same) for at, same in groupby(sorted(stretch, key=_when), key=_at)}
        found += [Turn(at, read.get(at, ())) for at in sorted(read.keys() | mine)]
    return found


def _at(row: reading_table.Carried) -> datetime:
    return row.at


def _when(row: reading_table.Carried) -> tuple[datetime, int]:
    return row.at, row.delivery


def scratch_house(house: House, folder: Path, clock: Clock, settings: Settings | None = None) -> House:
    """A house of the same parts, and the same settings or these, with an empty ledger and site in `folder`."""
    (folder / "public").mkdir()
    settings = msgspec.structs.replace(settings or house.settings, home=folder)
    return House(
        settings=settings,
        database=Database(settings.ledger, create=True, durable=False),
        clock=clock,
        formats=house.formats,
        profiles=house.profiles,
        rules=house.rules,
        outputs=house.outputs,
        transports=house.transports,
    )


def copy_deliveries(house: House, scratch: House, ids: Sequence[int]) -> dict[int, int]:
    """Keep those deliveries in the scratch ledger as they came; returns the scratch id of each."""
    stored = delivery_table.get(house.database.read(), ids)
    wanted = sorted(stored)
    if not wanted:
        return {}
    urgent = delivery_table.urgent(house.database.read(), wanted)
    with scratch.database.write() as connection:
        there = delivery_table.add(connection, [stored[id_] for id_ in wanted], [id_ in urgent for id_ in wanted])
    return dict(zip(wanted, there, strict=True))


def differences(house: House, scratch: House, copied: dict[int, int]) -> Iterator[Difference]:
    """What ended otherwise, in order of arrival and entry."""
    connection = house.database.read()
    filed = {one.id: one for one in delivery_table.filed(connection, sorted(copied))}
    for id_, there in sorted(copied.items()):
        before = _ended(connection, id_)
        after = _ended(scratch.database.read(), there)
        for entry in sorted((before.keys() | after.keys()) - {WHOLE}) or [WHOLE]:
            was, would = before.get(entry, before.get(WHOLE)), after.get(entry, after.get(WHOLE))
            if _compared(was) != _compared(would):
                one = filed[id_]
                yield Difference(id_, entry, one.name, one.wire, one.received, was, would)


def _compared(ended: Ended | None) -> tuple[str, str, str] | None:
    return (ended.outcome, ended.guid, ended.digest) if ended else None


def _ended(connection: Connection, delivery: int) -> dict[int, Ended]:
    read = reading_table.get(connection, delivery)
    if read is not None and read.spike is not None:
        return {WHOLE: Ended(f"refused ({read.spike.code})", True, why=read.spike.reason)}
    decided = [one for one in decision_table.of_delivery(connection, delivery) if one.cause == "delivery"]
    items = item_table.get(connection, sorted({one.item for one in decided if one.item is not None}))
    ended = {}
    for one in decided:
        filed = items.get(one.item or 0)
        guid, digest = (filed.item.guid, filed.digest) if filed else ("", "")
        ended[one.entry] = Ended(one.outcome.value, False, guid, digest, one.reasons[0].text if one.reasons else "")
    return ended
