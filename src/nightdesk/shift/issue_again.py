"""Issues in a site that is made anew: what is as it was is carried over, its readers are made again from the ledger."""

import os
import shutil
from pathlib import Path

from sqlalchemy import Connection

from ..edition.issue_archive_page import withdrawn_page
from ..errors import PaperError
from ..outlet.deliver import lay
from ..store import event as event_table
from ..store import issue as issue_table
from ..store.issue import Filed, Key
from ..terms.issue import Printed
from .house import House
from .issue_files import archive, files_of, is_as_kept, is_set, read_pages, refuse_unfaithful, set_paths
from .issue_shown import issue_of

_TWINS = ("", ".br", ".gz")


def lay_issues(house: House, connection: Connection, fresh: Path) -> None:
    """Every issue into a folder nobody reads yet. One whose files are not whole here is set again by the desk."""
    for listed in issue_table.every(connection):
        filed = issue_table.get(connection, listed.key) if listed.page_count else None
        if filed is not None and not (filed.state != "withdrawn" and _carry_over(house, connection, filed, fresh)):
            lay(fresh, [withdrawn_page(house.site, filed.decided.paper, filed.decided.date)])
            _call_in(house, filed.key)
    lay(fresh, archive(house, connection))


def _carry_over(house: House, connection: Connection, filed: Filed, fresh: Path) -> bool:
    """Whether the whole issue could be made without setting it."""
    issue, shown = issue_of(house, connection, filed), filed.shown
    kept = {path: file for path, file in shown.files.items() if is_set(path)}
    meant = set_paths(issue, len(shown.pages))
    if {one.id for one in issue.gone} != set(shown.gone) or not meant <= kept.keys():
        return False
    if not all(is_as_kept(house.public / path, kept[path]) for path in meant):
        return False
    files = {path: kept[path] for path in meant}
    try:
        pages = read_pages(house, connection, issue, Printed(pages=shown.pages, pdf=b""), files)
        refuse_unfaithful(issue, pages)
    except PaperError:
        return False  # the typesetter's plan and this program do not agree any more
    for path in sorted(meant):
        _link(house.public / path, fresh / path)
    lay(fresh, pages)
    _refile(house, filed, files | files_of(pages))
    return True


def _link(old: Path, new: Path) -> None:
    """The same file under its new name: a file of the site is never written again, only replaced."""
    new.parent.mkdir(parents=True, exist_ok=True)
    for twin in _TWINS:
        source, target = f"{old}{twin}", f"{new}{twin}"
        if os.path.exists(source):
            try:
                os.link(source, target)
            except OSError:  # a file system without links
                shutil.copyfile(source, target)


def _refile(house: House, filed: Filed, files: dict[str, issue_table.File]) -> None:
    if files != filed.shown.files:
        with house.database.write() as connection:
            issue_table.refile(connection, filed.key, files, event_table.newest(connection))


def _call_in(house: House, key: Key) -> None:
    with house.database.write() as connection:
        issue_table.call_in(connection, [key], "withdrawn", event_table.newest(connection))
