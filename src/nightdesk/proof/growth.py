"""The right edge of the log: all that is needed to append leaves, sign the new root and prove the new leaves."""

from collections.abc import Sequence
from typing import Final

import msgspec

from .merkle import HASH_BYTES, leaf_hash, node_hash
from .path import consistency, fold, inclusion, right_edge
from .refusal import ProofError
from .tile import TILE_LEVELS, TILE_WIDTH, Tile, hashes_in, partial_tiles

TILE_BYTES: Final = TILE_WIDTH * HASH_BYTES


class GrownTile(msgspec.Struct, frozen=True):
    """A tile that a batch filled or widened: which one, and its hashes one after the other."""

    tile: Tile
    content: bytes


class FullTile(msgspec.Struct, frozen=True):
    """A tile that will never change again, with its root, which is a hash of the tile level above."""

    tile: Tile
    content: bytes
    root: bytes


class Growth(msgspec.Struct, frozen=True):
    """A log's right edge at one size.

    `edges` are the contents of the partial tile of each level, lowest first, b"" where a level ends with a full tile;
    `subtrees` the roots of the complete subtrees that make up the tree, largest first.
    """

    size: int = 0
    edges: tuple[bytes, ...] = ()
    subtrees: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """The root of the tree at this size."""
        return fold(self.subtrees)

    def grow(self, leaves: Sequence[bytes]) -> "Grown":
        """Append leaf hashes. Costs one hash a leaf and one more a level, however long the log is."""
        size = self.size + len(leaves)
        before = dict(zip(right_edge(self.size), self.subtrees, strict=True))
        layers: list[_Layer] = []
        first, layer = self.size, list(leaves)
        for level in range(size.bit_length()):
            # A left neighbour from before the batch pairs with the first new node.
            if first & 1:
                first -= 1
                layer.insert(0, before[level, first])
            layers.append(_Layer(first, layer))
            first, layer = first >> 1, [node_hash(layer[at], layer[at + 1]) for at in range(0, len(layer) - 1, 2)]
        return _grown(self, size, tuple(layers))


class _Layer(msgspec.Struct, frozen=True):
    """The nodes of one level from position `first` on that the batch made, and the old one they pair with."""

    first: int
    hashes: list[bytes]


class Grown(msgspec.Struct, frozen=True):
    """What a batch did: the edge before and after, tiles to keep for good, partial ones to show; lowest level first."""

    before: Growth
    after: Growth
    full: tuple[FullTile, ...]
    partial: tuple[GrownTile, ...]
    layers: tuple[_Layer, ...]

    def inclusion_proof(self, index: int) -> list[bytes]:
        """The proof of one of the batch's leaves under the new root; no old tile is read."""
        if not self.before.size <= index < self.after.size:
            raise ValueError(f"leaf {index} is not of this batch")
        return inclusion(index, self.after.size, self._node)

    def consistency_proof(self) -> list[bytes]:
        """The proof that the new tree continues the one before the batch."""
        return consistency(self.before.size, self.after.size, self._node)

    def _node(self, level: int, position: int) -> bytes:
        layer = self.layers[level]
        if position >= layer.first:
            return layer.hashes[position - layer.first]
        return self.before.subtrees[right_edge(self.before.size).index((level, position))]


def growth_of(entries: Sequence[bytes]) -> Growth:
    """The edge of a log with these entries, from nothing."""
    return Growth().grow([leaf_hash(entry) for entry in entries]).after


def growth_from_edges(size: int, edges: Sequence[bytes]) -> Growth:
    """The edge of a log of `size` leaves from its partial tiles' contents, in the order of `partial_tiles`."""
    tiles = partial_tiles(size)
    if len(tiles) != len(edges):
        raise ProofError("tile", f"a log of {size} leaves has {len(tiles)} partial tiles, not {len(edges)}")
    contents = [b""] * (tiles[-1].level + 1 if tiles else 0)
    subtrees: list[bytes] = []
    for tile, edge in zip(tiles, edges, strict=True):
        hashes = hashes_in(edge, tile.width)
        contents[tile.level] = b"".join(hashes)
        subtrees = [*_subtrees(hashes), *subtrees]
    return Growth(size, _to_height(contents, size), tuple(subtrees))


def _grown(before: Growth, size: int, layers: tuple[_Layer, ...]) -> Grown:
    full: list[FullTile] = []
    partial: list[GrownTile] = []
    edges: list[bytes] = []
    for level in range(0, len(layers), TILE_LEVELS):
        tile_level = level // TILE_LEVELS
        old_count, count = before.size >> level, size >> level
        old_edge = before.edges[tile_level] if tile_level < len(before.edges) else b""
        new = layers[level].hashes[old_count - layers[level].first :]
        content, number = old_edge + b"".join(new), old_count // TILE_WIDTH
        while len(content) >= TILE_BYTES:
            parents = layers[level + TILE_LEVELS]
            root = parents.hashes[number - parents.first]
            full.append(FullTile(Tile(tile_level, number), content[:TILE_BYTES], root))
            content, number = content[TILE_BYTES:], number + 1
        if content and count > old_count:
            partial.append(GrownTile(Tile(tile_level, number, count % TILE_WIDTH), content))
        edges.append(content)
    subtrees = _new_subtrees(before, size, layers)
    return Grown(before, Growth(size, tuple(edges), subtrees), tuple(full), tuple(partial), layers)


def _new_subtrees(before: Growth, size: int, layers: tuple[_Layer, ...]) -> tuple[bytes, ...]:
    old = dict(zip(right_edge(before.size), before.subtrees, strict=True))
    subtrees = []
    for level, position in right_edge(size):
        layer = layers[level]
        known = old.get((level, position))
        subtrees.append(layer.hashes[position - layer.first] if known is None else known)
    return tuple(subtrees)


def _subtrees(hashes: list[bytes]) -> list[bytes]:
    """The complete subtrees over a partial tile's hashes, largest first."""
    found: list[bytes] = []
    while hashes:
        if len(hashes) & 1:
            found.insert(0, hashes[-1])
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
    return found


def _to_height(contents: list[bytes], size: int) -> tuple[bytes, ...]:
    levels = (size.bit_length() + TILE_LEVELS - 1) // TILE_LEVELS
    return (*contents, *([b""] * (levels - len(contents))))
