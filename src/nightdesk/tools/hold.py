"""Hold a story back until it is released."""

from datetime import datetime
from pathlib import Path

import click

from ..person import act, reason_option
from ..shift.acts import Act
from ..tool import now_option, site_folder


@click.command("hold")
@site_folder
@click.argument("guid")
@reason_option
@now_option
def hold(home: Path, guid: str, reason: str, now: datetime | None) -> None:
    """Hold a story back until it is released."""
    act(home, now, Act(act="hold", story=guid, reason=reason))


COMMAND = hold
