"""Putting files into a drop folder: whole by renaming, or slowly under their final name as bad systems do."""

import asyncio
import os
from pathlib import Path

_BITES = 4


def drop(folder: Path, name: str, content: bytes) -> None:
    """Write aside under a dot name, then rename: whoever watches sees the whole file or none."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{name}.part"
    aside.write_bytes(content)
    os.replace(aside, folder / name)


async def drop_slowly(folder: Path, name: str, content: bytes, seconds: float) -> None:
    """Write under the final name, a bite at a time, over `seconds`."""
    folder.mkdir(parents=True, exist_ok=True)
    bite = len(content) // _BITES + 1
    with (folder / name).open("wb") as file:
        for number in range(_BITES):
            file.write(content[number * bite : (number + 1) * bite])
            file.flush()
            await asyncio.sleep(seconds / _BITES)
