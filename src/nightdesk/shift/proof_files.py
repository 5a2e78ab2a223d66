"""What stands beside a story so that anybody can check it: its versions, their texts, their proofs (contract §8)."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from ..edition.proof_page import proof_page
from ..proof import wire_text
from ..proof.leaf import story_as_logged
from ..store import item as item_table
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..terms.leaf import Salts
from ..terms.page import Page
from ..terms.record import StoryRecord
from ..terms.story import State
from .fronts import Dirty
from .house import House
from .leaves import salts_of
from .make import proof_folder
from .proof_shown import proof_shown
from .public_log import PublicLog


class _Version(msgspec.Struct, frozen=True):
    """One line of `versions.json`."""

    index: int
    n: int | None
    leaf: str
    salts: Salts | None
    text: str | None
    proof: str | None


class _Versions(msgspec.Struct, frozen=True):
    story: str
    leaves: tuple[_Version, ...]


_ENCODE = msgspec.json.Encoder().encode


def proof_files(
    house: House,
    connection: Connection,
    filed: Sequence[story_table.Filed],
    public_log: PublicLog | None = None,
    *,
    since: int = 0,
) -> Iterator[Page]:
    """The files of those stories as the ledger now has them; texts and proofs only of leaves from `since` on."""
    prove = (public_log or PublicLog(house.signer)).proof_of
    leaves = leaf_table.of_stories(connection, [one.record.id for one in filed])
    wanted = [leaf for entered in leaves.values() for leaf in entered if _is_open(leaf) and leaf.seq >= since]
    items = item_table.get(connection, [leaf.item for leaf in wanted if leaf.item]) if wanted else {}
    last = [entered[-1].seq for entered in leaves.values() if entered]
    signed = leaf_table.covering(connection, sorted({*last, *(leaf.seq for leaf in wanted)}))
    for one in filed:
        story, entered = one.record, leaves[one.record.id]
        if not entered or (one.card is None and story.kind_of_end is None):
            continue  # neither shown nor ended: as with its page, there is nothing to make
        folder = proof_folder(story)
        yield Page(f"{folder}/versions.json", _versions(story, entered))
        yield proof_page(house.site, proof_shown(connection, one, entered, signed[entered[-1].seq], items))
        for leaf in entered:
            if _is_open(leaf) and leaf.seq >= since:
                item = items[leaf.item or 0].item
                yield Page(f"{folder}/v{leaf.n}.txt", wire_text.canonical(item.headline, item.body.blocks))
                yield Page(f"{folder}/v{leaf.n}.tlog-proof", prove(connection, leaf.seq, signed[leaf.seq]))


def make_proofs(house: House, connection: Connection, dirty: Dirty, public_log: PublicLog) -> Iterator[Page]:
    """The proofs of every story whose proofs are dirty."""
    stories = story_table.get(connection, list(dirty.proofs)) if dirty.proofs else {}
    for id_, since in dirty.proofs.items():
        yield from proof_files(house, connection, [stories[id_]], public_log, since=since)


def _is_open(leaf: leaf_table.Entered) -> bool:
    return leaf.n is not None and not leaf.closed


def _versions(story: StoryRecord, entered: Iterable[leaf_table.Entered]) -> bytes:
    lines = tuple(
        _Version(
            index=leaf.seq,
            n=leaf.n,
            leaf=leaf.content.decode(),
            salts=salts_of(leaf),
            text=f"v{leaf.n}.txt" if _is_open(leaf) else None,
            proof=f"v{leaf.n}.tlog-proof" if _is_open(leaf) else None,
        )
        for leaf in entered
    )
    guid = story_as_shown(story)
    return _ENCODE(_Versions(guid, lines))


def story_as_shown(story: StoryRecord) -> str:
    """The guid; as the log says it once the story has ended, for a URL would keep the headline's words."""
    return story.guid if story.state is State.PUBLISHED else story_as_logged(story.guid)
