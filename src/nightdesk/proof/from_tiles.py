"""Roots and proofs of a whole log from its tiles, wherever they are kept: the ledger, a folder, another machine."""

from collections.abc import Callable

from .merkle import node_hash
from .path import Node, consistency, inclusion, root
from .tile import TILE_LEVELS, TILE_WIDTH, Tile, hashes_in, tile_holding

TileContent = Callable[[Tile], bytes]
"""Gives a tile's content; a wider tile of the same level and number may stand in for a partial one."""


def inclusion_proof(index: int, size: int, content: TileContent) -> list[bytes]:
    """The proof of leaf `index` in the tree of `size` leaves."""
    return inclusion(index, size, nodes(size, content))


def consistency_proof(old_size: int, size: int, content: TileContent) -> list[bytes]:
    """The proof that the tree of `size` leaves continues that of `old_size`."""
    return consistency(old_size, size, nodes(size, content))


def root_at(size: int, content: TileContent) -> bytes:
    """The root of the first `size` leaves. To read another's tiles: compare it with a signed checkpoint's."""
    return root(size, nodes(size, content))


def nodes(size: int, content: TileContent) -> Node:
    """Every node of the tree of `size` leaves, read from its tiles; each tile is asked for once."""
    read: dict[Tile, list[list[bytes]]] = {}

    def node(level: int, position: int) -> bytes:
        tile_level, above = divmod(level, TILE_LEVELS)
        first = position << above
        tile = tile_holding(tile_level, first, size)
        layers = read.get(tile)
        if layers is None:
            layers = read[tile] = [hashes_in(content(tile), tile.width)]
        while len(layers) <= above:
            below = layers[-1]
            layers.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])
        return layers[above][(first % TILE_WIDTH) >> above]

    return node
