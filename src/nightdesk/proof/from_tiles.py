"""Roots and proofs of a whole log from its tiles, wherever they are kept: the ledger, a folder, another machine."""

from collections.abc import Callable
from functools import lru_cache

from .merkle import HASH_BYTES, node_hash
from .path import Node, consistency, inclusion, root
from .tile import TILE_LEVELS, TILE_WIDTH, Tile, hashes_in, tile_holding

Layers = tuple[list[bytes], ...]
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
    read: dict[Tile, Layers] = {}

    def node(level: int, position: int) -> bytes:
        tile_level, above = divmod(level, TILE_LEVELS)
        first = position << above
        tile = tile_holding(tile_level, first, size)
        layers = read.get(tile)
        if layers is None:
            given = content(tile)
            is_full = len(given) == TILE_WIDTH * HASH_BYTES
            layers = read[tile] = _layers(given) if is_full else _layers_of(hashes_in(given, tile.width))
        return layers[above][(first % TILE_WIDTH) >> above]

    return node


@lru_cache(maxsize=64)
def _layers(content: bytes) -> Layers:
    """The layers of a full tile, which never changes: many proofs go through it."""
    return _layers_of(hashes_in(content, TILE_WIDTH))


def _layers_of(hashes: list[bytes]) -> Layers:
    """The hashes of a tile and, above them, of their complete subtrees."""
    layers = [hashes]
    while len(layers[-1]) > 1:
        below = layers[-1]
        layers.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])
    return tuple(layers)
