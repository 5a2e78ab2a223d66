"""Kill the desk again and again while wires come in, and prove that nobody can tell afterwards.

    python -m tests.faults.kill_nine --kills 500 [--seed 1] [--deliveries N] [--dir DIR] [--steps]

One process sends volleys of files, another is the desk; this one kills the desk with SIGKILL and starts it again. The
same plan is carried once undisturbed. Then both ledgers, both public folders (every file, twins too), the doctor's
findings and a rebuild are compared. A fifth as many kills follow while all wires bring everything at once; there the
order is nobody's, so that only the books, the doctor and the rebuild are asked. Ends with 1 when anything differs, and
leaves the sites for inspection.
"""

import argparse
import gc
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from nightdesk.shift.checkup import Doctor
from nightdesk.shift.house import open_house
from nightdesk.shift.rebuild import rebuild

from . import desk_process
from .account import books, differences
from .board import Board
from .plan import Volley, volleys
from .public_folder import dead_texts, listing_files, logs_unlike, tree, unlike, unproven
from .struck_run import Run, fresh_site

_MOST_SAID = 40
_WARMING_VOLLEYS = 40
_FLOOD_A_FIFTH = 50
"""From so many kills on a fifth more come while all wires bring everything at once."""


@dataclass
class Result:
    """What a run did and what was found."""

    kills: Counter[str] = field(default_factory=Counter)
    repeats: int = 0
    deliveries: int = 0
    stories: int = 0
    public_files: int = 0
    seconds: tuple[float, ...] = ()
    """Of the undisturbed run, the run that was killed, and the comparison."""
    found: list[str] = field(default_factory=list)


def check_site(home: Path, board: Board) -> list[str]:
    """The doctor is content, no dead text stands anywhere, and a rebuild from the ledger gives the same bytes."""
    house = open_house(home, board.clock)
    with house.as_desk():
        found = [f"doctor: {fault.check}: {fault.text}" for fault in Doctor(house).look().faults]
        found += dead_texts(home)
        found += unproven(home)
        before = home.parent / f"{home.name}-public"
        shutil.copytree(house.public, before)
        rebuild(house, house.database.read())
        found += [f"after a rebuild: {line}" for line in unlike(before, house.public)]
        shutil.rmtree(house.public)
        before.rename(house.public)
    house.database.close()
    return found


def compare(calm: Run, struck: Run) -> Result:
    """Everything that can be told of two runs of one plan."""
    result = Result(kills=struck.kills)
    result.found += [f"undisturbed run: {line}" for line in calm.found] + struck.found
    one, other = books(calm.home, calm.plan), books(struck.home, struck.plan)
    result.found += differences(one, other)
    result.found += struck.forks()
    result.found += logs_unlike(calm.home, struck.home)
    public = (calm.home / "public", struck.home / "public")
    result.found += [f"public: {line}" for line in unlike(*public, without=("log/", *listing_files(struck.home)))]
    result.found += check_site(struck.home, struck.board)
    result.repeats = other.repeats
    result.deliveries = len(other.files) + other.repeats
    result.stories = len(other.tables["story"])
    result.public_files = len(tree(struck.home / "public"))
    return result


def flood(kills: int, seed: int, plan: list[Volley], folder: Path) -> Result:
    """Everything at once, in whatever order it is read: what must hold all the same."""
    began = time.monotonic()
    flooded = Run(folder / "flooded", plan, seed, patient=False)
    fresh_site(flooded.home)
    flooded.struck(kills, steps=False)
    found = books(flooded.home, plan)
    result = Result(kills=flooded.kills, repeats=found.repeats, deliveries=len(found.files) + found.repeats)
    result.stories = len(found.tables["story"])
    result.public_files = len(tree(flooded.home / "public"))
    result.found = flooded.found + list(found.faults) + check_site(flooded.home, flooded.board)
    result.seconds = (time.monotonic() - began,)
    return result


def run(kills: int, seed: int, plan: list[Volley], folder: Path, *, steps: bool) -> Result:
    """Both runs and their comparison, in `folder`."""
    desk_process.shorten()
    calm = Run(folder / "undisturbed", plan, seed)
    struck = Run(folder / "killed", plan, seed)
    for home in (calm.home, struck.home, folder / "warm"):
        fresh_site(home)
    desk_process.warm(folder / "warm", [arrival for volley in plan[:_WARMING_VOLLEYS] for arrival in volley.arrivals()])
    gc.freeze()  # what was made up to here is not looked at again, so that forked processes share it
    marks = [time.monotonic()]
    calm.undisturbed()
    marks.append(time.monotonic())
    struck.struck(kills, steps=steps)
    marks.append(time.monotonic())
    result = compare(calm, struck)
    marks.append(time.monotonic())
    result.seconds = tuple(later - earlier for earlier, later in pairwise(marks))
    return result


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--deliveries", type=int, help="generated ones beside the sample day; by default 4 a kill")
    options.add_argument("--volleys", type=int, help="send only so many volleys, and let time pass after them")
    options.add_argument("--dir", type=Path, help="where both sites are made; a temporary folder else")
    options.add_argument("--steps", action="store_true", help="begin with one kill at every named step")
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-faults-", dir=given.dir))
    count = given.deliveries if given.deliveries is not None else 4 * given.kills
    plan = volleys(count, given.seed)
    if given.volleys is not None:
        plan = plan[: given.volleys] + plan[-2:]
    result = run(given.kills, given.seed, plan, folder, steps=given.steps or given.kills >= 100)
    found = say("volley after volley", result)
    if given.kills >= _FLOOD_A_FIFTH:
        found += say("all at once", flood(given.kills // 5, given.seed, plan, folder))
    if found:
        sys.exit(f"{found} differences; the sites are left in {folder}")
    shutil.rmtree(folder)


def say(what: str, result: Result) -> int:
    """Print the figures; returns how many differences were found."""
    for step, times in sorted(result.kills.items()):
        print(f"{times:5}  {step}")
    spent = " + ".join(f"{seconds:.1f}" for seconds in result.seconds)
    print(
        f"{what}: {sum(result.kills.values())} kills, {result.deliveries} deliveries ({result.repeats} handed over "
        f"twice), {result.stories} stories, {result.public_files} public files, {spent} s: "
        f"{len(result.found)} differences",
        flush=True,
    )
    for line in result.found[:_MOST_SAID]:
        print(f"  {line}")
    return len(result.found)


if __name__ == "__main__":
    main()
