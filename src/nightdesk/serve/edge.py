"""The fast way out: whole answers written as bytes, before a request becomes an ASGI scope.

A subclass of uvicorn's httptools protocol. When the head of a GET or HEAD is complete and its answer is held in
memory, the bytes go straight to the transport; everything else (bodies, ranges, upgrades, HTTP/1.0, a request behind
one that is still being answered) takes uvicorn's ordinary way. It leans on names that uvicorn does not promise to
keep, so `edge_self_test` tries it at every start, and the server does without it where that fails.

It also guards the connection, which uvicorn leaves to a proxy: heads are bounded in size, and a peer that owes us
bytes, or does not take ours, is let go in bounded time.
"""

import asyncio
from asyncio.events import TimerHandle
from email.utils import formatdate
from typing import Any, ClassVar

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .answers import Answers, wire_head
from .asked import accepted_encodings, matches

LONGEST_HEAD_BYTES = 32 * 1024
PATIENCE_SECONDS = 15.0
"""How long a peer may owe us a request head before the connection ends; also how often we look."""
STUCK_LOOKS = 3
"""After so many looks at the very same bytes unsent, the peer is taken for gone."""

_NOTICED = frozenset(
    (
        *(b"if-none-match", b"connection"),
        *(b"range", b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"if-modified-since", b"if-match"),
    )
)
_HEAD_END = b"\r\n\r\n"


class _AnsweredEvent:
    """Stands in for the event a finished cycle would set for nobody."""

    def set(self) -> None:
        """Nobody waits."""


class _Answered:
    """What uvicorn finds in place of a cycle after we answered: a response that is complete."""

    response_complete = True
    keep_alive = True
    disconnected = False
    more_body = False
    message_event = _AnsweredEvent()


_ANSWERED: Any = _Answered()


class EdgeProtocol(HttpToolsProtocol):
    """One connection. Bound to a site's answers by `edge_for`."""

    answers: ClassVar[Answers]
    patience_seconds: ClassVar[float] = PATIENCE_SECONDS

    _special = False
    _ordinary = False
    _encodings = 0
    _known = b""
    _head_bytes = 0
    _in_head = False
    _owing_since = 0.0
    _seen = (0, 0.0)
    _same_looks = 0
    _watcher: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        super().connection_made(transport)
        self._owing_since = self.loop.time()
        self._watcher = self.loop.call_later(self.patience_seconds, self._watch)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._watcher is not None:
            self._watcher.cancel()
            self._watcher = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.timeout_keep_alive_task is not None:
            self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.send_400_response("")
            return
        except httptools.HttpParserUpgrade:
            return  # we upgrade to nothing; the request itself is answered (RFC 9110 §7.8)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > LONGEST_HEAD_BYTES and not self.transport.is_closing():
                self._refuse(431)

    def on_message_begin(self) -> None:
        """Begin a request without the scope that uvicorn builds here: an answer that is held never needs one."""
        self._in_head = True
        self._encodings = 0
        self.url = b""
        self.headers = []
        if self._special:
            self._special = self._ordinary = self.expect_100_continue = False
            self._known = b""

    def on_header(self, name: bytes, value: bytes) -> None:
        name = name.lower()
        self.headers.append((name, value))
        if name == b"accept-encoding":
            self._encodings |= accepted_encodings(value)
        elif name in _NOTICED:
            self._notice(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        if self._head_bytes:
            self._head_bytes = 0
        if self._ordinary or not self._answer_at_once():
            self._answer_the_ordinary_way()

    def on_message_complete(self) -> None:
        if self.cycle is not _ANSWERED:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        self._owing_since = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """What is not HTTP gets our headers too, and no line in the log: scanners would fill it."""
        if not self.transport.is_closing():
            self._refuse(400)

    def _notice(self, name: bytes, value: bytes) -> None:
        """Keep what decides whether, and in which form, a held answer may go out."""
        self._special = True
        if name == b"if-none-match":
            self._known = self._known + b"," + value if self._known else value
        elif name != b"connection" or value.lower() != b"keep-alive" or self.parser.get_http_version() != "1.1":
            self._ordinary = True
            self.expect_100_continue |= name == b"expect" and value.lower() == b"100-continue"

    def _answer_at_once(self) -> bool:
        """Write the held answer, if this request is one that may have it; False leaves the request as it was."""
        cycle = self.cycle
        if (cycle is not None and not cycle.response_complete) or self.flow.write_paused:
            return False
        parser = self.parser
        method = parser.get_method()
        if (method != b"GET" and method != b"HEAD") or not parser.should_keep_alive():  # noqa: PLR1714  # each request
            return False
        url = self.url
        if b"?" in url:
            url = url.partition(b"?")[0]
        now = self.loop.time()
        held = self.answers.held.get(url, self._encodings, now)
        date = self.server_state.default_headers
        if held is None or not date or self.transport.is_closing():
            return False
        if self._known and matches(self._known, held.etag):
            parts: tuple[bytes, ...] = (held.head_unchanged, date[0][1], _HEAD_END)
        elif method == b"GET":
            parts = (held.head, date[0][1], _HEAD_END, held.body)
        else:
            parts = (held.head, date[0][1], _HEAD_END)
        self.cycle = _ANSWERED  # so that pipelining and shutdown see a finished response
        self.transport.write(b"".join(parts))
        self._owing_since = now
        return True

    def _answer_the_ordinary_way(self) -> None:
        """Give uvicorn the request as it would have had it."""
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url = url
        self.headers.extend(headers)
        self.expect_100_continue = expects
        super().on_headers_complete()

    def _refuse(self, status: int) -> None:
        """Answer what is not HTTP, or too much of it, and end the connection."""
        date = formatdate(usegmt=True).encode()
        short = ((b"content-length", b"0"), (b"connection", b"close"), (b"date", date))
        self.transport.write(wire_head(status, (*short, *self.answers.security)) + b"\r\n")
        self.transport.close()

    def _watch(self) -> None:
        """Look at the connection now and then, in place of a timer for each request."""
        unsent = self.transport.get_write_buffer_size()
        seen = (unsent, self._owing_since)
        self._same_looks = self._same_looks + 1 if seen == self._seen else 0
        self._seen = seen
        answered = self.cycle is None or self.cycle.response_complete
        owed_seconds = self.loop.time() - self._owing_since
        if unsent and self._same_looks >= STUCK_LOOKS:
            self._abandon()
        elif answered and not unsent and owed_seconds >= self.patience_seconds:
            self.transport.close()
        else:
            self._watcher = self.loop.call_later(self.patience_seconds, self._watch)

    def _abandon(self) -> None:
        """Drop a peer that takes nothing, and tell the answer under way that nobody reads it."""
        if self.cycle is not None and self.cycle is not _ANSWERED:
            self.cycle.disconnected = True
        self.transport.abort()


def edge_for(answers: Answers, patience_seconds: float = PATIENCE_SECONDS) -> type[EdgeProtocol]:
    """The protocol class bound to these answers, to hand to uvicorn as `http=`."""
    return type("BoundEdge", (EdgeProtocol,), {"answers": answers, "patience_seconds": patience_seconds})
