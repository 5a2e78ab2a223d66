"""Show again what was taken down here."""

from datetime import datetime
from pathlib import Path

import click

from ..person import act, reason_option
from ..shift.acts import Act
from ..tool import now_option, site_folder


@click.command("restore")
@site_folder
@click.argument("guid")
@reason_option
@now_option
def restore(home: Path, guid: str, reason: str, now: datetime | None) -> None:
    """Show again what was taken down here."""
    act(home, now, Act(act="restore", story=guid, reason=reason))


COMMAND = restore
