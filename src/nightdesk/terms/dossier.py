"""What the desk knows of a story beside its text, as pages show it: related stories, its thread, who else sent it."""

from typing import Literal

import msgspec

from .story import Card


class Shared(msgspec.Struct, frozen=True):
    """Something two stories have in common: `words` as the newer story writes them."""

    kind: Literal["person", "place", "name", "term"]
    words: str


class Related(msgspec.Struct, frozen=True):
    """An earlier story and why it is listed. `bond` says how near it is: the same event, its background, or neither."""

    card: Card
    shared: tuple[Shared, ...]
    bond: Literal["event", "background", "none"] = "none"


class ThreadLink(msgspec.Struct, frozen=True):
    """The thread a story is part of: its lasting id, how many stories it has, and this story's place among them."""

    id: str
    stories: int
    place: int


class StoryDossier(msgspec.Struct, frozen=True, kw_only=True):
    """All of it for one story page. What is empty is not shown.

    `in_section` are related stories of the same section that `related` does not list; `latest` is shown in their place,
    under an honest name, where there are none.
    """

    related: tuple[Related, ...] = ()
    in_section: tuple[Related, ...] = ()
    latest: tuple[Card, ...] = ()
    thread: ThreadLink | None = None
    same: tuple[Card, ...] = ()
    """The same story as other agencies sent it."""


class ThreadEntry(msgspec.Struct, frozen=True):
    """One story of a thread: how it stands in it, and the cards of the same story from other agencies."""

    card: Card
    part: Literal["first", "follow-up", "wrap-up"]


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """One event with all its stories, oldest first; `headline` is that of its newest story, `language` its language."""

    id: str
    headline: str
    language: str
    section: str
    entries: tuple[ThreadEntry, ...]
