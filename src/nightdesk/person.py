"""A person's act from the command line: kept as a delivery, carried like one, and answered when it shows."""

import getpass
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
import msgspec

from .by_hand import carry
from .errors import UsageError
from .shift.acts import DESK, Act, find_story, refusal
from .store import reading as reading_table
from .store.issue import Listed
from .terms.arrival import Arrival
from .tool import house_at


def act(home: Path, now: datetime | None, act_: Act) -> None:
    """Do it and say so. `act_.story` may be a guid, an id or an address. Raises UsageError where it cannot be done."""
    with house_at(home, now) as house:
        story = find_story(house.database.read(), act_.story)
        why_not = refusal(story, act_.act)
        if why_not:
            raise UsageError(f"{story.guid}: cannot {act_.act}: {why_not}")
        act_ = msgspec.structs.replace(act_, story=story.id, by=getpass.getuser())
        arrival = Arrival(wire=DESK, name=act_.act, content=msgspec.json.encode(act_), transport=DESK)
        kept = carry(house, [arrival], papers=_say_papers)
        read = reading_table.get(house.database.read(), kept[0].delivery)
        if read is not None and read.spike is not None:
            raise UsageError(f"{story.guid}: could not {act_.act}: {read.spike.reason}")
        after = find_story(house.database.read(), story.id)
    click.echo(f"{story.guid}: {after.state}  {after.path}")


def _say_papers(issues: Sequence[Listed]) -> None:
    """Said before they are set, for that takes a while in which nothing else is said."""
    named = ", ".join(f"{one.edition} of {one.date}" for one in issues)
    click.echo(f"setting e-papers, which takes a while: {named}", err=True)


def reason_option(command: "click.decorators.FC") -> "click.decorators.FC":
    """`--reason …`, required: it is logged with the act."""
    return click.option("--reason", required=True, help="Why; it is kept with the act.")(command)
