"""One case by its number: the same number and seed give the same bytes, so that a finding can always be made again."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from time import monotonic, process_time
from traceback import extract_tb, format_exception
from types import FrameType

from . import nasty
from .mutations import mutate
from .seeds import seeds
from .try_out import WIRES, Broken, TryOut

LIMIT_SECONDS = 1.0
_SHORTEST_SECONDS = 0.05
_MOST_WAITS = 10
PAGES_EVERY = 64
FRONTS_EVERY = 512


@dataclass(frozen=True, slots=True)
class MadeCase:
    """What is delivered, over which wire, and how far it is carried."""

    content: bytes
    charset: str
    wire: str
    pages: bool
    fronts: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ended, after how many seconds of this process.

    `kind` is "" where all was well, else "crash" or "hang"; `site` names the place in the program.
    """

    seconds: float
    items: int = 0
    spikes: int = 0
    kind: str = ""
    site: str = ""
    said: str = ""


class Overdue(BaseException):
    """The alarm: no `except Exception` of the program may swallow it."""


def make_case(seed: int, number: int) -> MadeCase:
    """Case `number` of the run with that seed."""
    rng = Random(f"{seed}:{number}")
    groups = seeds()
    group = groups[number % len(groups)]
    # The shorter of two: what breaks a parser breaks it in a short document too, and more of them pass in a second.
    content = mutate(rng, min(rng.choice(group), rng.choice(group), key=len))
    return MadeCase(
        content=content,
        charset=rng.choice(nasty.TRANSPORT_CHARSETS),
        wire=rng.choice(WIRES),
        pages=number % PAGES_EVERY == 0,
        fronts=number % FRONTS_EVERY == 0,
    )


def run_case(try_out: TryOut, case: MadeCase) -> Outcome:
    """Try it within the limit: a second of the program's own, or ten of anybody's."""
    began = process_time()
    try:
        with _alarm(LIMIT_SECONDS):
            tried = try_out(case.content, charset=case.charset, wire=case.wire, pages=case.pages, fronts=case.fronts)
    except Overdue as late:
        return Outcome(process_time() - began, kind="hang", site=_site(late), said=_said(late))
    except Exception as error:  # whatever the program breaks with is what this looks for
        return Outcome(process_time() - began, kind="crash", site=_site(error), said=_said(error))
    seconds = process_time() - began
    if seconds > LIMIT_SECONDS:
        return Outcome(
            seconds, kind="hang", site="within-one-call", said=f"{seconds:.1f} s without a way to interrupt it"
        )
    return Outcome(seconds, tried.items, tried.spikes)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise Overdue after so long, later where the machine was busy with others. Signals reach the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    began, began_here = monotonic(), process_time()

    def late(number: int, frame: FrameType | None) -> None:
        left = seconds - (process_time() - began_here)
        if left <= 0 or monotonic() - began > _MOST_WAITS * seconds:
            raise Overdue
        signal.setitimer(signal.ITIMER_REAL, max(left, _SHORTEST_SECONDS))

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _site(error: BaseException) -> str:
    """The innermost line of the product that it came from: findings of one site are one finding."""
    if isinstance(error, Broken):
        return f"Broken-{_words(str(error))}"
    frames = [frame for frame in extract_tb(error.__traceback__) if "/nightdesk/" in frame.filename]
    where = frames[-1] if frames else extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}-{where.filename.rpartition('/')[2].removesuffix('.py')}-{where.name}"


def _words(text: str) -> str:
    return "-".join(word for word in text.partition(":")[0].split(" ")[:5] if word.isalpha())


def _said(error: BaseException) -> str:
    return "".join(format_exception(error))[-3_000:]
