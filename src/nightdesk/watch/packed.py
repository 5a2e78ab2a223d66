"""Unpack what a site keeps or sends compressed, and never more of it than was asked for."""

import zlib

import brotli  # type: ignore[import-untyped]  # the package has no types

from .finding import UnreadError

BROTLI = "br"
_GZIP_HEADER = zlib.MAX_WBITS + 16


def unpacked(content: bytes, packing: str, limit_bytes: int, place: str) -> bytes:
    """What these bytes hold; `packing` is "br" or "gz". UnreadError where they are broken, or hold more."""
    try:
        found, whole = _unbrotli(content, limit_bytes) if packing == BROTLI else _gunzip(content, limit_bytes)
    except (zlib.error, brotli.error) as error:
        raise UnreadError(place, f"it cannot be unpacked: {error}") from error
    if not whole or len(found) > limit_bytes:
        raise UnreadError(place, "it is cut short, goes on after its end, or is too large")
    return found


def _gunzip(content: bytes, limit_bytes: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj(_GZIP_HEADER)
    found = unpacker.decompress(content, limit_bytes + 1)
    return found, unpacker.eof and not unpacker.unused_data


def _unbrotli(content: bytes, limit_bytes: int) -> tuple[bytes, bool]:
    unpacker = brotli.Decompressor()
    found = bytearray()
    rest = content
    while len(found) <= limit_bytes and not unpacker.is_finished():
        some = unpacker.process(rest, output_buffer_limit=limit_bytes + 1 - len(found))
        if not some and not rest:
            break
        found += some
        rest = b""
    return bytes(found), unpacker.is_finished()
