"""The log as static files (C2SP tlog-tiles): tiles and entries first, the checkpoint that covers them last."""

from pathlib import Path

from sqlalchemy import Connection

from .. import verifier
from ..errors import HouseError
from ..proof.from_tiles import root_at
from ..proof.key import to_base64
from ..proof.tile import TILE_WIDTH, Bundle, Tile, bundle_content, partial_tiles
from ..store import leaf as leaf_table
from ..terms.page import Page
from .house import House
from .log_keys import has_key, public_keys
from .public_log import PublicLog, tile_content

FOLDER = "log"
_CHECKPOINT = f"{FOLDER}/checkpoint"
_VERIFIER = (Path(verifier.__file__).parent / "check_page.py").read_bytes()


def log_files(connection: Connection, since: int, public_log: PublicLog | None = None) -> list[Page]:
    """Every file that differs between the log of `since` entries and the one of now, in the order of their writing.

    Partial tiles that a wider one has replaced are removed: a reader of an older checkpoint asks again with the new.
    """
    signed = leaf_table.last_signed(connection)
    if signed is None or signed.size <= since:
        return []
    content = (public_log.tile_content if public_log else tile_content)(connection, signed.size)
    pages = []
    for tile in _changed(since, signed.size):
        pages.append(Page(f"{FOLDER}/{tile.path}", content(tile)))
        if tile.level == 0:
            low = tile.number * TILE_WIDTH
            entries = leaf_table.contents(connection, low, low + tile.width)
            pages.append(Page(f"{FOLDER}/{Bundle(tile.number, tile.width).path}", bundle_content(entries)))
    pages.append(Page(_CHECKPOINT, signed.note))
    return pages + [Page(path, None) for path in _outgrown(since, signed.size)]


def verifier_page() -> Page:
    """`/log/check_page.py`: the one-file verifier, for anybody to read and run."""
    return Page(f"{FOLDER}/check_page.py", _VERIFIER)


def key_page(house: House) -> list[Page]:
    """`/log/vkey`: the public keys, the current one first; nothing before the log's first entry."""
    if not has_key(house.keys):
        return []
    lines = "".join(f"{key.text}\n" for key in public_keys(house.keys))
    return [Page(f"{FOLDER}/vkey", lines.encode())]


def stray_tiles(public: Path, size: int) -> list[Page]:
    """Partial tiles and bundles that the log of `size` entries does not have: an interrupted round left them."""
    due = {f"{FOLDER}/{tile.path}" for tile in partial_tiles(size)}
    due |= {f"{FOLDER}/{Bundle(tile.number, tile.width).path}" for tile in partial_tiles(size) if tile.level == 0}
    found = (str(file.relative_to(public)) for file in (public / FOLDER / "tile").rglob("*.p/*"))
    return [Page(path, None) for path in sorted(set(found) - due)]


def published_size(public: Path) -> int:
    """The size of the checkpoint that stands in a public folder; 0 where none does, or none that can be read."""
    said = _published(public)
    return said[0] if said else 0


def refuse_a_fork(public: Path, connection: Connection) -> None:
    """Raises HouseError where the public log is not one that this ledger's log continues: nothing may be signed then.

    It is so after an older copy of the ledger was put back: its next entries would contradict what the world has seen.
    """
    said = _published(public)
    if said is None:
        return
    size, root = said
    known = leaf_table.size(connection)
    if size <= known and to_base64(root_at(size, tile_content(connection, size))) == root:
        return
    raise HouseError(
        f"{public / _CHECKPOINT} has {size} entries that are not in this ledger ({known} are): restore a newer copy of "
        "the ledger; if there is none, delete that file, and tell those who watch the log why it forks"
    )


def _published(public: Path) -> tuple[int, str] | None:
    try:
        lines = (public / _CHECKPOINT).read_text("utf-8").split("\n")
        return int(lines[1]), lines[2]
    except (OSError, ValueError, IndexError):
        return None


def _changed(since: int, size: int) -> list[Tile]:
    """The tiles that hold a hash of the later tree and not of the earlier one."""
    tiles = []
    level = 0
    while size >> 8 * level:
        before, now = since >> 8 * level, size >> 8 * level
        if now > before:
            for number in range(before // TILE_WIDTH, (now + TILE_WIDTH - 1) // TILE_WIDTH):
                tiles.append(Tile(level, number, min(TILE_WIDTH, now - number * TILE_WIDTH)))
        level += 1
    return tiles


def _outgrown(since: int, size: int) -> list[str]:
    """The partial tiles and bundles of the earlier tree that are none of the later."""
    paths = []
    level = 0
    while since >> 8 * level:
        before, now = since >> 8 * level, size >> 8 * level
        width = before % TILE_WIDTH
        if width and now != before:
            paths.append(Tile(level, before // TILE_WIDTH, width).path)
            if level == 0:
                paths.append(Bundle(before // TILE_WIDTH, width).path)
        level += 1
    return [f"{FOLDER}/{path}" for path in paths]
