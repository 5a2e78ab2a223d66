"""The ledger against itself: whole, all read and decided once, nobody ahead of the events, no kill unfinished."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection

from ..store import correction as correction_table
from ..store import delivery as delivery_table
from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store import full_text
from ..store import item as item_table
from ..store import reading as reading_table
from ..store import search as search_table
from ..store import story as story_table
from ..terms.story import State
from .afterwards import FOLLOWER, TOLD
from .fault import REPORT, Fault
from .house import House
from .memory import FOLLOWER as LIBRARY

_MOST = 1000
_DELIVERIES_AT_ONCE = 64


def file_faults(house: House) -> list[Fault]:
    """What SQLite says of the file."""
    return [
        Fault("ledger-damaged", f"{house.settings.ledger}: {line}: restore the ledger from a copy")
        for line in house.database.damage()
    ]


def seal_faults(connection: Connection) -> Iterator[tuple[int, list[Fault]]]:
    """Every delivery's bytes against the seal they arrived with, some at a time; how many were looked at."""
    after = 0
    while chunk := delivery_table.page_of_ids(connection, after, _DELIVERIES_AT_ONCE):
        after = max(chunk)
        yield (
            len(chunk),
            [
                Fault("seal", f"delivery {id_}: its bytes are not those of its seal: restore the ledger from a copy")
                for id_, one in chunk.items()
                if hashlib.sha256(one.content).hexdigest() != one.seal
            ],
        )


def count_faults(connection: Connection) -> list[Fault]:
    """Every item of every delivery that was read has exactly one decision of its arrival."""
    faults = [
        Fault(
            "count",
            f"delivery {one.delivery} brought {one.entries} items and has {one.decided} decisions of its arrival: "
            f"`nightdesk trace` on its file shows which; {REPORT}",
        )
        for one in reading_table.miscounts(connection, _MOST)
    ]
    faults += [
        Fault("count", f"delivery {id_} was read, but its bytes are not in the ledger: restore it from a copy")
        for id_ in reading_table.without_delivery(connection, _MOST)
    ]
    faults += [
        Fault("count", f"delivery {id_} counts as not read, but was decided on; {REPORT}")
        for id_ in reading_table.decided_unread(connection, _MOST)
    ]
    faults += [
        Fault("item", f"revision {id_} belongs to story {story}, which the ledger does not have; {REPORT}", story)
        for id_, story in item_table.without_story(connection, _MOST)
    ]
    return faults


def _library_faults(connection: Connection, newest: int) -> list[Fault]:
    """A library that has read everything knows and finds the stories that are up, and no others."""
    if event_table.cursor(connection, LIBRARY) < newest:
        return []  # the next desk reads on; nothing that is shown depends on it
    shown = story_table.counts(connection).get(State.PUBLISHED.value, 0)
    found = {"the library knows": dossier_table.alive_count(connection)}
    if full_text.is_there(connection):
        found["the search finds"] = search_table.count(connection)
    return [
        Fault("library", f"{what} {count} stories, and {shown} are shown; {REPORT}")
        for what, count in found.items()
        if count != shown
    ]


def follower_faults(connection: Connection, *, at_work: bool) -> list[Fault]:
    """Nobody has followed more than has happened; what is behind is a fault only where nobody is catching up."""
    newest = event_table.newest(connection)
    told = event_table.cursor(connection, TOLD)
    faults = [
        Fault("cursor", f"the cursor {name!r} is at {seq}, and the last event is {newest}; {REPORT}")
        for name in (FOLLOWER, TOLD, LIBRARY)
        if (seq := event_table.cursor(connection, name)) > newest
    ]
    if at_work:
        return faults
    if told < newest:
        faults.append(
            Fault(
                "behind",
                f"fronts and feeds do not show the last {newest - told} events yet: start the desk (`nightdesk run`), "
                "or `nightdesk rebuild`",
            )
        )
    faults += _library_faults(connection, newest)
    faults += [
        Fault(
            "withdrawal",
            f"{row.guid} ({row.kind}, received {row.received.isoformat()}) is not known to be gone from every surface: "
            "start the desk (`nightdesk run`), or `nightdesk rebuild`",
            row.story,
        )
        for row in correction_table.unfinished(connection)
    ]
    return faults
