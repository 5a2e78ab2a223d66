"""The type of a transport: a way in which bytes arrive."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ..clock import Clock
from ..terms.arrival import Inbox
from ..terms.wire import Wire


@dataclass(frozen=True, slots=True)
class Transport:
    """`run` carries one wire until cancelled: it never ends by itself and never lets an error close the wire.

    It acknowledges (moves the file, stores the cursor, answers 200) only after `Inbox.keep` has returned.
    `run` is None for transports that are called from outside (push).
    """

    name: str
    run: Callable[[Wire, Inbox, Clock], Awaitable[None]] | None
