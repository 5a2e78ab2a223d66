"""Watch a site's log, and hold its pages to it."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from ..errors import UsageError
from ..proof.key import LOG_KEY, WITNESS_KEY
from ..tool import clock_of, json_option, now_option, print_json
from ..watch.finding import UnreadError
from ..watch.memory import read_memory, write_memory
from ..watch.monitor import MAX_AGE_SECONDS, Report, Terms, look
from ..watch.page_at_hand import keys_given
from ..watch.source import open_source

_FOUND, _NOT_LOOKED = 1, 2


@click.command("monitor")
@click.argument("site", metavar="URL|FOLDER")
@click.option("--state", type=click.Path(path_type=Path, dir_okay=False), help="Remember the log here between looks.")
@click.option("--every", type=click.FloatRange(1), metavar="SECONDS", help="Look again and again, until Ctrl-C.")
@click.option(
    "--max-age",
    type=click.FloatRange(0),
    default=MAX_AGE_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How old the newest entry may be; 0 for any age.",
)
@click.option("--key", multiple=True, metavar="VKEY", help="The log's key, else the one it shows the first time.")
@click.option("--witness", multiple=True, metavar="VKEY", help="This witness must have cosigned; may be repeated.")
@now_option
@json_option
def monitor(
    site: str,
    state: Path | None,
    every: float | None,
    max_age: float,
    key: tuple[str, ...],
    witness: tuple[str, ...],
    now: datetime | None,
    as_json: bool,
) -> None:
    """Read the whole log of the site at URL, or in FOLDER, and every page against it. Exit 0: nothing is wrong;
    1: something is, said one finding a line; 2: it could not be looked at."""
    try:
        terms = Terms(pinned=keys_given(key), witnesses=keys_given(witness), max_age_seconds=max_age)
        if any(one.kind != LOG_KEY for one in terms.pinned) or any(one.kind != WITNESS_KEY for one in terms.witnesses):
            raise UsageError("--key takes keys of a log (type 0x01), --witness those of witnesses (type 0x04)")
        code = asyncio.run(_watch(site, state, every, terms, now, as_json))
    except (UnreadError, UsageError) as error:
        click.echo(f"nightdesk: {site} could not be looked at: {error}", err=True)
        code = _NOT_LOOKED
    raise SystemExit(code)


async def _watch(
    site: str, state: Path | None, every: float | None, terms: Terms, now: datetime | None, as_json: bool
) -> int:
    """Look once, or again and again; the answer is the exit code of the last look."""
    clock, memory = clock_of(now), read_memory(state)
    while True:
        try:
            async with open_source(site) as source:
                report, memory = await look(source, memory, terms, clock())
            write_memory(state, memory)
            code = _told(report, as_json)
        except UnreadError as error:
            if every is None:
                raise
            click.echo(f"nightdesk: {site} could not be looked at: {error}", err=True)
            code = _NOT_LOOKED
        if every is None:
            return code
        await asyncio.sleep(every)


def _told(report: Report, as_json: bool) -> int:
    if as_json:
        print_json(_facts(report))
    else:
        for finding in report.findings:
            click.echo(finding.line)
        for address, reason in report.unread:
            click.echo(f"not read: {address}: {reason}")
        said = _counted(len(report.findings), "finding") if report.findings else "nothing wrong"
        entries, stories = _counted(report.size, "entry", "entries"), _counted(report.stories, "story", "stories")
        pages = _counted(report.pages, "page")
        click.echo(f"{report.origin}: {entries}, {stories}, {pages} looked at: {said}")
    if report.findings:
        return _FOUND
    return _NOT_LOOKED if report.unread else 0


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _facts(report: Report) -> dict[str, Any]:
    facts: dict[str, Any] = msgspec.to_builtins(report)
    facts["unread"] = [{"address": address, "reason": reason} for address, reason in report.unread]
    return facts


COMMAND = monitor
