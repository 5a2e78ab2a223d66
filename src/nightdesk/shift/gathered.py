"""What a few events add to the dossiers, gathered before any of it is written."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store import front as front_table
from ..store import search as search_table
from ..store import story as story_table
from ..store.dossier import Act, Dossier, Says
from ..terms.story import Reach, State
from .fronts import Dirty, touched_by
from .house import House

NEIGHBOURS = 5
"""Earlier stories of a thread whose pages tell of a new one; more are not made again for it."""


class Gathered:
    """Rows by story, as they stand after the events so far; and what goes into the ledger beside them."""

    def __init__(self, house: House, connection: Connection) -> None:
        self._house = house
        self._connection = connection
        self.touched = event_table.newest(connection)
        self.acts: list[Act] = []
        self.moved: list[tuple[str, str]] = []
        self.searched: dict[str, search_table.Entry] = {}
        self.threads: set[str] = set()
        self.folded: set[str] = set()
        self._rows: dict[str, Dossier] = {}
        self._placed: dict[tuple[str, str], str] = {}
        self._left: set[tuple[str, str]] = set()

    def row(self, story: str) -> Dossier | None:
        """The dossier of one story; None of one that was never filed."""
        return self.rows_of([story]).get(story)

    def rows_of(self, stories: Sequence[str]) -> dict[str, Dossier]:
        """The dossiers of those stories as this round has left them, in the order asked."""
        missing = [one for one in stories if one not in self._rows]
        kept = dossier_table.get(self._connection, missing) | self._rows
        return {one: kept[one] for one in stories if one in kept}

    def naming(self, story: str) -> list[Dossier]:
        """The dossiers of those whose pages name that story."""
        found = {*dossier_table.listing(self._connection, [story])}
        found |= {one.story for one in self._rows.values() if story in one.says.others}
        return list(self.rows_of(sorted(found)).values())

    def put(self, row: Dossier) -> None:
        """The story's dossier is this from here on."""
        self._rows[row.story] = msgspec.structs.replace(row, touched=self.touched)

    def place(self, row: Dossier, before: tuple[Reach, ...]) -> None:
        """Put the story on its further fronts, and take it off those of `before` that it is not on any more."""
        fronts = {f"{reach.kind}/{reach.slug}": reach.title for reach in row.reaches}
        for front, title in fronts.items():
            self._placed[(front, row.story)] = title
            self._left.discard((row.story, front))
        for reach in before:
            front = f"{reach.kind}/{reach.slug}"
            if front not in fronts:
                self._left.add((row.story, front))

    def say(self, row: Dossier, says: Says) -> None:
        """Its page says this from here on."""
        if says != row.says:
            self.put(msgspec.structs.replace(row, says=says))

    def count(self, thread: str) -> None:
        """The newest stories of a thread tell how many it has."""
        members = self.members(thread)
        places = {story: place for place, together in enumerate(members, 1) for story in together}
        for row in self.rows_of(list(places)[-NEIGHBOURS:]).values():
            self.say(row, msgspec.structs.replace(row.says, stories=len(members), place=places[row.story]))

    def members(self, thread: str) -> list[tuple[str, ...]]:
        """The living stories of a thread in order; those that are one story together."""
        numbers: dict[str, tuple[int, str]] = {}
        for one in dossier_table.members(self._connection, thread):
            numbers[one.story] = (one.number, one.lead)
        for row in self._rows.values():
            numbers.pop(row.story, None)
            if row.thread == thread and row.alive:
                numbers[row.story] = (row.number, row.lead)
        together: dict[str, list[str]] = {}
        for story, (_, lead) in sorted(numbers.items(), key=lambda one: one[1]):
            together.setdefault(lead, []).append(story)
        return [tuple(stories) for stories in together.values()]

    def write(self, connection: Connection) -> None:
        """Everything, in the caller's transaction."""
        for thread, into in self.moved:
            if not into:
                dossier_table.unmove(connection, thread)  # it may have led to another thread until now
            elif into == thread:
                dossier_table.keep_page(connection, thread, self.touched)
            else:
                dossier_table.move(connection, thread, into, self.touched)
        # After the moves: they take all of a thread along, also what parted from it again in this very round.
        dossier_table.put(connection, list(self._rows.values()))
        dossier_table.add_acts(connection, self.acts)
        front_table.place(connection, [(front, title, story) for (front, story), title in self._placed.items()])
        front_table.leave(connection, sorted(self._left))
        self._close_the_withdrawn(connection)
        search_table.put(connection, list(self.searched.values()))

    def _close_the_withdrawn(self, connection: Connection) -> None:
        """Whoever was taken down since has or had a place there, but a closed one: places do not depend on our pace."""
        stories = sorted({story for _, story in self._placed} | {story for story, _ in self._left})
        states = story_table.states(connection, stories) if stories else {}
        gone = [story for story in stories if states[story] != State.PUBLISHED.value]
        front_table.close(connection, sorted(event_table.last_of(connection, gone).items()))

    def dirty(self) -> Dirty:
        """What has to be made again, once it is written."""
        connection = self._house.database.read()
        dirty = Dirty(pages=set(self._rows), threads=set(self.threads))
        fronts = {front for front, _ in self._placed} | {front for _, front in self._left}
        moved = {story for _, story in self._placed} | {story for story, _ in self._left}
        found = touched_by(connection, sorted(moved), self._house.clock())
        dirty.add(Dirty(fronts={front: found.fronts[front] for front in found.fronts if front in fronts}))
        dirty.indexes = found.indexes
        dirty.add(Dirty(fronts=touched_by(connection, sorted(self.folded), self._house.clock()).fronts))
        return dirty
