"""Whether the edge and the installed uvicorn still fit together, tried at each start on a folder of its own.

Three requests in one write: held, not held, held again; then one that is unchanged. The bytes must come out whole
and in order. Takes a few milliseconds and no socket.
"""

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from .answers import Answers
from .asked import Asked
from .edge import edge_for

_SECONDS = 10.0
_PAGE = b"<!doctype html><title>self-test</title>"


class _Collector(asyncio.Transport):
    """A transport that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.ended = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += bytes(data)

    def close(self) -> None:
        self.ended = True

    def is_closing(self) -> bool:
        return self.ended

    def get_write_buffer_size(self) -> int:
        return 0

    def pause_reading(self) -> None:
        """Nothing more comes."""

    def resume_reading(self) -> None:
        """Nothing more comes."""

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default


async def _not_held(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"none"})


async def edge_fault() -> str:
    """What is wrong with the edge here, as a sentence; "" when nothing is."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            return await asyncio.wait_for(_try_edge(Path(folder)), _SECONDS)
    except TimeoutError:
        return f"the edge did not answer its self-test in {_SECONDS:.0f} s"
    except (AttributeError, TypeError, ValueError, LookupError, RuntimeError, OSError) as error:
        return f"the edge does not fit this uvicorn: {type(error).__name__}: {error}"


async def _try_edge(public: Path) -> str:
    loop = asyncio.get_running_loop()
    (public / "index.html").write_bytes(_PAGE)
    answers = Answers(public, "http://self-test.invalid")
    answers.answer("GET", b"/", b"", Asked(), loop.time())
    state = ServerState()
    state.default_headers = [(b"date", b"Sun, 27 Apr 2025 00:57:00 GMT")]
    protocol = edge_for(answers)(Config(_not_held, ws="none", log_config=None, access_log=False), state, {}, loop)
    transport = _Collector()
    protocol.connection_made(transport)
    try:
        protocol.data_received(b"".join(b"GET %s HTTP/1.1\r\nhost: a\r\n\r\n" % path for path in (b"/", b"/no", b"/")))
        while state.tasks or protocol.pipeline:
            await asyncio.gather(*state.tasks)
            await asyncio.sleep(0)
        held = answers.held.get(b"/", 0, loop.time())
        if held is None:
            return "the edge holds nothing"
        protocol.data_received(b"GET / HTTP/1.1\r\nif-none-match: %s\r\n\r\n" % held.etag)
    finally:
        protocol.connection_lost(None)
    return _compare(transport.written, held.body)


def _compare(written: bytes, body: bytes) -> str:
    """Held, not held, queued behind it, unchanged: four answers in this order, and the page once."""
    statuses = b" ".join(re.findall(rb"HTTP/1\.1 (\d{3}) ", written)).decode()
    if statuses != "200 404 404 304":
        return f"the edge answered {statuses or 'nothing'} to its self-test, not 200 404 404 304"
    if written.count(_PAGE) != 1 or body != _PAGE or not written.endswith(b"\r\n\r\n"):
        return "the edge wrote other bytes than it held"
    return ""
