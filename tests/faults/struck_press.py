"""A desk that makes e-papers, and dies by its own hand at a named step: `python struck_press.py HOME STEP N`."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fakes import typesetter
from newsroom import MINUTE
from nightdesk.clock import fixed_clock
from nightdesk.flow import Desk
from nightdesk.outlet import deliver
from nightdesk.shift import issue_desk
from nightdesk.shift.house import House, open_house
from nightdesk.store import issue as issue_table
from press_night import CUT_OFF

_PATIENCE_SECONDS = 60


def the_house(home: Path) -> House:
    """The site a minute after its cut-off, with the stand-in for a typesetter."""
    house = open_house(home, fixed_clock(CUT_OFF + MINUTE))
    house.typesetter = typesetter.command()
    house.sets_papers = True
    return house


def work(house: House) -> None:
    """Wake, carry what waits, and go on until every issue is up and told."""
    desk = Desk(house)
    desk.wake()
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        busy = desk.step()
        wait = desk.afterwards.tell(idle=not busy)
        issues = issue_table.every(house.database.read())
        if not busy and wait is None and issues and all(one.state == "shown" for one in issues):
            break
        time.sleep(0.005)
    desk.close()


def _always(given: tuple[Any, ...]) -> bool:
    return True


def _strike(module: Any, name: str, number: int, counts: Callable[[tuple[Any, ...]], bool] = _always) -> None:
    """The process dies as it comes to that function for the so-manieth time."""
    real, left = getattr(module, name), [number]

    def struck(*given: Any, **named: Any) -> Any:
        if counts(given):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)

    setattr(module, name, struck)


def _is_paper(given: tuple[Any, ...]) -> bool:
    return any("epaper/main/2026" in str(one) for one in given)


STEPS: dict[str, Callable[[int], None]] = {
    "decided, not kept": lambda number: _strike(issue_desk.issue_table, "add", number),
    "set begun": lambda number: _strike(issue_desk, "Setting", number),
    "set, not shown": lambda number: _strike(issue_desk, "set_pages", number),
    "a file going up": lambda number: _strike(deliver, "put_up", number, _is_paper),
    "up, not kept": lambda number: _strike(issue_desk.issue_table, "show", number),
    "kept, not told": lambda number: _strike(issue_desk, "archive", number),
    "a file going away": lambda number: _strike(deliver, "_remove", number, _is_paper),
}


if __name__ == "__main__":
    STEPS[sys.argv[2]](int(sys.argv[3]))
    work(the_house(Path(sys.argv[1])))
