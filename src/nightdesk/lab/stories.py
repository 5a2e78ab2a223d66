"""Read a file of stories for the lab: one JSON object a line, in stream order (contract §7)."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from ..dossier.stop_words import primary
from ..errors import UsageError
from ..terms.cutting import Cutting
from ..tool import json_option, lines, print_json

_LONGEST_LINE = 64 * 1024 * 1024


class _Line(msgspec.Struct, frozen=True):
    """A line as it may be written: an id may be a number; what is absent or null is empty."""

    id: str | int
    title: str | None = None
    text: str | None = None
    time: float = 0.0
    section: str | int | None = None
    language: str | None = None
    dateline: str | None = None
    agency: str | None = None
    slug: str | None = None
    follows: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


_DECODER = msgspec.json.Decoder(_Line)


def refuse_one_file(stories: Path, out: Path) -> None:
    """Raises UsageError where both names are of one file: what is read would be lost."""
    if out.exists() and stories.exists() and out.samefile(stories):
        raise UsageError(f"{out} is the file that is read: name another one to write to")


def read_stories(file: Path) -> Iterator[Cutting]:
    """Every story of the file in its order. Raises UsageError with the line that cannot be read, or is there twice."""
    seen: set[str] = set()
    try:
        with file.open("rb") as content:
            for number, line in enumerate(content, 1):
                if not line.strip():
                    continue
                story = _story(line, f"{file}:{number}")
                if story.id in seen:
                    raise UsageError(f"{file}:{number}: the id {story.id!r} is there twice; each story needs its own")
                seen.add(story.id)
                yield story
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error


def _story(line: bytes, place: str) -> Cutting:
    if len(line) > _LONGEST_LINE:
        raise UsageError(f"{place}: the line is longer than {_LONGEST_LINE} bytes; no story is")
    try:
        read = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{place}: {error}; a line is {{id, title, text, time, section, language}}") from error
    fields: dict[str, Any] = {name: value for name, value in msgspec.structs.asdict(read).items() if value is not None}
    ident = str(read.id)
    if not ident or any(sign in ident for sign in "\t\r\n"):
        raise UsageError(f"{place}: the id {ident!r} must be there, without tabs and line ends")
    fields.setdefault("title", "")
    fields.setdefault("text", "")
    return Cutting(**{**fields, "id": ident, "section": str(fields.get("section", ""))})


def write_lines(file: Path, made: Iterable[str]) -> None:
    """Each line, ended by a newline, into `file`, which is whole or not there."""
    if file.exists() and (file.is_symlink() or not file.is_file()):
        raise UsageError(f"{file} is no plain file: name one to write to")
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{line}\n" for line in made)
        draft.replace(file)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


@click.command("stories")
@click.argument("stories", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def COMMAND(stories: Path, as_json: bool) -> None:
    """Look through a file of stories before anything is made of it: how many, in which languages."""
    counted = Counter(primary(story.language) for story in read_stories(stories))
    facts = {"stories": counted.total(), "languages": dict(sorted(counted.items()))}
    if as_json:
        print_json(facts)
        return
    click.echo(lines([f"{facts['stories']} stories", *(f"{tag}: {count}" for tag, count in sorted(counted.items()))]))
