"""What the public folder answers to a path: the file, the notice and its status, the redirect, or 404.

The folder is the truth: `index.html` is 200, `410.html` and `451.html` are what their names say, and the id at the end
of a path is enough to find a story. Nothing is decided here that nginx.conf does not decide in the same way; one table
of cases in the tests runs against both.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from email.utils import formatdate
from html import unescape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import msgspec

from .address import STATUS_PAGES, Address, Refused, read_address, story_folder
from .asked import BROTLI, GZIP, Asked, is_unchanged
from .headers import cache_control, security_headers
from .held import HeldAnswers, HeldVariant, Mark, mark_of
from .media_types import HTML, TEXT, may_be_compressed, media_type

LARGEST_IN_MEMORY_BYTES = 512 * 1024
"""Larger files (e-paper PDFs, pictures) are sent from disk in pieces, and never held."""

_COPIED_TOGETHER_NS = 1_000_000_000
"""Whoever copies the folder may write a compressed copy a moment before its file."""

DATE = b"date: "
"""How a held head ends: what follows is the moment it is sent."""

Header = tuple[bytes, bytes]

_FOLDER_PAGES = (("index.html", 200), ("410.html", 410), ("451.html", 451))
_CANONICAL = re.compile(rb"<link\b(?=[^>]*\brel=[\"']?canonical\b)[^>]*\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ID_FOLDER = re.compile(r"[^/]+/[0-9a-z]{12}/index\.html")
_POINTER_HEAD_BYTES = 16 * 1024


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A whole answer. `file` is set instead of `body` where the file is too large to hold, or a range was asked for."""

    status: int
    headers: tuple[Header, ...]
    body: bytes = b""
    file: str = ""


class _Read(msgspec.Struct, frozen=True):
    """One representation as read from disk: which encoding, its bytes, and what says that it is still so."""

    encoding: bytes
    body: bytes
    marks: tuple[tuple[str, Mark], ...]
    absent: tuple[str, ...]
    modified: int


class Answers:
    """The public folder as HTTP answers. `hits` are answers from memory, `made` those read from disk."""

    def __init__(self, public: Path, site_url: str, *, held: HeldAnswers | None = None) -> None:
        self._root = os.fspath(public.absolute())
        self._site_url = site_url.rstrip("/")
        self._security = tuple((name.lower().encode(), value.encode()) for name, value in security_headers(site_url))
        self.held = HeldAnswers() if held is None else held
        self.made = 0

    @property
    def hits(self) -> int:
        """Answers given from memory."""
        return self.held.hits

    @property
    def security(self) -> tuple[Header, ...]:
        """The headers for answers that others make: receipts, health, errors."""
        return self._security

    def forget(self, paths: Iterable[str]) -> None:
        """Tell of files that changed or went, relative to `public/`; the next answer is read from disk."""
        self.held.forget(paths)

    def answer(self, method: str, raw_path: bytes, query: bytes, asked: Asked, now: float) -> Answer:
        """The answer to one request. `now` is a steady clock's seconds; it only dates what is held."""
        self.made += 1
        if method not in ("GET", "HEAD"):
            return self._said(405, "Only GET and HEAD are answered here.\n", (b"allow", b"GET, HEAD"))
        address = read_address(raw_path)
        if isinstance(address, Refused):
            return self._missing(asked) if address.status == 404 else self._said(address.status)
        suffix = b"?" + query if query else b""
        if address.segments and not address.folder:
            return self._file(address, raw_path, suffix, asked, now)
        return self._folder(address, raw_path, asked, now)

    def _file(self, address: Address, raw_path: bytes, suffix: bytes, asked: Asked, now: float) -> Answer:
        name = address.segments[-1]
        if name == "index.html":
            return self._moved(raw_path.removesuffix(b"index.html") + suffix)
        if name in STATUS_PAGES:
            return self._missing(asked)
        mode = self._mode(address.inside)
        if stat.S_ISREG(mode):
            return self._page(address.inside, 200, asked, raw_path, now) or self._missing(asked)
        if stat.S_ISDIR(mode):
            return self._moved(raw_path + b"/" + suffix)
        folder = story_folder(address)
        if folder is not None and stat.S_ISDIR(self._mode(folder)):
            return self._moved(raw_path + b"/" + suffix)
        return self._missing(asked)

    def _folder(self, address: Address, raw_path: bytes, asked: Asked, now: float) -> Answer:
        folders = [address.inside, story_folder(address)]
        for folder in dict.fromkeys(folder for folder in folders if folder is not None):
            for name, status in _FOLDER_PAGES:
                inside = f"{folder}/{name}" if folder else name
                page = self._pointer(inside) or self._page(inside, status, asked, raw_path, now)
                if page is not None:
                    return page
        return self._missing(asked)

    def _pointer(self, inside: str) -> Answer | None:
        """The redirect that the page in a story's id folder stands for: its canonical address, on this site only."""
        if not _ID_FOLDER.fullmatch(inside):
            return None
        try:
            with Path(self._root, inside).open("rb") as file:
                found = _CANONICAL.search(file.read(_POINTER_HEAD_BYTES))
        except OSError:
            return None
        if found is None:
            return None
        target = unescape(found[1].decode("utf-8", "replace")).removeprefix(self._site_url)
        own = f"/{inside.removesuffix('index.html')}"
        location = quote(target, safe="/%-._~").encode()
        if isinstance(read_address(location), Refused) or target == own:
            return None
        return self._moved(location)

    def _page(self, inside: str, status: int, asked: Asked, raw_path: bytes, now: float) -> Answer | None:
        """The file as an answer, or None where it is not there (any more)."""
        file = f"{self._root}/{inside}"
        name = inside.rpartition("/")[2]
        kind = media_type(name)
        try:
            facts = Path(file).stat()
            if not stat.S_ISREG(facts.st_mode):
                return None
            ranged = bool(asked.range) and status == 200 and kind != HTML
            if ranged or facts.st_size > LARGEST_IN_MEMORY_BYTES:
                return self._from_disk(inside, status, kind, facts, asked)
            read = _read(file, facts, asked.encodings if may_be_compressed(name) else 0)
        except OSError:
            return None
        etag = b'"' + hashlib.sha256(read.body).hexdigest()[:32].encode() + b'"'
        shared = self._shared(inside, status, etag, read.modified)
        full = (
            (b"content-type", kind.encode()),
            (b"content-length", b"%d" % len(read.body)),
            *(((b"content-encoding", read.encoding),) if read.encoding else ()),
            *shared,
        )
        if status == 200:
            variant = HeldVariant(
                head=wire_head(200, full) + DATE,
                head_unchanged=wire_head(304, shared) + DATE,
                body=read.body,
                etag=etag,
                marks=read.marks,
                absent=read.absent,
            )
            self.held.put(raw_path, inside, asked.encodings, variant, now)
            if is_unchanged(asked, etag, read.modified):
                return Answer(status=304, headers=shared)
        return Answer(status=status, headers=full, body=read.body)

    def _from_disk(self, inside: str, status: int, kind: str, facts: os.stat_result, asked: Asked) -> Answer:
        etag = b'"%x-%x"' % (facts.st_mtime_ns, facts.st_size)
        modified = int(facts.st_mtime)
        shared = self._shared(inside, status, etag, modified)
        if status == 200 and is_unchanged(asked, etag, modified):
            return Answer(status=304, headers=shared)
        headers = ((b"content-type", kind.encode()), (b"content-length", b"%d" % facts.st_size), *shared)
        return Answer(status=status, headers=headers, file=f"{self._root}/{inside}")

    def _shared(self, inside: str, status: int, etag: bytes, modified: int) -> tuple[Header, ...]:
        """The headers that a 200 and its 304 have in common."""
        return (
            (b"etag", etag),
            (b"last-modified", formatdate(modified, usegmt=True).encode()),
            (b"cache-control", cache_control(inside, status).encode()),
            *(((b"vary", b"Accept-Encoding"),) if may_be_compressed(inside) else ()),
            *self._security,
        )

    def _missing(self, asked: Asked) -> Answer:
        page = self._page("404.html", 404, Asked(encodings=asked.encodings), b"", 0.0)
        return page or self._said(404)

    def _moved(self, location: bytes) -> Answer:
        return self._said(301, "", (b"location", location))

    def _said(self, status: int, sentence: str = "", *more: Header) -> Answer:
        """A short answer of our own, where there is no file for it."""
        body = (sentence or f"{status} {HTTPStatus(status).phrase}\n").encode()
        headers = (
            (b"content-type", TEXT.encode()),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", cache_control("", status).encode()),
            *more,
            *self._security,
        )
        return Answer(status=status, headers=headers, body=body)

    def _mode(self, inside: str) -> int:
        try:
            return Path(self._root, inside).stat().st_mode
        except OSError:
            return 0


def wire_head(status: int, headers: Iterable[Header]) -> bytes:
    """Status line and headers as HTTP/1.1 bytes, without the empty line."""
    lines = [b"HTTP/1.1 %d %s\r\n" % (status, HTTPStatus(status).phrase.encode())]
    lines += [name + b": " + value + b"\r\n" for name, value in headers]
    return b"".join(lines)


def _read(file: str, facts: os.stat_result, encodings: int) -> _Read:
    """The best representation the asker takes; OSError where the file itself went meanwhile.

    A copy older than its file is of an earlier version, perhaps of one withheld since: the plain file is written first.
    """
    marks = [(file, mark_of(facts))]
    modified = int(facts.st_mtime)
    absent: list[str] = []
    for bit, ending, encoding in ((BROTLI, ".br", b"br"), (GZIP, ".gz", b"gzip")):
        if not encodings & bit:
            continue
        try:
            body, mark = _whole(file + ending)
        except OSError:
            absent.append(file + ending)
            continue
        marks.append((file + ending, mark))
        if mark[0] >= facts.st_mtime_ns - _COPIED_TOGETHER_NS:
            return _Read(encoding, body, tuple(marks), tuple(absent), modified)
    body, mark = _whole(file)
    return _Read(b"", body, ((file, mark), *marks[1:]), tuple(absent), modified)


def _whole(file: str) -> tuple[bytes, Mark]:
    """Bytes and mark of one and the same file, also where another is renamed over it meanwhile."""
    with Path(file).open("rb") as opened:
        return opened.read(), mark_of(os.fstat(opened.fileno()))
