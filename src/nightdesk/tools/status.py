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
        heard = f"last heard {wire['last']}" if wire["last"] else "nothing heard yet"
        click.echo(f"wire {wire['name']}: {heard}{'  SILENT TOO LONG' if wire['silent'] else ''}")
    for held in facts["heldStories"]:
        until = f"until {held['until']}" if held["until"] else "until it is released"
        click.echo(f"held {held['guid']}: by {held['rule']}, {until}")
    for spike in facts["spikes"]:
        click.echo(f"spike {spike['name']} ({spike['wire']}, {spike['sha256'][:12]}): {spike['reason']}")
    for issue in facts["issues"]:
        came_out = f"{issue['pages']} pages" if issue["pages"] else "not set yet"
        trouble = f"  NOT SET: {issue['trouble']}" if issue["trouble"] else ""
        click.echo(f"e-paper {issue['edition']} {issue['date']}: {issue['state']}, {came_out}{trouble}")
    for kill in facts["kills"]:
        took = "not gone from every surface yet" if kill["seconds"] is None else f"gone in {kill['seconds']} s"
        click.echo(f"kill {kill['guid']}: received {kill['received']}, {took}")


COMMAND = status
