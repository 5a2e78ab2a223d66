"""What the headers of a request ask for: encodings, freshness, a range. Pure (RFC 9110 §12.5.3, §13.1)."""

from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from functools import lru_cache

import msgspec

BROTLI = 1
GZIP = 2

_CODINGS = {b"br": BROTLI, b"gzip": GZIP, b"x-gzip": GZIP}


class Asked(msgspec.Struct, frozen=True):
    """`encodings` is a sum of BROTLI and GZIP; the other fields are header values, b"" where not sent."""

    encodings: int = 0
    if_none_match: bytes = b""
    if_modified_since: bytes = b""
    range: bytes = b""


def read_asked(headers: Iterable[tuple[bytes, bytes]]) -> Asked:
    """Read lower-case header names; a header sent twice is one list (RFC 9110 §5.3)."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        found[name] = found[name] + b"," + value if name in found else value
    return Asked(
        encodings=accepted_encodings(found.get(b"accept-encoding", b"")),
        if_none_match=found.get(b"if-none-match", b""),
        if_modified_since=found.get(b"if-modified-since", b""),
        range=found.get(b"range", b""),
    )


@lru_cache(maxsize=512)  # browsers send a handful of values; bounded, since the value is the asker's
def accepted_encodings(value: bytes) -> int:
    """The codings we have that the asker takes. `*` alone is not taken as a wish for one of them."""
    accepted = 0
    for part in value.lower().split(b","):
        coding, _, parameters = part.partition(b";")
        bit = _CODINGS.get(coding.strip(), 0)
        if bit and _quality(parameters) > 0:
            accepted |= bit
    return accepted


def _quality(parameters: bytes) -> float:
    name, _, number = parameters.strip().partition(b"=")
    if not name:
        return 1.0
    if name.strip() != b"q":
        return 0.0
    try:
        return float(number)
    except ValueError:
        return 0.0


def is_unchanged(asked: Asked, etag: bytes, modified: int) -> bool:
    """Whether 304 is the right answer: If-None-Match decides alone where it was sent (RFC 9110 §13.2.2)."""
    if asked.if_none_match:
        return matches(asked.if_none_match, etag)
    if not asked.if_modified_since:
        return False
    try:
        since = parsedate_to_datetime(asked.if_modified_since.decode("ascii"))
        return modified <= since.timestamp()
    except (ValueError, OverflowError, OSError):
        return False


def matches(if_none_match: bytes, etag: bytes) -> bool:
    """Weak comparison against a list, as If-None-Match asks for; nginx and caches weaken tags on their way."""
    if if_none_match.strip() == b"*":
        return True
    return any(part.strip().removeprefix(b"W/") == etag for part in if_none_match.split(b","))
