"""What `versions.json` beside a story says of its entries. Nothing of it counts but what stands in the log."""

import msgspec

from ..proof.leaf import read_leaf
from ..proof.merkle import leaf_hash
from ..proof.refusal import ProofError
from ..terms.leaf import Leaf, Salts
from .finding import UnreadError
from .log_reading import Reading, entry
from .source import Source
from .story_book import Standing

_VERSIONS_BYTES = 8_000_000
_FOUND = 200


class Entry(msgspec.Struct, frozen=True):
    """One entry of a story; `n` says which of its texts it put up. Closed ones have no salts and name no text."""

    index: int
    leaf: str
    n: int | None = None
    salts: Salts | None = None
    text: str | None = None


class _Versions(msgspec.Struct):
    leaves: list[Entry]


async def entries_of(source: Source, folder: str) -> list[Entry]:
    """All entries of the story whose files stand in this folder, the newest first; none without the file."""
    got = await source.get(f"{folder}versions.json", _VERSIONS_BYTES)
    if got.status != _FOUND:
        return []
    try:
        return msgspec.json.decode(got.content, type=_Versions).leaves[::-1]
    except msgspec.MsgspecError as error:
        raise UnreadError(f"{folder}versions.json", str(error)) from error


async def logged(source: Source, reading: Reading, one: Entry, standing: Standing) -> Leaf | None:
    """The entry as the log has it, where it is the one that is claimed, and of this story."""
    content = one.leaf.encode()
    try:
        is_last = one.index == standing.index and leaf_hash(content) == standing.hash
        leaf = read_leaf(content)
        is_there = is_last or await entry(source, one.index, reading.checkpoint.size) == content
    except (ProofError, UnreadError):
        return None
    return leaf if is_there and leaf.story == standing.story else None
