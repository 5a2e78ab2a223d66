"""Hold a site's pages to its log: every story at its address, and every other page that passes for one."""

import asyncio
import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Annotated, Any, Final

import msgspec

from ..proof.clips import clips_in
from ..proof.leaf import read_leaf
from ..proof.merkle import leaf_hash
from ..proof.page_check import PageVerdict, check_against_its_leaf, has_marks
from ..proof.refusal import ProofError
from ..proof.tlog_proof import PROOF_BYTES, read_proof, verify_proof
from .finding import Finding, UnreadError, said_time
from .log_reading import UNSIGNED_TREE, Reading, entry
from .paper_watch import judge_clip
from .source import Got, Source
from .story_book import Standing, StoryBook

AT_ONCE: Final = 64
_HOPS: Final = 4
_PAPER: Final = "/epaper/"
"""Pages there show stories of the past, several on one."""
_CHAIN: Final = 1_000
_TEXTS: Final = 100
"""So many files of texts are asked for after a story has ended; a living story of more versions is rare."""

_FOUND: Final = 200
_VERSIONS_BYTES: Final = 8_000_000
_CANONICAL: Final = re.compile(rb"<link\b(?=[^>]*\brel=[\"']?canonical\b)[^>]*\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_SCHEME: Final = re.compile("https?://")


class Place(msgspec.Struct, frozen=True):
    """Where an address led in the end, and what was answered there."""

    path: str
    got: Got


class _OpenEntry(msgspec.Struct):
    """What `versions.json` must not tell of an ended story."""

    salts: Any = None
    text: Any = None
    proof: Any = None


class _Versions(msgspec.Struct):
    leaves: Annotated[list[_OpenEntry], msgspec.Meta(max_length=100_000)]


class PageWatch:
    """Looks at pages by one reading of the log. `looked` counts the pages; `unread` is what could not be fetched.

    `headlines` are marks of those that stories were found to show, by the story's `url`; b"" where the wire gave none.
    `passing` is told of every page that is none of a story's.
    """

    def __init__(self, source: Source, reading: Reading) -> None:
        self.looked = 0
        self.unread: dict[str, str] = {}
        self.source = source
        self.reading = reading
        self.headlines: dict[str, bytes] = {}
        self.passing: Callable[[str, Got], None] = lambda path, got: None
        self._sections = {standing.url.partition("/")[2].partition("/")[0] for standing in reading.book} | {"news"}
        self._home = reading.checkpoint.origin.removesuffix("log").rstrip("/")

    @property
    def book(self) -> StoryBook:
        """Every story of the log."""
        return self.reading.book

    async def stories(self, standings: Iterable[Standing]) -> list[Finding]:
        """Every story of the log at its own address."""
        found: list[Finding] = []
        for some in in_parts(standings):
            for faults in await asyncio.gather(*(self.story(standing) for standing in some)):
                found += faults
        return found

    async def others(self, paths: Iterable[str], *, are_stories: bool) -> list[Finding]:
        """Pages that no story of the log was found at. `are_stories`: the site says so, as its sitemap does."""
        found: list[Finding] = []
        for some in in_parts(paths):
            for faults in await asyncio.gather(*(self.other(path, is_story=are_stories) for path in some)):
                found += faults
        return found

    async def story(self, standing: Standing) -> list[Finding]:
        """One story of the log."""
        if not standing.url:
            return []
        try:
            return await (self._shown(standing) if standing.is_up else self._ended(standing))
        except UnreadError as error:
            self.unread[error.what] = error.why
            return []

    async def other(self, path: str, *, is_story: bool) -> list[Finding]:
        """One page that the log did not lead to."""
        try:
            place = await self.lead(path)
            if has_marks(place.got.content):
                return await self.judge(place, None)
        except UnreadError as error:
            self.unread[error.what] = error.why
            return []
        astray = self.astray(place.path, place.got.status)
        if astray is not None:
            return [astray]
        self.passing(place.path, place.got)
        if is_story and place.got.status == _FOUND and self.book.at(url_of(place.path)) is None:
            return [
                Finding("unlogged", address=place.path, reason="the site lists it as a story; the log has none there")
            ]
        return []

    async def lead(self, path: str) -> Place:
        """Follow redirects within the site, and the page that stands for one at a story's id."""
        for _ in range(_HOPS):
            got = await self.source.get(path)
            self.looked += 1
            onward = got.path or self._pointed(got)
            if not onward or onward == path:
                return Place(path, got)
            path = onward
        raise UnreadError(path, f"more than {_HOPS} redirects")

    def _pointed(self, got: Got) -> str:
        found = _CANONICAL.search(got.content) if got.status == _FOUND and not has_marks(got.content) else None
        return self.path_of(html.unescape(found[1].decode("utf-8", "replace"))) if found else ""

    def path_of(self, address: str) -> str:
        """The path on this site of an absolute address; "" for another site's."""
        bare = _SCHEME.sub("", address, count=1)
        return bare.removeprefix(self._home) if bare.startswith(f"{self._home}/") else ""

    def astray(self, path: str, status: int) -> Finding | None:
        """What is wrong with a page without a story's marks that stands where only stories, fronts and archives may."""
        section, *inside = path.strip("/").split("/")
        if status != _FOUND or not inside or section not in self._sections or inside[0] == "page":
            return None
        standing = self.book.at(url_of(f"/{section}/{inside[0]}"))
        if standing is None:
            return Finding("unlogged", address=path, reason="it stands among stories, and the log has none there")
        if inside[1:] == ["proof"] or path in (standing.address, f"{standing.url}/") or standing.may_notice:
            return None
        if standing.is_up:
            return Finding("unlogged", standing.story, address=path, reason="it stands beside the story's own page")
        said = f"the log took it down ({standing.act}); it answers {status}"
        return _finding("after-end", standing, path, said)

    async def _shown(self, standing: Standing) -> list[Finding]:
        place = await self.lead(f"{standing.url}/")
        if place.got.status != _FOUND or not has_marks(place.got.content):
            said = f"it answers {place.got.status}" + ("" if place.got.status != _FOUND else " without a story's marks")
            return [_finding("not-shown", standing, place.path, said)]
        standing.address = place.path
        return await self.judge(place, standing)

    async def judge(self, place: Place, expected: Standing | None) -> list[Finding]:
        """A page with a story's marks against the log; `expected` is the story that must stand there."""
        if expected is None and place.path.startswith(_PAPER) and (clips := clips_in(place.got.content)).stories:
            found = [
                await judge_clip(self.source, self.reading, clip, url_of(clip.path), place.path)
                for clip in clips.stories
            ]
            found += [_unlogged(place, "a text stands on it outside of its stories")] if clips.strays else []
            return [finding for finding in found if finding]
        verdict = check_against_its_leaf(place.got.content)
        standing = expected or self._standing_of(verdict, place.path)
        why = verdict.fault.fault if verdict.fault else ""
        if standing is None:
            return [await self._ahead(place, verdict) or _unlogged(place, why or "no entry of the log is about it")]
        if not standing.is_up:
            ahead = await self._ahead(place, verdict)
            return [ahead or _finding("after-end", standing, place.path, await self._shown_again(standing, place))]
        if verdict.page is not None and leaf_hash(verdict.page.leaf) == standing.hash:
            if not why and verdict.page.n != standing.n:
                why = f"the page says it is text {verdict.page.n} of its story, the log says {standing.n}"
            if not why:
                self.headlines[standing.url] = headline_mark(verdict.page.headline)
            return [_finding("edited", standing, place.path, why)] if why else []
        return [await self._other_leaf(place, verdict, standing, why)]

    async def _other_leaf(self, place: Place, verdict: PageVerdict, standing: Standing, why: str) -> Finding:
        """The page does not carry the last entry of its story: an older one, a newer one, or none that there is."""
        if verdict.page is None:
            return _finding("edited", standing, place.path, why)
        index = await self._index_in_chain(standing, verdict.page.leaf)
        if index is not None:
            said = why or f"it shows entry {index}; the newest is entry {standing.index}"
            return _finding("edited" if why else "old-version", standing, place.path, said)
        ahead = await self._ahead(place, verdict)
        return ahead or _unlogged(place, why or "the entry that it carries is not in the log", standing.story)

    async def _ahead(self, place: Place, verdict: PageVerdict) -> Finding | None:
        """The page's own proof may show that the log signed more than its checkpoint shows, or something else."""
        if verdict.page is None or not verdict.holds:
            return None
        got = await self.source.get(f"{place.path}v{verdict.page.n}.tlog-proof", PROOF_BYTES)
        if got.status != _FOUND:
            return None
        try:
            proof = read_proof(got.content)
            proven = verify_proof(proof, verdict.page.leaf, self.reading.keys)
        except ProofError:
            return None
        size, shown = proven.checkpoint.size, self.reading.checkpoint.size
        evidence = (proof.checkpoint.decode("utf-8", "replace"), self.reading.note.content.decode())
        at_index = await self._entry(proven.index) if proven.index < shown else None
        if proven.index < shown and at_index in (None, verdict.page.leaf):
            return None  # a page of before, put back with its proof: the log says the same of it as it ever did
        if proven.index >= shown:
            reason = f"the log has signed {size} entries, /log/checkpoint shows {shown}"
            return Finding("stale", index=proven.index, address=place.path, reason=reason, evidence=evidence)
        growth = self.reading.growth
        if growth.size == shown and growth.root != self.reading.checkpoint.root:
            return UNSIGNED_TREE  # it was not the log that said otherwise, but entries that nobody signed
        reason = f"a signed tree of {size} entries has another entry {proven.index} than /log/ shows"
        return Finding("fork", index=proven.index, address=place.path, reason=reason, evidence=evidence)

    async def _shown_again(self, standing: Standing, place: Place) -> str:
        content = await self._entry(standing.index)
        try:
            shown = read_leaf(content).shown if content else None
        except ProofError:
            shown = None
        when = f" at {said_time(shown)}" if shown else ""
        return f"the log took it down{when} ({standing.act}, entry {standing.index}), and it is shown again"

    async def _entry(self, index: int) -> bytes | None:
        try:
            return await entry(self.source, index, self.reading.checkpoint.size)
        except (ProofError, UnreadError):
            return None

    async def _index_in_chain(self, standing: Standing, leaf: bytes) -> int | None:
        """Where in the log the story has had this leaf."""
        index: int | None = standing.index
        for _ in range(_CHAIN):
            if index is None:
                return None
            content = await self._entry(index)
            if content is None or content == leaf:
                return None if content is None else index
            try:
                index = read_leaf(content).prev
            except ProofError:
                return None
        return None

    def _standing_of(self, verdict: PageVerdict, path: str) -> Standing | None:
        by_leaf = self.book.of(verdict.leaf.story or "") if verdict.leaf else None
        return by_leaf or self.book.at(url_of(path))

    async def _ended(self, standing: Standing) -> list[Finding]:
        folders = dict.fromkeys(path for path in (f"{standing.url}/", standing.address) if path)
        found: list[Finding] = []
        for path in folders:
            place = await self.lead(path)
            if has_marks(place.got.content):
                found += await self.judge(place, standing)
            elif place.got.status == _FOUND and not standing.may_notice:
                said = f"the log took it down ({standing.act}); it answers {place.got.status}"
                found.append(_finding("after-end", standing, place.path, said))
            found += await self._left_over(standing, path)
        return found

    async def _left_over(self, standing: Standing, folder: str) -> list[Finding]:
        """Files beside an ended story that tell its text, or would let it be guessed."""
        names = [f"v{n}{kind}" for n in range(1, min(standing.n, _TEXTS) + 1) for kind in (".txt", ".tlog-proof")]
        # Where the words of the headline stood, so does a proof page with the words of its versions.
        names += [] if folder == f"{standing.url}/" else ["proof/"]
        got = await asyncio.gather(*(self.source.get(folder + name) for name in names))
        left = [folder + name for name, one in zip(names, got, strict=True) if one.status == _FOUND]
        versions = await self.source.get(f"{folder}versions.json", _VERSIONS_BYTES)
        if versions.status == _FOUND and _tells(versions.content):
            left.append(f"{folder}versions.json")
        return [_finding("left-over", standing, path, f"it stands there after the {standing.act}") for path in left]


def url_of(path: str) -> str:
    """The `url` that a leaf gives a story at this path: the section, and the id without words before it."""
    section, _, last = path.strip("/").partition("/")
    return f"/{section}/{last.rpartition('-')[2]}"


def _tells(versions: bytes) -> bool:
    """Whether a `versions.json` has anything but leaves; one that cannot be read might."""
    try:
        entries = msgspec.json.decode(versions, type=_Versions).leaves
    except msgspec.MsgspecError:
        return True
    return any((one.salts, one.text, one.proof) != (None, None, None) for one in entries)


def _finding(kind: Any, standing: Standing, path: str, reason: str) -> Finding:
    return Finding(kind, standing.story, standing.index, path, reason)


def _unlogged(place: Place, reason: str, story: str = "") -> Finding:
    return Finding("unlogged", story, address=place.path, reason=reason)


def headline_mark(headline: str) -> bytes:
    """A headline in few bytes, for ten thousand are remembered during a look; b"" for none."""
    return blake2b(headline.encode(), digest_size=12).digest() if headline else b""


def in_parts(things: Iterable[Any]) -> Iterator[Sequence[Any]]:
    some: list[Any] = []
    for thing in things:
        some.append(thing)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some
