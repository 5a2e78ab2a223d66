"""Take files in as if they came over a wire, through to the live page."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ..by_hand import carry, file_content, refuse_unknown_wire, stored_facts
from ..shift.keeper import BY_HAND
from ..terms.arrival import Arrival
from ..tool import house_at, json_option, now_option, print_facts, progress, site_folder


@click.command("ingest")
@site_folder
@click.option("--wire", required=True, metavar="NAME", help="The wire the files came over.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@now_option
@json_option
def ingest(home: Path, wire: str, files: tuple[Path, ...], now: datetime | None, as_json: bool) -> None:
    """Take FILES in as if they came over that wire; exit 1 if any was spiked."""
    with house_at(home, now) as house:
        refuse_unknown_wire(house, wire)
        arrivals = [_arrival(wire, file) for file in files]
        with progress("Taking in", len(arrivals)) as tell:
            kept = carry(house, arrivals, tell)
        spiked = False
        for file, one in zip(files, kept, strict=True):
            facts = stored_facts(house, str(file), one.delivery)
            spiked = spiked or _is_spiked(facts)
            print_facts(facts, as_json)
    raise SystemExit(1 if spiked else 0)


def _arrival(wire: str, file: Path) -> Arrival:
    return Arrival(wire=wire, name=file.name, content=file_content(file), transport=BY_HAND)


def _is_spiked(facts: dict[str, Any]) -> bool:
    return bool(facts["spike"]) or any(item["outcome"] == "spiked" for item in facts["items"])


COMMAND = ingest
