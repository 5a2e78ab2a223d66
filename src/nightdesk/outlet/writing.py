"""Files of the site, written so that nobody ever reads half of one. Not fsynced: they can be made again."""

import os
from contextlib import suppress
from pathlib import Path

_TRIES = 3


def write(path: str, content: bytes) -> None:
    """Write a file nobody looks at yet. Raises OSError, and leaves nothing then: half a file would hold space."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        written = 0
        while written < len(content):
            written += os.write(descriptor, content[written:])
    except OSError:
        unlink(path)
        raise
    finally:
        os.close(descriptor)


def put_up(draft: str, target: str) -> None:
    """Rename, so that the target is the old file or the new one at every moment; its folders are made where missing."""
    for _ in range(_TRIES):
        try:
            os.rename(draft, target)
        except FileNotFoundError:  # also when another hand puts a whole folder in this one's place just now
            Path(target).parent.mkdir(parents=True, exist_ok=True)
        else:
            return
    os.rename(draft, target)


def unlink(path: str) -> None:
    """Remove a file that may not be there."""
    with suppress(FileNotFoundError):
        os.unlink(path)
