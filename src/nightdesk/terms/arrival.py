"""What a transport hands to the keeper, and what it gets back."""

from collections.abc import Mapping
from typing import Protocol

import msgspec


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes from outside with the transport's own facts, not yet kept.

    `cursor` (where given) replaces the wire's stored cursor in the same transaction as the bytes.
    `once` (where given) is an id the sender must not use twice; a repeat is not kept again.
    """

    wire: str
    name: str
    content: bytes
    transport: str
    charset: str = ""
    media_type: str = ""
    cursor: Mapping[str, str] | None = None
    once: str = ""


class Kept(msgspec.Struct, frozen=True):
    """Proof that the bytes are durable. `repeat` is True when `once` had been seen before."""

    delivery: int
    seal: str
    repeat: bool = False


class Inbox(Protocol):
    """The keeper as a transport sees it."""

    async def keep(self, arrival: Arrival) -> Kept:
        """Return only when the bytes are durable; raise StoreError when they could not be kept."""

    async def move_cursor(self, wire: str, cursor: Mapping[str, str]) -> None:
        """Store the wire's cursor when there was nothing to keep (a 304, say)."""

    def cursor(self, wire: str) -> Mapping[str, str]:
        """The wire's cursor as last committed; empty for a new wire."""

    def report(self, wire: str, event: str, detail: str = "") -> None:
        """Tell the desk how the wire is: "ok", "quiet", "error" (with the sentence), "retry"."""
