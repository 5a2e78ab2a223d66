"""Read a site's whole log, or what is new of it, and hold it to its signature, its past and its own rules."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Final

import msgspec

from ..proof.checkpoint import Checkpoint, open_checkpoint, read_text
from ..proof.growth import FullTile, Growth
from ..proof.key import LOG_KEY, VerifierKey, read_vkeys
from ..proof.merkle import leaf_hash
from ..proof.note import NOTE_BYTES, Note, read_note
from ..proof.refusal import ProofError
from ..proof.tile import TILE_WIDTH, Bundle, Tile, entries_in, partial_tiles
from .finding import Finding, UnreadError
from .memory import Memory
from .source import TILE_BYTES, Got, Source
from .story_book import StoryBook

ATTEMPTS: Final = 6
AT_ONCE: Final = 8
_VKEY_BYTES: Final = 1 << 16
_FOUND: Final = 200


UNSIGNED_TREE: Final = Finding("tree", reason="the entries that are shown do not hash to the signed root")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A log as it stands: the checkpoint and the keys it was judged by, the memory of it, every story, what is wrong.

    `continues` says whether the log is what `memory` remembered, and more: only then may it be remembered in its place.
    """

    note: Note
    checkpoint: Checkpoint
    keys: tuple[VerifierKey, ...]
    growth: Growth
    book: StoryBook
    newest_shown: int
    findings: tuple[Finding, ...]
    continues: bool

    @property
    def is_signed(self) -> bool:
        """Whether the entries that were read are those of the checkpoint."""
        return self.growth.root == self.checkpoint.root


class _GrewError(Exception):
    """The log grew while it was read: a partial tile of the earlier checkpoint is gone."""


async def read_log(source: Source, memory: Memory, book: StoryBook, pinned: Sequence[VerifierKey] = ()) -> Reading:
    """The log now. `book` is grown in place; UnreadError where there is no log to be read."""
    past = memory.growth
    run, rewritten = _Run(source, past, book, memory.newest_shown), False
    why = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            await asyncio.sleep(0.2 * attempt)
        try:
            signed = await _signed(source, memory, pinned)
            if signed.checkpoint.size < past.size:
                return _rolled_back(signed, memory, run)
            await run.to(signed.checkpoint.size)
            if past.size and not rewritten and run.growth.root != signed.checkpoint.root:
                # Another past, or entries that are not the tree's: only the whole log can tell.
                run, rewritten = _Run(source, Growth(), StoryBook(), 0), True
                await run.to(signed.checkpoint.size)
                run.book.find_again(book)
            return await _judged(signed, memory, run, pinned, rewritten=rewritten)
        except _GrewError as error:
            why = str(error)
    raise UnreadError("log", f"it could not be read in one piece: {why}")


class _Signed(msgspec.Struct, frozen=True):
    """The keys that vouch for the checkpoint, and the checkpoint. Whose keys they are is judged after the reading."""

    keys: tuple[VerifierKey, ...]
    note: Note
    checkpoint: Checkpoint
    findings: tuple[Finding, ...] = ()


async def _signed(source: Source, memory: Memory, pinned: Sequence[VerifierKey]) -> _Signed:
    shown = await shown_keys(source)
    content = await _file(source, "checkpoint", NOTE_BYTES)
    known = tuple(pinned) or tuple(key for text in memory.keys for key in read_vkeys(text)) or shown
    try:
        note = read_note(content)
        unsigned = read_text(note.text)
    except ProofError as error:
        raise UnreadError("log/checkpoint", str(error)) from error
    try:
        return _Signed(known, note, open_checkpoint(content, known))
    except ProofError as error:
        fault = str(error)
    try:
        return _Signed(shown, note, open_checkpoint(content, shown))
    except ProofError:
        # Go on all the same: what the entries and pages are like is worth knowing, signed or not.
        return _Signed(known, note, unsigned, (Finding("signature", reason=fault, evidence=(note.content.decode(),)),))


def _rolled_back(signed: _Signed, memory: Memory, run: "_Run") -> Reading:
    reason = f"it has {signed.checkpoint.size} entries; {memory.growth.size} were seen before"
    found = Finding("rollback", reason=reason, evidence=_evidence(memory, signed.note))
    return _reading(signed, run, [*signed.findings, found], continues=False)


async def _judged(
    signed: _Signed, memory: Memory, run: "_Run", pinned: Sequence[VerifierKey], *, rewritten: bool
) -> Reading:
    """What there is to say of a log that was read up to its checkpoint."""
    if run.growth.root != signed.checkpoint.root:
        return _reading(signed, run, [*signed.findings, UNSIGNED_TREE], continues=False)
    findings = [*signed.findings, *await run.tile_findings(), *_key_findings(signed.keys, memory, pinned, run.book)]
    if rewritten:
        reason = f"it was rewritten: the first {memory.growth.size} entries are not those that were seen before"
        findings.append(Finding("fork", reason=reason, evidence=_evidence(memory, signed.note)))
    return _reading(signed, run, [*findings, *run.findings], continues=not rewritten)


def _reading(signed: _Signed, run: "_Run", findings: Sequence[Finding], *, continues: bool) -> Reading:
    return Reading(
        note=signed.note,
        checkpoint=signed.checkpoint,
        keys=signed.keys,
        growth=run.growth,
        book=run.book,
        newest_shown=run.newest_shown,
        findings=tuple(findings),
        continues=continues,
    )


def _key_findings(
    keys: Sequence[VerifierKey], memory: Memory, pinned: Sequence[VerifierKey], book: StoryBook
) -> list[Finding]:
    """Nothing where the checkpoint's keys are those we know, or the log itself announces them."""
    known = {key.text for key in pinned} or set(memory.keys)
    if not known or known & {key.text for key in keys}:
        return []
    if any(key.text == said or key.id.hex() in said for key in keys for said in book.announced):
        return []
    return [Finding("key", reason=f"it signs with {keys[0].text}, which no entry of it announces")]


async def shown_keys(source: Source) -> tuple[VerifierKey, ...]:
    """The keys that stand at `/log/vkey`."""
    content = await _file(source, "vkey", _VKEY_BYTES)
    try:
        keys = tuple(key for key in read_vkeys(content.decode("utf-8", "replace")) if key.kind == LOG_KEY)
    except ProofError as error:
        raise UnreadError("log/vkey", str(error)) from error
    if not keys:
        raise UnreadError("log/vkey", "there is no key of a log in it")
    return keys


async def _file(source: Source, name: str, limit_bytes: int) -> bytes:
    got = await source.get(f"/log/{name}", limit_bytes)
    if got.status != _FOUND:
        raise UnreadError(f"log/{name}", f"it answers {got.status}: no log is shown there")
    return got.content


async def entry(source: Source, index: int, size: int) -> bytes:
    """One entry of a log that had that size when it was read, and may have grown since."""
    if index >= size:
        raise UnreadError(f"entry {index}", f"the log has {size} entries")
    number, place = divmod(index, TILE_WIDTH)
    for _ in range(ATTEMPTS):
        try:
            return (await _bundle(source, number, size))[place]
        except _GrewError:
            try:
                now = read_text(read_note(await _file(source, "checkpoint", NOTE_BYTES)).text)
            except ProofError as error:
                raise UnreadError("log/checkpoint", str(error)) from error
            size = max(size, now.size)
    raise UnreadError(f"entry {index}", "the log changes faster than it can be read")


class _Run:
    """Grows a tree from a log's entries, bundle by bundle, and enters them in the book; goes on where it stopped."""

    def __init__(self, source: Source, growth: Growth, book: StoryBook, newest_shown: int) -> None:
        self.source = source
        self.growth = growth
        self.book = book
        self.newest_shown = newest_shown
        self.findings: list[Finding] = []
        self._begin = growth.size
        self._full: list[FullTile] = []

    async def to(self, size: int) -> None:
        """Read up to that size."""
        if size < self.growth.size:
            raise _GrewError(f"the checkpoint went back to {size} entries while {self.growth.size} were read")
        async for number, entries in _bundles(self.source, self.growth.size, size):
            first = number * TILE_WIDTH
            skip = self.growth.size - first
            if skip and b"".join(map(leaf_hash, entries[:skip])) != self.growth.edges[0]:
                self.findings.append(Finding("tree", index=first, reason="entries that were seen before have changed"))
            for index, content in enumerate(entries[skip:], self.growth.size):
                leaf, found = self.book.enter(index, content)
                self.findings += found
                self.newest_shown = max(self.newest_shown, (leaf.shown if leaf else None) or 0)
            grown = self.growth.grow([leaf_hash(content) for content in entries[skip:]])
            self._full += grown.full
            self.growth = grown.after

    async def tile_findings(self) -> list[Finding]:
        """Every tile that is new since the start, against what the entries make."""
        due = [(full.tile, full.content) for full in self._full]
        if self.growth.size > self._begin:
            edges = [edge for edge in self.growth.edges if edge]
            due += zip(partial_tiles(self.growth.size), edges, strict=True)
        found: list[Finding] = []
        for at in range(0, len(due), AT_ONCE):
            some = due[at : at + AT_ONCE]
            got = await asyncio.gather(*(self.source.get(f"/log/{tile.path}", TILE_BYTES) for tile, _ in some))
            for (tile, wanted), one in zip(some, got, strict=True):
                found += _tile(tile, wanted, one)
        return found


def _tile(tile: Tile, wanted: bytes, got: Got) -> list[Finding]:
    address = f"/log/{tile.path}"
    if got.status != _FOUND and tile.width < TILE_WIDTH:
        raise _GrewError(f"{address} answers {got.status}")
    if got.status != _FOUND:
        return [Finding("tile", address=address, reason=f"it answers {got.status}")]
    return [] if got.content == wanted else [Finding("tile", address=address, reason="it differs from the entries")]


async def _bundles(source: Source, start: int, size: int) -> AsyncIterator[tuple[int, list[bytes]]]:
    numbers = range(start // TILE_WIDTH, (size + TILE_WIDTH - 1) // TILE_WIDTH) if size > start else range(0)
    for at in range(0, len(numbers), AT_ONCE):
        some = numbers[at : at + AT_ONCE]
        for number, entries in zip(
            some, await asyncio.gather(*(_bundle(source, one, size) for one in some)), strict=True
        ):
            yield number, entries


async def _bundle(source: Source, number: int, size: int) -> list[bytes]:
    """A bundle's entries; where the partial one has gone, the full one that took its place."""
    width = min(TILE_WIDTH, size - number * TILE_WIDTH)
    paths = [f"/log/{Bundle(number, one).path}" for one in dict.fromkeys((width, TILE_WIDTH))]
    for path in paths:
        got = await source.get(path, TILE_BYTES)
        if got.status == _FOUND:
            try:
                return entries_in(got.content, width)
            except ProofError as error:
                raise UnreadError(path, str(error)) from error
    if width < TILE_WIDTH:
        raise _GrewError(f"{paths[0]} answers {got.status}")
    raise UnreadError(paths[0], f"it answers {got.status}")


def _evidence(memory: Memory, note: Note) -> tuple[str, ...]:
    return (memory.note.decode("utf-8", "replace"), note.content.decode())
