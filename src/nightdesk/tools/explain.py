"""The same decision as `ingest` would make, without acting."""

from datetime import datetime
from pathlib import Path

import click

from ..by_hand import decided_facts
from ..tool import house_at, json_option, now_option, print_facts, site_folder


@click.command("explain")
@site_folder
@click.option("--wire", required=True, metavar="NAME", help="The wire the file is taken to have come over.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@now_option
@json_option
def explain(home: Path, wire: str, file: Path, now: datetime | None, as_json: bool) -> None:
    """Say what FILE is and what the desk would do with it, as the ledger stands now. Changes nothing."""
    with house_at(home, now) as house:
        facts = decided_facts(house, wire, file)
    print_facts(facts, as_json)


COMMAND = explain
