"""The type of a command, and what all commands share: where the site is, what time it is, how facts are printed."""

import json
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from .agency.times import read_instant
from .clock import Clock, fixed_clock, system_clock
from .shift.house import House, open_house

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
_EARLIEST, _LATEST = 1971, 2200
"""Years: a desk that stood at the end of time could not tell the next day."""


class Moment(click.ParamType[datetime]):
    """A time on the command line: RFC 3339, with an offset."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Aware, UTC."""
        if isinstance(value, datetime):
            return value
        instant = read_instant(str(value), "")
        if instant is None or instant.zone == "assumed":
            self.fail(f"{value!r}: write it with its offset, as 2026-03-02T06:30:00+05:30", param, ctx)
        at = instant.at.astimezone(UTC)
        if not _EARLIEST <= at.year <= _LATEST:
            self.fail(f"{value!r}: a time of {_EARLIEST} to {_LATEST}", param, ctx)
        return at


def site_folder(command: F) -> F:
    """The argument DIR."""
    folder = click.Path(path_type=Path, file_okay=False)
    return click.argument("home", metavar="DIR", type=folder)(command)


def now_option(command: F) -> F:
    """`--now TIME`."""
    return click.option("--now", type=Moment(), metavar="TIME", help="Set the desk's clock to this time.")(command)


def json_option(command: F) -> F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print facts as JSON.")(command)


def clock_of(now: datetime | None) -> Clock:
    """The machine's clock, or one that stands at `now`."""
    return fixed_clock(now) if now else system_clock


@contextmanager
def house_at(home: Path, now: datetime | None = None) -> Generator[House]:
    """The house of a site folder, closed at the end."""
    house = open_house(home, clock_of(now))
    try:
        yield house
    finally:
        house.database.close()


def print_json(facts: object) -> None:
    """One object, one line."""
    click.echo(json.dumps(facts, ensure_ascii=False, default=str))


@contextmanager
def progress(label: str, total: int) -> Generator[Callable[[int, int], None]]:
    """A bar on standard error when a person is at the terminal and the work is long; nothing otherwise."""
    if not sys.stderr.isatty() or total < 20:
        yield lambda done, of: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield lambda done, of: bar.update(done - bar.pos)


def lines(parts: Iterable[str | None]) -> str:
    """The parts that are there, two spaces apart."""
    return "  ".join(part for part in parts if part)


def print_facts(facts: dict[str, Any], as_json: bool) -> None:
    """One object, or a line an item."""
    if as_json:
        print_json(facts)
        return
    for line in facts_lines(facts):
        click.echo(line)


def facts_lines(facts: dict[str, Any]) -> Iterator[str]:
    """One delivery in words: why it was refused, or a line for each of its items."""
    if facts["spike"]:
        spike = facts["spike"]
        yield lines(["spiked", facts["delivery"]["file"], spike["reason"], spike["place"]])
    for item in facts["items"]:
        why = item["reasons"][0]["text"] if item["reasons"] else None
        yield lines([item["outcome"], item["headline"] or item["guid"], item["address"], f"({why})" if why else None])
