"""Poll an address: only what is new is taken in, its validators are stored with it, and no answer closes the wire."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import httpx2

from ...clock import Clock
from ...errors import DeliveryError, StoreError
from ...terms.arrival import Arrival, Inbox
from ...terms.wire import Wire
from ..address_guard import Guard, Resolve, guard_for, resolve_by_system, shown
from ..backoff import Backoff, retry_after_seconds, share_of
from ..content_type import read_content_type
from ..fetch import Answer, Ask, fetch, open_transport
from ..transport import Transport
from ..whole_file import looks_whole

FIRST_POLL_SPREAD_SECONDS = 2.0
BACKOFF_CAP_SECONDS = 300.0
"""Five minutes: an agency that is back after an hour's trouble must not be noticed an hour later."""

VALIDATOR_LIMIT = 1024
"""A validator longer than this is not stored: the same bytes are known by their seal anyway."""

_OK, _NOT_MODIFIED = 200, 304
_VALIDATORS = (("etag", "etag", "if-none-match"), ("modified", "last-modified", "if-modified-since"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a poll ended: the event and sentence for the desk, and the wait the peer asked for."""

    event: str
    detail: str = ""
    asked_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Poller:
    """All that one poll needs."""

    wire: Wire
    inbox: Inbox
    clock: Clock
    url: httpx2.URL
    guard: Guard
    transport: httpx2.AsyncBaseTransport
    resolve: Resolve = resolve_by_system


async def run(wire: Wire, inbox: Inbox, clock: Clock) -> None:
    """Poll for ever, each `every_seconds`, more slowly while it fails."""
    await run_with(wire, inbox, clock, resolve_by_system)


async def run_with(wire: Wire, inbox: Inbox, clock: Clock, resolve: Resolve) -> None:
    """As `run`, with the resolver handed in."""
    url = await _usable_url(wire, inbox)
    share = share_of(wire.name)
    backoff = Backoff(wire.every_seconds, max(BACKOFF_CAP_SECONDS, wire.every_seconds))
    async with open_transport() as transport:
        poller = Poller(wire, inbox, clock, url, guard_for(url, private=wire.private_hosts), transport, resolve)
        await asyncio.sleep(share * min(FIRST_POLL_SPREAD_SECONDS, wire.every_seconds))
        while True:
            verdict = await poll(poller)
            backoff = backoff.failed() if verdict.event == "error" else backoff.cleared()
            wait = max(wire.every_seconds, verdict.asked_seconds, backoff.wait_seconds * (1 + share / 10))
            inbox.report(wire.name, verdict.event, verdict.detail)
            if verdict.event == "error":
                state = "the breaker is open: one trial" if backoff.is_open else "next attempt"
                inbox.report(wire.name, "retry", f"{backoff.failures} in a row; {state} in {wait:g} s")
            await asyncio.sleep(wait)


async def _usable_url(wire: Wire, inbox: Inbox) -> httpx2.URL:
    """The settings' address. One that cannot be read waits for a restart with better settings, and says so."""
    try:
        return httpx2.URL(wire.url)
    except httpx2.InvalidURL:
        # Its text would quote a part of the address, which may be a key.
        inbox.report(wire.name, "error", f"url of [[wire]] {wire.name} is not an address; mend it in nightdesk.toml")
        await asyncio.Event().wait()
        raise  # never reached: that event is set by nobody


async def poll(poller: Poller) -> Verdict:
    """Ask once, keep what is new, and say how it went."""
    wire, inbox = poller.wire, poller.inbox
    try:
        cursor = _cursor_for(inbox.cursor(wire.name), wire.url)
        answer = await fetch(_ask(wire, poller.url, cursor), poller.guard, poller.transport, poller.resolve)
        return await _take(poller, answer, cursor)
    except (DeliveryError, StoreError) as error:
        return Verdict("error", str(error))


def _cursor_for(cursor: Mapping[str, str], url: str) -> Mapping[str, str]:
    """The stored cursor, unless the settings name another address by now."""
    return cursor if cursor.get("of") == _seal(url.encode()) else {}


def _ask(wire: Wire, url: httpx2.URL, cursor: Mapping[str, str]) -> Ask:
    conditions = tuple((request, cursor[key]) for key, _, request in _VALIDATORS if cursor.get(key))
    return Ask(url, wire.size_limit_bytes, tuple(wire.headers.items()), conditions)


async def _take(poller: Poller, answer: Answer, cursor: Mapping[str, str]) -> Verdict:
    if answer.status == _NOT_MODIFIED and cursor.get("seal"):
        return Verdict("quiet", "not modified")
    if answer.status != _OK:
        return _status_verdict(answer, poller.clock())
    wire, seal = poller.wire, _seal(answer.content)
    doubt = _doubt(answer)
    if doubt:
        return await _take_doubtful(poller, answer, cursor, doubt)
    following = {"of": _seal(wire.url.encode()), "seal": seal}
    for key, header, _ in _VALIDATORS:
        value = answer.headers.get(header, "")
        if 0 < len(value) <= VALIDATOR_LIMIT:
            following[key] = value
    if cursor.get("seal") == seal:
        if following != dict(cursor):
            await poller.inbox.move_cursor(wire.name, following)
        return Verdict("quiet", "the same bytes as last time")
    await poller.inbox.keep(_arrival(poller, answer, following))
    return Verdict("ok", f"{len(answer.content)} bytes")


async def _take_doubtful(poller: Poller, answer: Answer, cursor: Mapping[str, str], doubt: str) -> Verdict:
    """Keep it, so that the reader can say what it is, but go on asking for the document from before it.

    The validators stay what they were: an error page's own would make the next answer a 304, and the wire silent.
    """
    seal = _seal(answer.content)
    if cursor.get("doubtful") != seal:
        following = {**cursor, "of": _seal(poller.wire.url.encode()), "doubtful": seal}
        await poller.inbox.keep(_arrival(poller, answer, following))
    return Verdict("error", f"status 200 with {doubt} ({shown(poller.url)})")


def _status_verdict(answer: Answer, now: datetime) -> Verdict:
    asked = retry_after_seconds(answer.headers.get("retry-after", ""), now)
    return Verdict("error", f"the agency's server answered {answer.status}", asked)


def _doubt(answer: Answer) -> str:
    """What makes a 200 look like no wire document at all (wire-formats.md §3, traps 12 and 22); "" for a good one."""
    content = answer.content
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content.strip(b"\x00 \t\r\n"):
        return "an empty body"
    if head.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    # Without a length, a cut connection looks like the end of the document.
    framed = "content-length" in answer.headers or "transfer-encoding" in answer.headers
    if not framed and head.startswith((b"<", b"{", b"[")) and not looks_whole(content):
        return "a document that seems cut off"
    return ""


def _arrival(poller: Poller, answer: Answer, cursor: Mapping[str, str]) -> Arrival:
    said = read_content_type(answer.headers.get("content-type", ""))
    return Arrival(
        wire=poller.wire.name,
        name=shown(poller.url),
        content=answer.content,
        transport="http",
        charset=said.charset,
        media_type=said.media_type,
        cursor=cursor,
    )


def _seal(content: bytes) -> str:
    return sha256(content).hexdigest()


TRANSPORT = Transport(name="http", run=run)
