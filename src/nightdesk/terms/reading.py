"""What the reading stage made of one delivery."""

import msgspec

from .item import Item
from .spike import Spike


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Either `spike` says why the delivery was refused whole, or `entries` holds its items in document order.

    A bad item among good ones stands in `entries` as a Spike, so that every item is accounted for.
    """

    format: str = ""
    profile: str = ""
    entries: tuple[Item | Spike, ...] = ()
    spike: Spike | None = None
