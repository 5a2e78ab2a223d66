"""The sender's process: drops volley after volley, and knows only the folders and what a reader of the ledger sees."""

import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from nightdesk.store.database import sqlite_module
from nightdesk_sample.drop import drop

from .board import Board
from .plan import Volley

_LOOK_SECONDS = 0.004
_LONGEST_GAP_SECONDS = 0.003
_READ = "SELECT count(DISTINCT d.name) FROM delivery d JOIN reading r ON r.delivery = d.id WHERE d.id > ?"
_NEWEST = "SELECT coalesce(max(id), 0) FROM delivery"
_DUE = "SELECT count(*) FROM story WHERE due <= ?"


def send(home: Path, plan: Sequence[Volley], board: Board, seed: int, *, patient: bool = True) -> None:
    """Send everything, as far as the board allows; returns when the ledger has read it all.

    A `patient` sender waits after each volley until all of it has been read and nothing is due. Without patience all
    wires bring what they have at once, and what comes of it depends on what the desk happened to read first.
    """
    ledger = _Reader(home / "ledger.db")
    gaps = Random(seed)
    left: set[str] = set()
    for number, volley in enumerate(plan):
        while board.allowed <= number:
            time.sleep(_LOOK_SECONDS)
        board.put_clock(volley.moment)
        while patient and ledger.due(board):
            time.sleep(_LOOK_SECONDS)
        low = ledger.ask(_NEWEST)
        for file in volley.files:
            drop(home / "wires" / volley.wire, file.name, file.content)
            time.sleep(gaps.uniform(0, _LONGEST_GAP_SECONDS))
        awaited = {file.name for file in volley.files if patient and not file.settles}
        left |= {file.name for file in volley.files} - awaited
        ledger.wait_for(awaited, low)
        board.sent = number + 1
    for name in sorted(left):
        ledger.wait_for({name}, 0)
    while ledger.due(board):
        time.sleep(_LOOK_SECONDS)
    while any(entry.is_file() for folder in (home / "wires").iterdir() for entry in folder.iterdir()):
        time.sleep(_LOOK_SECONDS)


class _Reader:
    """Looks into the ledger through a connection of its own, closed at once: the desk's recovery is its own affair."""

    def __init__(self, path: Path) -> None:
        self._module = sqlite_module()
        self._address = f"file:{path}?mode=ro"

    def ask(self, query: str, *values: object) -> int:
        """One number; asked again while the file is locked by a desk that is just being woken."""
        while True:
            try:
                connection = self._module.connect(self._address, uri=True, timeout=5)
                try:
                    return int(connection.execute(query, values).fetchone()[0])
                finally:
                    connection.close()
            except self._module.OperationalError:
                time.sleep(_LOOK_SECONDS)

    def due(self, board: Board) -> int:
        """How many stories wait for what time has made due."""
        return self.ask(_DUE, int(board.clock().timestamp() * 1_000_000))

    def wait_for(self, names: set[str], low: int) -> None:
        """Return when all those names, kept after delivery `low`, have been read."""
        marks = ",".join("?" * len(names))
        while names and self.ask(f"{_READ} AND d.name IN ({marks})", low, *sorted(names)) < len(names):
            time.sleep(_LOOK_SECONDS)
