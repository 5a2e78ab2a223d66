"""One look at a site: its log against itself and against what was seen before, its pages against its log."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from random import SystemRandom
from typing import Final

import msgspec

from ..proof.cosignature import cosignatures
from ..proof.key import VerifierKey
from ..proof.refusal import ProofError
from .copy_watch import CopyWatch
from .finding import Finding, said_time
from .list_watch import ListWatch
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

SAMPLED: Final = 1_000
"""Of so many stories of a served site, drawn anew each time, copies and texts are asked for: four requests each."""

FEEDS_ASKED: Final = 300
NEWS_SITEMAP: Final = "/sitemap-news.xml"
_CHANCE: Final = SystemRandom()
_LOG_KINDS: Final = frozenset(("signature", "tree"))


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What the monitor's owner wants: whose keys, which witnesses, how old a checkpoint may be (0: any age), and of how
    many stories of a served site to ask for copies and texts, too."""

    pinned: tuple[VerifierKey, ...] = ()
    witnesses: tuple[VerifierKey, ...] = ()
    max_age_seconds: float = MAX_AGE_SECONDS
    sampled: int = SAMPLED
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


class _Found(msgspec.Struct, frozen=True):
    """What is wrong with a site's pages; with its fronts and feeds; with the copies and texts beside its pages."""

    pages: tuple[Finding, ...] = ()
    lists: tuple[Finding, ...] = ()
    copies: tuple[Finding, ...] = ()

    @property
    def all(self) -> tuple[Finding, ...]:
        return (*self.pages, *self.lists, *self.copies)


async def look(source: Source, memory: Memory, terms: Terms, now: datetime) -> tuple[Report, Memory]:
    """Look once; the memory is that for the next look, and the old one where the log is not to be believed."""
    moment = round(now.timestamp() * 1000)
    reading = await read_log(source, memory, StoryBook(memory.stories), terms.pinned)
    findings = list(reading.findings)
    watch = PageWatch(source, reading)
    found = await _looked(watch, terms, moment)
    for _ in range(RECHECKS):
        if not found.all:
            break
        await asyncio.sleep(terms.settle_seconds)
        size, before = reading.checkpoint.size, set(found.all)
        if reading.continues:
            reading = await read_log(source, _remembered(reading, memory, moment), reading.book, terms.pinned)
            findings += reading.findings
        found = await _again(watch, reading, found, moment)
        if reading.checkpoint.size == size and set(found.all) == before:
            break
    remembered = _remembered(reading, memory, moment)
    findings += [*_age(reading, remembered, terms, moment), *_one_stale(found.all)]
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


async def _looked(watch: PageWatch, terms: Terms, moment: int) -> _Found:
    """Every story where the log says it is, every page that it does not lead to, and what stands beside them."""
    source, book = watch.source, watch.book
    lists, copies = ListWatch(watch, moment / 1000), CopyWatch(watch)
    pages = await watch.stories(book)
    known = {f"{standing.url}/" for standing in book}
    known |= {standing.address for standing in book if standing.is_up}
    listed = [path for path in await in_sitemaps(source, watch) if path not in known]
    pages += await watch.others(listed, are_stories=True)
    known.update(listed)
    if isinstance(source, FolderSource):
        more = [path for path in source.pages() if path not in known]
        pages += await watch.others(more, are_stories=False)
        feeds = source.feeds()
    else:
        pages += await watch.others(await on_fronts(source, watch, known), are_stories=False)
        feeds = [NEWS_SITEMAP, *lists.feeds][:FEEDS_ASKED]
    await lists.look(feeds)
    # One fault is one finding: where a page is wrong itself, its copies need not be told of.
    wrong = {finding.address for finding in pages}
    sound = [standing for standing in book if standing.is_up and standing.address not in wrong]
    if isinstance(source, FolderSource):
        beside = await copies.stories(sound)
        beside += [finding for finding in copies.twins(source) if finding.address not in wrong]
    else:
        beside = await copies.stories(sound if len(sound) <= terms.sampled else _CHANCE.sample(sound, terms.sampled))
    return _Found(tuple(pages), tuple(await lists.findings()), tuple(beside))


async def _again(watch: PageWatch, reading: Reading, found: _Found, moment: int) -> _Found:
    """What is still wrong of what was found: a site at work may have been between two writes."""
    second = PageWatch(watch.source, reading)
    second.headlines |= watch.headlines
    lists, copies = ListWatch(second, moment / 1000), CopyWatch(second)
    stories = {finding.story: reading.book.of(finding.story) for finding in found.all if finding.story}
    standings = [standing for standing in stories.values() if standing]
    still = await second.stories(standings)
    still += await _others_again(second, found.pages, still)
    await lists.look(dict.fromkeys(finding.address for finding in found.lists))
    beside: list[Finding] = []
    if found.copies:
        named = {finding.story for finding in found.copies}
        beside += await copies.stories(standing for standing in standings if standing.story in named)
        if isinstance(watch.source, FolderSource):
            beside += copies.twins(watch.source, only={finding.address for finding in found.copies})
    watch.unread |= second.unread
    watch.headlines |= second.headlines
    return _Found(tuple(still), tuple(await lists.findings()), tuple(beside))


async def _others_again(watch: PageWatch, found: Sequence[Finding], still: Sequence[Finding]) -> list[Finding]:
    """Pages that are no story's own, or stand besides it: it may be right where they are not."""
    others = {finding.address for finding in found if watch.book.of(finding.story) is None}
    listed = {finding.address for finding in found if finding.kind == "unlogged"}
    more = await watch.others(sorted(others & listed), are_stories=True)
    more += await watch.others(sorted(others - listed), are_stories=False)
    beside = {finding.address for finding in found} - others - {finding.address for finding in (*still, *more)}
    return more + await watch.others(sorted(beside), are_stories=False)


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
            yield Finding("witness", address=key.name, reason=f"it last cosigned at {said_time(at * 1000)}")
    stated = min(remembered.newest_shown or remembered.first_seen, remembered.first_seen)
    newest = max(stated, *(at * 1000 for at in seconds.values())) if seconds else stated
    if limit and reading.checkpoint.size and (moment - newest) / 1000 > limit:
        hours = (moment - newest) / 3_600_000
        yield Finding("stale", reason=f"nothing was entered since {said_time(newest)}, {hours:.0f} hours ago")
