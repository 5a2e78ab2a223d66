"""The public log against the ledger: one tree, nothing lost or doubled, no salts of what may not be seen."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from ..errors import HouseError
from ..proof.checkpoint import open_checkpoint
from ..proof.growth import Growth
from ..proof.leaf import read_leaf
from ..proof.merkle import leaf_hash
from ..proof.refusal import ProofError
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..terms.leaf import TEXT_UP
from ..terms.record import StoryRecord
from ..terms.story import State
from .fault import REMAKE, Fault
from .house import House
from .log_files import key_page, log_files, stray_tiles
from .log_keys import public_keys
from .make import version_paths
from .proof_files import proof_files

_AT_ONCE = 256


def tree_faults(house: House, connection: Connection) -> Iterator[Fault]:
    """Every signed checkpoint's root is that of the leaves before it; the newest covers all of them."""
    growth = Growth()
    checkpoints = leaf_table.checkpoints(connection)
    size = leaf_table.size(connection)
    for signed in checkpoints:
        while growth.size < signed.size:
            some = leaf_table.contents(connection, growth.size, min(growth.size + _AT_ONCE, signed.size))
            if not some:
                yield Fault("log", f"the log has {growth.size} entries, and a checkpoint for {signed.size}: restore it")
                return
            growth = growth.grow([leaf_hash(content) for content in some]).after
        if growth.root != signed.root:
            yield Fault("log", f"the checkpoint of size {signed.size} was signed over other entries: the log forked")
            return
    if growth.size != size:
        yield Fault("log", f"{size - growth.size} entries of the log are in no signed checkpoint")
    if checkpoints:
        yield from _signature_faults(house, checkpoints[-1])


def _signature_faults(house: House, signed: leaf_table.Signed) -> Iterator[Fault]:
    try:
        checkpoint = open_checkpoint(signed.note, public_keys(house.keys))
    except (ProofError, HouseError) as error:
        yield Fault("log", f"the last checkpoint cannot be verified: {error}")
        return
    if (checkpoint.size, checkpoint.root) != (signed.size, signed.root):
        yield Fault("log", f"the note of the checkpoint of size {signed.size} says another tree")


def entry_faults(house: House, connection: Connection, stories: Sequence[str]) -> list[Fault]:
    """The leaves of those stories: one for each text put up, chained, closed once the text is gone; and their files."""
    filed = story_table.get(connection, stories)
    entered = leaf_table.of_stories(connection, list(filed))
    found = [fault for one in filed.values() for fault in _story_faults(one.record, entered[one.record.id])]
    for page in proof_files(house, connection, list(filed.values())):
        file = house.public / page.path
        try:
            same = file.read_bytes() == page.content
        except OSError:
            same = False
        if not same:
            story = next(one for one in filed if f"{one}/" in page.path)
            found.append(Fault("proof", f"{file} is missing, or is not what the log says; {REMAKE}", story))
    for one in filed.values():
        closed = [leaf.n for leaf in entered[one.record.id] if leaf.n is not None and leaf.closed]
        for path in version_paths(one.record, closed):
            if (house.public / path).exists():
                text = f"{house.public / path} is of a text that was taken back; {REMAKE}"
                found.append(Fault("proof", text, one.record.id))
    return found


def log_file_faults(house: House, connection: Connection) -> Iterator[Fault]:
    """Tiles, entries, checkpoint and keys as they must stand, and no partial tile besides."""
    size = leaf_table.size(connection)
    if not size:
        return
    for page in (*key_page(house), *log_files(connection, 0)):
        file = house.public / page.path
        if not file.is_file() or file.read_bytes() != page.content:
            yield Fault("log", f"{file} is missing, or is not what the ledger says; {REMAKE}", str(file))
    for page in stray_tiles(house.public, size):
        yield Fault("log", f"{house.public / page.path} is a tile of a tree that nobody signed; {REMAKE}", page.path)


def _story_faults(story: StoryRecord, entered: Sequence[leaf_table.Entered]) -> Iterator[Fault]:
    about = story.id
    leaves = [read_leaf(one.content) for one in entered]
    texts = [one for one in entered if one.n is not None]
    if [one.n for one in texts] != list(range(1, story.times_shown + 1)):
        yield Fault("log", f"{story.guid} was shown {story.times_shown} times, the log has {len(texts)} texts", about)
    if any((leaf.t in TEXT_UP) != (one.n is not None) for leaf, one in zip(leaves, entered, strict=True)):
        yield Fault("log", f"{story.guid}: an entry of the log counts a text that it does not put up", about)
    chain = [None, *(one.seq for one in entered)]
    if [leaf.prev for leaf in leaves] != chain[:-1] or story.last_leaf != chain[-1]:
        yield Fault("log", f"{story.guid}: its entries in the log do not lead to one another", about)
    shown = story.state is State.PUBLISHED
    if shown and (not entered or entered[-1].closed):
        yield Fault("log", f"{story.guid} is shown, and its last entry in the log is closed", about)
    if not shown and any(one.salts for one in entered):
        yield Fault("log", f"{story.guid} may not be seen, and salts of it are kept", about)
