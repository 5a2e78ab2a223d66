"""Kill the desk again and again while wires come in, and prove that nobody can tell afterwards.

    python -m tests.faults.kill_nine --kills 500 [--seed 1] [--deliveries N] [--dir DIR] [--steps]

One process sends volleys of files, another is the desk; this one kills the desk with SIGKILL and starts it again. The
same plan is carried once undisturbed. Then both ledgers, both public folders (every file, twins too), the doctor's
findings and a rebuild are compared. Ends with 1 when anything differs, and leaves both sites for inspection.
"""

import argparse
import gc
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from nightdesk.shift.checkup import Doctor
from nightdesk.shift.house import open_house
from nightdesk.shift.rebuild import rebuild
from nightdesk.store.database import Database
from nightdesk_sample.day import sample_agencies

from . import desk_process
from .account import books, differences
from .board import Board
from .plan import LICENCE_DAYS, LICENSED_WIRE, Volley, volleys
from .public_folder import dead_texts, tree, unlike
from .sender import send
from .strike import NEEDS_WIPING, STEPS, Strike

_LONGEST_WAKING_SECONDS = 0.12
_LONGEST_LIFE_SECONDS = 0.6
_STEP_WITHIN_SECONDS = 2.0
_IDLE_SECONDS = 0.15
_TRIES_A_STEP = 5
_WIPE_WHILE_VOLLEYS = 60
"""A wiped public folder is made again whole, which takes longer as the site grows: only while it is small."""
_MOST_SAID = 40
_WARMING_VOLLEYS = 40
_FLOOD_A_FIFTH = 50
"""From so many kills on a fifth more come while all wires bring everything at once."""
_TROUBLE = ("desk-in-trouble", "delivery-broke-the-desk", "wire-broke", "keep-failed", "Traceback", "desk-closed-in")


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


@dataclass(frozen=True)
class Blow:
    """One kill to come: by the desk's own hand at a step, or from outside after a while; wiping the site before it."""

    strike: Strike | None = None
    after_seconds: float = 0.0
    counted_from_awake: bool = False
    closing: bool = False
    wipes: bool = False


def any_blow(chance: Random) -> Blow:
    """Half of the kills come at a step, the others whenever they come."""
    if chance.random() < 0.5:
        return at_step(chance.choice(STEPS), min(int(chance.expovariate(0.08)) + 1, 60), chance)
    waking = chance.random() < 0.2
    longest = _LONGEST_WAKING_SECONDS if waking else _LONGEST_LIFE_SECONDS
    closing = not waking and chance.random() < 0.1
    return Blow(after_seconds=chance.uniform(0.0, longest), counted_from_awake=not waking, closing=closing)


def at_step(step: str, nth: int, chance: Random) -> Blow:
    """A kill at the n-th time the desk comes to that step."""
    return Blow(Strike(step, 1 if step.startswith("wake") else nth, chance.random()), wipes=step in NEEDS_WIPING)


def fresh_site(home: Path) -> None:
    """A site folder with a drop folder for each sample agency; one of them has a licence clock."""
    home.mkdir(parents=True)
    lines = ['[site]\nname = "The Fault Post"\nurl = "https://fault.example"\n', "[desk]\nfront_milliseconds = 40\n"]
    for agency in sample_agencies():
        (home / "wires" / agency.slug).mkdir(parents=True)
        wire = f'[[wire]]\nname = "{agency.slug}"\nagency = "{agency.name}"\nprovider = "{agency.slug}"\n'
        override = f"[wire.override]\nlicence_days = {LICENCE_DAYS}\n" if agency.slug == LICENSED_WIRE else ""
        lines.append(wire + override)
    (home / "nightdesk.toml").write_text("\n".join(lines), encoding="utf-8")
    Database(home / "ledger.db", create=True).close()


@dataclass
class Run:
    """One site, its sender and the desks that work on it one after the other."""

    home: Path
    plan: list[Volley]
    seed: int
    board: Board = field(default_factory=Board)
    found: list[str] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    patient: bool = True

    def undisturbed(self) -> None:
        """Everything sent, one desk, a clean end."""
        sender = self._sender()
        self.board.allowed = len(self.plan)
        self._to_the_end(sender)

    def struck(self, kills: int, *, steps: bool) -> None:
        """Everything sent, the desk killed so many times, a clean end. With `steps` at each named step first."""
        chance = Random(self.seed)
        todo = deque(STEPS if steps else ())
        tries = Counter[str]()
        sender = self._sender()
        for number in range(kills):
            self.board.allowed = max(1, len(self.plan) * (number + 1) // (kills + 1))
            step = todo.popleft() if todo else ""
            came_to = self._kill(at_step(step, 1, chance) if step else any_blow(chance))
            tries[step] += 1
            if step and came_to != step and tries[step] < _TRIES_A_STEP:
                todo.append(step)
        self.board.allowed = len(self.plan)
        self._to_the_end(sender)

    def _sender(self) -> int:
        self.board.put_clock(self.plan[0].moment)
        errors = self.home.parent / f"{self.home.name}-sender.log"
        return desk_process.fork(
            lambda: send(self.home, self.plan, self.board, self.seed, patient=self.patient), errors
        )

    def _desk(self, strike: Strike | None = None) -> "_Process":
        self.board.awake = False
        work = lambda: desk_process.work_a_night(self.home, self.board, strike)  # noqa: E731
        return _Process(desk_process.fork(work, self._log))

    @property
    def _log(self) -> Path:
        return self.home.parent / f"{self.home.name}-desk.log"

    def _kill(self, blow: Blow) -> str:
        if blow.wipes and self.board.sent > 0:
            if self.board.sent > _WIPE_WHILE_VOLLEYS:
                blow = Blow(after_seconds=_LONGEST_LIFE_SECONDS / 2, counted_from_awake=True)
            else:
                shutil.rmtree(self.home / "public", ignore_errors=True)
        desk = self._desk(blow.strike)
        what = self._strike_down(desk, blow)
        how = desk.wait()
        if how != -signal.SIGKILL:
            self.found.append(f"a desk ended by itself with {how} before it was killed: see {self._log}")
        self.kills[what] += 1
        return what

    def _strike_down(self, desk: "_Process", blow: Blow) -> str:
        if blow.strike is not None:
            until = time.monotonic() + _STEP_WITHIN_SECONDS
            while time.monotonic() < until:
                if desk.ended_within(0.01):
                    return blow.strike.step
                if self.board.awake and self.board.sent >= self.board.allowed and desk.ended_within(_IDLE_SECONDS):
                    return blow.strike.step
                if self.board.awake and self.board.sent >= self.board.allowed:
                    break
            desk.send(signal.SIGKILL)
            return "idle, the step was not come to"
        while blow.counted_from_awake and not self.board.awake and not desk.ended_within(0.002):
            pass
        if blow.closing:
            desk.ended_within(blow.after_seconds)
            desk.send(signal.SIGTERM)
            if desk.ended_within(blow.after_seconds / 20):
                return "closed before it could be killed"
            desk.send(signal.SIGKILL)
            return "while closing"
        desk.ended_within(blow.after_seconds)
        desk.send(signal.SIGKILL)
        return "at some time after waking" if self.board.awake else "at some time while waking"

    def _to_the_end(self, sender: int) -> None:
        desk = self._desk()
        sent = _Process(sender)
        while not sent.ended_within(0.05):
            if desk.ended_within(0):
                self.found.append(f"the desk ended by itself: see {self._log}")
                sent.send(signal.SIGKILL)
        if sent.wait() != 0:
            self.found.append("the sender broke")
        desk.send(signal.SIGTERM)
        if (how := desk.wait()) != 0:
            self.found.append(f"the last desk ended with {how}")
        said = self._log.read_text(encoding="utf-8", errors="replace").splitlines() if self._log.exists() else []
        self.found += [f"the desk's log says: {line[:300]}" for line in said if any(word in line for word in _TROUBLE)]


class _Process:
    """A forked process, waited for by its descriptor."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._descriptor = os.pidfd_open(pid)
        self._code: int | None = None

    def ended_within(self, seconds: float) -> bool:
        """True when it has ended, at the latest after so long."""
        return bool(select.select([self._descriptor], [], [], seconds)[0])

    def send(self, number: signal.Signals) -> None:
        """Send a signal, to this process and no other, also where it has ended."""
        signal.pidfd_send_signal(self._descriptor, number) if not self.ended_within(0) else None

    def wait(self) -> int:
        """Its exit code, negative where a signal ended it."""
        if self._code is None:
            self._code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
            os.close(self._descriptor)
        return self._code


def check_site(home: Path, board: Board) -> list[str]:
    """The doctor is content, no dead text stands anywhere, and a rebuild from the ledger gives the same bytes."""
    house = open_house(home, board.clock)
    with house.as_desk():
        found = [f"doctor: {fault.check}: {fault.text}" for fault in Doctor(house).look().faults]
        found += dead_texts(home)
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
    result.found += [f"public: {line}" for line in unlike(calm.home / "public", struck.home / "public")]
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
