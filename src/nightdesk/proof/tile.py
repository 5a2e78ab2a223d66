"""Tiles and entry bundles of C2SP tlog-tiles: how they are named, and what is in them."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from .merkle import HASH_BYTES
from .refusal import ProofError

TILE_WIDTH: Final = 256
TILE_LEVELS: Final = 8
"""One tile spans this many levels of the tree."""

MAX_LEVEL: Final = 63
ENTRY_BYTES: Final = 65_535
PATH_LENGTH: Final = 80

_PATH: Final = re.compile(
    r"tile/(?P<level>0|[1-9][0-9]?|entries)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class Tile(msgspec.Struct, frozen=True, order=True):
    """Which hashes: `number` counts the tiles of a level from the left; `width` under 256 says it is partial."""

    level: int
    number: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Where the tile stands under the log's address."""
        return f"tile/{self.level}/{_number_path(self.number)}{_width_path(self.width)}"


class Bundle(msgspec.Struct, frozen=True, order=True):
    """Which entries: those of the tile of level 0 with the same number and width."""

    number: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Where the bundle stands under the log's address."""
        return f"tile/entries/{_number_path(self.number)}{_width_path(self.width)}"


def read_path(path: str) -> Tile | Bundle:
    """The tile or bundle that a path names; only the one spelling that tlog-tiles gives it."""
    match = _PATH.fullmatch(path) if len(path) <= PATH_LENGTH else None
    width = int(match["width"] or TILE_WIDTH) if match else 0
    if match is None or width > TILE_WIDTH or (match["width"] and width == TILE_WIDTH):
        raise ProofError("tile", "no tile has this path", path[:100])
    number = int(match["number"].replace("x", "").replace("/", ""))
    if match["level"] == "entries":
        named: Tile | Bundle = Bundle(number, width)
    else:
        named = Tile(int(match["level"]), number, width)
    # Zero padding beyond the first element would be a second name for the same tile.
    if named.path != path or (isinstance(named, Tile) and named.level > MAX_LEVEL):
        raise ProofError("tile", "no tile has this path", path[:100])
    return named


def partial_tiles(size: int) -> list[Tile]:
    """The partial tiles of a tree, lowest level first; a level that ends with a full tile has none."""
    return [
        Tile(level, count // TILE_WIDTH, count % TILE_WIDTH) for level, count in _levels(size) if count % TILE_WIDTH
    ]


def tile_holding(level: int, position: int, size: int) -> Tile:
    """The tile, as wide as a tree of `size` has it, with the hash at `position` of tile level `level`."""
    number = position // TILE_WIDTH
    return Tile(level, number, min(TILE_WIDTH, (size >> TILE_LEVELS * level) - number * TILE_WIDTH))


def hashes_in(content: bytes, width: int) -> list[bytes]:
    """The first `width` hashes of a tile's content; a wider tile may stand in for a partial one, a narrower may not."""
    if len(content) % HASH_BYTES or not width * HASH_BYTES <= len(content) <= TILE_WIDTH * HASH_BYTES:
        raise ProofError("tile", f"a tile of {len(content)} bytes where {width} hashes are wanted")
    return [content[at : at + HASH_BYTES] for at in range(0, width * HASH_BYTES, HASH_BYTES)]


def bundle_content(entries: Sequence[bytes]) -> bytes:
    """The content of an entry bundle: each entry behind its length in 16 bits, big-endian."""
    if not 0 < len(entries) <= TILE_WIDTH:
        raise ProofError("bundle", f"a bundle holds 1 to {TILE_WIDTH} entries, not {len(entries)}")
    if any(len(entry) > ENTRY_BYTES for entry in entries):
        raise ProofError("bundle", f"an entry is longer than {ENTRY_BYTES} bytes")
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def entries_in(content: bytes, width: int) -> list[bytes]:
    """The first `width` entries of a bundle's content; a wider bundle may stand in for a partial one."""
    entries: list[bytes] = []
    at = 0
    while at < len(content):
        begin = at + 2
        at = begin + int.from_bytes(content[at:begin], "big")
        if begin > len(content) or at > len(content) or len(entries) == TILE_WIDTH:
            raise ProofError("bundle", "an entry bundle is cut off or too long", f"entry {len(entries)}")
        entries.append(content[begin:at])
    if len(entries) < width:
        raise ProofError("bundle", f"an entry bundle of {len(entries)} entries where {width} are wanted")
    return entries[:width]


def _levels(size: int) -> list[tuple[int, int]]:
    return [(level, size >> TILE_LEVELS * level) for level in range((size.bit_length() + 7) // TILE_LEVELS)]


def _number_path(number: int) -> str:
    path = f"{number % 1000:03d}"
    while number := number // 1000:
        path = f"x{number % 1000:03d}/{path}"
    return path


def _width_path(width: int) -> str:
    return f".p/{width}" if width < TILE_WIDTH else ""
