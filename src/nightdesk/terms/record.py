"""A story as the ledger holds it: what the desk needs to know before it judges the next take."""

from datetime import datetime
from typing import Literal

import msgspec

from .picture import ShownPicture
from .story import Reach, State

TombstoneKind = Literal["killed", "withheld", "embargoed", "expired", "licence", "taken-down", "court"]


class Rank(msgspec.Struct, frozen=True, order=True):
    """Where a revision stands among those of its story; a greater one is newer.

    `counted` revisions (the wire numbers nothing) carry version 0 and are compared by `moment` alone, the time at
    which the version was made; see `desk/revisions.py`. `severity` breaks ties the cautious way: canceled over
    withheld over embargoed over usable, and `until` likewise: the later end of an embargo over the earlier. Only then
    `sent` counts: one version comes over several services at several times. `digest` and `key` (of the whole
    revision) come last so that any order of arrival picks the same winner. Times are microseconds since 1970, 0 is
    none.
    """

    version: int
    moment: int
    severity: int = 0
    until: int = 0
    correction: int = 0
    sent: int = 0
    expires: int = 0
    digest: str = ""
    key: str = ""
    counted: bool = False


class CorrectionShown(msgspec.Struct, frozen=True):
    """A correction that was shown: when, as which version, and the agency's note for readers where there was one."""

    shown: datetime
    version: str
    note: str = ""


_MAY_EXPIRE = (State.UNSEEN, State.PUBLISHED, State.HELD, State.WITHHELD)


class StoryRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A fold of the decisions over one story.

    `head` is the newest revision that governs; `shown_item` the ledger row of the text that is or was last live, and
    `shown_rank` its rank, which is not the head's where a person released an older text;
    `waiting_item` the row of a text that waits (`waiting_until`, `waiting_rule`), `waiting_rank` its rank where it is
    not the head. `kills` are the greatest kills that came, numbered and not: what does not come after all of them is
    covered by them. `last_leaf` is its newest entry in the public log; `pictures` stand beside its page, or stood
    there when it ended. `due` is the next moment at which time alone changes something.
    """

    id: str
    provider: str
    guid: str
    wire: str
    agency: str
    agency_slug: str
    state: State = State.UNSEEN
    head: Rank | None = None
    kills: tuple[Rank, ...] = ()
    shown_item: int | None = None
    shown_revision: str = ""
    shown_rank: Rank | None = None
    waiting_item: int | None = None
    waiting_until: datetime | None = None
    waiting_rule: str = ""
    waiting_rank: Rank | None = None
    section: str = ""
    section_title: str = ""
    path: str = ""
    reaches: tuple[Reach, ...] = ()
    published: datetime | None = None
    first_shown: datetime | None = None
    shown: datetime | None = None
    expires: datetime | None = None
    expires_rule: str = ""
    kind_of_end: TombstoneKind | None = None
    end_received: datetime | None = None
    ended_at: datetime | None = None
    end_reason: str = ""
    corrections: tuple[CorrectionShown, ...] = ()
    times_shown: int = 0
    version: str = ""
    last_leaf: int | None = None
    pictures: tuple[ShownPicture, ...] = ()

    @property
    def due(self) -> datetime | None:
        """The next moment at which an embargo, an expiry or a licence changes the story, or None."""
        moments = []
        if self.state is State.HELD and self.waiting_until is not None:
            moments.append(self.waiting_until)
        if self.state in _MAY_EXPIRE and self.expires is not None:
            moments.append(self.expires)
        return min(moments, default=None)
