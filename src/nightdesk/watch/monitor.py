"""One look at a site: its log against itself and against what was seen before, its pages against its log."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from ..proof.cosignature import cosignatures
from ..proof.key import VerifierKey
from ..proof.refusal import ProofError
from .finding import Finding
from .listed import in_sitemaps, on_fronts
from .log_reading import Reading, read_log
from .memory import Memory
from .page_watch import PageWatch
from .source import FolderSource, Source
from .story_book import StoryBook

MAX_AGE_SECONDS: Final = 25 * 3600
"""A log has an entry a day at least, the daily one of what came in; an hour is for a desk that was stopped over it."""

SETTLE_SECONDS: Final = 2.0
"""A site shows a page up to a second before the files of its log: what looks wrong is looked at again after this."""

RECHECKS: Final = 2
_LOG_KINDS: Final = frozenset(("signature", "tree"))


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What the monitor's owner wants: whose keys, which witnesses, how old a checkpoint may be (0: any age)."""

    pinned: tuple[VerifierKey, ...] = ()
    witnesses: tuple[VerifierKey, ...] = ()
    max_age_seconds: float = MAX_AGE_SECONDS
    settle_seconds: float = SETTLE_SECONDS


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a look found. `unread` is what could not be fetched, as address and reason."""

    site: str
    origin: str
    size: int
    root: str
    stories: int
    pages: int
    findings: tuple[Finding, ...]
    unread: tuple[tuple[str, str], ...]


async def look(source: Source, memory: Memory, terms: Terms, now: datetime) -> tuple[Report, Memory]:
    """Look once; the memory is that for the next look, and the old one where the log is not to be believed."""
    moment = round(now.timestamp() * 1000)
    reading = await read_log(source, memory, StoryBook(memory.stories), terms.pinned)
    findings = list(reading.findings)
    watch = PageWatch(source, reading)
    on_pages = await _pages(source, watch, reading)
    for _ in range(RECHECKS):
        if not on_pages:
            break
        await asyncio.sleep(terms.settle_seconds)
        size, before = reading.checkpoint.size, set(on_pages)
        if reading.continues:
            reading = await read_log(source, _remembered(reading, memory, moment), reading.book, terms.pinned)
            findings += reading.findings
        on_pages = await _again(source, watch, reading, on_pages)
        if reading.checkpoint.size == size and set(on_pages) == before:
            break
    remembered = _remembered(reading, memory, moment)
    findings += [*_age(reading, remembered, terms, moment), *_one_stale(on_pages)]
    believed = reading.continues and not any(finding.kind in _LOG_KINDS for finding in findings)
    report = Report(
        site=source.name,
        origin=reading.checkpoint.origin,
        size=reading.checkpoint.size,
        root=reading.checkpoint.root.hex(),
        stories=len(reading.book),
        pages=watch.looked,
        findings=tuple(sorted(set(findings))),
        unread=tuple(sorted(watch.unread.items())),
    )
    return report, remembered if believed else memory


async def _pages(source: Source, watch: PageWatch, reading: Reading) -> list[Finding]:
    """Every story where the log says it is, then every page that it does not lead to."""
    found = await watch.stories(reading.book)
    known = {f"{standing.url}/" for standing in reading.book}
    known |= {standing.address for standing in reading.book if standing.is_up}
    listed = [path for path in await in_sitemaps(source, watch) if path not in known]
    found += await watch.others(listed, are_stories=True)
    known.update(listed)
    if isinstance(source, FolderSource):
        more = [path for path in source.pages() if path not in known]
    else:
        more = await on_fronts(source, watch, known)
    return found + await watch.others(more, are_stories=False)


async def _again(source: Source, watch: PageWatch, reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """What is still wrong of what was found: a site at work may have been between two writes."""
    second = PageWatch(source, reading)
    standings = {finding.story: reading.book.of(finding.story) for finding in found if finding.story}
    still = await second.stories(standing for standing in standings.values() if standing)
    others = {finding.address for finding in found if reading.book.of(finding.story) is None}
    listed = {finding.address for finding in found if finding.kind == "unlogged"}
    still += await second.others(sorted(others & listed), are_stories=True)
    still += await second.others(sorted(others - listed), are_stories=False)
    # A page besides the story's own may be at fault where the story's own is not.
    beside = {finding.address for finding in found} - others - {finding.address for finding in still}
    still += await second.others(sorted(beside), are_stories=False)
    watch.unread |= second.unread
    return still


def _one_stale(found: Sequence[Finding]) -> Iterator[Finding]:
    """Of the pages that are ahead of the checkpoint only the foremost is told: it is one fault."""
    ahead = [finding for finding in found if finding.kind == "stale"]
    yield from (finding for finding in found if finding.kind != "stale")
    if ahead:
        yield max(ahead, key=lambda finding: finding.index)


def _remembered(reading: Reading, memory: Memory, moment: int) -> Memory:
    is_same = reading.growth.size == memory.growth.size
    return Memory(
        origin=reading.checkpoint.origin,
        keys=tuple(key.text for key in reading.keys),
        growth=reading.growth,
        note=reading.note.content,
        first_seen=memory.first_seen if is_same and memory.first_seen else moment,
        newest_shown=reading.newest_shown,
        stories=tuple(reading.book),
    )


def _age(reading: Reading, remembered: Memory, terms: Terms, moment: int) -> Iterator[Finding]:
    """How old the checkpoint is. It states no time itself, so that others must: its newest entry, but no later than we
    first saw it (a site could date its entries ahead); and witnesses, who say when they cosigned."""
    try:
        cosigned = cosignatures(reading.note, terms.witnesses)
    except ProofError as error:
        yield Finding("witness", reason=str(error), evidence=(reading.note.content.decode(),))
        return
    limit = terms.max_age_seconds
    seconds = {one.witness: one.seconds for one in cosigned}
    for key in terms.witnesses:
        at = seconds.get(key)
        if at is None:
            yield Finding("witness", address=key.name, reason="it has not cosigned the checkpoint")
        elif limit and moment / 1000 - at > limit:
            yield Finding("witness", address=key.name, reason=f"it last cosigned at {_said(at * 1000)}")
    stated = min(remembered.newest_shown or remembered.first_seen, remembered.first_seen)
    newest = max(stated, *(at * 1000 for at in seconds.values())) if seconds else stated
    if limit and reading.checkpoint.size and (moment - newest) / 1000 > limit:
        hours = (moment - newest) / 3_600_000
        yield Finding("stale", reason=f"nothing was entered since {_said(newest)}, {hours:.0f} hours ago")


def _said(milliseconds: int) -> str:
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"
