"""The agency's counter for those who poll: each address holds documents that are handed out in order."""

import asyncio
import contextlib
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .sending import Sending

_PICTURES = "/pictures/"
_AGENCIES_PICTURES = re.compile(rb"https://wire\.[a-z]+\.example/pictures/")


@dataclass(slots=True)
class _Shelf:
    """What lies at one address: the document shown, its tag, and what comes after it."""

    waiting: deque[Sending] = field(default_factory=deque)
    shown: Sending | None = None
    number: int = 0
    taken: bool = False
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def next(self) -> None:
        if self.waiting and (self.shown is None or self.taken):
            self.shown = self.waiting.popleft()
            self.number += 1
            self.taken = False

    @property
    def tag(self) -> str:
        # The number, for bytes sent twice in a row; the digest, for a receiver that remembers an earlier run's tags.
        content = self.shown.content if self.shown else b""
        return f'"{self.number}-{sha256(content).hexdigest()[:12]}"'


class Counter:
    """Serves each wire's newest document with ETag and Last-Modified, and answers 304 to who has it.

    A document is replaced by the next one only after somebody took it, so that a fast day loses nothing between two
    polls. Who shows the tag of the current document has taken it. An address of `wires` where nothing was laid yet
    holds the caller for up to `hold_seconds`, for a receiver that meets an error would ask less and less often.

    Pictures hang at /pictures/<file> from when they are put there. In the documents that go out, the agencies' own
    addresses of pictures are those of this counter.
    """

    def __init__(self, wires: Iterable[str] = (), hold_seconds: float = 5.0) -> None:
        self._shelves: dict[str, _Shelf] = {name: _Shelf() for name in wires}
        self._hold_seconds = hold_seconds
        self._pictures: dict[str, Sending] = {}
        wire, picture = Route("/{wire}", self._get), Route(_PICTURES + "{file}", self._picture)
        self.app = Starlette(routes=[wire, picture])

    def put(self, sending: Sending) -> None:
        """Lay a document behind those that wait at its address; a picture is there at once."""
        if sending.name.startswith(_PICTURES):
            self._pictures[sending.name] = sending
            return
        shelf = self._shelves.setdefault(sending.wire, _Shelf())
        shelf.waiting.append(sending)
        shelf.opened.set()

    @property
    def untaken(self) -> int:
        """How many documents nobody has taken yet."""
        shelves = self._shelves.values()
        return sum(len(shelf.waiting) + (shelf.shown is not None and not shelf.taken) for shelf in shelves)

    async def _get(self, request: Request) -> Response:
        shelf = self._shelves.get(request.path_params["wire"])
        if shelf is None:
            return Response("no such wire\n", status_code=404, media_type="text/plain")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._hold_seconds):
                await shelf.opened.wait()
        known = request.headers.get("if-none-match")
        shelf.next()
        if known == shelf.tag:
            shelf.taken = True
            shelf.next()
        sending = shelf.shown
        if sending is None:
            return Response("nothing yet\n", status_code=503, headers={"retry-after": "1"}, media_type="text/plain")
        headers = {"etag": shelf.tag, "last-modified": _http_date(sending.at), "cache-control": "no-cache"}
        if known == shelf.tag:
            return Response(status_code=304, headers=headers)
        shelf.taken = True
        content = _AGENCIES_PICTURES.sub(
            str(request.base_url).rstrip("/").encode() + _PICTURES.encode(), sending.content
        )
        return Response(content, headers={**headers, "content-type": _content_type(sending)})

    async def _picture(self, request: Request) -> Response:
        sending = self._pictures.get(request.url.path)
        if sending is None:
            return Response("no such picture\n", status_code=404, media_type="text/plain")
        return Response(sending.content, media_type=sending.media_type)


def _content_type(sending: Sending) -> str:
    # No charset: what the bytes say of themselves is part of the exercise.
    return "text/html" if sending.event == "error-page" else sending.media_type


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
