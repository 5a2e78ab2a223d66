"""What is sent in a fault run: the sample agencies' day and generated traffic, cut into volleys.

A volley is what may come together without its grouping being seen on the site: files of one wire, in order, all of
them urgent or none (the desk reads what may be a kill before what waits), and no notice beside the story it is about.
The clock stands still within a volley. So an undisturbed run and one that was killed a hundred times must end in the
same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from nightdesk.agency.whole_file import looks_whole
from nightdesk.shift.keeper import may_take_back
from nightdesk.terms.arrival import Arrival
from nightdesk_sample.day import a_day
from nightdesk_sample.generator import Mix, generate
from nightdesk_sample.sending import Sending

MOST_FILES = 24
LICENSED_WIRE = "vaarta"
LICENCE_DAYS = 2
"""One wire's texts may be shown for so long; the last volley comes after that, and its stories go all at once."""

_APART = frozenset(
    {"kill", "kill-note", "withhold", "release", "usable-after-kill", "kill-before-story", "stale-after-kill"}
)
_MIX = Mix(updates=0.25, corrections=0.05, kills=0.04, embargoes=0.03, repeats=0.05)
_PACE_PER_SECOND = 0.2


@dataclass(frozen=True, slots=True)
class Dropped:
    """One file of a volley. `settles` is True where its bytes do not look whole, so that it is waited for."""

    name: str
    content: bytes
    settles: bool


@dataclass(frozen=True, slots=True)
class Volley:
    """Files that one wire brings at one moment; without files, only the clock moves on."""

    moment: datetime
    wire: str = ""
    files: tuple[Dropped, ...] = ()

    def arrivals(self) -> list[Arrival]:
        """The same as a transport would hand it over."""
        return [Arrival(wire=self.wire, name=one.name, content=one.content, transport="folder") for one in self.files]


def volleys(count: int, seed: int) -> list[Volley]:
    """The sample day (over folders) and so many generated sendings more; then time passes until nothing is due."""
    day = [one for one in a_day() if one.transport == "folder"]
    after = day[-1].at + timedelta(minutes=30)
    more = generate(count, seed=seed, mix=_MIX, start=after, per_second=_PACE_PER_SECOND, transports=("folder",))
    found = list(_cut([*day, *more]))
    end = found[-1].moment
    return [*found, Volley(end + timedelta(hours=2)), Volley(end + timedelta(days=LICENCE_DAYS, hours=3))]


@dataclass
class _Open:
    """The volleys of one wire that are still being filled: the plain one and the urgent one."""

    files: dict[bool, list[Dropped]] = field(default_factory=lambda: {False: [], True: []})
    guids: dict[bool, set[str]] = field(default_factory=lambda: {False: set(), True: set()})


def _cut(sendings: Iterable[Sending]) -> Iterator[Volley]:
    wires: dict[str, _Open] = {}
    moment = datetime.min.replace(tzinfo=UTC)
    for number, one in enumerate(sendings):
        moment = max(moment, one.at.astimezone(UTC))
        wire = wires.setdefault(one.wire, _Open())
        urgent = may_take_back(one.content)
        if one.event in _APART or one.others:
            yield from _filled(one.wire, wire, (False, True), moment)
        elif one.guid in wire.guids[not urgent]:
            yield from _filled(one.wire, wire, (not urgent, urgent), moment)
        name = f"{number:06d}-{one.name}"
        wire.files[urgent].append(Dropped(name, one.content, not looks_whole(one.content)))
        wire.guids[urgent].add(one.guid)
        if one.event in _APART or one.others or len(wire.files[urgent]) == MOST_FILES:
            yield from _filled(one.wire, wire, (urgent,), moment)
    for name, wire in wires.items():
        yield from _filled(name, wire, (False, True), moment)


def _filled(name: str, wire: _Open, kinds: tuple[bool, ...], moment: datetime) -> Iterator[Volley]:
    for urgent in kinds:
        if wire.files[urgent]:
            yield Volley(moment, name, tuple(wire.files[urgent]))
            wire.files[urgent].clear()
            wire.guids[urgent].clear()
