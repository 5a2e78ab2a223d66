"""How the desk stands."""

from datetime import datetime
from pathlib import Path

import click

from ..shift.status import status_of
from ..tool import house_at, json_option, now_option, print_json, site_folder


@click.command("status")
@site_folder
@now_option
@json_option
def status(home: Path, now: datetime | None, as_json: bool) -> None:
    """Wires and their lag, what is held and spiked, kills and how long each took."""
    with house_at(home, now) as house:
        facts = status_of(house)
    if as_json:
        print_json(facts)
        return
    for outcome, count in sorted(facts["outcomes"].items()):
        click.echo(f"{count:>8}  {outcome}")
    click.echo(f"{facts['held']:>8}  stories held now, {facts['spiked']} spiked, {facts['waiting']} deliveries waiting")
    for wire in facts["wires"]:
        click.echo(f"wire {wire['name']}: " + (f"last heard {wire['last']}" if wire["last"] else "nothing heard yet"))
    for kill in facts["kills"]:
        took = "not gone from every surface yet" if kill["seconds"] is None else f"gone in {kill['seconds']} s"
        click.echo(f"kill {kill['guid']}: received {kill['received']}, {took}")


COMMAND = status
