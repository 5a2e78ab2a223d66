"""The pages a site leads its readers and the search engines to, whether or not its log knows of them."""

import asyncio
import html
import re
from collections.abc import Container
from typing import Final
from urllib.parse import unquote, urlsplit

from ..proof.page_check import has_marks
from .finding import UnreadError
from .page_watch import AT_ONCE, PageWatch
from .source import PAGE_BYTES, Got, Source

FRONTS: Final = 2_000
SHARDS: Final = 2_000
_SITEMAP_BYTES: Final = 50_000_000
_FOUND: Final = 200
_LOC: Final = re.compile(rb"<loc>([^<]+)</loc>")
_HREF: Final = re.compile(rb"""<a\b[^>]*?\bhref=["']?(/[^"'\s>#?]*)""", re.IGNORECASE)
_NO_FRONTS: Final = ("/log/", "/search")


async def in_sitemaps(source: Source, watch: PageWatch) -> list[str]:
    """The paths of all stories that the sitemaps list; none where there are no sitemaps."""
    maps = [path for path in await _locs(source, watch, "/sitemap.xml") if path.endswith(".xml")]
    found: dict[str, None] = {}
    for path in [*maps[:SHARDS], "/sitemap-news.xml"]:
        found |= dict.fromkeys(await _locs(source, watch, path))
    return list(found)


async def on_fronts(source: Source, watch: PageWatch, known: Container[str]) -> list[str]:
    """The pages that fronts lead to and that pass for a story's, or stand where one should; `known` left out."""
    waiting, seen, stories = ["/"], {"/"}, []
    looked = 0
    while waiting and looked < FRONTS:
        some, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        looked += len(some)
        for path, got in zip(some, await asyncio.gather(*(_asked(source, watch, path) for path in some)), strict=True):
            if has_marks(got.content) or watch.astray(path, got.status):
                stories.append(path)
                continue
            watch.passing(path, got)
            onward = [got.path] if got.path else _links(got.content) if got.status == _FOUND else []
            fresh = [link for link in dict.fromkeys(onward) if link not in seen and link not in known]
            seen.update(fresh)
            waiting += [link for link in fresh if not link.startswith(_NO_FRONTS) and not link.endswith("/proof/")]
    return stories


async def _asked(source: Source, watch: PageWatch, path: str, limit_bytes: int = PAGE_BYTES) -> Got:
    try:
        return await source.get(path, limit_bytes)
    except UnreadError as error:
        watch.unread[error.what] = error.why
        return Got(0)


async def _locs(source: Source, watch: PageWatch, path: str) -> list[str]:
    got = await _asked(source, watch, path, _SITEMAP_BYTES)
    if got.status != _FOUND:
        return []
    texts = (html.unescape(found.decode("utf-8", "replace")).strip() for found in _LOC.findall(got.content))
    return [unquote(path) for path in map(watch.path_of, texts) if path]


def _links(content: bytes) -> list[str]:
    texts = (html.unescape(found.decode("utf-8", "replace")) for found in _HREF.findall(content))
    paths = (unquote(urlsplit(text).path) for text in texts if not text.startswith("//"))
    return [path for path in paths if path.endswith("/")]
