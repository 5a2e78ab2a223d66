"""Requests as bytes on a socket, and answers as they came: nothing between the test and the server."""

import socket
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import BinaryIO, NamedTuple


class Said(NamedTuple):
    """An answer: header names in lower case, the body as sent (not decompressed)."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> Said:
    """One request on a connection of its own; `accept_encoding=` is the header Accept-Encoding."""
    lines = [f"{method} {path} HTTP/1.1", "Host: paper.example"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}"] if body else []
    with connect(port) as peer:
        peer.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        return next(answers(peer, method))


def connect(port: int, seconds: float = 10.0) -> socket.socket:
    """A connection that fails a test rather than hang it."""
    return socket.create_connection(("127.0.0.1", port), timeout=seconds)


def answers(peer: socket.socket, *methods: str) -> Iterator[Said]:
    """The answers that come, in their order, one for each method asked with."""
    with peer.makefile("rb") as stream:
        yield from _read(stream, methods or ("GET",))


def _read(stream: BinaryIO, methods: tuple[str, ...]) -> Iterator[Said]:
    for method in methods:
        response = _OnStream(stream, method)
        response.begin()
        body = response.read()
        pairs = [(name.lower(), value) for name, value in response.getheaders()]
        if response.status == 416:  # nginx runs its header filters twice here
            pairs = list(dict.fromkeys(pairs))
        assert len(pairs) == len(dict(pairs)), f"a header twice: {pairs}"
        yield Said(response.status, dict(pairs), body)


class _OnStream(HTTPResponse):
    """http.client's reader on a stream that is shared by several answers."""

    def __init__(self, stream: object, method: str) -> None:
        super().__init__(_Borrowed(stream), method=method)  # type: ignore[arg-type]

    def _close_conn(self) -> None:
        """The stream is not ours to close."""


class _Borrowed:
    def __init__(self, stream: object) -> None:
        self._stream = stream

    def makefile(self, *_: object) -> object:
        return self._stream
