"""An agency's web server played on 127.0.0.1: it says whatever a scene needs, down to the cut connection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Play = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """One request as it came: target, headers in lower case."""

    target: str
    headers: dict[str, str]


@dataclass
class HttpPeer:
    """Plays `answer` for every request and remembers what was asked."""

    answer: Play
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """The address of a feed on this peer."""
        return f"http://127.0.0.1:{self.port}/feed.xml"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            line, *fields = head.strip().split("\r\n")
            pairs = (field_line.split(":", 1) for field_line in fields)
            asked = Asked(line.split(" ")[1], {name.lower(): value.strip() for name, value in pairs})
            self.asked.append(asked)
            await self.answer(asked, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client had enough, which is what some scenes are about
        finally:
            writer.close()


@asynccontextmanager
async def playing(answer: Play) -> AsyncIterator[HttpPeer]:
    """The peer, listening on a free port of 127.0.0.1."""
    peer = HttpPeer(answer)
    server = await asyncio.start_server(peer.serve, "127.0.0.1", 0)
    peer.port = server.sockets[0].getsockname()[1]
    async with server:
        yield peer


def response(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A framed response; header names are written with underscores."""
    fields = {"content_length": str(len(body)), "connection": "close", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def always(raw: bytes) -> Play:
    """Say the same to everybody."""

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return answer


def in_turn(*raws: bytes) -> Play:
    """Say each once, the last for ever."""
    left: Iterator[bytes] = iter(raws)
    last = raws[-1]

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(next(left, last))

    return answer
