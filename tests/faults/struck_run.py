"""One site, its sender and the desks that work on it one after the other, each killed by the next blow."""

import os
import select
import shutil
import signal
import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from nightdesk.proof.from_tiles import root_at
from nightdesk.proof.key import signer_of_seed, to_base64
from nightdesk.shift.memory import FOLLOWER as LIBRARY
from nightdesk.shift.public_log import tile_content
from nightdesk.store import delivery, event, reading, story
from nightdesk.store.database import Database
from nightdesk_sample.day import sample_agencies

from . import desk_process
from .board import Board
from .plan import LICENCE_DAYS, LICENSED_WIRE, Volley
from .sender import send
from .strike import NEEDS_WIPING, STEPS, Strike

_LONGEST_WAKING_SECONDS = 0.12
_LONGEST_LIFE_SECONDS = 0.45
_STEP_WITHIN_SECONDS = 2.0
_IDLE_SECONDS = 0.15
_STUCK_SECONDS = 60.0
_TRIES_A_STEP = 5
_WIPE_WHILE_VOLLEYS = 60
"""A wiped public folder is made again whole, which takes longer as the site grows: only while it is small."""
_TROUBLE = ("desk-in-trouble", "delivery-broke-the-desk", "wire-broke", "keep-failed", "Traceback", "desk-closed-in")


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
        step = chance.choice(list(STEPS))
        return at_step(step, chance.randint(1, STEPS[step]), chance)
    waking = chance.random() < 0.2
    longest = _LONGEST_WAKING_SECONDS if waking else _LONGEST_LIFE_SECONDS
    closing = not waking and chance.random() < 0.1
    return Blow(after_seconds=chance.uniform(0.0, longest), counted_from_awake=not waking, closing=closing)


def at_step(step: str, nth: int, chance: Random) -> Blow:
    """A kill at the n-th time the desk comes to that step."""
    return Blow(Strike(step, nth, chance.random()), wipes=step in NEEDS_WIPING)


def fresh_site(home: Path) -> None:
    """A site folder with a drop folder for each sample agency; one of them has a licence clock."""
    home.mkdir(parents=True)
    lines = ['[site]\nname = "The Fault Post"\nurl = "https://fault.example"\n', "[desk]\nfront_milliseconds = 40\n"]
    lines.append('[epaper]\ncut_off = ""\n')  # when an issue is decided is chance here: `struck_press` is about them
    for agency in sample_agencies():
        (home / "wires" / agency.slug).mkdir(parents=True)
        wire = f'[[wire]]\nname = "{agency.slug}"\nagency = "{agency.name}"\nprovider = "{agency.slug}"\n'
        override = f"[wire.override]\nlicence_days = {LICENCE_DAYS}\n" if agency.slug == LICENSED_WIRE else ""
        lines.append(wire + override)
    (home / "nightdesk.toml").write_text("\n".join(lines), encoding="utf-8")
    Database(home / "ledger.db", create=True).close()
    _write_key(home / "keys")


def _write_key(keys: Path) -> None:
    """The same key for every run, so that two logs with the same entries are the same to the byte."""
    signer = signer_of_seed("fault.example/log", b"the key of the fault runs, 32 by")
    keys.mkdir(mode=0o700)
    (keys / "log.key").write_text(f"{signer.secret_text}\n", "ascii")
    (keys / "log.vkey").write_text(f"{signer.verifier.text}\n", "utf-8")


@dataclass
class Run:
    """One site, its sender and the desks that work on it one after the other."""

    home: Path
    plan: list[Volley]
    seed: int
    board: Board = field(default_factory=Board)
    found: list[str] = field(default_factory=list)
    checkpoints: list[tuple[int, str]] = field(default_factory=list)
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
        while self.kills.total() < kills:
            self.board.allowed = max(1, len(self.plan) * (self.kills.total() + 1) // (kills + 1))
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
        self._remember_checkpoint()
        if how == -signal.SIGKILL:
            self.kills[what] += 1
        elif how != 0 or not blow.closing:
            self.found.append(f"a desk ended by itself with {how} before it was killed: see {self._log}")
        return what

    def _remember_checkpoint(self) -> None:
        """What the world may have seen of the log when the desk died."""
        with suppress(OSError, ValueError, IndexError):
            lines = (self.home / "public" / "log" / "checkpoint").read_text("utf-8").split("\n")
            self.checkpoints.append((int(lines[1]), lines[2]))

    def forks(self) -> list[str]:
        """Checkpoints that were public once and are not of the tree that the log has become."""
        database = Database(self.home / "ledger.db")
        connection = database.read()
        now = {size: root_at(size, tile_content(connection, size)) for size, _ in self.checkpoints if size}
        database.close()
        return [
            f"the log forked: the checkpoint of size {size} was {root} once"
            for size, root in self.checkpoints
            if size and to_base64(now[size]) != root
        ]

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
            return "idle, having not come to the step"
        while blow.counted_from_awake and not self.board.awake and not desk.ended_within(0.002):
            pass
        if blow.closing:
            desk.ended_within(blow.after_seconds)
            desk.send(signal.SIGTERM)
            desk.ended_within(blow.after_seconds / 20)
            desk.send(signal.SIGKILL)
            return "while closing"
        desk.ended_within(blow.after_seconds)
        desk.send(signal.SIGKILL)
        return "at some time after waking" if self.board.awake else "at some time while waking"

    def _to_the_end(self, sender: int) -> None:
        desk = self._desk()
        sent = _Process(sender)
        so_far, since = (-1,), time.monotonic()
        database = Database(self.home / "ledger.db")
        while not sent.ended_within(0.05):
            if (now := self._progress(database)) != so_far:
                so_far, since = now, time.monotonic()
            if desk.ended_within(0) or time.monotonic() - since > _STUCK_SECONDS:
                self.found.append(f"after {so_far[0]} of {len(self.plan)} volleys no more was read: see {self._log}")
                sent.send(signal.SIGKILL)
        if sent.wait() not in (0, -signal.SIGKILL):
            self.found.append("the sender broke")
        self._until_filed(desk, database)
        database.close()
        desk.send(signal.SIGTERM)
        if (how := desk.wait()) != 0:
            self.found.append(f"the last desk ended with {how}")
        said = self._log.read_text(encoding="utf-8", errors="replace").splitlines() if self._log.exists() else []
        self.found += [f"the desk's log says: {line[:300]}" for line in said if any(word in line for word in _TROUBLE)]

    def _until_filed(self, desk: "_Process", database: Database) -> None:
        """A desk that ends leaves what the library has not read to the next one; this is the last."""
        so_far, since = -1, time.monotonic()
        while (now := event.cursor(database.read(), LIBRARY)) < event.newest(database.read()):
            if now != so_far:
                so_far, since = now, time.monotonic()
            if desk.ended_within(0.1) or time.monotonic() - since > _STUCK_SECONDS:
                self.found.append(f"after event {so_far} the library filed no more: see {self._log}")
                return

    def _progress(self, database: Database) -> tuple[int, ...]:
        """Volleys sent, deliveries kept and read, stories that time has made due: a slow machine is not a stuck one."""
        connection = database.read()
        due = story.due_count(connection, self.board.clock())
        return self.board.sent, delivery.count(connection), reading.waiting(connection), due


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
