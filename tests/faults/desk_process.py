"""The desk's process of a fault run: the real keeper, folder transports and desk on a site folder, forked in no time.

Nothing is replaced. Three waits are shortened, for a run of minutes has to show what a night of hours does, and pages
and sitemap files are small, so that a few hundred stories fill many of them.
"""

import asyncio
import hashlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from nightdesk import log
from nightdesk.agency import patience
from nightdesk.by_hand import carry
from nightdesk.flow import Desk
from nightdesk.night import run_night
from nightdesk.serve.server import loop_factory, stop_on_signals
from nightdesk.shift import afterwards, check_fronts, fronts
from nightdesk.shift.house import House, open_house
from nightdesk.terms.arrival import Arrival

from .board import Board
from .strike import Strike

STORIES_A_PAGE = 10
STORIES_A_SITEMAP = 60
_SETTLE_SECONDS = 0.25
"""What a killed process has written stays in the kernel's hands; only power lost would need the product's minute."""
_LOOK_SECONDS = 0.5


def shorten() -> None:
    """Small pages and short waits, in this process and in all that are forked from it."""
    for module in (fronts, check_fronts):
        setattr(module, "PAGE_SIZE", STORIES_A_PAGE)  # noqa: B010  # a constant to everybody else
        setattr(module, "SHARD_SIZE", STORIES_A_SITEMAP)  # noqa: B010
    afterwards._SETTLE_SECONDS = _SETTLE_SECONDS
    patience.LOOK_SECONDS = _LOOK_SECONDS


def warm(home: Path, arrivals: Sequence[Arrival]) -> None:
    """Carry something through a scratch site, so that every process forked from here has its templates compiled."""
    house = open_house(home)
    carry(house, arrivals)
    house.database.close()


def fork(work: Callable[[], None], errors: Path) -> int:
    """A process of its own that does `work` and ends with 0, or with 1 and a traceback at the end of `errors`."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        descriptor = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(descriptor, 2)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        work()
        code = 0
    except BaseException:  # it is said in the file, and the parent reads the code
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def work_a_night(home: Path, board: Board, strike: Strike | None) -> None:
    """Until SIGTERM, or until the strike."""
    log.write_events_to_stderr()
    house = open_house(home, board.clock)
    house.chance = salts_of_the_run
    with house.as_desk() as ours:
        if not ours:
            raise RuntimeError("the desk that was killed still holds its chair")
        if strike is not None:
            strike.arm(home)
        wake = Desk.wake

        def awake(self: Desk) -> None:
            wake(self)
            board.awake = True

        Desk.wake = awake  # type: ignore[method-assign]  # in this process only
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_night(house))
    house.database.close()


def salts_of_the_run(story: str, seq: int) -> bytes:
    """No chance at all: the same entry has the same salts in every run."""
    return hashlib.sha512(f"{story} {seq}".encode()).digest()[:48]


async def _night(house: House) -> None:
    stop = asyncio.Event()
    with stop_on_signals(stop):
        await run_night(house, host="127.0.0.1", port=0, stop=stop, only=("intake", "desk"))
