"""What the proof page of a story is made from, while the story lives and after its end."""

from datetime import datetime

import msgspec

from .checkpoint_shown import CheckpointShown
from .leaf import LeafType
from .story import Card, Tombstone
from .version_text import VersionText


class EntryShown(msgspec.Struct, frozen=True, kw_only=True):
    """One leaf of the story as a line of its proof page: all of it that stays when the words have to go.

    `index` is the entry's number in the log; `received` is when what caused it arrived (the leaf's `recv`), `shown`
    when readers saw it done (the leaf's `shown`); either is None where the leaf has none.
    """

    index: int
    type: LeafType
    received: datetime | None = None
    shown: datetime | None = None


class VersionShown(msgspec.Struct, frozen=True, kw_only=True):
    """A text that the story put up: its entry, and what may be told of it.

    `n` names its files (`v<n>.txt`); `version` is the agency's, as the story page prints it. `made` is the agency's own
    time of this version; `until` is when another entry of the story took its place, None for the one on the page.
    `digest` is the wire-text/1 digest, "" once the entry is closed: then there are no files, and `text` is None.
    `text` may be None for old versions too; only the newest `DIFFERENCES + 1` of edition/proof_page.py are used.
    """

    n: int
    entry: EntryShown
    version: str
    made: datetime | None = None
    until: datetime | None = None
    digest: str = ""
    text: VersionText | None = None


class LivingProof(msgspec.Struct, frozen=True, kw_only=True):
    """A story that is shown: `versions` newest first, the first being what the page shows now.

    `acts` are its other entries (hold, kill and the like, before a release or restore), newest first. `checkpoint` is
    the one that the newest version's proof leads to. `wire` is the wire that brought the newest version.
    """

    card: Card
    wire: str
    created: datetime | None
    versions: tuple[VersionShown, ...]
    acts: tuple[EntryShown, ...] = ()
    checkpoint: CheckpointShown


class ClosedProof(msgspec.Struct, frozen=True, kw_only=True):
    """A story that may not be seen: its entries, newest first, and nothing that could tell its words."""

    tombstone: Tombstone
    entries: tuple[EntryShown, ...]
    checkpoint: CheckpointShown
