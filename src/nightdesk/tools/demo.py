"""The whole product in one terminal."""

import asyncio
from pathlib import Path

import click

from nightdesk_sample.sending import Sending

from ..demo_day import play
from ..serve.server import loop_factory, stop_on_signals

_SPEED = 1440.0
_SPEED_EXIT = 14_400.0


@click.command("demo")
@click.option(
    "--dir", "home", default="demo-site", type=click.Path(path_type=Path, file_okay=False), help="Its folder."
)
@click.option("--port", default=8080, type=click.IntRange(0, 65535), help="Port of the web server.")
@click.option("--speed", type=click.FloatRange(min=1), help="How much faster than life; 1440 plays a day in a minute.")
@click.option("--exit", "leave", is_flag=True, help="Play the day to its end, publish all, and end.")
def demo(home: Path, port: int, speed: float | None, leave: bool) -> None:
    """Play a day of wire by sample agencies into a site of its own, and serve it."""
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        outcomes = runner.run(_demo(home.absolute(), port, speed or (_SPEED_EXIT if leave else _SPEED), leave))
    click.echo("  ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())))


async def _demo(home: Path, port: int, speed: float, leave: bool) -> dict[str, int]:
    stop = asyncio.Event()
    with stop_on_signals(stop):
        return await play(home, port=port, speed=speed, stop=stop, leave=leave, served=_served, progress=_say)


def _served(url: str) -> None:
    click.echo(f"The site:        {url}/")
    click.echo(f"As it comes in:  {url}/latest/")
    click.echo(f"Cities:          {url}/city/")
    click.echo(f"E-papers:        {url}/epaper/")
    click.echo(f"Corrections:     {url}/corrections/")
    click.echo("A day of wire is played now; Ctrl-C ends it.")


def _say(sending: Sending, outcome: str) -> None:
    click.echo(f"{sending.at:%a %H:%M}  {sending.wire:<22} {sending.event:<12} {outcome:<9} {sending.headline[:60]}")


COMMAND = demo
