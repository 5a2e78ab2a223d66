"""The same decision as `ingest` would make, without acting."""

import hashlib
from datetime import datetime
from pathlib import Path

import click

from ..agency.read import read
from ..by_hand import refuse_unknown_wire
from ..errors import UsageError
from ..shift.facts import delivery_facts
from ..shift.judge import judge_reading
from ..shift.sitting import Sitting
from ..terms.delivery import Delivery
from ..tool import house_at, json_option, now_option, print_facts, site_folder


@click.command("explain")
@site_folder
@click.option("--wire", required=True, metavar="NAME", help="The wire the file is taken to have come over.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@now_option
@json_option
def COMMAND(home: Path, wire: str, file: Path, now: datetime | None, as_json: bool) -> None:  # noqa: N802  # the name every part declares
    """Say what FILE is and what the desk would do with it, as the ledger stands now. Changes nothing."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    with house_at(home, now) as house:
        refuse_unknown_wire(house, wire)
        delivery = Delivery(
            wire=wire,
            name=file.name,
            content=content,
            seal=hashlib.sha256(content).hexdigest(),
            received=house.clock(),
            transport="ingest",
        )
        connection = house.database.read()
        sitting = Sitting.open(connection, house.clock())
        reading = read(delivery, house.profile(wire), house.formats)
        judge_reading(house, connection, sitting, 0, delivery, reading)
        facts = delivery_facts(house, str(file), delivery, reading, sitting.decided, sitting.stories)
    print_facts(facts, as_json)
