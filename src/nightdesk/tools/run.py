"""Everything in one process: transports, desk, site and web server."""

import asyncio
from pathlib import Path

import click

from .. import log
from ..errors import UsageError
from ..night import PARTS, run_night
from ..serve.server import loop_factory, stop_on_signals
from ..shift.house import House
from ..tool import house_at


@click.command("run")
@click.argument("home", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the web server; 0 takes a free one.")
@click.option("--host", help="Address to listen on; this machine only unless told.")
@click.option("--only", multiple=True, type=click.Choice(PARTS), help="Run only these parts.")
def run(home: Path, port: int | None, host: str | None, only: tuple[str, ...]) -> None:
    """Run the night desk of DIR until it is told to stop (SIGTERM, Ctrl-C)."""
    with house_at(home) as house, house.as_desk() as ours:
        if not ours and (not only or "desk" in only):
            raise UsageError(f"{home}: a desk is at work there already; stop it first, or run with --only web")
        if house.database.journal != "wal":
            log.event("rollback-journal", sqlite=house.database.module.sqlite_version)
            click.echo(
                "No current SQLite for this machine: using the rollback journal, which is safe and slower.", err=True
            )
        server = house.settings.server
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_night(house, host or server.host, server.port if port is None else port, only or PARTS))


async def _night(house: House, host: str, port: int, only: tuple[str, ...]) -> None:
    stop = asyncio.Event()
    with stop_on_signals(stop):
        await run_night(house, host=host, port=port, stop=stop, only=only, ready=_say)


def _say(url: str) -> None:
    click.echo(f"{url}/" if url else "running")


COMMAND = run
