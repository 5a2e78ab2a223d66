"""A small file that must not be lost or halved: a key, a witness's memory."""

import os
from pathlib import Path

from .errors import UsageError


def write_whole(file: Path, content: bytes, mode: int = 0o600) -> None:
    """Write aside, sync, rename: on the disk when this returns, and after a crash the old file or the new one.

    Raises UsageError with the remedy.
    """
    draft = file.with_name(f"{file.name}.new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        draft.rename(file)
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}; make room or name another place") from error
