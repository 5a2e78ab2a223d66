"""Let go what is held: its newest version is shown."""

from datetime import datetime
from pathlib import Path

import click

from ..person import act, reason_option
from ..shift.acts import Act
from ..tool import now_option, site_folder


@click.command("release")
@site_folder
@click.argument("guid")
@reason_option
@now_option
def release(home: Path, guid: str, reason: str, now: datetime | None) -> None:
    """Let go what is held: its newest version is shown."""
    act(home, now, Act(act="release", story=guid, reason=reason))


COMMAND = release
