"""The public log as the desk keeps it: leaves and a signed checkpoint enter the ledger with what they are about."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from ..proof.checkpoint import Checkpoint, sign_checkpoint
from ..proof.from_tiles import inclusion_proof
from ..proof.growth import Grown, Growth, growth_from_edges
from ..proof.key import Signer
from ..proof.merkle import HASH_BYTES, leaf_hash
from ..proof.tile import TILE_WIDTH, Tile, partial_tiles
from ..proof.tlog_proof import TlogProof
from ..store import leaf as leaf_table
from .sitting import Sitting

_REMEMBERED = 64
"""Batches: more than come between two rounds of telling."""
_TILES_AT_HAND = 128
"""Tiles of 8 kB: more than the leaves of a chunk of stories lie in, wherever in a large log."""


@dataclass
class PublicLog:
    """Appends for one desk. `growth` is the right edge as last committed; None until it is first needed.

    `signer` gives the signing key, told whether the log has entries already: a log that has is never given a new one
    in silence.
    """

    signer: Callable[[bool], Signer]
    growth: Growth | None = None
    batches: deque["Batch"] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    full: dict[Tile, bytes] = field(default_factory=dict)
    """Some of the full tiles, which never change."""

    def append(self, connection: Connection, sitting: Sitting) -> "Batch | None":
        """Enter a sitting's leaves and sign the tree they make, in the caller's transaction; None when it has none.

        Hand what this returns to `committed` once the transaction is on the disk, and not before.
        """
        leaves = sitting.leaves
        if not leaves:
            return None
        growth = self.growth
        if growth is None or growth.size != leaves[0].seq:
            growth = edge(connection, leaves[0].seq)
        grown = growth.grow([leaf_hash(leaf.content) for leaf in leaves])
        after, signer = grown.after, self.signer(growth.size > 0)
        note = sign_checkpoint(Checkpoint(signer.verifier.name, after.size, after.root), [signer])
        full = [leaf_table.Tile(one.tile.level, one.tile.number, one.content, one.root) for one in grown.full]
        leaf_table.add(connection, leaves)
        leaf_table.add_tiles(connection, full)
        signed = leaf_table.Signed(size=after.size, root=after.root, note=note.content, at=sitting.now)
        leaf_table.sign(connection, signed)
        leaf_table.close(connection, list(sitting.forgotten.items()))
        return Batch(grown, signed)

    def committed(self, batch: "Batch | None") -> None:
        """The transaction is on the disk: go on from there."""
        if batch is not None:
            self.growth = batch.grown.after
            self.batches.append(batch)

    def proof_of(self, connection: Connection, seq: int, signed: leaf_table.Signed) -> bytes:
        """The tlog-proof of leaf `seq` under `signed`, the checkpoint it was committed with: always the same bytes.

        What was committed lately is proven without a look into the ledger.
        """
        for batch in self.batches:
            if batch.grown.before.size <= seq < batch.grown.after.size:
                hashes = tuple(batch.grown.inclusion_proof(seq))
                return TlogProof(seq, hashes, batch.signed.note).content
        # A tile that is full by now stands in for what it was then: its nodes are worked out once for all its leaves.
        content = tile_content(connection, signed.size)
        path = inclusion_proof(seq, signed.size, lambda tile: self._full_tile(connection, tile) or content(tile))
        return TlogProof(seq, tuple(path), signed.note).content

    def _full_tile(self, connection: Connection, tile: Tile) -> bytes | None:
        name = Tile(tile.level, tile.number)
        if name not in self.full:
            found = leaf_table.tile(connection, tile.level, tile.number)
            if found is None:
                return None
            if len(self.full) == _TILES_AT_HAND:
                self.full.clear()
            self.full[name] = found
        return self.full[name]

    def tile_content(self, connection: Connection, size: int) -> Callable[[Tile], bytes]:
        """As the function of that name; the partial tiles of now are in memory."""
        kept, growth = tile_content(connection, size), self.growth
        if growth is None or growth.size != size:
            return kept
        edges = dict(zip(partial_tiles(size), (edge for edge in growth.edges if edge), strict=True))
        return lambda tile: edges.get(tile) or kept(tile)


class Batch(msgspec.Struct, frozen=True):
    """Leaves that were committed together, and the checkpoint signed over them."""

    grown: Grown
    signed: leaf_table.Signed


def edge(connection: Connection, size: int) -> Growth:
    """The right edge of the ledger's log at that size: at most one tile a level is read."""
    content = tile_content(connection, size)
    return growth_from_edges(size, [content(tile) for tile in partial_tiles(size)])


def tile_content(connection: Connection, size: int) -> Callable[[Tile], bytes]:
    """Gives the tiles of the log as it was at `size`: full ones as kept, partial ones from the leaves and roots."""

    def content(tile: Tile) -> bytes:
        kept = leaf_table.tile(connection, tile.level, tile.number)
        if kept is not None:
            return kept[: tile.width * HASH_BYTES]
        low = tile.number * TILE_WIDTH
        if tile.level == 0:
            entries = leaf_table.contents(connection, low, min(low + tile.width, size))
            return b"".join([leaf_hash(entry) for entry in entries])
        return b"".join(leaf_table.roots(connection, tile.level - 1, low, low + tile.width))

    return content
