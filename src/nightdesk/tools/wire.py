"""Wires: `wire add` looks at a sample and proposes the settings."""

import asyncio
import hashlib
import os
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import httpx2
import msgspec

from .. import config
from ..agency.address_guard import AddressRefused, guard_for
from ..agency.fetch import Answer, Ask, fetch, open_transport
from ..agency.proposal import Proposal, propose
from ..by_hand import file_content
from ..config import Settings
from ..errors import SettingsError, UsageError
from ..shift.again import scratch_house
from ..shift.facts import delivery_facts
from ..shift.house import House
from ..shift.judge import judge_reading
from ..shift.sitting import Sitting
from ..terms.delivery import Delivery
from ..terms.item import Item
from ..terms.wire import Wire
from ..tool import house_at, json_option, now_option, print_json, site_folder

_FEW_FILES = 20
_LIMIT_BYTES = Wire(name="any").size_limit_bytes
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_PLAIN_PARTS = frozenset({"www", "rss", "feed", "feeds", "api", "news", "wire", "com", "org", "net", "co", "in", "uk"})


class _Source(msgspec.Struct, frozen=True):
    """Where the sample is from, and the settings that follow from it."""

    sample: tuple[Delivery, ...]
    name: str
    transport: tuple[tuple[str, str], ...]


@click.group("wire")
def COMMAND() -> None:
    """The subscriptions of a site."""


@COMMAND.command("add")
@site_folder
@click.argument("source", metavar="URL|FOLDER|FILE")
@click.option("--name", metavar="NAME", help="What the wire is called here.")
@click.option("--yes", is_flag=True, help="Write the block into nightdesk.toml.")
@now_option
@json_option
def add(home: Path, source: str, name: str | None, yes: bool, now: datetime | None, as_json: bool) -> None:
    """Look at a sample, say what it is, and propose a [[wire]] block; write it on --yes."""
    with house_at(home, now) as house:
        seen = _looked_at(house, source)
        proposal = propose(seen.sample, house.profiles, house.formats)
        wire = name or _free_name(house, proposal, seen)
        block = _block(wire, proposal, seen, source)
        text = (home / config.FILE_NAME).read_text(encoding="utf-8")
        settings = _checked(house, wire, f"{text.rstrip()}\n\n{block}")
        facts, sections = _tried(house, settings, wire, seen, proposal)
        if yes:
            _write(home / config.FILE_NAME, f"{text.rstrip()}\n\n{block}")
            if settings.wires[-1].transport == "folder":
                (settings.wires[-1].folder or home).mkdir(parents=True, exist_ok=True)
    saw = [*proposal.saw, *_outcomes(facts), *sections]
    if as_json:
        print_json({"wire": wire, "saw": saw, "block": block, "written": yes, "deliveries": facts})
        return
    for line in saw:
        click.echo(line)
    click.echo(f"\n{block}", nl=False)
    done = f"\nwritten to {home / config.FILE_NAME}; a night that runs takes it up when it is started again"
    click.echo(done if yes else "\nnothing is written yet: say it again with --yes")


def _looked_at(house: House, source: str) -> _Source:
    if re.match(r"https?://", source, re.IGNORECASE):
        return _fetched(house, source)
    path = Path(source)
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))[:_FEW_FILES]
        if not files:
            raise UsageError(f"{path} holds no files to look at: put a few deliveries of the wire into it")
        at_home = path.resolve().is_relative_to(house.settings.home)
        folder = path.resolve().relative_to(house.settings.home) if at_home else path.resolve()
        transport = (("transport", "folder"), ("folder", str(folder)))
        return _Source(
            tuple(_delivery(house, one.name, file_content(one)) for one in files), path.resolve().name, transport
        )
    if path.is_file():
        return _Source((_delivery(house, path.name, file_content(path)),), path.stem, (("transport", "folder"),))
    raise UsageError(f"{source}: no such file or folder, and no address beginning with http:// or https://")


def _fetched(house: House, source: str) -> _Source:
    """A look over the wire's own road: the guard first lets only public addresses be opened.

    A private one is opened because a person has named it here; its block then says so.
    """
    url = httpx2.URL(source)
    transport: tuple[tuple[str, str], ...] = (("transport", "http"), ("url", source))
    try:
        answer = asyncio.run(_get(url, private=False))
    except AddressRefused:
        answer = asyncio.run(_get(url, private=True))
        transport = (*transport, ("private_hosts", "true"))
    if answer.status != httpx2.codes.OK:
        raise UsageError(f"{source} answers {answer.status}: look at the address and at what it asks for (a key?)")
    words = [part for part in url.host.lower().split(".") if part not in _PLAIN_PARTS and not part.isdigit()]
    sample = _delivery(house, source, answer.content, answer.headers.get("content-type", ""))
    return _Source((sample,), words[-1] if words else "wire", transport)


async def _get(url: httpx2.URL, *, private: bool) -> Answer:
    async with open_transport() as transport:
        return await fetch(Ask(url, _LIMIT_BYTES), guard_for(url, private=private), transport)


def _delivery(house: House, name: str, content: bytes, media_type: str = "") -> Delivery:
    charset = re.search(r"charset=[\"']?([\w.:-]+)", media_type)
    return Delivery(
        wire="sample",
        name=name,
        content=content,
        seal=hashlib.sha256(content).hexdigest(),
        received=house.clock(),
        transport="ingest",
        charset=charset[1] if charset else "",
        media_type=media_type.partition(";")[0].strip(),
    )


def _free_name(house: House, proposal: Proposal, seen: _Source) -> str:
    wanted = proposal.base if proposal.base != "generic" else seen.name.casefold()
    return _NOT_A_NAME.sub("-", wanted).strip("-")[:63] or "wire"


def _checked(house: House, wire: str, text: str) -> Settings:
    """The settings with the new wire. Raises when its name is taken or they could not be followed."""
    if house.settings.wire(wire) is not None:
        raise UsageError(f"the name {wire!r} is taken in {house.settings.home}/nightdesk.toml: choose with --name")
    try:
        return config.parse(text, house.settings.home)
    except SettingsError as error:
        raise UsageError(f"the proposed wire {wire!r} cannot stand in nightdesk.toml: {error}") from error


def _block(wire: str, proposal: Proposal, seen: _Source, source: str) -> str:
    """The commented [[wire]] block."""
    lines = [f"# Proposed from {_one_line(source)}: look it over.", "[[wire]]", f"name = {_toml(wire)}"]
    for key, value in seen.transport:
        lines.append(f"{key} = {value if key == 'private_hosts' else _toml(value)}")
    lines.append(f"profile = {_toml(proposal.base)}")
    if proposal.agency:
        lines.append(f"agency = {_toml(proposal.agency)}   # the name readers see")
    if proposal.overrides:
        lines.append("[wire.override]")
        lines += [f"{one.key} = {_toml(one.value)}   # {_one_line(one.why)}" for one in proposal.overrides]
    else:
        lines += ["# [wire.override]", "# licence_days = 30   # a contract's; without it the text stays for good"]
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, int):
        return str(value)
    text = _one_line(str(value)).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _tried(
    house: House, settings: Settings, wire: str, seen: _Source, proposal: Proposal
) -> tuple[list[dict[str, Any]], list[str]]:
    """What the desk would do with the sample, on an empty ledger, under the proposed settings."""
    with TemporaryDirectory(prefix="nightdesk-wire-") as folder:
        scratch = scratch_house(house, Path(folder), house.clock, settings)
        try:
            connection = scratch.database.read()
            sitting = Sitting.open(connection, scratch.clock())
            facts = []
            for number, (one, reading) in enumerate(zip(seen.sample, proposal.readings, strict=True)):
                delivery = msgspec.structs.replace(one, wire=wire)
                judge_reading(scratch, connection, sitting, number, delivery, reading)
                decided = [each for each in sitting.decided if each.delivery == number]
                facts.append(delivery_facts(scratch, one.name, delivery, reading, decided, sitting.stories))
            return facts, _sections(sitting, proposal)
        finally:
            scratch.database.close()


def _outcomes(facts: list[dict[str, Any]]) -> list[str]:
    items = [item for one in facts for item in one["items"]]
    counted = Counter(item["outcome"] for item in items)
    said = ["would end as: " + ", ".join(f"{word} ({count})" for word, count in counted.most_common())] if items else []
    for one in facts:
        if one["spike"]:
            place = f" ({one['spike']['place']})" if one["spike"]["place"] else ""
            said.append(f"would be refused: {one['delivery']['file']}: {one['spike']['reason']}{place}")
    for item in items:
        if item["outcome"] not in ("published", "updated", "corrected"):
            why = item["reasons"][0]["text"] if item["reasons"] else ""
            said.append(f"would be {item['outcome']}: {item['headline'] or item['guid']}: {why}")
    return said


def _sections(sitting: Sitting, proposal: Proposal) -> list[str]:
    """The sections that the sample's stories come to, each with the agency's word that says so."""
    reaches = [reach for story in sitting.stories.values() for reach in story.reaches if reach.kind == "section"]
    placed = Counter((reach.title, reach.reason) for reach in reaches)
    said = [f"section {title} ({count}): {reason}" for (title, reason), count in placed.most_common()]
    entries = [entry for reading in proposal.readings for entry in reading.entries if isinstance(entry, Item)]
    nowhere = {story.guid for story in sitting.stories.values() if story.section == "news"}
    unknown = Counter(word for item in entries if item.guid in nowhere for word in item.section_names)
    if unknown:
        words = ", ".join(f"{word!r} ({count})" for word, count in unknown.most_common(12))
        said.append(f"words of no section here: {words}; `sections` in [wire.override] may name one for each")
    return said


def _write(file: Path, text: str) -> None:
    """Beside, then renamed: the settings are never half there."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.chmod(file.stat().st_mode)
    draft.replace(file)
