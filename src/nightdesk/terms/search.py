"""A reader's search: what is asked, and what is found."""

from datetime import datetime

import msgspec

from .story import Card


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader asks. What is empty is not asked; `since` counts, `until` does not; pages count from 1.

    `words` is the line as typed: words, "phrases in quotes", and a minus before what must not be there. `section`,
    `city` and `agency` are path words.
    """

    words: str = ""
    section: str = ""
    city: str = ""
    agency: str = ""
    since: datetime | None = None
    until: datetime | None = None
    page: int = 1

    @property
    def filtered(self) -> bool:
        """Whether anything but words is asked."""
        return bool(self.section or self.city or self.agency or self.since or self.until)


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """One page of what was found: first those with all the words in their headline, of each kind the newest first.

    `asked` False: the question had no words and no filter. `total` are all that can be leafed through; with `more`
    there are older ones beyond. `page` is the page this is, the last one where a later one was asked for. `words_used`
    is set where the line had more words than are used. Where nothing was found: `alone` are words of the question that
    do find something, each by itself; `unfiltered` says that the words do without the filters.
    """

    asked: bool = True
    cards: tuple[Card, ...] = ()
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1
    words_used: int = 0
    alone: tuple[str, ...] = ()
    unfiltered: bool = False
