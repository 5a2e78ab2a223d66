"""Fronts, their archive, feeds and sitemaps against the ledger: all are there, and link to no ghost."""

import math
import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from ..outlet.sitemap import shard_path
from ..store import front as front_table
from ..store import story as story_table
from ..terms.story import State
from .fault import REMAKE, Fault
from .fronts import PAGE_SIZE, SHARD_SIZE, front_of, standing_fronts
from .house import House
from .make import LATEST
from .remake import standing_pages

_FEEDS = ("feed.xml", "atom.xml", "feed.json")
_NO_STORIES = frozenset({"city", "agency", "topic", "thread", "epaper", "page"})
_LINK = re.compile(
    rb"(?:href=[\"']|<loc>https?://[^/<]*)/([a-z0-9-]+)/(?:[a-z0-9-]+-)?([0-9bcdfghjkmnpqrstvwxyz]{12})/"
)
_STANDING = (
    "index.html",
    "404.html",
    "latest/index.html",
    "corrections/index.html",
    "city/index.html",
    "topic/index.html",
)


def standing_faults(house: House) -> Iterator[Fault]:
    """What every site has, whatever it has published."""
    made = [page.path for page in standing_pages(house) if page.content is not None]
    for path in dict.fromkeys((*_STANDING, *_FEEDS, *made)):
        yield from _missing(house.public / path)


def front_faults(house: House, connection: Connection, front: str, title: str, last: int) -> Iterator[Fault]:
    """One front, its feeds, and each page of its archive."""
    for number in range(last // PAGE_SIZE + 1):
        meant = front_of(house, connection, front, title, number)
        folder = house.public / meant.base.lstrip("/")
        page = folder / (f"page/{number}/index.html" if number else "index.html")
        if number == 0:
            for feed in _FEEDS:
                yield from _missing(folder / feed)
        linked = _linked(page)
        if linked is None:
            yield from _missing(page)
            continue
        for card in meant.cards:
            if card.id not in linked:
                yield Fault("front", f"{page} does not list {card.guid}; {REMAKE}", front)
        yield from _ghosts(connection, page, linked)


def all_fronts(house: House, connection: Connection) -> list[tuple[str, str, int]]:
    """(front, title, last position) of every front that must stand."""
    found = front_table.all_fronts(connection)
    known = {front for front, _, _ in found}
    return found + [(front, "", 0) for front in standing_fronts(house) if front not in known]


def list_faults(house: House, connection: Connection) -> Iterator[Fault]:
    """The home page, the corrections page and the sitemaps."""
    last = front_table.last_position(connection, LATEST)
    shards = [house.public / shard_path(number) for number in range(1, math.ceil(last / SHARD_SIZE) + 1)]
    maps = [house.public / "sitemap.xml", house.public / "sitemap-news.xml"] if shards else []
    for file in (*maps, *shards):
        yield from _missing(file)
    for file in (house.public / "index.html", *maps, *shards):
        yield from _ghosts(connection, file, _linked(file) or set())


def _missing(file: Path) -> Iterator[Fault]:
    if not file.exists():
        yield Fault("front", f"{file} is not there; {REMAKE}", str(file))


def _linked(page: Path) -> set[str] | None:
    """Ids of the stories a page links to; None where there is no page."""
    try:
        content = page.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return {found[2].decode() for found in _LINK.finditer(content) if found[1].decode() not in _NO_STORIES}


def _ghosts(connection: Connection, page: Path, linked: set[str]) -> Iterator[Fault]:
    states = story_table.states(connection, sorted(linked)) if linked else {}
    for id_ in sorted(linked):
        if states.get(id_) != State.PUBLISHED:
            what = states.get(id_, "unknown to the ledger")
            yield Fault("ghost", f"{page} leads to story {id_}, which is {what}; {REMAKE}", str(page))
