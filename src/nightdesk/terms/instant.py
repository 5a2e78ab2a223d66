"""A moment as an agency wrote it, and as we understood it."""

from datetime import UTC, datetime
from typing import Literal

import msgspec

ZoneSource = Literal["explicit", "profile", "assumed"]

UNTIL_RELEASED = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""The end of an embargo that has no end yet: held until the agency or a person releases it."""


class Instant(msgspec.Struct, frozen=True):
    """A moment in UTC, the string it was read from, and how its zone was decided.

    `zone` is "explicit" when the string said it, "profile" when the wire's profile did, and
    "assumed" when nobody did and the cautious reading was taken.
    """

    at: datetime
    original: str
    zone: ZoneSource = "explicit"
