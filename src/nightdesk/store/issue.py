"""Table `issue`: what each e-paper was decided to hold, how it came out, and how it stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from ..terms.issue import Budget, LeftOut, PaperCorrection, PaperPage
from ..terms.site import Edition
from .metadata import Moment, Serial, metadata
from .packing import pack, unpack
from .prepared import Prepared

ISSUE = Table(
    "issue",
    metadata,
    Column("edition", String(63), primary_key=True),
    Column("date", String(10), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("cut_off", Moment, nullable=False),
    Column("decided", Moment, nullable=False),
    Column("paper", String, nullable=False),
    Column("budget", LargeBinary, nullable=False),
    Column("corrections", String, nullable=False),
    Column("size", Serial, nullable=False),
    Column("note", String, nullable=False),
    Column("state", String(9), nullable=False),
    Column("touched", Serial, nullable=False),
    Column("trouble", String, nullable=False),
    Column("gone", String, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("pages", LargeBinary, nullable=False),
    Column("files", LargeBinary, nullable=False),
    Index("issue_state", "state"),
    Index("issue_touched", "touched"),
)
"""One row an issue. Up to `note` it is as decided at the cut-off, for good; from `state` on as it stands, or was last
shown. `touched` is the newest event there was when it last changed."""

IssueState = Literal["due", "shown", "withdrawn"]
"""`due`: it has to be set, and shows no text that may not be seen; `shown`: it is up; `withdrawn`: a text in it had to
go, so that nothing of it may stand before it is set again."""

Key = tuple[str, date]
"""An issue: the edition's slug and the day."""


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as it was decided. `paper` is the edition as it was then, `note` the log's checkpoint of so many entries
    (`size`), "" without a log."""

    edition: str
    date: date
    number: int
    cut_off: datetime
    decided: datetime
    paper: Edition
    budget: Budget
    corrections: tuple[PaperCorrection, ...] = ()
    size: int = 0
    note: str = ""


class File(msgspec.Struct, frozen=True):
    """A file as it was put up: the SHA-256 of its bytes, in hex, and how many there are."""

    digest: str
    size_bytes: int


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """How an issue came out: its pages without their images, what found no room, whose notices it prints, and its files
    by their paths."""

    pages: tuple[PaperPage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    gone: tuple[str, ...] = ()
    files: dict[str, File] = {}


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """An issue and how it stands. `trouble` says why it could not be set, "" where nothing is wrong."""

    decided: Decided
    state: IssueState
    touched: int
    trouble: str
    shown: Shown

    @property
    def key(self) -> Key:
        """What it is found by."""
        return self.decided.edition, self.decided.date


class Listed(msgspec.Struct, frozen=True):
    """An issue as lists need it; `page_count` is 0 until it was shown."""

    edition: str
    date: date
    number: int
    cut_off: datetime
    decided: datetime
    state: IssueState
    touched: int
    trouble: str
    page_count: int

    @property
    def key(self) -> Key:
        """What it is found by."""
        return self.edition, self.date


class _CameOut(msgspec.Struct, frozen=True):
    pages: tuple[PaperPage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


_ENCODE = msgspec.json.Encoder().encode
_PACKED = msgspec.msgpack.Encoder().encode
_PAPER = msgspec.json.Decoder(Edition).decode
_BUDGET = msgspec.json.Decoder(Budget).decode
_CORRECTIONS = msgspec.json.Decoder(tuple[PaperCorrection, ...]).decode
_GONE = msgspec.json.Decoder(tuple[str, ...]).decode
_CAME_OUT = msgspec.msgpack.Decoder(_CameOut).decode
_FILES = msgspec.msgpack.Decoder(dict[str, File]).decode
_NO_PAGES, _NO_FILES = pack(_PACKED(_CameOut())), pack(_PACKED({}))
_THIS = (ISSUE.c.edition == bindparam("e"), ISSUE.c.date == bindparam("d"))
_WAS_SHOWN = ISSUE.c.page_count > 0
_LISTED = tuple(ISSUE.c[name] for name in Listed.__struct_fields__)
_ADD = Prepared(insert(ISSUE))
_GET = Prepared(select(ISSUE).where(*_THIS))
_ALL = Prepared(select(*_LISTED).order_by(ISSUE.c.edition, ISSUE.c.date))
_UNSET = Prepared(select(*_LISTED).where(ISSUE.c.state != "shown").order_by(ISSUE.c.cut_off.desc(), ISSUE.c.edition))
_TOUCHED = Prepared(select(*_LISTED).where(ISSUE.c.touched >= bindparam("seq")).order_by(ISSUE.c.edition, ISSUE.c.date))
_BEFORE = Prepared(
    select(*_LISTED)
    .where(ISSUE.c.edition == bindparam("e"), ISSUE.c.date < bindparam("d"))
    .order_by(ISSUE.c.date.desc())
    .limit(1)
)
_EARLIER = Prepared(
    select(func.max(ISSUE.c.date)).where(ISSUE.c.edition == bindparam("e"), ISSUE.c.date < bindparam("d"), _WAS_SHOWN)
)
_LATER = Prepared(
    select(func.min(ISSUE.c.date)).where(ISSUE.c.edition == bindparam("e"), ISSUE.c.date > bindparam("d"), _WAS_SHOWN)
)
_TITLES = Prepared(select(ISSUE.c.edition, ISSUE.c.paper).where(_WAS_SHOWN).order_by(ISSUE.c.date))
_NUMBER = Prepared(select(func.max(ISSUE.c.number)).where(ISSUE.c.edition == bindparam("e")))
_SHOW = Prepared(
    update(ISSUE)
    .where(*_THIS)
    .values(
        state="shown",
        trouble="",
        touched=bindparam("t"),
        gone=bindparam("g"),
        page_count=bindparam("c"),
        pages=bindparam("p"),
        files=bindparam("f"),
    )
)
_REFILE = Prepared(update(ISSUE).where(*_THIS).values(files=bindparam("f"), touched=bindparam("t")))
_STATE = Prepared(update(ISSUE).where(*_THIS).values(state=bindparam("s"), touched=bindparam("t")))
_TROUBLE = Prepared(update(ISSUE).where(*_THIS).values(trouble=bindparam("w")))


def add(connection: Connection, issue: Decided, touched: int) -> None:
    """Keep an issue that was decided: it is due."""
    facts = {name: getattr(issue, name) for name in ("edition", "number", "cut_off", "decided", "size", "note")}
    given = {
        "date": issue.date.isoformat(), "paper": _ENCODE(issue.paper).decode(), "budget": pack(_ENCODE(issue.budget)),
        "corrections": _ENCODE(issue.corrections).decode(), "state": "due", "touched": touched, "trouble": "",
        "gone": "[]", "page_count": 0, "pages": _NO_PAGES, "files": _NO_FILES,
    }  # fmt: skip
    _ADD.many(connection, [facts | given])


def get(connection: Connection, key: Key) -> Filed | None:
    """The issue, whole; None where none was decided."""
    row = _GET.first(connection, **_named(key))
    return _filed(row) if row else None


def every(connection: Connection) -> list[Listed]:
    """Every issue, by edition and day."""
    return [_listed(row) for row in _ALL.all(connection)]


def unset(connection: Connection) -> list[Listed]:
    """The issues that have to be set, the newest first."""
    return [_listed(row) for row in _UNSET.all(connection)]


def touched_since(connection: Connection, seq: int) -> list[Listed]:
    """What changed when event `seq`, or a later one, was the newest."""
    return [_listed(row) for row in _TOUCHED.all(connection, seq=seq)]


def before(connection: Connection, key: Key) -> Listed | None:
    """The edition's issue before that day."""
    row = _BEFORE.first(connection, **_named(key))
    return _listed(row) if row else None


def neighbours(connection: Connection, key: Key) -> tuple[date | None, date | None]:
    """The days of the edition's issues before and after it that have been shown."""
    days = [one.scalar(connection, **_named(key)) for one in (_EARLIER, _LATER)]
    earlier, later = (date.fromisoformat(day) if day else None for day in days)
    return earlier, later


def titles(connection: Connection) -> dict[str, str]:
    """What each edition that has had an issue was called in its last one."""
    return {edition: _PAPER(paper).title for edition, paper in dict(_TITLES.all(connection)).items()}


def newest_number(connection: Connection, edition: str) -> int:
    """How many issues the edition has had."""
    return _NUMBER.scalar(connection, e=edition) or 0


def show(connection: Connection, key: Key, shown: Shown, touched: int) -> None:
    """The issue is up, and came out so."""
    given = {
        "g": _ENCODE(shown.gone).decode(), "p": pack(_PACKED(_CameOut(shown.pages, shown.left_out))),
        "f": pack(_PACKED(shown.files)), "c": len(shown.pages), "t": touched,
    }  # fmt: skip
    _SHOW.many(connection, [_named(key) | given])


def refile(connection: Connection, key: Key, files: dict[str, File], touched: int) -> None:
    """Some of its files are others now: its pages lead to another issue, or were made by another program."""
    _REFILE.many(connection, [_named(key) | {"f": pack(_PACKED(files)), "t": touched}])


def call_in(connection: Connection, keys: Sequence[Key], state: IssueState, touched: int) -> None:
    """The issues have to be set again."""
    _STATE.many(connection, [_named(key) | {"s": state, "t": touched} for key in keys])


def trouble(connection: Connection, key: Key, why: str) -> None:
    """It could not be set."""
    _TROUBLE.many(connection, [_named(key) | {"w": why}])


def _named(key: Key) -> dict[str, Any]:
    return {"e": key[0], "d": key[1].isoformat()}


def _listed(row: tuple[Any, ...]) -> Listed:
    facts = dict(zip(Listed.__struct_fields__, row, strict=True))
    return Listed(**facts | {"date": date.fromisoformat(facts["date"])})


def _filed(row: tuple[Any, ...]) -> Filed:
    facts = {column.name: value for column, value in zip(ISSUE.c, row, strict=True)}
    same = {name: facts[name] for name in ("edition", "number", "cut_off", "decided", "size", "note")}
    decided = Decided(
        date=date.fromisoformat(facts["date"]),
        paper=_PAPER(facts["paper"]),
        budget=_BUDGET(unpack(facts["budget"])),
        corrections=_CORRECTIONS(facts["corrections"]),
        **same,
    )
    came_out = _CAME_OUT(unpack(facts["pages"]))
    shown = Shown(
        pages=came_out.pages,
        left_out=came_out.left_out,
        gone=_GONE(facts["gone"]),
        files=_FILES(unpack(facts["files"])),
    )
    return Filed(decided=decided, state=facts["state"], touched=facts["touched"], trouble=facts["trouble"], shown=shown)
