"""The door for signed pushes: `POST /intake/<wire>`, its body taken in with a limit, and handed to the receiver.

Who may push, and what becomes of the bytes, is the receiver's business; it answers only after the commit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from ..errors import StoreError
from .headers import CACHE_NEVER

LARGEST_PUSH_BYTES = 16 * 1024 * 1024
PUSH_SECONDS = 30.0
PUSHES_AT_ONCE = 16
"""Bounds what strangers can make us hold before their signature is known to be wrong."""


class PushReply(NamedTuple):
    """What the receiver says: an HTTP status, a sentence, and where it is busy, seconds to come back after."""

    status: int
    text: str
    retry_after: int | None = None


PushReceiver = Callable[[str, Mapping[str, str], bytes], Awaitable[PushReply]]
"""Called with the wire's name, the headers (lower-case names) and the whole body."""


class Intake:
    """The endpoint. Bodies over `limit_bytes` are refused while they stream, not after."""

    def __init__(
        self, receiver: PushReceiver, *, limit_bytes: int = LARGEST_PUSH_BYTES, seconds: float = PUSH_SECONDS
    ) -> None:
        self._receiver = receiver
        self._limit_bytes = limit_bytes
        self._seconds = seconds
        self._open = 0

    async def take(self, request: Request) -> Response:
        """Read the push, ask the receiver, answer with what it says."""
        if self._open >= PUSHES_AT_ONCE:
            return _refusal(503, "Too many pushes at once; send it again.", retry_after=5)
        self._open += 1
        try:
            return await self._take(request)
        finally:
            self._open -= 1

    async def _take(self, request: Request) -> Response:
        too_large = f"A push may have {self._limit_bytes} bytes."
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self._limit_bytes:
            return _refusal(413, too_large)
        try:
            async with asyncio.timeout(self._seconds):
                body = await self._body(request)
        except TimeoutError:
            return _refusal(408, f"The push did not end within {self._seconds:.0f} s.")
        except ClientDisconnect:
            return _refusal(400, "The push ended early.")
        if body is None:
            return _refusal(413, too_large)
        try:
            reply = await self._receiver(request.path_params["wire"], dict(request.headers), body)
        except StoreError:
            return _refusal(503, "The push could not be kept; send it again.", retry_after=30)
        headers = {"cache-control": CACHE_NEVER}
        if reply.retry_after is not None:
            headers["retry-after"] = str(reply.retry_after)
        return PlainTextResponse(reply.text, reply.status, headers)

    async def _body(self, request: Request) -> bytes | None:
        """The whole body, or None as soon as it is too large."""
        taken = bytearray()
        async for piece in request.stream():
            taken += piece
            if len(taken) > self._limit_bytes:
                return None
        return bytes(taken)


def _refusal(status: int, sentence: str, *, retry_after: int | None = None) -> Response:
    """End the connection too: the rest of the body is not wanted."""
    headers = {"cache-control": CACHE_NEVER, "connection": "close"}
    if retry_after is not None:
        headers["retry-after"] = str(retry_after)
    return PlainTextResponse(sentence, status, headers)
