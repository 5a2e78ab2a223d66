"""`python -m nightdesk_sample`: play the day to a receiver, or write it, or any volume of wire, as files."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from .agency import SampleAgency
from .day import a_day, sample_agencies
from .generator import generate
from .pictures import FORMAT as PICTURE
from .sending import Sending
from .settings import demo_settings
from .wires import polled

_LEDGER = "expected.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was done, 1 when it could not be, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (OSError, ValueError) as error:
        print(f"nightdesk_sample: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nightdesk_sample", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    play = commands.add_parser("play", help="play the day into folders, over HTTP and as pushes")
    play.add_argument("--folders", type=Path, required=True, help="where the drop folders lie, one a wire")
    play.add_argument("--push", default="", help="base address of the receiver, as in http://127.0.0.1:8080")
    play.add_argument("--secret-env", default="NIGHTDESK_SAMPLE_SECRET", help="variable that holds the push secret")
    play.add_argument("--port", type=int, default=0, help="port for the polled addresses (0: any free one)")
    play.add_argument("--speed", type=float, default=1_440.0, help="1 is real time, 1440 plays a day in a minute")
    _day_options(play)
    play.set_defaults(run=_play)

    write = commands.add_parser("write", help=f"write the day as files, with {_LEDGER} beside them")
    write.add_argument("folder", type=Path)
    _day_options(write)
    write.set_defaults(run=lambda options: _write(_day(options), options.folder))

    load = commands.add_parser("generate", help=f"write any number of documents as files, with {_LEDGER}")
    load.add_argument("folder", type=Path)
    load.add_argument("--count", type=int, required=True)
    load.add_argument("--seed", type=int, default=1)
    load.set_defaults(run=lambda options: _write(generate(options.count, seed=options.seed), options.folder))

    settings = commands.add_parser("settings", help="print the [[wire]] tables for a receiver's settings")
    settings.add_argument("--folders", type=Path, required=True)
    settings.add_argument("--http", required=True, help="base of the polled addresses")
    settings.add_argument("--secret-env", default="NIGHTDESK_SAMPLE_SECRET")
    settings.set_defaults(run=_settings)
    return parser


def _day_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--start", type=datetime.fromisoformat, help="midnight of day 0, with offset")
    parser.add_argument("--no-drills", action="store_true", help="only the written stories")


def _day(options: argparse.Namespace) -> tuple[Sending, ...]:
    if options.start is not None and options.start.tzinfo is None:
        raise ValueError(f"--start {options.start.isoformat()} has no offset; write it as in {options.start}+05:30")
    return a_day(options.start, with_drills=not options.no_drills)


def _play(options: argparse.Namespace) -> int:
    plan = _day(options)
    if not options.push:
        plan = tuple(sending for sending in plan if sending.transport != "push")
    return asyncio.run(_played(plan, options))


async def _played(plan: Sequence[Sending], options: argparse.Namespace) -> int:
    lost = []

    def progress(sending: Sending, outcome: str) -> None:
        print(f"{sending.at:%d %H:%M}  {sending.wire:24}  {sending.format:10}  {sending.event:18}  {outcome}")
        if outcome.startswith("not delivered"):
            lost.append(sending)

    agency = SampleAgency(
        folder_root=options.folders,
        push_base=options.push.rstrip("/"),
        push_secret=os.environ.get(options.secret_env, ""),
        port=options.port,
        polled=polled(sample_agencies()),
    )
    async with agency:
        print(f"polled addresses: {agency.http_base}/<wire>", flush=True)
        await agency.play(plan, speed=options.speed, progress=progress)
        while not await agency.taken(timeout=60.0):
            print("waiting for polled documents to be taken; Ctrl-C ends", flush=True)
    return 1 if lost else 0


def _write(plan: Iterable[Sending], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    shows = sys.stderr.isatty()
    with (folder / _LEDGER).open("w", encoding="utf-8") as ledger:
        for number, sending in enumerate(plan):
            file = Path(sending.wire) / _file_name(number, sending)
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(sending.content)
            ledger.write(json.dumps({"file": str(file), **_facts(sending)}, ensure_ascii=False) + "\n")
            if shows and number % 500 == 0:
                print(f"\r{number} written", end="", file=sys.stderr, flush=True)
    if shows:
        print(file=sys.stderr)
    return 0


def _file_name(number: int, sending: Sending) -> str:
    if sending.format == PICTURE:
        return sending.name.rpartition("/")[2]  # documents name it so
    return f"{number:07d}-{sending.event}.{'json' if 'json' in sending.media_type else 'xml'}"


def _facts(sending: Sending) -> dict[str, object]:
    return {
        "at": sending.at.isoformat(),
        "wire": sending.wire,
        "transport": sending.transport,
        "format": sending.format,
        "event": sending.event,
        "expect": sending.expect,
        "guid": sending.guid,
        "version": sending.version,
        "headline": sending.headline,
        "texts": sending.texts,
        "others": sending.others,
    }


def _settings(options: argparse.Namespace) -> int:
    print(demo_settings(options.folders, options.http, options.secret_env, sample_agencies()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
