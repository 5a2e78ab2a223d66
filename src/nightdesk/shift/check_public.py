"""The public folder against the ledger: no text the ledger does not know, no twin that differs from its page."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from ..outlet.twins import has_twins, is_same
from ..store import story as story_table
from ..terms.story import State
from .fault import REMAKE, Fault
from .house import House
from .issue_files import FOLDER as ISSUES

_ID = re.compile(r"(?:\A|-)([0-9bcdfghjkmnpqrstvwxyz]{12})\Z")
_AGENCY_TEXT = re.compile(rb"""data-wire\s*=\s*["']?[bh]["'\s>]|<article[^>]*\sdata-guid""")
_DRAFT = re.compile(r"!|~\Z|\.(?:tmp|part|new|old|swp)\Z", re.IGNORECASE)


def folders_of(public: Path) -> Iterator[Path]:
    """Every folder of the site, the site itself first, one at a time: nothing is held that grows with the archive."""
    waiting = [public]
    while waiting:
        folder = waiting.pop()
        yield folder
        with suppress(FileNotFoundError), os.scandir(folder) as entries:  # the desk may just have taken it away
            waiting += [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]


def folder_faults(house: House, connection: Connection, folders: Sequence[Path]) -> list[Fault]:
    """All that is wrong in these folders themselves, not below them."""
    faults: list[Fault] = []
    holding: list[Path] = []
    for folder in folders:
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
        except FileNotFoundError:
            continue  # a folder that has just been taken away holds nothing
        for name in names:
            file = folder / name
            faults += _file_faults(file, set(names))
            if name.endswith(".html") and not _is_of_an_issue(house, file) and _holds_agency_text(file):
                holding.append(file)
    return [*faults, *_unknown_texts(house, connection, holding)]


def _file_faults(file: Path, names: set[str]) -> Iterator[Fault]:
    name = file.name
    if _DRAFT.search(name):
        yield _fault(file, f"{file} is left from an interrupted write: remove it")
    elif name.endswith((".br", ".gz")):
        if file.stem not in names:
            yield _fault(file, f"{file} packs a page that is not there: remove it")
        elif not is_same(file):
            yield _fault(file, f"{file} does not unpack to {file.stem}; {REMAKE}")
    elif name.endswith(".html") and not {f"{name}.br", f"{name}.gz"} <= names and has_twins(file):
        yield _fault(file, f"{file} has not both its .br and its .gz; {REMAKE}")


def _is_of_an_issue(house: House, file: Path) -> bool:
    """What stands among the e-papers is looked at with them."""
    return file.is_relative_to(house.public / ISSUES)


def _holds_agency_text(file: Path) -> bool:
    try:
        return _AGENCY_TEXT.search(file.read_bytes()) is not None
    except FileNotFoundError:
        return False


def _unknown_texts(house: House, connection: Connection, files: Sequence[Path]) -> Iterator[Fault]:
    """A page that marks an agency's text may stand at the address of a shown story, and nowhere else."""
    named = {file: found[1] for file in files if (found := _ID.search(file.parent.name))}
    stories = story_table.get(connection, sorted(set(named.values()))) if named else {}
    for file in files:
        filed = stories.get(named.get(file, ""))
        if filed is None:
            yield _fault(file, f"{file} holds a text that the ledger does not know: remove it, then {REMAKE}")
            continue
        story = filed.record
        at_home = file == house.public / story.path.lstrip("/") / "index.html"
        if story.state is not State.PUBLISHED or not at_home:
            where = "" if at_home else f", at {story.path}"
            yield _fault(file, f"{file} holds a text, and its story is {story.state}{where}: remove it, then {REMAKE}")


def _fault(file: Path, text: str) -> Fault:
    return Fault("public", text, str(file.parent))
