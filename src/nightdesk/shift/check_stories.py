"""Stories against their pages: what is shown reads back to the ledger's digest, what is not has no text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from ..desk.address import story_id
from ..proof.agency_element import foreign_in
from ..proof.read_back import Returned, read_back
from ..store import dossier as dossier_table
from ..store import front as front_table
from ..store import item as item_table
from ..store import story as story_table
from ..terms.record import StoryRecord
from ..terms.story import State
from .fault import REMAKE, REPORT, Fault
from .house import House
from .make import fronts_of
from .picture_desk import PREFIX

_WAITING = ("withheld", "embargoed")
_NOTICES = ("410.html", "451.html")


def story_faults(house: House, connection: Connection, rows: Sequence[story_table.Row]) -> list[Fault]:
    """All that is wrong with these stories."""
    listed = front_table.open_fronts(connection, [row.id for row in rows])
    known = dossier_table.standings(connection, [row.id for row in rows])
    wanted = {id_ for row in rows for id_ in (row.filed.record.shown_item, row.filed.record.waiting_item) if id_}
    digests = item_table.digests(connection, sorted(wanted))
    faults: list[Fault] = []
    for row in rows:
        faults += _row_faults(row, digests)
        further = known[row.id].reaches if row.id in known else ()
        faults += _front_faults(row.filed.record, listed[row.id], {f"{one.kind}/{one.slug}" for one in further})
        faults += _page_faults(house.public, row, digests)
    return faults


def _row_faults(row: story_table.Row, digests: dict[int, tuple[str, str]]) -> Iterator[Fault]:
    record, card = row.filed.record, row.filed.card
    beside = (row.id, row.provider, row.guid, row.state, row.due, row.first_shown)
    inside = (record.id, record.provider, record.guid, record.state.value, record.due, record.first_shown)
    if beside != inside or row.id != story_id(row.provider, row.guid):
        yield Fault("story", f"story {row.id} ({row.guid}): its columns and its record do not agree; {REPORT}", row.id)
    for id_ in (record.shown_item, record.waiting_item):
        if id_ and digests.get(id_, ("", ""))[0] != row.id:
            yield Fault(
                "story", f"story {row.id} ({row.guid}): its revision {id_} is not in the ledger; {REPORT}", row.id
            )
    if record.state is State.PUBLISHED:
        same = card is not None and (card.id, card.path, card.version) == (record.id, record.path, record.version)
        if not same:
            yield Fault("card", f"story {row.id} ({row.guid}) is shown, and its card says otherwise; {REPORT}", row.id)
    elif card is not None:
        yield Fault("card", f"story {row.id} ({row.guid}) is {record.state} and still has a card; {REPORT}", row.id)


def _front_faults(record: StoryRecord, listed: set[str], further: set[str]) -> Iterator[Fault]:
    meant = {front for front, _ in fronts_of(record)} | further if record.state is State.PUBLISHED else set()
    who = f"story {record.id} ({record.guid})"
    for front in sorted(meant - listed):
        yield Fault("front", f"{who} is shown, and missing from the front {front}; {REPORT}", record.id)
    for front in sorted(listed - meant):
        yield Fault("front", f"{who} is {record.state}, and listed on the front {front}; {REPORT}", record.id)


def _page_faults(public: Path, row: story_table.Row, digests: dict[int, tuple[str, str]]) -> Iterator[Fault]:
    record = row.filed.record
    if record.first_shown is None:
        return
    page = public / record.path.lstrip("/") / "index.html"
    yield from _picture_faults(page.parent, record)
    short = public / record.section / record.id
    if record.state is State.PUBLISHED:
        digest = digests.get(record.shown_item or 0, ("", ""))[1]
        yield from _shown_faults(page, record, digest)
        if not (short / "index.html").exists():
            yield _fault(record, f"/{record.section}/{record.id}/ does not lead to the story; {REMAKE}")
        yield from _stale_notices(short, record, ())
    elif record.kind_of_end in _WAITING:
        yield from _notice_faults(page, record)
        yield from _stale_notices(short, record, ())
    else:
        status = "451.html" if record.kind_of_end == "court" else "410.html"
        for left in {page, short / "index.html"}:
            if left.exists():
                yield _fault(record, f"{left} is there, and the story is {record.state}: remove it, then {REMAKE}")
        yield from _notice_faults(short / status, record)
        yield from _stale_notices(short, record, (status,))


def _shown_faults(page: Path, record: StoryRecord, digest: str) -> Iterator[Fault]:
    returned = _read(page)
    if returned is None:
        yield _fault(record, f"{page} is not there, and the story is shown; {REMAKE}")
    elif returned.digest != digest or returned.meta != digest:
        yield _fault(record, f"{page} does not read back to the text in the ledger; {REMAKE}")
    elif foreign := foreign_in(page.read_bytes()):
        yield _fault(record, f"{page} has {foreign} inside the agency's text; {REMAKE}")


def _picture_faults(folder: Path, record: StoryRecord) -> Iterator[Fault]:
    """The files of the pictures that the story shows, and no others."""
    shown = record.pictures if record.state is State.PUBLISHED else ()
    meant = {made.name for one in shown for made in one.prints}
    there = {path.name for path in folder.glob(f"{PREFIX}*")} if folder.is_dir() else set()
    for name in sorted(meant - there):
        yield _fault(record, f"{folder / name} is not there, and the story shows it; {REMAKE}")
    for name in sorted(there - meant):
        yield _fault(record, f"{folder / name} is there, and the story does not show it: remove it, then {REMAKE}")


def _notice_faults(page: Path, record: StoryRecord) -> Iterator[Fault]:
    returned = _read(page)
    if returned is None:
        yield _fault(record, f"{page} is not there: the story is {record.state} and has no notice; {REMAKE}")
    elif returned.headline or returned.blocks or returned.meta:
        yield _fault(record, f"{page} holds a text, and the story is {record.state}: remove it, then {REMAKE}")


def _stale_notices(folder: Path, record: StoryRecord, meant: tuple[str, ...]) -> Iterator[Fault]:
    for name in _NOTICES:
        if name not in meant and (folder / name).exists():
            yield _fault(record, f"{folder / name} is there, and the story is {record.state}; {REMAKE}")


def _read(page: Path) -> Returned | None:
    try:
        return read_back(page.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def _fault(record: StoryRecord, text: str) -> Fault:
    return Fault("page", f"{record.guid}: {text}", record.id)
