"""What the log says of one act: a leaf for every version that is put up, and for everything that takes one away."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from .. import __version__
from ..proof import wire_text
from ..proof.leaf import leaf_bytes, salts_from, seal_head, seal_raw, seal_text, story_as_logged
from ..store import item as item_table
from ..store import leaf as leaf_table
from ..terms.label import label_id
from ..terms.leaf import Leaf, LeafType, Salts
from ..terms.page_leaf import PageLeaf
from ..terms.record import StoryRecord
from ..terms.signal import Signal
from .house import House
from .sitting import Sitting

_UP: Final[dict[Signal, LeafType]] = {
    Signal.CORRECTION: "correct",
    Signal.RELEASE: "release",
    Signal.RESTORE: "restore",
    Signal.UNKILL: "restore",
}
_DOWN: Final[dict[Signal, LeafType]] = {
    Signal.KILL: "kill",
    Signal.WITHHOLD: "withhold",
    Signal.TAKEDOWN: "takedown",
    Signal.EXPIRE: "expire",
}


def type_up(before: StoryRecord, signal: Signal) -> LeafType:
    """The type of the leaf that puts a text up: the first of a story is a `publish`, however it was let out."""
    return "publish" if before.first_shown is None else _UP.get(signal, "update")


def type_down(after: StoryRecord, signal: Signal) -> LeafType:
    """The type of the leaf that takes a text away: what the agency holds back is withheld, what we hold is held."""
    return "withhold" if after.kind_of_end == "embargoed" else _DOWN.get(signal, "hold")


def enter_text(  # each is a fact of its own
    house: House,
    connection: Connection,
    sitting: Sitting,
    before: StoryRecord,
    after: StoryRecord,
    filed: item_table.Filed,
    signal: Signal,
    why: str,
) -> tuple[leaf_table.Entered, PageLeaf]:
    """The leaf of the version that is put up, not yet in the sitting, and what its page carries of it."""
    delivery = sitting.delivery(connection, filed.delivery)
    item, seq = filed.item, sitting.next_leaf
    salts = salts_from(house.chance(after.id, seq))
    text = wire_text.canonical(item.headline, item.body.blocks)
    leaf = Leaf(
        t=type_up(before, signal),
        story=story_as_logged(after.guid),
        ver=after.version,
        wire=delivery.wire,
        recv=milliseconds(delivery.received),
        shown=milliseconds(sitting.now),
        url=f"/{after.section}/{after.id}",
        raw=seal_raw(delivery.content, delivery.media_type or filed.format, salts),
        text=seal_text(text, salts),
        head=seal_head(item.headline, salts),
        label=label_id(house.site.language),
        parser=f"{filed.format}/{item.profile} nightdesk-{__version__}",
        prev=before.last_leaf,
        why=why,
    )
    content = leaf_bytes(leaf)
    entered = leaf_table.Entered(
        seq=seq,
        story=after.id,
        kind=leaf.t,
        n=after.times_shown,
        item=filed.id,
        content=content,
        salts=salts_text(salts),
        closed=False,
        at=sitting.now,
    )
    return entered, PageLeaf(index=seq, n=after.times_shown, leaf=content.decode(), salts=salts)


def enter_end(sitting: Sitting, before: StoryRecord, after: StoryRecord, signal: Signal, why: str, ref: str) -> int:
    """Append the leaf of an act that took a text away; returns its number."""
    leaf = Leaf(
        t=type_down(after, signal),
        story=story_as_logged(after.guid),
        wire=after.wire,
        recv=milliseconds(after.end_received) if after.end_received else None,
        shown=milliseconds(sitting.now),
        url=f"/{after.section}/{after.id}",
        prev=before.last_leaf,
        why=why or None,
        ref=story_as_logged(ref) if ref and ref != after.guid else None,
    )
    return enter(sitting, leaf, after.id)


def enter(sitting: Sitting, leaf: Leaf, story: str = "") -> int:
    """Append a leaf that puts no text up; returns its number."""
    seq = sitting.next_leaf
    sitting.enter(
        leaf_table.Entered(
            seq=seq,
            story=story,
            kind=leaf.t,
            n=None,
            item=None,
            content=leaf_bytes(leaf),
            salts=None,
            closed=True,
            at=sitting.now,
        )
    )
    return seq


def salts_text(salts: Salts) -> str:
    """Salts as the ledger keeps them."""
    return f"{salts.raw}.{salts.text}.{salts.head}"


def salts_of(entered: leaf_table.Entered) -> Salts | None:
    """The salts of a leaf that is not closed."""
    return Salts(*entered.salts.split(".")) if entered.salts and not entered.closed else None


def page_leaf(entered: leaf_table.Entered) -> PageLeaf | None:
    """What the page of the version that this leaf put up carries; None once it is closed."""
    salts = salts_of(entered)
    if salts is None or entered.n is None:
        return None
    return PageLeaf(index=entered.seq, n=entered.n, leaf=entered.content.decode(), salts=salts)


def milliseconds(at: datetime) -> int:
    """Milliseconds since 1970 UTC, as leaves tell times."""
    return round(at.timestamp() * 1000)
