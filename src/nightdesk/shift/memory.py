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
"""Stories: some months of several wires."""
_NEWEST = 32


@dataclass
class Memory:
    """Related stories, equal texts, threads, and the newest of each section; the same after any restart."""

    library: Library = field(default_factory=lambda: Library(WINDOW))
    duplicates: Duplicates = field(default_factory=lambda: Duplicates(WINDOW))
    threads: Threads = field(default_factory=Threads)
    numbers: dict[str, int] = field(default_factory=dict)
    newest: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """The last stories of each language and section by their numbers, newest last."""

    @classmethod
    def of(cls, connection: Connection) -> "Memory":
        """As it was after the last event that was followed."""
        memory, newest = cls(), event_table.cursor(connection, FOLLOWER)
        memory.library.advance(newest)
        for thread, into in dossier_table.moved(connection):
            if into != thread:
                memory.threads.restore_merged(thread, into)
        for row in dossier_table.newest(connection, WINDOW):
            memory.restore(row)
        return memory

    def restore(self, row: Dossier) -> None:
        """Put back one story as the ledger has it."""
        features = self.add(unpack_features(row.features), row.number, row.filed)
        self.duplicates.restore(row.story, unpack_sketch(row.samples), features.time, row.agency, lead=row.lead)
        self.threads.restore(features, company_of(row), row.thread)

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
