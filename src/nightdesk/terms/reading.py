"""What the reading stage made of one delivery."""

import msgspec

from .item import Item
from .picture import PictureHead
from .spike import Spike


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Either `spike` says why the delivery was refused whole, or `entries` holds its items in document order.

    A bad item among good ones stands in `entries` as a Spike, so that every item is accounted for. `picture` says that
    the bytes are a picture: that is no item, and waits for the stories that name it.
    """

    format: str = ""
    profile: str = ""
    entries: tuple[Item | Spike, ...] = ()
    spike: Spike | None = None
    picture: PictureHead | None = None
