"""The books of one run, as values that two runs can be compared by: what became of every file, story, event and place.

A file that was kept and not yet moved when the desk died is handed over again. Such a repeat is a delivery more, which
must change nothing: it is told from the first by its name (names are used once), and is left out of the comparison.
Row ids and the moments of slow files are the only other things two runs may differ in.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from nightdesk.store import correction, decision, delivery, dossier, event, front, item, reading, story
from nightdesk.store.database import Database

from .plan import Volley

Facts = tuple[Any, ...]
_HARMLESS = frozenset({"duplicate", "history", "spiked", "held", "advisory"})
"""Outcomes that a repeat may have: none of them shows or takes away anything that the first did not."""


@dataclass(frozen=True)
class Books:
    """`files`: by name, what the first delivery of each ended in; `repeats`: how many deliveries a crash made twice."""

    files: dict[str, Facts]
    repeats: int
    faults: tuple[str, ...]
    tables: dict[str, dict[Any, Facts]]


def books(home: Path, plan: list[Volley]) -> Books:
    """Read the ledger of a run that has ended."""
    database = Database(home / "ledger.db")
    try:
        return _books(database.read(), plan)
    finally:
        database.close()


def _books(connection: Connection, plan: list[Volley]) -> Books:
    sent = {file.name: file for volley in plan for file in volley.files}
    decided = _decided(connection)
    reads = {row.delivery: row for row in connection.execute(select(reading.READING))}
    files: dict[str, Facts] = {}
    faults: list[str] = []
    repeats = 0
    columns = (delivery.DELIVERY.c.id, delivery.DELIVERY.c.name, delivery.DELIVERY.c.seal)
    for id_, name, seal in connection.execute(select(*columns).order_by(delivery.DELIVERY.c.id)):
        if name not in sent or seal != delivery_seal(sent[name].content):
            faults.append(f"delivery {id_} ({name}) was never sent so")
            continue
        read = reads.get(id_)
        if read is None:
            faults.append(f"delivery {id_} ({name}) was kept and never read")
            continue
        facts = (seal, read.format, read.entries, read.spike_code, decided.get(id_, ()))
        if name not in files:
            files[name] = facts
            continue
        repeats += 1
        if facts[:4] != files[name][:4]:
            faults.append(f"{name}, handed over again, was read as {facts[:4]}, first as {files[name][:4]}")
        odd = [one for one in facts[4] if one[1] not in _HARMLESS]
        faults += [f"{name}, handed over again, changed something: {one}" for one in odd]
    faults += [f"{name} was sent and is not in the ledger" for name in sent if name not in files]
    return Books(files, repeats, tuple(faults), _tables(connection))


def delivery_seal(content: bytes) -> str:
    """The seal that these bytes must have been kept under."""
    return hashlib.sha256(content).hexdigest()


def _decided(connection: Connection) -> dict[int, tuple[Facts, ...]]:
    """Of each delivery: (entry, outcome, cause, story, reasons) of its decisions, in order."""
    table = decision.DECISION.c
    columns = (table.delivery, table.entry, table.outcome, table.cause, table.story, table.reasons)
    found: dict[int, tuple[Facts, ...]] = {}
    for id_, *facts in connection.execute(select(*columns).order_by(table.id)):
        found[id_] = (*found.get(id_, ()), tuple(facts))
    return found


def _tables(connection: Connection) -> dict[str, dict[Any, Facts]]:
    revisions = {id_: key for id_, key in connection.execute(select(item.ITEM.c.id, item.ITEM.c.revision))}  # noqa: C416
    stories = {
        one.record.id: (_record(one.record, revisions), one.card)
        for chunk in [story.page_of_ids(connection, "", 1_000_000)]
        for one in chunk
    }
    events = {row.seq: tuple(row) for row in connection.execute(select(event.EVENT))}
    mixed = mixed_fronts(connection)
    places = {
        (row.front, row.story if row.front in mixed else row.position): (row.story, row.open, row.gone)
        for row in connection.execute(select(front.FRONT_ENTRY))
    }
    known = dossier.DOSSIER.c
    columns = (known.story, known.number, known.filed, known.alive, known.thread, known.part, known.lead)
    dossiers = {row[0]: tuple(row) for row in connection.execute(select(*columns, known.says, known.reaches))}
    shards = {row.number: tuple(row) for row in connection.execute(select(front.SHARD))}
    corrections = {row.id: tuple(row)[1:] for row in connection.execute(select(correction.CORRECTION))}
    gone = {
        row.event: (row.story, row.kind, row.received, row.gone is not None)
        for row in connection.execute(select(correction.WITHDRAWAL))
    }
    return {
        "story": stories,
        "revision": {(row.story, row.revision): (row.digest, row.seal, row.entry) for row in _revisions(connection)},
        "event": events,
        "dossier": dossiers,
        "front": places,
        "sitemap": shards,
        "correction": corrections,
        "withdrawal": gone,
    }


def mixed_fronts(connection: Connection) -> set[str]:
    """Fronts on which the library has put stories beside those of the desk: who of two came first is the clock's doing,
    as on any list that is in order of arrival. Fronts of topics are the library's alone, in the order of the events."""
    return {
        f"{reach.kind}/{reach.slug}"
        for standing in dossier.touched_since(connection, 0)
        for reach in standing.reaches
        if reach.kind != "topic"
    }


def _revisions(connection: Connection) -> Any:
    return connection.execute(select(item.ITEM))


def _record(record: Any, revisions: dict[int, str]) -> Facts:
    facts = msgspec.structs.asdict(record)
    for name in ("shown_item", "waiting_item"):
        facts[name] = revisions.get(facts[name])
    return tuple(facts.items())


def differences(calm: Books, struck: Books) -> list[str]:
    """What the ledger of the run that was killed has otherwise than the undisturbed one's; empty when nothing."""
    found = [f"undisturbed run: {fault}" for fault in calm.faults] + list(struck.faults)
    found += _unlike("file", calm.files, struck.files)
    for name, rows in calm.tables.items():
        found += _unlike(name, rows, struck.tables[name])
    return found


def _unlike(what: str, calm: dict[Any, Facts], struck: dict[Any, Facts]) -> list[str]:
    pairs = ((key, calm.get(key), struck.get(key)) for key in sorted(calm.keys() | struck.keys()))
    return [
        f"{what} {key}: undisturbed {_short(one, other)}, killed {_short(other, one)}"
        for key, one, other in pairs
        if one != other
    ]


def _short(one: Facts | None, other: Facts | None) -> str:
    """The parts of `one` that `other` has otherwise."""
    if one is None or other is None:
        return repr(one)[:300]
    return repr([part for part, twin in zip(_flat(one), _flat(other), strict=False) if part != twin])[:600]


def _flat(facts: Facts) -> list[Any]:
    return [part for one in facts for part in (one if isinstance(one, tuple) else (one,))]
