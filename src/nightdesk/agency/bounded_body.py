"""A body is taken in no further than its limit, however well it was packed."""

import zlib
from collections.abc import AsyncIterable

from ..errors import DeliveryError

ACCEPTED_ENCODINGS = "gzip, deflate"
"""What we ask for, and all that we unpack: zlib alone lets the caller say how much may come out at once."""

_AUTO_HEADER = zlib.MAX_WBITS + 32
_GZIP = ("gzip", "x-gzip")
_PLAIN = ("", "identity")


class BodyRefused(DeliveryError):
    """A body that is too large, cut short, or packed in a way we did not ask for."""


async def read_bounded(stream: AsyncIterable[bytes], encoding: str, limit_bytes: int, place: str) -> bytes:
    """The decoded body, or BodyRefused as soon as it would pass `limit_bytes`."""
    encoding = encoding.strip().lower()
    if encoding in _PLAIN:
        return await _read_plain(stream, limit_bytes, place)
    if encoding in _GZIP or encoding == "deflate":
        return await _read_packed(stream, limit_bytes, place)
    raise BodyRefused("body-encoding", f"packed as {encoding!r}, though only {ACCEPTED_ENCODINGS} was asked for", place)


async def _read_plain(stream: AsyncIterable[bytes], limit_bytes: int, place: str) -> bytes:
    body = bytearray()
    async for chunk in stream:
        body += chunk
        if len(body) > limit_bytes:
            raise _too_large(limit_bytes, place)
    return bytes(body)


async def _read_packed(stream: AsyncIterable[bytes], limit_bytes: int, place: str) -> bytes:
    body = bytearray()
    unpacker = zlib.decompressobj(_AUTO_HEADER)
    async for chunk in stream:
        rest = chunk
        while rest:
            if unpacker.eof:
                # A gzip body may be several members end to end (RFC 1952 §2.2).
                unpacker = zlib.decompressobj(_AUTO_HEADER)
            try:
                body += unpacker.decompress(rest, limit_bytes + 1 - len(body))
            except zlib.error as error:
                raise BodyRefused("body-broken", f"the packed body is broken: {error}", place) from error
            if len(body) > limit_bytes:
                raise _too_large(limit_bytes, place)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if not unpacker.eof:
        raise BodyRefused("body-cut", "the packed body ends before its end mark", place)
    return bytes(body)


def _too_large(limit_bytes: int, place: str) -> BodyRefused:
    remedy = "raise size_limit_bytes for this wire if such a body is meant"
    return BodyRefused("body-too-large", f"larger than {limit_bytes} bytes unpacked; {remedy}", place)
