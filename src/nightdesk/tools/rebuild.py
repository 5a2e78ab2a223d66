"""The whole public site again from the ledger."""

from datetime import datetime
from pathlib import Path

import click

from ..errors import UsageError
from ..flow import Desk
from ..shift.librarian import forget
from ..shift.rebuild import rebuild
from ..store import issue as issue_table
from ..store import story as story_table
from ..tool import house_at, now_option, progress, site_folder


@click.command("rebuild")
@site_folder
@now_option
@click.option("--library", is_flag=True, help="File every story anew first: related lists, threads, topics, search.")
def rebuild_site(home: Path, now: datetime | None, library: bool) -> None:
    """Make every page again, byte for byte; with --now, after what is due by then."""
    with house_at(home, now) as house, house.as_desk() as ours:
        if not ours:
            raise UsageError(f"{home}: a desk is at work there; stop it first")
        if library:
            with house.database.write() as connection:
                forget(connection)
        desk = Desk(house, counts_days=now is not None)  # else the log says what it said, and the bytes are the same
        desk.wake()
        while desk.step():
            pass
        desk.close()
        total = sum(story_table.counts(house.database.read()).values())
        with progress("Making pages", total) as tell:
            made = rebuild(house, house.database.read(), tell)
        if issue_table.unset(house.database.read()):
            desk = Desk(house, counts_days=False)
            desk.wake()
            desk.close()  # which sets the e-papers that could not be carried over
    click.echo(f"{made} stories made again in {house.public}")


COMMAND = rebuild_site
