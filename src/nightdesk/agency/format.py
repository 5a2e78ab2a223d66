"""The type of a wire format: a pure function from bytes to items."""

from collections.abc import Callable
from dataclasses import dataclass

from ..terms.delivery import Delivery
from ..terms.item import Item
from ..terms.spike import Spike
from .profile import Profile
from .sniff import Sniffed


@dataclass(frozen=True, slots=True)
class Format:
    """`recognises` judges what the sniffer saw; `parse` yields items in document order, a Spike for each broken one.

    `parse` raises DeliveryError (with code, reason and place) when the whole delivery cannot be read. It asks
    nothing of the world: no file, no clock, no chance, no other delivery.
    """

    name: str
    recognises: Callable[[Sniffed], bool]
    parse: Callable[[Delivery, Profile], tuple[Item | Spike, ...]]
