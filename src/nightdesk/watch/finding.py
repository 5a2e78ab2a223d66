"""What a monitor can find wrong with a site, each kind a fixed word."""

from datetime import UTC, datetime
from typing import Final, Literal

import msgspec

from ..errors import NightdeskError

Kind = Literal[
    "signature",
    "key",
    "fork",
    "rollback",
    "stale",
    "tree",
    "tile",
    "leaf",
    "chain",
    "edited",
    "unlogged",
    "old-version",
    "twin",
    "not-shown",
    "after-end",
    "left-over",
    "witness",
]

KINDS: Final[dict[Kind, str]] = {
    "signature": "the checkpoint is not signed by the log's key",
    "key": "the log signs with another key, and no entry announces it",
    "fork": "the log is not the one that was seen before: something in it was changed or taken away",
    "rollback": "the log is shorter than it was before",
    "stale": "the checkpoint is too old, or older than what the site itself has signed",
    "tree": "the entries do not make the signed tree",
    "tile": "a tile of the log is missing or differs from the entries",
    "leaf": "an entry is not canonical",
    "chain": "an entry does not follow the one before of its story",
    "edited": "a text or headline is not what its log entry is committed to",
    "unlogged": "a page shows a text that is not in the log, or stands where only stories of the log may",
    "old-version": "a page, front or feed shows an older version than the newest in the log",
    "twin": "a compressed copy says something else than the page that it stands for",
    "not-shown": "by the log a text is up, and its address does not show it",
    "after-end": "a page is shown after the log took it down",
    "left-over": "a text, a salt or a proof stands in a public file after the log took it down",
    "witness": "a witness has not cosigned the checkpoint, or not in time",
}
"""What each kind says in general."""


def said_time(milliseconds: float) -> str:
    """A time as findings tell it."""
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"


class Finding(msgspec.Struct, frozen=True, order=True):
    """One thing found wrong: of which story and entry, at which address, and why."""

    kind: Kind
    story: str = ""
    index: int = -1
    address: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    """Signed notes that prove it to others: two that contradict each other, for a fork."""

    @property
    def line(self) -> str:
        """The finding as one line for a person."""
        where = [f"entry {self.index}" if self.index >= 0 else "", self.story, self.address]
        return f"{self.kind}: {self.reason}  ({', '.join(part for part in where if part) or 'the log'})"


class UnreadError(NightdeskError):
    """Something could not be fetched or opened, so that nothing can be said of it."""

    def __init__(self, what: str, why: str) -> None:
        self.what = what
        self.why = why
        super().__init__(f"{what}: {why}")
