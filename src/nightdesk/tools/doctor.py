"""Does everything agree: counts, cursors, stories, pages, fronts?"""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ..clock import ticks
from ..shift.afterwards import TOLD
from ..shift.checkup import Checkup, Doctor
from ..shift.house import House
from ..store import event as event_table
from ..tool import house_at, json_option, now_option, print_json, progress, site_folder

_PATIENCE_SECONDS = 10.0
_SITEMAPS_SECONDS = 3.0
"""Sitemaps follow the fronts by two seconds."""
_MOST_PRINTED = 200


@click.command("doctor")
@site_folder
@now_option
@json_option
def doctor(home: Path, now: datetime | None, as_json: bool) -> None:
    """Check counts, cursors and the site against the ledger; exit 1 on any disagreement. Changes nothing."""
    with house_at(home, now) as house, house.as_desk() as ours, progress("Looking", 1_000) as tell:
        wait = None if ours else lambda: _let_the_night_finish(house)
        found = Doctor(house, wait, _thousandths(tell)).look()
    if as_json:
        print_json(_facts(found))
    else:
        _say(found)
    raise SystemExit(1 if found.faults else 0)


def _thousandths(tell: Any) -> Any:
    """The bar's length is not known before the ledger is open."""
    return lambda done, of: tell(1000 * done // of if of else 0, 1_000)


def _let_the_night_finish(house: House) -> None:
    connection = house.database.read()
    until = ticks() + _PATIENCE_SECONDS
    newest = event_table.newest(connection)
    while event_table.cursor(connection, TOLD) < newest and ticks() < until:
        time.sleep(0.1)
    time.sleep(_SITEMAPS_SECONDS)


def _facts(found: Checkup) -> dict[str, Any]:
    return {
        "agrees": not found.faults,
        "faults": [{"check": one.check, "text": one.text, "about": one.about or None} for one in found.faults],
        "said": found.said,
        "counts": found.counts,
    }


def _say(found: Checkup) -> None:
    for fault in found.faults[:_MOST_PRINTED]:
        click.echo(f"{fault.check}: {fault.text}")
    if len(found.faults) > _MOST_PRINTED:
        click.echo(f"… and {len(found.faults) - _MOST_PRINTED} more; `nightdesk doctor --json` names all")
    for sentence in found.said:
        click.echo(sentence)
    looked = ", ".join(f"{count} {what}" for what, count in found.counts.items())
    if not found.faults:
        click.echo(f"everything agrees ({looked})")
    else:
        click.echo(f"{len(found.faults)} disagreements ({looked})")


COMMAND = doctor
