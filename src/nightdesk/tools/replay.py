"""Stored deliveries again, by the present program, settings and profiles: only what would end otherwise is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from ..by_hand import read_anew
from ..errors import UsageError
from ..flow import Desk
from ..shift.again import WHOLE, Difference, Ended, Turn, copy_deliveries, differences, scratch_house, turns
from ..shift.facts import moment
from ..shift.house import House
from ..tool import Moment, house_at, json_option, lines, print_json, progress, site_folder


@dataclass
class _Then:
    """The scratch desk's clock, put to each moment in turn."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@click.command("replay")
@site_folder
@click.option("--since", type=Moment(), metavar="TIME", help="Print only deliveries received at or after this time.")
@click.option("--apply", "apply_", is_flag=True, help="Carry refused deliveries that can be read now, for real.")
@json_option
def replay(home: Path, since: datetime | None, apply_: bool, as_json: bool) -> None:
    """Run the stored deliveries again, aside; print what would end otherwise. Exit 0 when nothing would.

    Every delivery is run again, so that stories stand as they stood; --since chooses what is printed. Nothing of the
    site changes, but for what --apply carries: deliveries refused whole that the present program can read.
    """
    with house_at(home) as house, house.as_desk() as ours:
        if apply_ and not ours:
            raise UsageError(f"{home}: a desk is at work there; stop it first, then `nightdesk replay --apply` again")
        found = [one for one in _replayed(house) if since is None or one.received >= since]
        carried = _readable(found) if apply_ else []
        if carried:
            read_anew(house, carried)
    for one in found:
        _say(one, one.delivery in carried, as_json)
    left = [one for one in found if one.delivery not in carried]
    if not as_json:
        click.echo(_summary(found, carried))
    raise SystemExit(1 if left else 0)


def _replayed(house: House) -> list[Difference]:
    moments = turns(house.database.read())
    if not moments:
        return []
    clock = _Then(moments[0].at)
    with TemporaryDirectory(prefix="nightdesk-replay-") as folder:
        scratch = scratch_house(house, Path(folder), clock)
        try:
            with progress("Running again", len(moments)) as tell:
                return _run(house, scratch, clock, moments, tell)
        finally:
            scratch.database.close()


def _run(
    house: House, scratch: House, clock: _Then, moments: list[Turn], tell: Callable[[int, int], None]
) -> list[Difference]:
    desk = Desk(scratch)
    desk.wake()
    found: list[Difference] = []
    for done, turn in enumerate(moments, 1):
        clock.moment = turn.at
        copied = copy_deliveries(house, scratch, turn.deliveries)
        while desk.step():
            pass
        found += differences(house, scratch, copied)
        tell(done, len(moments))
    desk.press.close()
    return sorted(found, key=lambda one: (one.delivery, one.entry))


def _readable(found: list[Difference]) -> list[int]:
    """Deliveries that were refused whole and have items now."""
    return sorted({one.delivery for one in found if one.before and one.before.whole and one.entry != WHOLE})


def _say(one: Difference, carried: bool, as_json: bool) -> None:
    if as_json:
        print_json(_facts(one, carried))
        return
    where = f"delivery {one.delivery} ({one.wire}: {one.name})" + ("" if one.entry == WHOLE else f" item {one.entry}")
    guid = next((ended.guid for ended in (one.after, one.before) if ended and ended.guid), None)
    word = "carried now" if carried else None
    click.echo(lines([where, guid, f"{_words(one.before)} → {_words(one.after)}", word]))


def _words(ended: Ended | None) -> str:
    if ended is None:
        return "nothing"
    text = f" (text {ended.digest[:12]})" if ended.digest else ""
    return f"{ended.outcome}{text}: {ended.why}" if ended.why else f"{ended.outcome}{text}"


def _facts(one: Difference, carried: bool) -> dict[str, Any]:
    return {
        "delivery": {"id": one.delivery, "wire": one.wire, "file": one.name, "received": moment(one.received)},
        "entry": None if one.entry == WHOLE else one.entry,
        "before": _ended_facts(one.before),
        "after": _ended_facts(one.after),
        "carried": carried,
    }


def _ended_facts(ended: Ended | None) -> dict[str, Any] | None:
    if ended is None:
        return None
    return {
        "outcome": ended.outcome,
        "guid": ended.guid or None,
        "wireText": ended.digest or None,
        "reason": ended.why or None,
    }


def _summary(found: list[Difference], carried: list[int]) -> str:
    if not found:
        return "every delivery ends as it did"
    readable = _readable(found)
    said = [f"{len({one.delivery for one in found})} deliveries would end otherwise"]
    if carried:
        said.append(f"{len(carried)} of them carried now")
    elif readable:
        said.append(f"{len(readable)} of them can be read now: `nightdesk replay --apply` carries them")
    return "; ".join(said)


COMMAND = replay
