"""The e-papers: decided when a cut-off has passed, set by a process of their own, and shown whole.

Nobody waits for it: it does a little at a time, between deliveries. The ledger says which issues are decided and which
have to be set, so that whatever breaks off is taken up again.
"""

import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection

from .. import log
from ..clock import ticks
from ..errors import PaperError
from ..outlet.twins import lacks_a_twin
from ..store import event as event_table
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store.issue import Key
from ..terms.issue import Issue, LeftOut, PaperPage, Printed
from ..terms.page import Page
from ..terms.site import Edition
from .cut_off import cut_off_of, newest_day, next_cut_off
from .fronts import Dirty
from .house import House
from .issue_decided import Deciding, decide
from .issue_files import (
    archive,
    files_of,
    is_as_kept,
    read_pages,
    refuse_missing,
    refuse_unfaithful,
    set_pages,
    shown_against_settings,
    standing,
)
from .issue_shown import issue_of
from .memory import FOLLOWER as LIBRARY
from .typesetting import Made, Setting

Deliver = Callable[[list[Page]], int]
_LOOK_SECONDS = 0.2
_LIBRARY_WAITS_SECONDS = 30.0
"""For so long an issue waits for the library to file what came before the cut-off."""
_REST_SECONDS = 20.0
_LONGEST_REST_SECONDS = 900.0
_MOST_MISSED = 14
_READ_AT_ONCE = 4


@dataclass
class _Rest:
    """An issue that could not be set is not tried again at once, unless it is another one by then (`touched`)."""

    touched: int
    until: float
    seconds: float


class IssueDesk:
    """The one who makes e-papers, for one desk."""

    def __init__(self, house: House, deliver: Deliver) -> None:
        self._house = house
        self._deliver = deliver
        self._next: datetime | None = None
        self._looked = False
        self._waiting: list[tuple[Edition, date]] = []
        self._deciding: Deciding | None = None
        self._setting: Setting | None = None
        self._showing: Generator[None, None, Dirty | None] | None = None
        self._rests: dict[Key, _Rest] = {}
        self._not_before = 0.0
        self._library_until = 0.0
        self._said_off = False

    def follow(self) -> Dirty | None:
        """The next small step; what has to be made again for it, None where there is nothing to do now."""
        if ticks() < self._not_before and self._deciding is None:
            return None
        if self._setting is not None:
            return self._look()
        if self._is_off():
            return None
        if self._decide_some():
            return Dirty()
        return self._set_next()

    def finish(self) -> Dirty:
        """Set all that has to be set, each once, and wait for it; nothing new is decided."""
        dirty = Dirty()
        tried: set[Key] = set()
        while not self._is_off():
            if self._setting is None and not self._begin(but=tried):
                break
            if self._setting is not None:
                tried.add(_key(self._setting.issue))
                self._setting.wait(_LOOK_SECONDS)
                dirty.add(self._look() or Dirty())
        return dirty

    def stop(self) -> None:
        """Leave what is being set to the next desk."""
        if self._setting is not None:
            self._setting.end()
            self._setting = self._showing = None

    def wake(self, came: int) -> Dirty:
        """What an interrupted night may have left: issues that changed since event `came`, and all that are down."""
        house, connection = self._house, self._house.database.read()
        dirty = Dirty(issues={one.key for one in issue_table.unset(connection) if one.state == "withdrawn"})
        changed = issue_table.touched_since(connection, came)
        for one in changed:
            filed = issue_table.get(connection, one.key)
            if filed is None or filed.state != "shown":
                continue
            dirty.printed.update(held_table.of_issue(connection, one.key))
            files = {house.public / path: file for path, file in filed.shown.files.items()}
            if not all(is_as_kept(path, file) and not lacks_a_twin(path) for path, file in files.items()):
                self._call_in(one.key)
            self._tell_neighbours(one.key)
        for key in shown_against_settings(house):
            self._call_in(key)
        if house.site.papers and (changed or not (house.public / "epaper" / "index.html").exists()):
            self._deliver(archive(house, connection))
        return dirty

    # Deciding

    def _decide_some(self) -> bool:
        """A few stories further; False where no issue has to be decided now."""
        if self._deciding is None:
            self._look_at_the_clock()
            if not self._waiting or not self._library_is_there():
                return False
            self._deciding = decide(self._house, *self._waiting[0])
        try:
            next(self._deciding)
        except StopIteration as ended:
            self._deciding = None
            edition, day = self._waiting.pop(0)
            if ended.value is None:
                log.event("issue-empty", edition=edition.slug, date=day)
        except BaseException:
            self._deciding = None  # it is decided anew: what was gathered may no longer be so
            raise
        return True

    def _look_at_the_clock(self) -> None:
        """Which issues are due by the house's clock: of each edition the newest alone."""
        house, now = self._house, self._house.clock()
        if self._looked and (self._next is None or now < self._next):
            return
        connection = house.database.read()
        for edition in house.site.papers:
            day = newest_day(house.site, edition, now)
            if issue_table.get(connection, (edition.slug, day)) is None:
                self._waiting.append((edition, day))
                self._say_missed(connection, edition, day)
        self._next, self._looked = next_cut_off(house.site, now), True
        self._library_until = ticks() + _LIBRARY_WAITS_SECONDS

    def _say_missed(self, connection: Connection, edition: Edition, day: date) -> None:
        """Days for which nobody was here; they can be made by hand."""
        earlier = issue_table.before(connection, (edition.slug, day))
        missed = (day - earlier.date).days - 1 if earlier else 0
        for back in range(min(missed, _MOST_MISSED), 0, -1):
            log.event("issue-missed", level=logging.WARNING, edition=edition.slug, date=day - timedelta(days=back))

    def _library_is_there(self) -> bool:
        """Whether all that came before the cut-off is filed: likes are folded by it, and threads counted."""
        if ticks() >= self._library_until:
            return True
        connection = self._house.database.read()
        until = cut_off_of(self._house.site, *self._waiting[0])
        return event_table.cursor(connection, LIBRARY) >= event_table.newest_at(connection, until)

    # Setting

    def _set_next(self) -> Dirty | None:
        self._not_before = ticks() + _LOOK_SECONDS
        return Dirty() if self._begin() else None

    def _begin(self, but: set[Key] = frozenset()) -> bool:  # type: ignore[assignment]  # never changed
        """Give the newest issue that has to be set to a typesetter."""
        connection = self._house.database.read()
        now = ticks()
        for one in issue_table.unset(connection):
            rest = self._rests.get(one.key)
            if one.key in but or (rest and now < rest.until and one.touched == rest.touched):
                continue
            filed = issue_table.get(connection, one.key)
            if filed is None:
                continue
            issue = issue_of(self._house, connection, filed)
            try:
                self._setting = Setting(issue, self._house.settings.home / "tmp", self._house.typesetter)
            except OSError as error:
                self._fail(one.key, error)
                but = {*but, one.key}
                continue
            return True
        return False

    def _look(self) -> Dirty | None:
        """Show the issue, once it is set, a step at a time."""
        self._not_before = ticks() + _LOOK_SECONDS
        setting = self._setting
        if setting is None:
            return None
        try:
            if self._showing is None:
                made = setting.look()
                if made is None:
                    return None
                self._showing = self._show(setting, made)
            next(self._showing)
        except StopIteration as shown:
            self._setting = self._showing = None
            return shown.value or Dirty()
        except (PaperError, OSError) as error:
            self._setting = self._showing = None
            self._fail(_key(setting.issue), error)
            return None
        self._not_before = 0.0
        return Dirty()

    def _show(self, setting: Setting, made: Made) -> Generator[None, None, Dirty | None]:
        """Put the issue up whole, unless a story of it has gone meanwhile: then it is set again."""
        house, connection, issue = self._house, self._house.database.read(), setting.issue
        key = _key(issue)
        pages = set_pages(issue, made)
        bare = _without_images(made.printed)
        yield
        readers = read_pages(house, connection, issue, bare, files_of(pages))
        read: set[str] = set()
        for start in range(0, len(readers), _READ_AT_ONCE):
            yield
            read |= refuse_unfaithful(issue, readers[start : start + _READ_AT_ONCE])
        refuse_missing(issue, bare, read)
        pages += readers
        files = files_of(pages)
        yield
        filed = issue_table.get(connection, key)
        if filed is None or issue_of(house, connection, filed) != issue:
            return None
        there = {page.path for page in pages}
        left = [Page(path, None) for path in standing(house.public, key) if path not in there]
        self._deliver([*left, *pages])
        gone = tuple(one.id for one in issue.gone)
        shown = issue_table.Shown(pages=bare.pages, left_out=bare.left_out, gone=gone, files=files)
        turned = self._keep(key, issue, shown)
        self._rests.pop(key, None)
        log.event("issue-shown", edition=key[0], date=key[1], pages=len(bare.pages), seconds=round(setting.seconds, 3))
        yield
        self._tell_neighbours(key)
        self._deliver(archive(house, connection, since=key[1]))
        return Dirty(printed=turned)

    def _keep(self, key: Key, issue: Issue, shown: issue_table.Shown) -> set[str]:
        """Returns the stories that begin on another page than before."""
        begins: dict[str, int] = {}
        for page in shown.pages:
            for piece in page.pieces:
                if piece.begins:
                    begins.setdefault(piece.story, page.number)
        living = {story.id for story in issue.stories}
        with self._house.database.write() as connection:
            held = held_table.of_issue(connection, key)
            pages = {story: begins.get(story) if story in living else None for story in held}
            turned = {story: page for story, page in pages.items() if held[story].page != page}
            held_table.turn(connection, key, turned)
            issue_table.show(connection, key, shown, event_table.newest(connection))
        return set(turned)

    def _tell_neighbours(self, key: Key) -> None:
        """The readers of the issues before and after lead to this one."""
        connection = self._house.database.read()
        for day in issue_table.neighbours(connection, key):
            filed = issue_table.get(connection, (key[0], day)) if day else None
            if filed is None or filed.state != "shown":
                continue
            issue = issue_of(self._house, connection, filed)
            pages = read_pages(
                self._house, connection, issue, Printed(pages=filed.shown.pages, pdf=b""), filed.shown.files
            )
            files = filed.shown.files | files_of(pages)
            if files == filed.shown.files:
                continue
            self._deliver(pages)
            with self._house.database.write() as writing:
                issue_table.refile(writing, filed.key, files, event_table.newest(writing))

    # Trouble

    def _fail(self, key: Key, error: PaperError | OSError) -> None:
        """It is tried again, later and later; `status` says so meanwhile."""
        before, filed = self._rests.get(key), issue_table.get(self._house.database.read(), key)
        seconds = min(_LONGEST_REST_SECONDS, 2 * before.seconds) if before else _REST_SECONDS
        self._rests[key] = _Rest(filed.touched if filed else 0, ticks() + seconds, seconds)
        log.event(
            "issue-in-trouble", level=logging.ERROR, edition=key[0], date=key[1], why=str(error), again_in=seconds
        )
        with self._house.database.write() as connection:
            issue_table.trouble(connection, key, str(error))

    def _call_in(self, key: Key) -> None:
        with self._house.database.write() as connection:
            issue_table.call_in(connection, [key], "due", event_table.newest(connection))

    def _is_off(self) -> bool:
        if self._house.sets_papers:
            return False
        if not self._said_off and self._house.settings.site.papers:
            self._said_off = True
            log.event(
                "epaper-off", level=logging.WARNING, why="Typst is not installed: pip install 'nightdesk[epaper]'"
            )
        return True


def _key(issue: Issue) -> Key:
    return issue.edition.slug, issue.date


def _without_images(printed: Printed) -> Printed:
    pages: list[PaperPage] = [msgspec.structs.replace(page, image=b"") for page in printed.pages]
    left_out: tuple[LeftOut, ...] = printed.left_out
    return Printed(pages=tuple(pages), pdf=b"", left_out=left_out)
