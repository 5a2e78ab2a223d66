"""Hold what stands beside a story's page to the log: its compressed copies, and its texts as `v<n>.txt`."""

import asyncio
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Final

from ..proof.leaf import opens
from ..proof.page_check import has_marks
from .finding import Finding, UnreadError
from .packed import unpacked
from .page_watch import PageWatch, Place, in_parts
from .source import PAGE_BYTES, FolderSource, WebSource
from .story_book import Standing
from .versions_file import Entry, entries_of, logged

TEXTS: Final = 100
"""So many versions of one story are looked at, the newest first."""

_FOUND: Final = 200
_OTHER_WAYS: Final = ("br", "identity")
"""Pages are asked for as gzip; browsers take brotli where there is some, and simple tools take nothing packed."""


class CopyWatch:
    """Looks at copies by one reading of the log."""

    def __init__(self, watch: PageWatch) -> None:
        self._watch = watch

    async def stories(self, standings: Iterable[Standing]) -> list[Finding]:
        """The texts beside these stories; of a served site their pages in other packings, too."""
        found: list[Finding] = []
        for some in in_parts(standing for standing in standings if standing.is_up and standing.url):
            for faults in await asyncio.gather(*(self._story(standing) for standing in some)):
                found += faults
        return found

    def twins(self, source: FolderSource, *, only: Container[str] | None = None) -> list[Finding]:
        """The compressed copies in a folder that hold something else than their file; `only` at these addresses."""
        found: list[Finding] = []
        for twin in source.twins():
            address = source.address_of(twin.with_suffix(""))
            if only is None or address in only:
                fault = _twin_fault(twin)
                found += [Finding("twin", address=address, reason=fault)] if fault else []
        return found

    async def _story(self, standing: Standing) -> list[Finding]:
        try:
            found = await self._texts(standing)
            if isinstance(self._watch.source, WebSource):
                for way in _OTHER_WAYS:
                    found += await self._packed(self._watch.source, standing, way)
        except UnreadError as error:
            self._watch.unread[error.what] = error.why
            return []
        return found

    async def _packed(self, source: WebSource, standing: Standing, way: str) -> list[Finding]:
        if not standing.address:
            return []
        got = await source.get(standing.address, packing=way)
        if got.status != _FOUND:
            return []
        if has_marks(got.content):
            why = [finding.reason for finding in await self._watch.judge(Place(standing.address, got), standing)]
        else:
            why = ["it has no story's marks"]
        return [
            Finding("twin", standing.story, standing.index, standing.address, f"asked for as {way}: {one}")
            for one in why
        ]

    async def _texts(self, standing: Standing) -> list[Finding]:
        """Every text that the story has shown and that may still be known."""
        folder = standing.address or f"{standing.url}/"
        entries = [one for one in await entries_of(self._watch.source, folder) if one.n is not None]
        found: list[Finding] = []
        for one in entries[:TEXTS]:
            fault = await self._text(standing, folder, one)
            found += [fault] if fault else []
        return found

    async def _text(self, standing: Standing, folder: str, one: Entry) -> Finding | None:
        path = f"{folder}v{one.n}.txt"
        got = await self._watch.source.get(path)
        if got.status != _FOUND:
            return None
        if one.salts is None:
            said = f"versions.json gives no salts for entry {one.index}: its text should have gone with them"
            return Finding("left-over", standing.story, one.index, path, said)
        leaf = await logged(self._watch.source, self._watch.reading, one, standing)
        if leaf is None and not self._watch.reading.is_signed:
            return None  # the log itself is at fault
        if leaf is None:
            said = f"versions.json says that entry {one.index} is of this text; the log has another there"
            return Finding("unlogged", standing.story, one.index, path, said)
        if opens(leaf, "text", one.salts.text, got.content):
            return None
        said = f"it is not the text that entry {one.index} is committed to"
        return Finding("edited", standing.story, one.index, path, said)


def _twin_fault(twin: Path) -> str:
    """What is wrong with a compressed copy; "" where it holds what its file does, or has gone meanwhile."""
    plain = twin.with_suffix("")
    try:
        packed = twin.read_bytes()
        content = plain.read_bytes() if plain.exists() else None
        if content is None:
            return f"{twin.name} stands there without {plain.name}"
        same = unpacked(packed, twin.suffix[1:], min(len(content), PAGE_BYTES), twin.name) == content
    except FileNotFoundError:
        return ""
    except UnreadError as error:
        return f"{twin.name} is not {plain.name}: {error.why}"
    except OSError as error:
        return f"{twin.name} cannot be read: {error.strerror}"
    return "" if same else f"{twin.name} holds something else than {plain.name}"
