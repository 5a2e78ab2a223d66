"""TELL: what follows a commit, each at its own pace: withdrawals at once, fronts soon, sitemaps a little later."""

import logging
import math
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from .. import log
from ..clock import ticks
from ..outlet.deliver import Press
from ..store import correction as correction_table
from ..store import event as event_table
from ..store import front as front_table
from ..store import leaf as leaf_table
from ..terms.page import Page
from .dossier_shown import thread_pages
from .fronts import Dirty, make_fronts, make_sitemaps
from .house import House
from .issue_desk import IssueDesk
from .issue_files import again_pages, taken_down
from .librarian import Librarian
from .log_files import key_page, log_files, published_size, stray_tiles
from .log_shown import log_pages
from .picture_desk import PictureDesk
from .proof_files import make_proofs
from .public_log import PublicLog
from .remake import named_pages
from .sitting import Sitting

FOLLOWER = "pages"
TOLD = "told"
"""Up to here every front, feed and list shows what happened; other processes wait for it."""
_SITEMAP_SECONDS = 2.0
_LOG_PAGE_SECONDS = 5.0
_SETTLE_SECONDS = 60.0
"""Files are not fsynced; the kernel has written them out after this long, so the cursor may pass them."""
_FILING_WAITS_SECONDS = 30.0
_FILING_SHARE = 9.0
"""While deliveries wait the library waits too, for so long; then it may take a tenth of the time."""
_FILING_RESTS_SECONDS = 60.0
_PAPER_SHARE = 4.0
"""While deliveries wait, e-papers may take a fifth of the time."""
_PRINTED_AT_ONCE = 24
_SHARE = 4.0
_SHARE_WHEN_IDLE = 1.0
"""Fronts may take a fifth of the time: after a round that took t, the next one waits at least four t; or half of the
time while no delivery waits for its page."""


class Deliver(Protocol):
    """Puts pages up and says so."""

    def __call__(self, pages: list[Page], *, in_order: bool = False) -> int: ...


@dataclass
class Afterwards:
    """What is still to be made anew, and how far everything is known to be done.

    `urgent` is what shows a text that has to go. `marks` are events by the time at which they were shown; the cursor
    may move to `due`, once the compressed copies `asked` for by then are there too. `logged` is the size of the log
    whose checkpoint stands at `/log/checkpoint`.
    """

    house: House
    deliver: Deliver
    press: Press
    public_log: PublicLog
    dirty: Dirty = field(default_factory=Dirty)
    gone: list[int] = field(default_factory=list)
    fronts_told: float = 0.0
    fronts_took: float = 0.0
    sitemaps_not_before: float = 0.0
    log_page_not_before: float = 0.0
    newest: int = 0
    settled: int = 0
    marks: list[tuple[float, int]] = field(default_factory=list)
    due: int = 0
    asked: tuple[int, int] | None = None
    urgent: Dirty = field(default_factory=Dirty)
    logged: int | None = None
    filing_not_before: float = 0.0
    busy_since: float | None = None
    filing_rests_until: float = 0.0
    paper_not_before: float = 0.0
    log_broken_off: bool = False
    """Tiles may stand there that no checkpoint covers: putting up the log's files did not come to its end."""

    def __post_init__(self) -> None:
        self.librarian = Librarian(self.house)
        self.issues = IssueDesk(self.house, self.deliver)
        self.pictures = PictureDesk(self.house, self.deliver)

    def note(self, dirty: Dirty, urgent: Dirty, sitting: Sitting) -> None:
        """Take in what a sitting has left to do."""
        self.dirty.add(dirty)
        self.urgent.add(urgent)
        if sitting.events:
            self.newest = sitting.events[-1].seq
        self.gone += [row.event for row in sitting.withdrawn]
        if sitting.picture_due:
            self.pictures.stir()

    def hurry(self) -> None:
        """Call after the pages of a sitting were shown: what takes a text away is told before this returns."""
        if self.urgent:
            self._make_lists(self.urgent)
            self._make_sitemaps(self.urgent)
            with self.house.database.write() as connection:
                correction_table.mark_gone(connection, self.gone, self.house.clock())
                if not self.dirty.lists:
                    event_table.move_cursor(connection, TOLD, self.newest)
            self.gone.clear()
            self.urgent = Dirty()

    def resume(self, dirty: Dirty, newest: int, came: int, unfinished: list[correction_table.Withdrawn]) -> None:
        """Go on where an earlier night stopped: its pages are made again, what follows them is told now."""
        self.settled = came
        self.newest = newest
        self.gone = [row.event for row in unfinished]
        self.dirty.add(dirty)
        self.dirty.add(self.issues.wake(came))
        if unfinished:
            self.urgent.add(dirty)
            self.urgent.issues |= self.dirty.issues
        self.tell_lists()

    def tell(self, *, idle: bool = False) -> float | None:
        """Make what may be made now; returns the seconds until there is more to do, None when there is nothing.

        `idle` says that nothing else waits to be done.
        """
        self.hurry()  # an earlier try may have failed
        sees_to_pictures = self._see_to_pictures()
        now = ticks()
        if self.dirty.lists and now >= self._fronts_not_before(idle):
            self._tell_fronts()
        files_stories = self._may_file_stories(idle) and self._file_stories()
        if self.dirty.shards and ticks() >= self.sitemaps_not_before:
            self._tell_sitemaps()
        if self.dirty.log_page and ticks() >= self.log_page_not_before:
            self._tell_log_page()
        makes_papers = (idle or ticks() >= self.paper_not_before) and self._make_papers()
        self.settle()
        if files_stories or makes_papers or sees_to_pictures:
            return 0.0
        if not self.dirty:
            return None
        waits = [self._fronts_not_before(idle)] if self.dirty.lists else []
        waits += [self.sitemaps_not_before] if self.dirty.shards else []
        waits += [self.log_page_not_before] if self.dirty.log_page else []
        waits += [self.paper_not_before] if self.dirty.printed else []
        return max(0.0, min(waits, default=ticks()) - ticks())

    def tell_all(self, patience: float = math.inf) -> None:
        """Everything that is still to be made, now; as many stories filed before as so many seconds allow.

        E-papers that wait to be set are set only where there is all the time in the world.
        """
        self.hurry()
        until = ticks() + patience
        while ticks() < until and self._file_stories():
            pass
        if patience == math.inf:
            self.dirty.add(self.pictures.finish())
            self.tell_lists()  # no reader of the site waits for a typesetter
            self.dirty.add(self.issues.finish())
        self.issues.stop()
        self.pictures.stop()
        self.tell_lists()

    def tell_lists(self) -> None:
        """The same, but for stories that the library has not read."""
        self.hurry()
        if self.dirty.lists:
            self._tell_fronts()
        if self.dirty.shards:
            self._tell_sitemaps()
        if self.dirty.log_page:
            self._tell_log_page()
        while self.dirty.printed:
            self._tell_printed()

    def settle(self, *, everything: bool = False) -> None:
        """Move the cursor past events whose files, their compressed twins too, are on the disk for good."""
        if everything:
            self.pictures.settle_all()
        now = ticks()
        if self.newest > (self.marks[-1][1] if self.marks else max(self.due, self.settled)):
            self.marks.append((now, self.newest))
        while self.marks and (everything or self.marks[0][0] + _SETTLE_SECONDS <= now):
            self.due = self.marks.pop(0)[1]
        if self.asked is None and self.due > self.settled and (everything or not self.dirty):
            self.asked = (self.due, self.press.asked)
        if self.asked is None or not (everything or self.press.made >= self.asked[1]):
            return
        settled = max(self.due, self.asked[0]) if everything else self.asked[0]
        with self.house.database.write() as connection:
            event_table.move_cursor(connection, FOLLOWER, settled)
        self.settled, self.asked = settled, None

    def _may_file_stories(self, idle: bool) -> bool:
        if idle:
            self.busy_since = None
            return True
        if self.busy_since is None:
            self.busy_since = ticks()
        return ticks() >= max(self.filing_not_before, self.busy_since + _FILING_WAITS_SECONDS)

    def _file_stories(self) -> bool:
        """A round of the library; False where it has read everything."""
        began = ticks()
        if began < self.filing_rests_until:
            return False
        try:
            dirty = self.librarian.follow()
        except (DBAPIError, OSError):
            raise  # the house is in trouble, not the library
        except Exception as error:  # whatever breaks the library, kills and pages go on without it
            log.event("library-in-trouble", level=logging.ERROR, error=error)
            self.filing_rests_until = ticks() + _FILING_RESTS_SECONDS
            return False
        if dirty is None:
            return False
        self.dirty.add(dirty)
        self.filing_not_before = ticks() + _FILING_SHARE * (ticks() - began)
        return True

    def _see_to_pictures(self) -> bool:
        """A step with the pictures; False where there is nothing to do for them now."""
        seen_to = self.pictures.follow()
        self.dirty.add(seen_to or Dirty())
        return seen_to is not None

    def _make_papers(self) -> bool:
        """A round of the e-papers; False where there is nothing to do for them now."""
        began = ticks()
        if self.dirty.printed:
            self._tell_printed()
            made: Dirty | None = Dirty()
        else:
            made = self.issues.follow()
        self.dirty.add(made or Dirty())
        self.paper_not_before = ticks() + _PAPER_SHARE * (ticks() - began)
        return made is not None

    def _tell_printed(self) -> None:
        """A few stories' pages say where they were printed."""
        some = sorted(self.dirty.printed)[:_PRINTED_AT_ONCE]
        self.deliver(named_pages(self.house, self.house.database.read(), some))
        self.dirty.printed.difference_update(some)

    def _fronts_not_before(self, idle: bool) -> float:
        least = self.house.settings.desk.front_milliseconds / 1000
        return self.fronts_told + max(least, (_SHARE_WHEN_IDLE if idle else _SHARE) * self.fronts_took)

    def _tell_fronts(self) -> None:
        began = ticks()
        self._make_lists(self.dirty)
        with self.house.database.write() as connection:
            event_table.move_cursor(connection, TOLD, self.newest)
        self.fronts_told = ticks()
        self.fronts_took = self.fronts_told - began

    def _tell_sitemaps(self) -> None:
        self._make_sitemaps(self.dirty)
        self.sitemaps_not_before = ticks() + _SITEMAP_SECONDS

    def _tell_log_page(self) -> None:
        self.deliver(log_pages(self.house, self.house.database.read()))
        self.dirty.log_page = False
        self.log_page_not_before = ticks() + _LOG_PAGE_SECONDS

    def _make_lists(self, dirty: Dirty) -> None:
        began = ticks()
        now = Dirty(
            proofs=dict(dirty.proofs),
            pages=set(dirty.pages),
            threads=set(dirty.threads),
            issues=set(dirty.issues),
            fronts={front: set(numbers) for front, numbers in dirty.fronts.items()},
            corrections=dirty.corrections,
            indexes=dirty.indexes,
            log=dirty.log,
        )
        connection = self.house.database.read()
        if now.issues:  # ahead of all that needs space
            self.deliver(taken_down(self.house, connection, now.issues))
        files = self._publish_log()
        files += self.deliver(
            [
                *again_pages(self.house, connection, now.issues),
                *make_proofs(self.house, connection, now, self.public_log),
                *named_pages(self.house, connection, sorted(now.pages)),
                *thread_pages(self.house, connection, now.threads),
                *make_fronts(self.house, connection, now),
            ]
        )
        self.dirty.remove(now)
        log.event("fronts-made", fronts=len(now.fronts), files=files, seconds=round(ticks() - began, 3))

    def _publish_log(self) -> int:
        """The log's own files; before the proofs, which lead to it."""
        connection = self.house.database.read()
        if self.logged is None:
            self.logged = published_size(self.house.public)
        pages = log_files(connection, self.logged, self.public_log)
        if not pages:
            return 0
        if self.log_broken_off:
            pages += stray_tiles(self.house.public, leaf_table.size(connection))
        self.log_broken_off = True
        files = self.deliver([*key_page(self.house), *pages], in_order=True)  # the checkpoint goes up last
        self.logged = published_size(self.house.public)
        self.log_broken_off = False
        return files

    def _make_sitemaps(self, dirty: Dirty) -> None:
        if not dirty.shards:
            return
        now = Dirty(shards=dict(dirty.shards))
        with self.house.database.write() as connection:
            front_table.put_shards(connection, sorted(now.shards.items()))
        self.deliver(make_sitemaps(self.house, self.house.database.read(), now))
        self.dirty.remove(now)
