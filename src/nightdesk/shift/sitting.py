"""One sitting of the desk: a few deliveries read, judged and made into pages together, then committed as one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from ..desk.rule import Known
from ..store import correction as correction_table
from ..store import decision as decision_table
from ..store import delivery as delivery_table
from ..store import event as event_table
from ..store import front as front_table
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store import item as item_table
from ..store import leaf as leaf_table
from ..store import mark as mark_table
from ..store import picture as picture_table
from ..store import reading as reading_table
from ..store import search as search_table
from ..store import story as story_table
from ..store import wire as wire_table
from ..store.picture import picture_key
from ..terms.delivery import Delivery
from ..terms.page import Page
from ..terms.record import StoryRecord
from ..terms.signal import Signal
from ..terms.story import Card
from .pictures import AFTER, wants_of


@dataclass
class Sitting:
    """What the ledger knew of the stories concerned, and everything this sitting adds to it.

    `forgotten`: the salts of each story's leaves up to that number are to be destroyed. `renamed`: what other pages
    say of those stories is no longer so. `pictures` came, and those of `picture_due` have to be looked at.

    Only one sitting is under way at a time, so ids and event numbers may be chosen here. Nothing outside sees any of
    it before `commit`; a sitting that fails is dropped and its deliveries are read again.
    """

    now: datetime
    next_item: int
    next_event: int
    next_leaf: int = 0
    stories: dict[str, StoryRecord] = field(default_factory=dict)
    cards: dict[str, Card | None] = field(default_factory=dict)
    known: dict[str, dict[str, tuple[int, Known]]] = field(default_factory=dict)
    heard: dict[str, datetime] = field(default_factory=dict)
    reads: list[reading_table.Read] = field(default_factory=list)
    filed: dict[int, item_table.Filed] = field(default_factory=dict)
    decided: list[decision_table.Decided] = field(default_factory=list)
    corrected: list[correction_table.Corrected] = field(default_factory=list)
    withdrawn: list[correction_table.Withdrawn] = field(default_factory=list)
    events: list[event_table.Event] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    newcomers: set[str] = field(default_factory=set)
    placed: dict[tuple[str, str], str] = field(default_factory=dict)
    left: set[tuple[str, str]] = field(default_factory=set)
    closed: dict[str, int] = field(default_factory=dict)
    back: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    pages: dict[str, Page] = field(default_factory=dict)
    leaves: list[leaf_table.Entered] = field(default_factory=list)
    forgotten: dict[str, int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    pictures: list[picture_table.Picture] = field(default_factory=list)
    picture_due: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, connection: Connection, now: datetime) -> "Sitting":
        """Begin where the ledger stands."""
        return cls(
            now=now,
            next_item=item_table.newest_id(connection) + 1,
            next_event=event_table.newest(connection) + 1,
            next_leaf=leaf_table.size(connection),
        )

    def load(self, connection: Connection, story_ids: Iterable[str]) -> None:
        """Bring in what the ledger knows of these stories, where this sitting has not touched them yet."""
        wanted = [one for one in dict.fromkeys(story_ids) if one not in self.known]
        if not wanted:
            return
        for one in wanted:
            self.known[one] = {}
        for id_, filed in story_table.get(connection, wanted).items():
            self.stories[id_] = filed.record
            self.cards[id_] = filed.card
        if not self.stories.keys() & set(wanted):
            return
        for revision in item_table.revisions(connection, wanted):
            known = Known(revision.rank, revision.digest, revision.status)
            self.known[revision.story][revision.revision] = (revision.id, known)

    def file(self, filed: item_table.Filed) -> None:
        """Add a revision that the ledger does not have."""
        self.filed[filed.id] = filed
        known = Known(filed.rank, filed.digest, filed.item.status)
        self.known.setdefault(filed.story, {})[filed.revision] = (filed.id, known)
        self.next_item = max(self.next_item, filed.id + 1)

    def item(self, connection: Connection, id_: int) -> item_table.Filed:
        """A revision of this sitting or of the ledger."""
        return self.filed.get(id_) or item_table.get(connection, [id_])[id_]

    def delivery(self, connection: Connection, id_: int) -> Delivery:
        """A delivery of this sitting or of the ledger, with its bytes."""
        if id_ not in self.deliveries:
            self.deliveries.update(delivery_table.get(connection, [id_]))
        return self.deliveries[id_]

    def enter(self, leaf: leaf_table.Entered) -> None:
        """Append a leaf to the log."""
        self.leaves.append(leaf)
        self.next_leaf = leaf.seq + 1

    def put(self, record: StoryRecord) -> None:
        """The story stands so from here on."""
        self.stories[record.id] = record
        self.touched.add(record.id)

    def happened(self, story: str, signal: Signal, item: int | None = None) -> int:
        """Append an event, with the text that it put up, and return its number."""
        number = self.next_event
        self.events.append(event_table.Event(number, signal.value, story, self.now, item))
        self.next_event += 1
        return number

    def commit(self, connection: Connection) -> None:
        """Write everything but the leaves, in the caller's transaction."""
        wire_table.heard(connection, self.heard)
        if self.reads:
            reading_table.add(connection, self.reads)
        if self.filed:
            item_table.add(connection, list(self.filed.values()))
        if self.decided:
            decision_table.add(connection, self.decided)
        if self.touched:
            rows = [story_table.Filed(self.stories[one], self.cards.get(one)) for one in sorted(self.touched)]
            story_table.put(connection, rows)
        placed = [(front, title, story) for (front, story), title in self.placed.items()]
        front_table.place(connection, placed, self.newcomers)
        front_table.leave(connection, sorted(self.left))
        front_table.close(connection, list(self.closed.items()))
        search_table.drop(connection, sorted(self.closed))
        correction_table.add(connection, self.corrected)
        correction_table.withdraw(connection, self.withdrawn)
        if self.events:
            event_table.add(connection, self.events)
        self._call_in_issues(connection)
        self._note_pictures(connection)
        for name, value in self.marks.items():
            mark_table.put(connection, name, value)

    def _note_pictures(self, connection: Connection) -> None:
        """What came, what is named, and whose pictures have to be looked at for it."""
        picture_table.add(connection, self.pictures)
        wants = [one for filed in self.filed.values() for one in wants_of(filed.item, filed.story)]
        picture_table.want(connection, wants, self.now)
        names = [picture_key(one.provider, one.name) for one in self.pictures]
        # An item that was never shown may be a picture, of which its stories have to hear.
        items = [one for one in sorted(self.touched) if self.stories[one].first_shown is None]
        self.picture_due.update(
            picture_table.wanting(connection, names, self.now - AFTER), picture_table.wanted_of(connection, items)
        )
        picture_table.make_due(connection, self.picture_due)

    def _call_in_issues(self, connection: Connection) -> None:
        """The e-papers that print a text that has gone are taken down; those with a notice of one that came back, not:
        they are set again where they stand."""
        gone = {place.key for place in held_table.holding(connection, sorted(self.closed))}
        back = {place.key for place in held_table.holding(connection, sorted(self.back))} if self.back else set()
        if back:
            back -= {one.key for one in issue_table.unset(connection)} | gone
        issue_table.call_in(connection, sorted(gone), "withdrawn", self.next_event - 1)
        issue_table.call_in(connection, sorted(back), "due", self.next_event - 1)
