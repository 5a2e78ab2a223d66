"""Work a command does itself when no night runs on the site, and hands to the night when one does."""

import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .agency.read import read
from .clock import ticks
from .errors import HouseError, UsageError
from .flow import Desk
from .shift.afterwards import TOLD
from .shift.facts import delivery_facts
from .shift.house import House
from .shift.judge import judge_reading
from .shift.keeper import keep_now
from .shift.sitting import Sitting
from .store import decision as decision_table
from .store import delivery as delivery_table
from .store import event as event_table
from .store import issue as issue_table
from .store import reading as reading_table
from .store import story as story_table
from .terms.arrival import Arrival, Kept
from .terms.delivery import Delivery
from .terms.reading import Reading

_LOOK_SECONDS = 0.05
_PATIENCE_SECONDS = 120.0
_KEPT_TOGETHER = 64
Progress = Callable[[int, int], None]
Papers = Callable[[Sequence[issue_table.Listed]], None]


def refuse_unknown_wire(house: House, wire: str) -> None:
    """Raises UsageError with the wires there are."""
    if house.settings.wire(wire) is None:
        known = ", ".join(one.name for one in house.settings.wires) or "none yet"
        raise UsageError(f"there is no wire {wire!r} in {house.settings.home}/nightdesk.toml; there are: {known}")


def carry(
    house: House,
    arrivals: Sequence[Arrival],
    progress: Progress = lambda done, of: None,
    papers: Papers = lambda issues: None,
) -> list[Kept]:
    """Keep and carry them to the live page: ourselves, or by the night that runs on the site.

    `papers` is told of the e-papers that we set after that, which takes seconds for each.
    """
    with house.as_desk() as ours:
        if not ours:
            kept = keep_all(house, arrivals)
            wait_for_the_night(house, kept, progress)
            return kept
        desk = Desk(house)
        desk.wake()
        kept = keep_all(house, arrivals)
        done = 0
        while busy := desk.step():
            done += busy
            progress(min(done, len(arrivals)), len(arrivals))
        if house.sets_papers and (unset := issue_table.unset(house.database.read())):
            papers(unset)
        desk.close()
        return kept


def stored_facts(house: House, name: str, delivery_id: int) -> dict[str, Any]:
    """What came of a delivery, from the stored decisions."""
    connection = house.database.read()
    delivery = delivery_table.get(connection, [delivery_id])[delivery_id]
    stored = reading_table.get(connection, delivery_id)
    if stored is not None and stored.spike is not None:
        reading = Reading(format=stored.format, profile=stored.profile, spike=stored.spike)
    else:
        reading = read(delivery, house.profile(delivery.wire), house.formats)
    decided = [one for one in decision_table.of_delivery(connection, delivery_id) if one.cause == "delivery"]
    stories = story_table.get(connection, list({one.story for one in decided}))
    records = {id_: filed.record for id_, filed in stories.items()}
    return delivery_facts(house, name, delivery, reading, decided, records)


def read_anew(house: House, ids: Sequence[int]) -> None:
    """Read deliveries that were refused once more, through to the live page. The caller sits in the desk's chair."""
    desk = Desk(house)
    desk.wake()
    with house.database.write() as connection:
        for id_ in ids:
            reading_table.remove(connection, id_)
    while desk.step():
        pass
    desk.close()


def decided_facts(house: House, wire: str, file: Path) -> dict[str, Any]:
    """What FILE is and what the desk would do with it, as the ledger stands now; nothing is changed.

    Raises UsageError when there is no such wire, or the file cannot be read.
    """
    refuse_unknown_wire(house, wire)
    content = file_content(file)
    delivery = Delivery(
        wire=wire,
        name=file.name,
        content=content,
        seal=hashlib.sha256(content).hexdigest(),
        received=house.clock(),
        transport="ingest",
    )
    connection = house.database.read()
    sitting = Sitting.open(connection, house.clock())
    reading = read(delivery, house.profile(wire), house.formats)
    judge_reading(house, connection, sitting, 0, delivery, reading)
    return delivery_facts(house, str(file), delivery, reading, sitting.decided, sitting.stories)


def file_content(file: Path) -> bytes:
    """The bytes of a file named on the command line. Raises UsageError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error


def keep_all(house: House, arrivals: Sequence[Arrival]) -> list[Kept]:
    """Keep them, some at a time, in order."""
    kept: list[Kept] = []
    for start in range(0, len(arrivals), _KEPT_TOGETHER):
        kept += keep_now(house, arrivals[start : start + _KEPT_TOGETHER])
    return kept


def wait_for_the_night(house: House, kept: Sequence[Kept], progress: Progress = lambda done, of: None) -> None:
    """Return when the running night has carried all of them and every surface shows it. Raises HouseError when not."""
    until = ticks() + _PATIENCE_SECONDS
    connection = house.database.read()
    for done, one in enumerate(kept):
        while reading_table.get(connection, one.delivery) is None:
            _sleep(house, until)
        progress(done + 1, len(kept))
    newest = event_table.newest(connection)
    while event_table.cursor(connection, TOLD) < newest:
        _sleep(house, until)


def _sleep(house: House, until: float) -> None:
    if ticks() > until:
        raise HouseError(
            f"{house.settings.home}: the night running there did not carry it in {_PATIENCE_SECONDS:.0f} s; "
            "it is kept and will be carried: see `nightdesk status`"
        )
    time.sleep(_LOOK_SECONDS)
