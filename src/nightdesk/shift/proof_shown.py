"""The values a proof page is made from, out of the ledger."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from ..edition.proof_page import DIFFERENCES
from ..proof.leaf import read_leaf
from ..proof.note import read_note
from ..store import item as item_table
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..terms.checkpoint_shown import CheckpointShown
from ..terms.leaf import Leaf
from ..terms.proof_page import ClosedProof, EntryShown, LivingProof, VersionShown
from ..terms.story import State
from ..terms.version_text import VersionText
from .make import tombstone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def proof_shown(
    connection: Connection,
    filed: story_table.Filed,
    entered: Sequence[leaf_table.Entered],
    signed: leaf_table.Signed,
    known: Mapping[int, item_table.Filed],
) -> LivingProof | ClosedProof:
    """What the proof page of a story shows: its versions while it lives, its entries alone once it has ended.

    `signed` is the checkpoint over its last leaf; of its revisions those that are `known` are not read again.
    """
    story = filed.record
    leaves = [read_leaf(one.content) for one in entered]
    entries = [_entry(one, leaf) for one, leaf in zip(entered, leaves, strict=True)]
    checkpoint = shown_checkpoint(signed)
    if story.state is not State.PUBLISHED or filed.card is None:
        return ClosedProof(tombstone=tombstone(story), entries=tuple(reversed(entries)), checkpoint=checkpoint)
    texts = [place for place, one in enumerate(entered) if one.n is not None]
    compared = [entered[place].item for place in texts[-DIFFERENCES - 1 :]]
    ids = {id_ for id_ in (*compared, entered[texts[0]].item) if id_ is not None}
    unread = ids - known.keys()
    items = {id_: known[id_] for id_ in ids & known.keys()}
    items |= item_table.get(connection, sorted(unread)) if unread else {}
    digests = _digests(connection, [one.item for one in entered if one.item is not None and not one.closed], known)
    versions = []
    for place in texts:
        one, leaf = entered[place], leaves[place]
        item = items.get(one.item or 0) if not one.closed else None
        later = entries[place + 1].shown if place + 1 < len(entries) else None
        versions.append(
            VersionShown(
                n=one.n or 0,
                entry=entries[place],
                version=leaf.ver or "",
                made=item.item.version_created.at if item and item.item.version_created else None,
                until=later,
                digest="" if one.closed else digests[one.item or 0],
                text=VersionText(item.item.headline, item.item.body.blocks) if item else None,
            )
        )
    first = items.get(entered[texts[0]].item or 0)
    created = first.item.first_created.at if first and first.item.first_created else None
    return LivingProof(
        card=filed.card,
        wire=leaves[-1].wire or "",
        created=created,
        versions=tuple(reversed(versions)),
        acts=tuple(entry for entry, one in zip(reversed(entries), reversed(entered), strict=True) if one.n is None),
        checkpoint=checkpoint,
    )


def _digests(connection: Connection, ids: Sequence[int], read: Mapping[int, item_table.Filed]) -> dict[int, str]:
    """The digest of the text of each of those revisions."""
    unread = [id_ for id_ in ids if id_ not in read]
    found = item_table.digests(connection, unread) if unread else {}
    return {id_: read[id_].digest if id_ in read else found[id_][1] for id_ in ids}


def shown_checkpoint(signed: leaf_table.Signed) -> CheckpointShown:
    """A checkpoint as pages print it."""
    origin = read_note(signed.note).text.partition("\n")[0]
    return CheckpointShown(origin=origin, size=signed.size, root=signed.root.hex(), signed=signed.at)


def _entry(entered: leaf_table.Entered, leaf: Leaf) -> EntryShown:
    return EntryShown(index=entered.seq, type=leaf.t, received=_moment(leaf.recv), shown=_moment(leaf.shown))


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else _EPOCH + timedelta(milliseconds=milliseconds)
