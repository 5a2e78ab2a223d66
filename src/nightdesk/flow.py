"""The way of one item, from wire bytes to a live page. Read this first.

     KEEP ──► READ ──► DECIDE ──► MAKE ──► COMMIT ──► SHOW ──► TELL

A transport hands bytes to the keeper, and is answered when they are durable (`shift/keeper.py`). `Desk.step` takes
what has been kept and not read yet, a few deliveries at a time, what may be a kill first, and carries it the rest of
the way. Up to COMMIT nothing has an effect outside; after it everything can be made again from the ledger.
"""

import math
import shutil
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from . import log
from .agency.read import read
from .errors import HouseError
from .outlet.deliver import Press
from .shift.acts import DESK, carry_out_act
from .shift.afterwards import FOLLOWER, Afterwards
from .shift.dues import carry_out_dues
from .shift.fronts import dirty_after, withdrawn_from
from .shift.house import House
from .shift.judge import judge_reading, stories_of
from .shift.log_files import refuse_a_fork, stray_tiles
from .shift.pictures import arrived
from .shift.public_log import PublicLog
from .shift.rebuild import rebuild
from .shift.remake import since, stale_standing_pages
from .shift.site_leaves import enter_changes, enter_days, next_midnight
from .shift.sitting import Sitting
from .store import correction as correction_table
from .store import delivery as delivery_table
from .store import event as event_table
from .store import leaf as leaf_table
from .store import reading as reading_table
from .store import story as story_table
from .terms.delivery import Delivery
from .terms.page import Page
from .terms.reading import Reading
from .terms.spike import Spike

AT_ONCE = 32
AT_ONCE_BYTES = 32 * 1024 * 1024
"""So much is in hand at a time: a few large pictures, all the copy of a busy minute."""


@dataclass
class Desk:
    """The one who carries items. `changed` is told the paths of public files that were written or removed.

    `counts_days` False: days that are over are not told in the log yet, for nothing new is to be said.
    """

    house: House
    changed: Callable[[Sequence[str]], None] = lambda paths: None
    unshown: dict[str, Page] = field(default_factory=dict)
    counts_days: bool = True
    low_water: int = 0
    midnight: datetime | None = None

    def __post_init__(self) -> None:
        self.press = Press(self.house.public, self.house.settings.home / "tmp")
        self.public_log = PublicLog(self.house.signer)
        self.afterwards = Afterwards(self.house, self._deliver, self.press, self.public_log)

    def wake(self) -> None:
        """Take the chair: make again what an interrupted night may have left half shown, before anything new."""
        house, connection = self.house, self.house.database.read()
        for folder in ("tmp", "public.new", "public.old"):
            shutil.rmtree(house.settings.home / folder, ignore_errors=True)
        refuse_a_fork(house.public, connection)
        if not (house.public / "index.html").exists():
            rebuild(house, connection)
        left = stray_tiles(house.public, leaf_table.size(connection))
        self._show({page.path: page for page in [*stale_standing_pages(house), *left]})
        came = event_table.cursor(connection, FOLLOWER)
        pages, dirty, newest = since(house, connection, came)
        self._show(pages)
        self._tell_changes()
        self.afterwards.resume(dirty, newest, came, correction_table.unfinished(connection))

    def step(self) -> int:
        """Carry the next few deliveries, and what time has made due; returns how much there was to do.

        While pages cannot be shown (no space), only what may take something away is carried. Raises OSError then.
        """
        connection = self.house.database.read()
        trouble = self._trouble_showing()
        waiting = reading_table.unread(connection, self.low_water, AT_ONCE, AT_ONCE_BYTES)
        if trouble is not None:
            waiting = sorted(delivery_table.urgent(connection, waiting))
        if waiting:
            self.carry(waiting)
        elif trouble is None:
            self.low_water = reading_table.low_water(connection, self.low_water)
        busy = len(waiting) + self._dues()
        if trouble is not None:
            raise trouble
        self._day()
        return busy

    def _trouble_showing(self) -> OSError | None:
        try:
            self._show({})
        except OSError as error:
            return error
        return None

    def carry(self, ids: Sequence[int]) -> None:
        """The whole way for these deliveries. One that breaks the program is spiked alone; its siblings go on."""
        found = delivery_table.get(self.house.database.read(), ids)
        deliveries = {id_: found[id_] for id_ in ids}  # what may be a kill stands first
        try:
            self._finish(self._sit(deliveries))
        except (IntegrityError, DataError) as error:
            self._carry_apart(ids, deliveries, error)  # the ledger is well, and refuses what we made of this delivery
        except (DBAPIError, OSError, HouseError):
            raise  # the house is in trouble, not the delivery: nothing was committed, it is carried again
        except Exception as error:  # the one place that may catch everything (style-examples §3.8)
            self._carry_apart(ids, deliveries, error)

    def _carry_apart(self, ids: Sequence[int], deliveries: dict[int, Delivery], error: Exception) -> None:
        if len(ids) > 1:
            for one in ids:
                self.carry([one])
            return
        log.event("delivery-broke-the-desk", delivery=ids[0], error=error)
        self._finish(self._broken(ids[0], deliveries[ids[0]], error))

    def _sit(self, deliveries: dict[int, Delivery]) -> Sitting:
        connection = self.house.database.read()
        sitting = self._open(connection)
        readings = {id_: self._reading(delivery) for id_, delivery in deliveries.items()}  # READ
        sitting.load(connection, stories_of(readings.values()))
        for id_, delivery in deliveries.items():
            sitting.heard[delivery.wire] = delivery.received
            reading = readings[id_]
            if delivery.transport == DESK:
                refused = carry_out_act(self.house, connection, sitting, delivery)
                reading = Reading(format="desk-act", spike=Spike("act-refused", refused) if refused else None)
            self._read(sitting, id_, delivery, reading)
            if reading.picture is not None:
                sitting.pictures.append(arrived(self.house.provider(delivery.wire), id_, delivery, reading.picture))
            judge_reading(self.house, connection, sitting, id_, delivery, reading)  # DECIDE, MAKE
        return sitting

    def _open(self, connection: Connection) -> Sitting:
        """A new sitting. The first of a day tells what came in on the days before, ahead of anything of its own."""
        sitting = Sitting.open(connection, self.house.clock())
        if self.counts_days and (self.midnight is None or sitting.now >= self.midnight):
            sitting.marks |= enter_days(connection, sitting)
        return sitting

    def _reading(self, delivery: Delivery) -> Reading:
        if delivery.transport == DESK:
            return Reading()
        return read(delivery, self.house.profile(delivery.wire), self.house.formats)

    def _finish(self, sitting: Sitting) -> None:
        with self.house.database.write() as connection:  # COMMIT
            sitting.commit(connection)
            batch = self.public_log.append(connection, sitting)
        self.public_log.committed(batch)
        self.midnight = next_midnight(sitting.now)
        try:
            self._show(sitting.pages)  # SHOW
        finally:  # also when the disk is full: what is committed has to be told sooner or later
            connection = self.house.database.read()
            self.afterwards.note(dirty_after(connection, sitting), withdrawn_from(connection, sitting), sitting)
            self.afterwards.hurry()  # TELL: at once what takes something away, the rest soon

    def _show(self, pages: dict[str, Page]) -> None:
        self.unshown.update(pages)
        if self.unshown:
            self._deliver(list(self.unshown.values()))
            self.unshown.clear()

    def _deliver(self, pages: list[Page], *, in_order: bool = False) -> int:
        written = self.press.deliver(pages, in_order=in_order)
        self.changed([page.path for page in pages])
        return written

    def _dues(self) -> int:
        connection = self.house.database.read()
        due = story_table.due(connection, self.house.clock(), AT_ONCE)
        if due:
            sitting = self._open(connection)
            carry_out_dues(self.house, connection, sitting, due)
            self._finish(sitting)
        return len(due)

    def _day(self) -> None:
        """Tell of the days that are over also where nothing else is to be told."""
        if self.midnight is None or self.house.clock() >= self.midnight:
            sitting = self._open(self.house.database.read())
            if sitting.marks:
                self._finish(sitting)
            self.midnight = next_midnight(sitting.now)

    def _tell_changes(self) -> None:
        """What every page has otherwise than when the log was last written goes into it first."""
        connection = self.house.database.read()
        sitting = self._open(connection)
        sitting.marks |= enter_changes(self.house, connection, sitting)
        if sitting.marks:
            self._finish(sitting)

    def _read(self, sitting: Sitting, id_: int, delivery: Delivery, reading: Reading) -> None:
        sitting.reads.append(
            reading_table.Read(
                delivery=id_,
                format=reading.format,
                profile=reading.profile,
                profile_seal=self.house.profile_seal(delivery.wire),
                entries=len(reading.entries),
                spike=reading.spike,
                at=sitting.now,
            )
        )

    def _broken(self, id_: int, delivery: Delivery, error: Exception) -> Sitting:
        sitting = self._open(self.house.database.read())
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
        reason = (
            f"the program broke on it ({type(error).__name__}); the bytes are kept: report it, then `nightdesk replay`"
        )
        self._read(sitting, id_, delivery, Reading(spike=Spike("desk-broke", reason, place)))
        return sitting

    def close(self, patience: float = math.inf) -> None:
        """Finish what is made but not shown, tell everybody, and note how far we came.

        Stories that the library has not filed within `patience` seconds are left to the next desk.
        """
        self._show({})
        self.afterwards.tell_all(patience)
        self.press.close()
        self.afterwards.settle(everything=True)
