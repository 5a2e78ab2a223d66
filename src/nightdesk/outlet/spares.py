"""Empty pages in folders of their own, made while nothing waits: a new story then costs a write and a rename.

To make a file and its folder takes a file system longer than all else that is done to show a page.
"""

import os
import shutil
from collections import deque
from concurrent.futures import Executor
from pathlib import Path

from .writing import write

PREFIX = "spare-"
"""So their folders are named; one that a killed process left says nothing and takes no space."""
_NAME = "index.html"
_KEPT = 8


class Spares:
    """A few of them, made by `pool` after each use. No spare is in the public folder."""

    def __init__(self, aside: Path, pool: Executor) -> None:
        self._aside = aside
        self._pool = pool
        self._ready: deque[str] = deque()
        self._count = 0
        self._asked = 0

    def put(self, target: str, content: bytes) -> bool:
        """Show a page whose folder is not there yet; False where a spare cannot serve: it has to be written."""
        folder, _, name = target.rpartition("/")
        if name != _NAME or not self._ready or os.path.lexists(folder):
            return False
        try:
            spare = self._ready.popleft()
            write(f"{spare}/{_NAME}", content)
            os.rename(spare, folder)
        except (OSError, IndexError):  # no space, no folder around it, or the last one is gone: it is written instead
            return False
        return True

    def refill(self) -> None:
        """Have as many ready as are kept, soon."""
        missing = _KEPT - len(self._ready) - self._asked
        if missing > 0:
            self._asked += missing
            self._pool.submit(self._make, missing)

    def close(self) -> None:
        """Remove those that are left; call when the pool has ended."""
        while self._ready:
            shutil.rmtree(self._ready.popleft(), ignore_errors=True)

    def _make(self, count: int) -> None:
        try:
            for _ in range(count):
                self._count += 1
                self._ready.append(_made(f"{self._aside}/{PREFIX}{os.getpid()}-{self._count}"))
        except OSError:
            pass  # they spare time, and nothing else: pages are written without them
        finally:
            self._asked -= count


def _made(place: str) -> str:
    os.makedirs(place)
    try:
        write(f"{place}/{_NAME}", b"")
    except OSError:
        os.rmdir(place)
        raise
    return place
