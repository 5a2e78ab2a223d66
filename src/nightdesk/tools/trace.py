"""All that happened to one item, stage by stage, from the stored decisions."""

import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ..by_hand import decided_facts, file_content
from ..errors import UsageError
from ..shift.house import House
from ..shift.traced import delivery_trace, stories_named, stories_of, story_trace
from ..store import delivery as delivery_table
from ..tool import facts_lines, house_at, json_option, lines, now_option, print_json, site_folder

_SEAL = re.compile(r"[0-9a-fA-F]{64}\Z")


@click.command("trace")
@site_folder
@click.argument("what", metavar="ADDRESS|GUID|ID|SEAL|FILE")
@click.option("--wire", metavar="NAME", help="For a FILE that never came: the wire it is taken to come over.")
@now_option
@json_option
def trace(home: Path, what: str, wire: str | None, now: datetime | None, as_json: bool) -> None:
    """Say all that happened to one item: deliveries, readings, decisions with reasons, events, and where it is now.

    A FILE that has not come yet is decided on, as `explain` does. Changes nothing.
    """
    with house_at(home, now) as house:
        facts = _traced(house, what, wire)
    if as_json:
        print_json(facts)
        return
    for delivery in facts["deliveries"]:
        _say_delivery(delivery)
    if facts["decided"]:
        click.echo("this file has not come; if it came now:")
        for line in facts_lines(facts["decided"]):
            click.echo(f"  {line}")
    for story in facts["stories"]:
        _say_story(story, with_deliveries=not facts["deliveries"])


def _traced(house: House, what: str, wire: str | None) -> dict[str, Any]:
    connection = house.database.read()
    file = Path(what)
    facts: dict[str, Any] = {"asked": what, "deliveries": [], "decided": None, "stories": []}
    if _SEAL.match(what) or file.is_file():
        seal = what.lower() if _SEAL.match(what) else hashlib.sha256(file_content(file)).hexdigest()
        filed = delivery_table.filed_by_seal(connection, seal)
        facts["deliveries"] = [delivery_trace(connection, one) for one in filed]
        named = {one["story"] for delivery in facts["deliveries"] for one in delivery["decisions"]} - {None}
        stories = [story for id_ in sorted(named) for story in stories_named(connection, id_)]
        if not filed and file.is_file():
            facts["decided"] = decided_facts(house, wire or _wire_of(house, file), file)
            items = facts["decided"]["items"]
            stories = stories_of(connection, ((one["provider"], one["guid"]) for one in items if one["provider"]))
    else:
        stories = stories_named(connection, what)
    facts["stories"] = [story_trace(house, connection, story) for story in stories]
    if not (facts["deliveries"] or facts["decided"] or facts["stories"]):
        raise UsageError(
            f"nothing here has the address, guid, id or seal {what!r}, and no file of that name is there; "
            "a refused delivery is found by its file or its SHA-256"
        )
    return facts


def _wire_of(house: House, file: Path) -> str:
    """The wire whose folder the file lies in, or the only one there is."""
    wires = house.settings.wires
    for wire in wires:
        if wire.folder is not None and wire.folder.resolve() in file.resolve().parents:
            return wire.name
    if len(wires) == 1:
        return wires[0].name
    known = ", ".join(wire.name for wire in wires) or "none yet"
    raise UsageError(f"{file} has never come: say with --wire over which wire it would; there are: {known}")


def _say_delivery(facts: dict[str, Any], indent: str = "") -> None:
    wire = f"wire {facts['wire']} ({facts['transport']})"
    click.echo(
        f"{indent}KEEP    {facts['received']}  delivery {facts['id']}: {facts['name']}, {facts['size']} bytes, {wire}"
    )
    click.echo(f"{indent}        sealed {facts['sha256']}")
    reading = facts["reading"]
    if reading is None:
        click.echo(f"{indent}READ    waits to be read")
        return
    profile = f"profile {reading['profile'] or '-'} ({reading['profileSeal'][:12]})"
    what = f"as {reading['format'] or 'nothing known'}, {profile}"
    click.echo(f"{indent}READ    {reading['at']}  {what}: {reading['items']} items")
    if facts["spike"]:
        spike = facts["spike"]
        click.echo(f"{indent}SPIKED  " + lines([f"{spike['code']}: {spike['reason']}", spike["place"]]))
    for one in facts["decisions"]:
        _say_decision(one, indent)


def _say_decision(one: dict[str, Any], indent: str = "") -> None:
    version = f"version {one['version']}" if one["version"] is not None else None
    text = f"text {one['wireText'][:12]}" if one["wireText"] else None
    cause = f"by {one['cause']}"
    click.echo(f"{indent}DECIDE  {one['at']}  " + lines([one["outcome"], one["guid"], version, text, cause]))
    for reason in one["reasons"]:
        click.echo(f"{indent}        {reason['rule']}: {reason['text']}")


def _say_story(facts: dict[str, Any], *, with_deliveries: bool) -> None:
    click.echo(f"STORY   {facts['guid']} ({facts['provider']}), id {facts['id']}: {facts['state']}")
    if with_deliveries:
        for delivery in facts["deliveries"]:
            _say_delivery(delivery | {"decisions": []}, "  ")
        for one in facts["decisions"]:
            _say_decision(one, "  ")
    for act in facts["acts"]:
        refused = f"refused: {act['refused']}" if act["refused"] else None
        click.echo(f"  ACT     {act['at']}  " + lines([act["act"], f"by {act['by']}", act["reason"], refused]))
    for event in facts["events"]:
        click.echo(f"  EVENT   {event['at']}  {event['seq']}: {event['signal']}")
    for one in facts["corrections"]:
        click.echo(f"  CORRECTED {one['shown']}  " + lines([f"version {one['version']}", one["note"]]))
    for one in facts["withdrawals"]:
        took = "not gone from every surface yet" if one["seconds"] is None else f"gone in {one['seconds']} s"
        click.echo(f"  GONE    received {one['received']}  {one['kind']}, {took}")
    if facts["dossier"]:
        _say_dossier(facts["dossier"])
    for one in facts["issues"]:
        page = f"page {one['page']}" if one["page"] else None
        weight = f"weight {one['weight']:g}" if one["weight"] is not None else None
        click.echo(f"  PRINTED {one['date']}  " + lines([one["edition"], one["role"], one["state"], page, weight]))
        for reason in one["reasons"]:
            click.echo(f"          {reason}")
    _say_now(facts)


def _say_dossier(facts: dict[str, Any]) -> None:
    click.echo(f"  KNOWN   thread {facts['thread']} ({facts['part']}), one of {facts['stories']}")
    for one in facts["related"] + facts["relatedInSection"]:
        shared = ", ".join(shared["words"] for shared in one["shared"])
        click.echo("          " + lines([f"lists {one['story']}", one["bond"], shared]))
    for one in facts["decisions"]:
        click.echo(f"          event {one['event']}, {one['kind']}: {one['reason']}")


def _say_now(facts: dict[str, Any]) -> None:
    version = f"version {facts['version']}" if facts["version"] else None
    click.echo("  NOW     " + lines([facts["state"], facts["address"], version]))
    if facts["hold"]:
        click.echo(f"          waits: {facts['hold']['rule']}, until {facts['hold']['until'] or 'released'}")
    if facts["expires"]:
        click.echo(f"          ends: {facts['expires']['rule']} at {facts['expires']['at']}")
    if facts["end"]:
        said = [f"said by delivery {one['id']} ({one['name']})" for one in facts["end"]["deliveries"]]
        click.echo("          " + lines([f"notice: {facts['end']['kind']}", facts["end"]["reason"], *said]))
    for file in facts["files"]:
        click.echo(f"          file {file}")
    for front in facts["fronts"]:
        click.echo("          " + lines([f"on {front['address']}", front["reason"]]))
    if facts["feeds"]:
        click.echo(f"          told by {len(facts['feeds'])} feeds: {', '.join(facts['feeds'])}")


COMMAND = trace
