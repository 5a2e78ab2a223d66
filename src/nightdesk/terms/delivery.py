"""One arrival of bytes over a wire."""

from datetime import datetime

import msgspec


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes as they came, before anybody tried to understand them.

    `seal` is the SHA-256 of `content` in lower-case hex. `name` is what the transport called it: a file name, an
    address, a push id. `charset` and `media_type` are what the transport said of the bytes, "" where it said nothing.
    """

    wire: str
    name: str
    content: bytes
    seal: str
    received: datetime
    transport: str
    charset: str = ""
    media_type: str = ""
