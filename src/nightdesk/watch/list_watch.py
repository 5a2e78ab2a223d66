"""Hold the headlines on fronts and in feeds to the log: each must be one that its story's entries are committed to."""

from collections.abc import Iterable
from typing import Final

import msgspec

from ..proof.leaf import opens, read_leaf
from ..proof.refusal import ProofError
from ..terms.leaf import TEXT_UP
from .finding import Finding, UnreadError
from .headlines import FEEDS, Named, feeds_on, in_feed, on_page
from .log_reading import entry
from .page_watch import PageWatch, headline_mark, url_of
from .source import Got
from .story_book import Standing
from .versions_file import entries_of, logged

LAG_SECONDS: Final = 600.0
"""How long a list may go by an older headline: lists follow their stories, and caches keep them for a while."""

_FOUND: Final = 200
_NO_LISTS: Final = ("/log/", "/search", "/epaper/", "/corrections/")
"""What is there of stories is of the past, or none of a front's."""


class _Doubt(msgspec.Struct, frozen=True):
    """A headline that is not the one its story has now, and where it stands."""

    where: str
    headline: str
    story: str


class ListWatch:
    """Takes fronts and feeds as `watch` comes by them, then says what was wrong. `feeds` are those they link to."""

    def __init__(self, watch: PageWatch, now_seconds: float) -> None:
        self.feeds: dict[str, None] = {}
        self._watch = watch
        self._now = now_seconds
        self._doubts: dict[_Doubt, None] = {}
        self._ended: dict[Finding, None] = {}
        watch.passing = self.take

    def take(self, path: str, got: Got) -> None:
        """A page or feed. A page with a story's marks is none of these, and is passed over."""
        if got.status != _FOUND or path.startswith(_NO_LISTS) or path.endswith("/proof/"):
            return
        if path.endswith(FEEDS):
            self._hold(path, in_feed(path, got.content))
        elif path.endswith("/"):
            self.feeds |= dict.fromkeys(feeds_on(got.content))
            self._hold(path, on_page(got.content))

    async def look(self, paths: Iterable[str]) -> None:
        """Ask for these, and take them."""
        for path in paths:
            try:
                self.take(path, await self._watch.source.get(path))
            except UnreadError as error:
                self._watch.unread[error.what] = error.why

    async def findings(self) -> list[Finding]:
        """What is wrong with all that was taken."""
        found = list(self._ended)
        for doubt in self._doubts:
            standing = self._watch.book.of(doubt.story)
            try:
                found += [] if standing is None else await self._judged(doubt, standing)
            except UnreadError as error:
                self._watch.unread[error.what] = error.why
        return found

    def _hold(self, where: str, names: Iterable[Named]) -> None:
        for named in names:
            path = named.address if named.address.startswith("/") else self._watch.path_of(named.address)
            standing = self._watch.book.at(url_of(path)) if path else None
            if standing is None:
                continue
            if not standing.is_up:
                said = f"it names the story, which the log took down ({standing.act})"
                self._ended[Finding("after-end", standing.story, standing.index, where, said)] = None
                continue
            known = self._watch.headlines.get(standing.url)
            # Without a headline from the wire lists show the text's first words; those are not compared.
            if known and known != headline_mark(named.headline):
                self._doubts[_Doubt(where, named.headline, standing.story)] = None

    async def _judged(self, doubt: _Doubt, standing: Standing) -> list[Finding]:
        index = await self._had(doubt.headline, standing)
        if index is None:
            said = f"it names the story with a headline that no version of it has: {doubt.headline[:100]!r}"
            return [Finding("edited", standing.story, standing.index, doubt.where, said)]
        if await self._is_fresh(standing):
            return []
        said = f"it names the story with the headline of entry {index}; the newest is entry {standing.index}"
        return [Finding("old-version", standing.story, standing.index, doubt.where, said)]

    async def _had(self, headline: str, standing: Standing) -> int | None:
        """The entry that put this headline up, the newest of them; None where there is none."""
        source, reading = self._watch.source, self._watch.reading
        for one in await entries_of(source, standing.address or f"{standing.url}/"):
            if one.salts is None:
                continue
            leaf = await logged(source, reading, one, standing)
            if leaf and leaf.t in TEXT_UP and opens(leaf, "head", one.salts.head, headline.encode()):
                return one.index
        return None

    async def _is_fresh(self, standing: Standing) -> bool:
        """Whether the story changed so lately that lists may not have followed."""
        try:
            content = await entry(self._watch.source, standing.index, self._watch.reading.checkpoint.size)
            shown = read_leaf(content).shown
        except (ProofError, UnreadError):
            return True
        return shown is not None and abs(self._now - shown / 1000) < LAG_SECONDS
