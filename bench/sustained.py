"""How many stories a second go the whole way, fronts and feeds told, when they come as fast as they can."""

import threading
from collections.abc import Iterator, Sequence
from time import perf_counter

from nightdesk.flow import Desk
from nightdesk.night import DeskThread
from nightdesk.shift.afterwards import TOLD
from nightdesk.shift.keeper import Keeper
from nightdesk.store import event as event_table

from .archive import arrivals, empty_house, story_files
from .figure import Figure
from .scale import Scale

_PATIENCE_SECONDS = 600.0


def sustained(scale: Scale) -> Iterator[Figure]:
    """From the first drop until the last story is up and every front shows it, keeper and desk in their threads."""
    dropped = arrivals(scale.sustained_items)
    with empty_house() as house:
        told = threading.Event()
        stories: set[str] = set()

        def changed(paths: Sequence[str]) -> None:
            stories.update(story_files(paths))
            told.set()

        desk = DeskThread(Desk(house, changed))
        keeper = Keeper(house, wake=desk.wake)
        keeper.start()
        desk.start()
        began = perf_counter()
        for future in [keeper.hand_in(arrival) for arrival in dropped]:
            future.result(_PATIENCE_SECONDS)
        connection = house.database.read()
        until = began + _PATIENCE_SECONDS
        while len(stories) < len(dropped) or event_table.cursor(connection, TOLD) < event_table.newest(connection):
            if perf_counter() > until:
                raise AssertionError(f"{len(stories)} of {len(dropped)} stories are up")
            told.wait(0.02)  # the cursor is moved just after the desk has told of the files
            told.clear()
        seconds = perf_counter() - began
        desk.stop()
        keeper.stop()
    yield Figure(name="sustained", value=len(dropped) / seconds, unit="items/s", bar=200)
