"""The e-paper of one edition and day, made by hand."""

import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ..clock import ticks
from ..config import MAIN
from ..errors import PaperError, UsageError
from ..flow import Desk
from ..shift.cut_off import cut_off_of
from ..shift.house import House
from ..shift.issue_decided import decide
from ..shift.issue_files import folder_of
from ..shift.typesetting import INSTALL
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store import item as item_table
from ..store.issue import Filed, Key
from ..terms.issue import LeftOut
from ..terms.site import Edition
from ..tool import house_at, json_option, now_option, print_json, site_folder

_LOOK_SECONDS = 0.2
_PATIENCE_SECONDS = 240.0
_EARLIEST, _LATEST = 1990, 2200


class Day(click.ParamType[date]):
    """A day on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """As in 2026-11-24."""
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r}: write a day, as 2026-11-24", param, ctx)
        if not _EARLIEST <= day.year <= _LATEST:
            self.fail(f"{value!r}: a day of {_EARLIEST} to {_LATEST}", param, ctx)
        return day


@click.command("issue")
@site_folder
@click.option("--edition", default=MAIN, metavar="NAME", help="The slug of the edition; the main one unless told.")
@click.option("--date", "day", required=True, type=Day(), metavar="DAY", help="The day of the issue.")
@now_option
@json_option
def issue(home: Path, edition: str, day: date, now: datetime | None, as_json: bool) -> None:
    """The e-paper of one edition and day: decided if it was not, set, and shown; says what is in it and what is not."""
    with house_at(home, now) as house:
        if not house.sets_papers:
            raise PaperError(INSTALL)
        key = _known(house, edition).slug, day
        _refuse_too_soon(house, key)
        filed = _made(house, key)
        if filed.state != "shown":
            raise PaperError(filed.trouble or f"the issue of {day.isoformat()}, {edition}, is not set yet: try again")
        facts = _facts(house, filed)
    if as_json:
        print_json(facts)
    else:
        _say(facts)


def _known(house: House, name: str) -> Edition:
    """The edition of that name. Raises UsageError with the ones there are."""
    found = next((one for one in house.site.papers if one.slug == name), None)
    if found is None:
        there = ", ".join(one.slug for one in house.site.papers) or "none: set cut_off in [epaper] or [[edition]]"
        raise UsageError(f"no edition {name!r} has an e-paper here; those that have one: {there}")
    return found


def _made(house: House, key: Key) -> Filed:
    """The issue, decided and set: by ourselves, or by the night that runs on the site."""
    with house.as_desk() as ours:
        desk = Desk(house) if ours else None
        if desk is not None:
            desk.wake()
            while desk.step():
                pass
            desk.afterwards.tell_lists()
        _decide(house, key)
        if desk is not None:
            desk.close()
        else:
            _wait(house, key)
    return _filed(house, key)


def _refuse_too_soon(house: House, key: Key) -> None:
    """Before anything is done: a desk that is told another time carries out whatever is due by it."""
    if issue_table.get(house.database.read(), key) is not None:
        return
    until = cut_off_of(house.site, _known(house, key[0]), key[1])
    if house.clock() < until:
        raise UsageError(
            f"the cut-off of {key[1].isoformat()}, {key[0]}, is at {until:%Y-%m-%d %H:%M %Z}, which has not come; "
            "on a copy of the site --now can be given a later time: everything due by then is carried out"
        )


def _decide(house: House, key: Key) -> None:
    if issue_table.get(house.database.read(), key) is not None:
        return
    deciding = decide(house, _known(house, key[0]), key[1])
    for _ in deciding:
        pass
    if issue_table.get(house.database.read(), key) is None:
        raise UsageError(
            f"nothing was shown for the issue of {key[1].isoformat()}, {key[0]}: there is nothing to print"
        )


def _wait(house: House, key: Key) -> None:
    """The night that runs there sets it."""
    until = ticks() + _PATIENCE_SECONDS
    while ticks() < until:
        filed = _filed(house, key)
        if filed.state == "shown" or filed.trouble:
            return
        if sys.stderr.isatty():
            click.echo(".", nl=False, err=True)
        time.sleep(_LOOK_SECONDS)


def _filed(house: House, key: Key) -> Filed:
    filed = issue_table.get(house.database.read(), key)
    if filed is None:
        raise PaperError(f"there is no issue of {key[1].isoformat()}, {key[0]}")
    return filed


def _facts(house: House, filed: Filed) -> dict[str, Any]:
    decided, shown = filed.decided, filed.shown
    held = held_table.of_issue(house.database.read(), filed.key)
    ranked = {one.story: one for one in decided.budget.ranked}
    left_out = {one.story: one.reason for one in (*decided.budget.left_out, *shown.left_out)}
    titles = _headlines(house, [one.facts.item for story, one in held.items() if story not in shown.gone])
    folder = folder_of(filed.key)
    return {
        "edition": decided.edition,
        "date": decided.date.isoformat(),
        "number": decided.number,
        "cutOff": decided.cut_off.isoformat(),
        "decided": decided.decided.isoformat(),
        "address": f"/{folder}/",
        "files": [str(house.public / path) for path in shown.files if not path.endswith(".html")],
        "pages": [{"number": page.number, "title": page.title} for page in shown.pages],
        "stories": [
            {
                "story": story,
                "headline": titles.get(one.facts.item),
                "agency": one.facts.agency,
                "page": one.page,
                "weight": ranked[story].weight,
                "reasons": list(ranked[story].reasons),
            }
            for story, one in sorted(held.items(), key=lambda pair: (pair[1].page or 0, -ranked[pair[0]].weight))
            if one.page is not None
        ],
        "gone": list(shown.gone),
        "corrections": len(decided.corrections),
        "leftOut": [_left_out(LeftOut(story, reason)) for story, reason in sorted(left_out.items())],
    }


def _left_out(one: LeftOut) -> dict[str, str]:
    return {"story": one.story, "reason": one.reason}


def _headlines(house: House, items: list[int]) -> dict[int, str]:
    filed = item_table.get(house.database.read(), items) if items else {}
    return {id_: one.item.headline or one.item.derived_headline for id_, one in filed.items()}


def _say(facts: dict[str, Any]) -> None:
    click.echo(f"{facts['address']}  No. {facts['number']}, cut-off {facts['cutOff']}")
    for page in facts["pages"]:
        click.echo(f"page {page['number']}: {page['title']}")
        for story in facts["stories"]:
            if story["page"] == page["number"]:
                click.echo(f"  {story['weight']:6.1f}  {story['headline']}  ({story['agency']}, {story['story']})")
    if facts["gone"]:
        click.echo(f"{len(facts['gone'])} stories have gone since: a notice stands in their place")
    for one in facts["leftOut"]:
        click.echo(f"left out {one['story']}: {one['reason']}")


COMMAND = issue
