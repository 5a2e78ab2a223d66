"""What the librarian has at hand of the last stories: found again from the ledger at each start."""

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from ..dossier.duplicates import Duplicates
from ..dossier.features import Features
from ..dossier.features import unpack as unpack_features
from ..dossier.related import Folding, Library
from ..dossier.shingles import unpack as unpack_sketch
from ..dossier.threads import Threads
from ..dossier.threads_acts import Filed
from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store.dossier import Dossier

FOLLOWER = "library"
WINDOW = 100_000
"""Events whose stories can be related: some months of several wires."""
_COMPARED = 30_000
"""Stories whose texts are compared with a new one: a text that is sent again comes within days."""
_THREADED = 40_000
"""Stories of which threads are told again at a start: twice what a language's threads remember."""
_NEWEST = 32
_AT_ONCE = 64


@dataclass
class Memory:
    """Related stories, equal texts, threads, and the newest of each section; the same after any restart."""

    library: Library = field(default_factory=lambda: Library(WINDOW))
    duplicates: Duplicates = field(default_factory=lambda: Duplicates(_COMPARED))
    threads: Threads = field(default_factory=Threads)
    numbers: dict[str, int] = field(default_factory=dict)
    newest: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """The last stories of each language and section by their numbers, newest last."""
    recalled: int = 0
    """Stories up to this event are at hand again."""
    compared_from: int = 0
    threaded_from: int = 0

    @classmethod
    def begin(cls, connection: Connection) -> "Memory":
        """To be filled by `recall` until it is as it was after the last event that was followed."""
        memory = cls()
        memory.library.advance(event_table.cursor(connection, FOLLOWER))
        memory.recalled = dossier_table.filed_before_the_last(connection, WINDOW)
        memory.compared_from = dossier_table.filed_before_the_last(connection, _COMPARED)
        memory.threaded_from = dossier_table.filed_before_the_last(connection, _THREADED)
        for thread, into in dossier_table.moved(connection):
            if into != thread:
                memory.threads.restore_merged(thread, into)
        return memory

    def recall(self, connection: Connection) -> bool:
        """Put back the next few stories as the ledger has them; False when all are."""
        rows = dossier_table.filed_after(connection, self.recalled, _AT_ONCE)
        for row in rows:
            features = self.add(unpack_features(row.features), row.number, row.filed)
            if row.filed > self.compared_from:
                sketch = unpack_sketch(row.samples)
                self.duplicates.restore(row.story, sketch, features.time, row.agency, lead=row.lead)
            if row.filed > self.threaded_from:
                self.threads.restore(features, company_of(row), row.thread)
            self.recalled = row.filed
        return len(rows) == _AT_ONCE

    def add(self, features: Features, number: int, filed: int) -> Features:
        """File a story, or its next version, where related stories and the newest are looked for.

        The library counts by the event `filed` at which a story's text came: an older one of its window is let go.
        """
        self.numbers[features.id] = number
        newest = self.newest[(features.language, features.section)]
        if (number, features.id) not in newest:
            insort(newest, (number, features.id))
            del newest[:-_NEWEST]
        return self.library.add(features, filed) if filed >= self.library.first_number else features

    def newest_of(self, features: Features, but: set[str], most: int) -> tuple[str, ...]:
        """The stories of its section and language that came last before it, newest first."""
        number = self.numbers[features.id]
        known = self.newest[(features.language, features.section)]
        return tuple(one for place, one in reversed(known) if place < number and one not in but)[:most]

    def same_as(self, story: str) -> tuple[str, ...]:
        """The stories that are one with it, itself among them, in order."""
        return tuple(sorted(self.duplicates.group(story), key=self.numbers.__getitem__))

    def remove(self, story: str) -> None:
        """It is in no list from now on."""
        self.library.remove(story)
        self.duplicates.remove(story)
        self.threads.remove(story)
        number = self.numbers.pop(story, 0)
        for stories in self.newest.values():
            if (number, story) in stories:
                stories.remove((number, story))

    @property
    def folding(self) -> Folding:
        """Which stories are one, and which are of one thread."""
        return Folding(lambda one, other: other in self.duplicates.group(one), self.threads.thread)


def company_of(row: Dossier) -> Filed:
    """What threads know the story by."""
    return msgspec.msgpack.decode(row.company, type=Filed)
