"""One act of an agency: bytes that go out over a wire at a moment, and what should come of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TransportName = Literal["folder", "http", "push"]
TRANSPORTS: tuple[TransportName, ...] = ("folder", "http", "push")

Expect = Literal[
    "published",
    "updated",
    "corrected",
    "held",
    "withheld",
    "killed",
    "duplicate",
    "history",
    "conflict",
    "advisory",
    "spiked",
    "unseen",
    "picture",
]
"""What a desk that does its work should make of it.

"picture": no item is in these bytes, they are a picture that items name.
"unseen": the transport itself knows that it has these bytes, so that no delivery comes of them.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A document on its way.

    `expect` is about the one item that is news in it (`guid`, `version`); a feed's `others` are items sent before
    and must come out as duplicates. `headline` and `texts` are that item's words as the document carries them, empty
    for notices and for bytes that cannot be read. A NITF notice that cancels another document is an item itself too.
    `event` says why it is sent: a take's kind, "repeat", or a kind of trouble.
    `manner` "slow" means that a folder sees the file grow under its final name.
    """

    at: datetime
    wire: str
    transport: TransportName
    format: str
    event: str
    name: str
    media_type: str
    content: bytes
    expect: Expect
    guid: str = ""
    version: int = 0
    headline: str = ""
    texts: tuple[str, ...] = ()
    others: int = 0
    manner: Literal["whole", "slow"] = "whole"
