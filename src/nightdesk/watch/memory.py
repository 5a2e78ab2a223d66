"""What a monitor remembers of a log between two looks, in one file written whole or not at all."""

from pathlib import Path
from typing import Final

import msgspec

from ..durable import write_whole
from ..errors import UsageError
from ..proof.growth import Growth
from .story_book import Standing

_FORMAT: Final = 1


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """The log as last seen and found in order: its keys, its right edge, its last note, and where each story stands.

    `first_seen` is when, by our own clock, a tree of this size was first seen; `newest_shown` the newest time that an
    entry states. Both in milliseconds UTC.
    """

    origin: str = ""
    keys: tuple[str, ...] = ()
    growth: Growth = Growth()
    note: bytes = b""
    first_seen: int = 0
    newest_shown: int = 0
    stories: tuple[Standing, ...] = ()
    format: int = _FORMAT


def read_memory(file: Path | None) -> Memory:
    """The memory in that file; an empty one where there is no such file."""
    if file is None or not file.exists():
        return Memory()
    try:
        memory = msgspec.msgpack.decode(file.read_bytes(), type=Memory)
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(f"{file} is no state of a monitor: {error}; name another with --state") from error
    if memory.format != _FORMAT:
        raise UsageError(f"{file} was written by another version of the monitor; name another with --state")
    return memory


def write_memory(file: Path | None, memory: Memory) -> None:
    """Write it aside, sync, rename: after a crash the file holds the old memory or the new one."""
    if file is not None:
        write_whole(file, msgspec.msgpack.encode(memory))
