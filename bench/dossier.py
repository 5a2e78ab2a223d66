"""How long after its page is live a story's dossier is done: page, thread, lists and search told of it."""

from collections.abc import Iterator
from contextlib import closing
from time import perf_counter

from nightdesk.flow import Desk
from nightdesk.shift.keeper import keep_now
from nightdesk.shift.memory import FOLLOWER
from nightdesk.store import event as event_table

from .archive import arrivals, empty_house
from .figure import Figure, quotient
from .scale import Scale
from .turns import percentile


def dossier(scale: Scale) -> Iterator[Figure]:
    """One story at a time, each among all those before it; the desk has nothing else to do."""
    took: list[float] = []
    with empty_house() as house:
        desk = Desk(house)
        desk.wake()
        connection = house.database.read()
        with closing(desk):
            for arrival in arrivals(scale.live_samples):
                keep_now(house, [arrival])
                desk.step()
                live = perf_counter()
                while (
                    event_table.cursor(connection, FOLLOWER) < event_table.newest(connection)
                    or desk.afterwards.dirty.pages
                ):
                    desk.afterwards.tell(idle=True)
                took.append(perf_counter() - live)
    yield Figure(name="dossier-p50", value=percentile(took, 0.5), unit="s")
    yield quotient("dossier-p95", percentile(took, 0.95), 1.0, "s", 2)
