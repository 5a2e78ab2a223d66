"""The e-papers against the ledger: every file as it was put up, none besides, and no story that may not be seen."""

from collections.abc import Iterator

from sqlalchemy import Connection

from ..store import issue as issue_table
from ..store.issue import Filed
from .fault import REMAKE, Fault
from .house import House
from .issue_files import FOLDER, archive, folder_of, is_as_kept, standing
from .issue_shown import gone_of

_INDEX = "index.html"


def issue_faults(house: House, connection: Connection) -> Iterator[Fault]:
    """All that is wrong with the issues, their archive, and what lies among them."""
    known = set()
    for listed in issue_table.every(connection):
        known.add(folder_of(listed.key))
        filed = issue_table.get(connection, listed.key)
        if filed is not None and filed.state == "shown":
            yield from _shown_faults(house, connection, filed)
        elif filed is not None and filed.state == "withdrawn":
            yield from _withdrawn_faults(house, filed)
    yield from _strangers(house, known)
    for page in archive(house, connection):
        file = house.public / page.path
        if not file.is_file() or file.read_bytes() != page.content:
            yield _fault(page.path, f"{file} is missing, or is not what the ledger says; {REMAKE}")


def unset_issues(connection: Connection) -> Iterator[str]:
    """What the desk still has to set, and why it could not."""
    for one in issue_table.unset(connection):
        why = f": {one.trouble}" if one.trouble else ""
        yield f"the issue of {one.date.isoformat()}, {one.edition}, waits to be set{why}"


def _shown_faults(house: House, connection: Connection, filed: Filed) -> Iterator[Fault]:
    about, files = folder_of(filed.key), filed.shown.files
    for path, file in files.items():
        if not is_as_kept(house.public / path, file):
            yield _fault(about, f"{house.public / path} is missing, or is not as it was put up; {REMAKE}")
    for path in standing(house.public, filed.key):
        if path not in files:
            yield _fault(about, f"{house.public / path} is no file of its issue: remove it, then {REMAKE}")
    gone = gone_of(connection, filed)
    for story in sorted(gone - set(filed.shown.gone)):
        yield _fault(about, f"{house.public / about} prints story {story}, which may not be seen; {REMAKE}")


def _withdrawn_faults(house: House, filed: Filed) -> Iterator[Fault]:
    about = folder_of(filed.key)
    there = standing(house.public, filed.key)
    if f"{about}/{_INDEX}" not in there:
        yield _fault(about, f"{house.public / about} does not say that its issue is set again; {REMAKE}")
    for path in there:
        if path != f"{about}/{_INDEX}":
            yield _fault(about, f"{house.public / path} is there, and its issue is withdrawn: remove it, then {REMAKE}")


def _strangers(house: House, known: set[str]) -> Iterator[Fault]:
    """Folders of days that the ledger has no issue of."""
    for folder in sorted((house.public / FOLDER).glob("*/????-??-??")):
        path = folder.relative_to(house.public).as_posix()
        if path not in known:
            yield _fault(path, f"{folder} is an issue that the ledger does not know: remove it, then {REMAKE}")


def _fault(about: str, text: str) -> Fault:
    return Fault("issue", text, about)
