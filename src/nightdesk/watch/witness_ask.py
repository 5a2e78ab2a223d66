"""A witness that goes and looks: fetch a log's checkpoint, prove from its tiles that it continues, cosign it."""

import asyncio
from typing import Final

from ..clock import Clock
from ..proof.add_checkpoint import AddCheckpoint
from ..proof.checkpoint import Checkpoint, read_text
from ..proof.from_tiles import consistency_proof, root_at
from ..proof.note import NOTE_BYTES, read_note, read_signatures
from ..proof.refusal import ProofError
from ..proof.tile import TILE_WIDTH, Tile
from .finding import UnreadError
from .source import TILE_BYTES, Source
from .witness import NOT_KNOWN, NOT_PROVEN, OTHER_SIZE, RefusedError, Witness

ATTEMPTS: Final = 5
_FOUND: Final = 200


class _WantedError(Exception):
    """A tile has to be fetched before the proof can be made."""

    def __init__(self, tile: Tile) -> None:
        self.tile = tile
        super().__init__(tile.path)


async def ask(witness: Witness, source: Source, clock: Clock) -> bytes:
    """The log's checkpoint with this witness's cosignature under it; RefusedError where it may not be cosigned."""
    why = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            await asyncio.sleep(0.2 * attempt)
        content = await _got(source, "checkpoint", NOTE_BYTES)
        if content is None:
            raise UnreadError("log/checkpoint", "no log is shown there")
        try:
            checkpoint = read_text(read_note(content).text)
        except ProofError as error:
            raise UnreadError("log/checkpoint", str(error)) from error
        held = witness.trusted(checkpoint.origin)
        if held is None:
            raise RefusedError(NOT_KNOWN, f"the log {checkpoint.origin} is not known here: trust its key first")
        if checkpoint.size < held.size:
            raise RefusedError(
                OTHER_SIZE, f"the log has {checkpoint.size} entries; {held.size} were cosigned", held.size
            )
        try:
            proof = await _proof(source, held.size, checkpoint)
        except UnreadError as error:
            why = error.why  # the log may have grown meanwhile, and its partial tiles have gone
            continue
        lines = witness.cosigned(AddCheckpoint(held.size, proof, content), int(clock().timestamp()))
        return content + read_signatures(lines.decode())[0].text.encode()
    raise UnreadError("log", f"its tiles could not be read: {why}")


async def _proof(source: Source, old_size: int, checkpoint: Checkpoint) -> tuple[bytes, ...]:
    """The consistency proof from the log's own tiles. The tiles must make the signed root: a witness is no rubber stamp
    for a log that nobody can read."""
    tiles: dict[Tile, bytes] = {}

    def content(tile: Tile) -> bytes:
        if tile not in tiles:
            raise _WantedError(tile)
        return tiles[tile]

    while True:
        try:
            proof = tuple(consistency_proof(old_size, checkpoint.size, content))
            root = root_at(checkpoint.size, content)
        except _WantedError as wanted:
            tiles[wanted.tile] = await _tile(source, wanted.tile)
        except ProofError as error:
            raise RefusedError(NOT_PROVEN, str(error)) from error
        else:
            if root != checkpoint.root:
                raise RefusedError(NOT_PROVEN, "the log's tiles do not make its signed root")
            return proof


async def _tile(source: Source, tile: Tile) -> bytes:
    for one in dict.fromkeys((tile, Tile(tile.level, tile.number, TILE_WIDTH))):
        content = await _got(source, one.path, TILE_BYTES)
        if content is not None:
            return content
    raise UnreadError(f"log/{tile.path}", "it is not there")


async def _got(source: Source, name: str, limit_bytes: int) -> bytes | None:
    got = await source.get(f"/log/{name}", limit_bytes)
    return got.content if got.status == _FOUND else None
