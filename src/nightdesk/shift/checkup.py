"""The doctor's round: counts, cursors, stories, pages, fronts and twins, a few at a time, whatever the archive's size.

Where a night is at work while we look, what seems wrong is looked at once more after it had time to finish: a page
that was between two renames is no fault.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from ..outlet.spares import PREFIX as SPARE
from ..store import delivery as delivery_table
from ..store import event as event_table
from ..store import front as front_table
from ..store import reading as reading_table
from ..store import story as story_table
from .check_fronts import all_fronts, front_faults, list_faults, standing_faults
from .check_issues import issue_faults, unset_issues
from .check_ledger import count_faults, file_faults, follower_faults, seal_faults
from .check_log import entry_faults, log_file_faults, tree_faults
from .check_public import folder_faults, folders_of
from .check_stories import story_faults
from .fault import Fault
from .house import House

_AT_ONCE = 200
Progress = Callable[[int, int], None]


@dataclass
class Checkup:
    """What was found wrong, what is only said, and how much was looked at."""

    faults: list[Fault] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Doctor:
    """One round through one site. `wait` lets a night that is at work finish what it is doing; None where none is."""

    house: House
    wait: Callable[[], None] | None = None
    progress: Progress = lambda done, of: None
    done: int = 0
    total: int = 0

    def look(self) -> Checkup:
        """The whole round."""
        found = Checkup()
        found.faults += file_faults(self.house)
        if found.faults:
            return found  # what a damaged file says of the rest means nothing
        connection = self.house.database.read()
        found.counts = _counts(connection)
        found.said += self._said(connection)
        self.total = found.counts["deliveries"] + 3 * found.counts["stories"]
        for looked, faults in seal_faults(connection):
            found.faults += faults
            self._step(looked)
        found.faults += self._settled(lambda: count_faults(connection))
        found.faults += self._settled(lambda: follower_faults(connection, at_work=self.wait is not None))
        found.faults += self._stories(connection)
        found.faults += self._folders(connection)
        found.faults += self._fronts(connection)
        found.faults += self._settled(lambda: list(tree_faults(self.house, connection)))
        found.faults += self._settled(lambda: list(log_file_faults(self.house, connection)))
        found.faults += self._settled(lambda: list(issue_faults(self.house, connection)))
        found.faults += self._leftovers()
        self.progress(self.total, self.total)
        return found

    def _said(self, connection: Connection) -> Iterator[str]:
        waiting = reading_table.waiting(connection)
        if waiting:
            yield f"{waiting} deliveries are kept and wait to be read"
        due = story_table.due_count(connection, self.house.clock())
        if due:
            yield f"{due} stories wait for what time has made due: the desk carries it out when it runs"
        yield from unset_issues(connection)
        if self.wait is not None:
            yield "a night is at work on this site: what it is doing at this moment is not judged"

    def _stories(self, connection: Connection) -> list[Fault]:
        found: list[Fault] = []
        after = ""
        while rows := story_table.rows_after(connection, after, _AT_ONCE):
            after = rows[-1].id
            found += story_faults(self.house, connection, rows)
            found += entry_faults(self.house, connection, [row.id for row in rows])
            self._step(len(rows))
        return self._again(
            found,
            lambda ids: [
                *story_faults(self.house, connection, story_table.rows(connection, ids)),
                *entry_faults(self.house, connection, ids),
            ],
        )

    def _folders(self, connection: Connection) -> list[Fault]:
        if not self.house.public.is_dir():
            return [Fault("public", f"{self.house.public} is not there: make it with `nightdesk rebuild`")]
        found: list[Fault] = []
        folders = folders_of(self.house.public)
        while some := list(islice(folders, _AT_ONCE)):
            found += folder_faults(self.house, connection, some)
            self._step(len(some))
        return self._again(found, lambda names: folder_faults(self.house, connection, [Path(name) for name in names]))

    def _fronts(self, connection: Connection) -> list[Fault]:
        def look(fronts: list[tuple[str, str, int]]) -> list[Fault]:
            return [fault for one in fronts for fault in front_faults(self.house, connection, *one)]

        found = list(standing_faults(self.house)) + list(list_faults(self.house, connection))
        found += look(all_fronts(self.house, connection))
        if not found or self.wait is None:
            return found
        self.wait()
        return [
            *standing_faults(self.house),
            *list_faults(self.house, connection),
            *look(all_fronts(self.house, connection)),
        ]

    def _leftovers(self) -> list[Fault]:
        home = self.house.settings.home
        if self.wait is not None:
            return []
        tmp = home / "tmp"
        left = [home / "public.new", home / "public.old", *(tmp.iterdir() if tmp.is_dir() else ())]
        return [
            Fault("leftover", f"{path} is left from an interrupted write: remove it", str(path))
            for path in left
            if path.exists() and not path.name.startswith(SPARE)
        ]

    def _again(self, found: list[Fault], look: Callable[[list[str]], list[Fault]]) -> list[Fault]:
        """What is still wrong after the night had time."""
        if not found or self.wait is None:
            return found
        self.wait()
        return look(sorted({fault.about for fault in found}))

    def _settled(self, look: Callable[[], list[Fault]]) -> list[Fault]:
        found = look()
        if not found or self.wait is None:
            return found
        self.wait()
        return look()

    def _step(self, looked: int) -> None:
        self.done += looked
        self.progress(min(self.done, self.total), self.total)


def _counts(connection: Connection) -> dict[str, int]:
    return {
        "deliveries": delivery_table.count(connection),
        "waiting": reading_table.waiting(connection),
        "items": reading_table.entries(connection),
        "stories": sum(story_table.counts(connection).values()),
        "listed": front_table.open_count(connection),
        "events": event_table.newest(connection),
    }
