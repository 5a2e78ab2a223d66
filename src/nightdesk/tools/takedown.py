"""Take a story down: the address answers 410, or 451 for an order."""

from datetime import datetime
from pathlib import Path

import click

from ..person import act, reason_option
from ..shift.acts import Act
from ..tool import now_option, site_folder


@click.command("takedown")
@site_folder
@click.argument("guid")
@reason_option
@click.option("--court", is_flag=True, help="By order of a court or authority: the address answers 451.")
@now_option
def takedown(home: Path, guid: str, reason: str, now: datetime | None, court: bool) -> None:
    """Take a story down: the address answers 410, or 451 for an order."""
    act(home, now, Act(act="takedown", story=guid, reason=reason, court=court))


COMMAND = takedown
