"""TELL: fronts, archive pages, feeds, sitemaps and the corrections page follow what changed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection

from ..edition.corrections_page import corrections_page
from ..edition.front_page import front_page
from ..edition.index_pages import index_page
from ..outlet.sitemap import news_sitemap, sitemap_index, sitemap_shard
from ..store import correction as correction_table
from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store import front as front_table
from ..store import issue_story as held_table
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..store.issue import Key
from ..terms.page import Page
from ..terms.story import Card, Correction, Front, Reach, Tombstone
from .corrected import corrected_texts
from .dossier_shown import all_threads, folded
from .house import House
from .make import LATEST, tombstone
from .sitting import Sitting

PAGE_SIZE = 40
"""Stories on one archive page. A front shows its newest full page and what has come since: 40 to 79."""
SHARD_SIZE = 1000
_TOMBSTONES = 100
_CORRECTIONS = 200
_NEWS_HOURS = 48
_NEWS_MOST = 1000
_SHELF = 6
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Dirty:
    """What has to be made anew: the pages of each front by number (0 is the front itself), sitemap files, and lists.

    `proofs` are stories whose proofs do, with the number of the first leaf that is new to them; `log` that the log has
    grown, `log_page` that its page for people does not show it yet. `pages` are stories whose page says something of
    another one that is no longer so, `threads` those whose page does. `issues` are e-papers of which nothing may stand
    until they are set again, `printed` stories whose page has to say where they were printed: nobody waits for that.
    """

    proofs: dict[str, int] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    issues: set[Key] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    fronts: dict[str, set[int]] = field(default_factory=dict)
    shards: dict[int, datetime] = field(default_factory=dict)
    corrections: bool = False
    indexes: bool = False
    log: bool = False
    log_page: bool = False

    def __bool__(self) -> bool:
        return self.lists or bool(self.shards or self.printed) or self.log_page

    @property
    def lists(self) -> bool:
        """Whether anything is dirty but sitemap files and what nobody waits for."""
        return (
            bool(self.fronts or self.proofs or self.pages or self.threads or self.issues)
            or self.corrections
            or self.indexes
            or self.log
        )

    def remove(self, done: "Dirty") -> None:
        """What `done` lists has been made; a sitemap file only where it has not changed since."""
        for front, numbers in done.fronts.items():
            left = self.fronts.get(front, set()) - numbers
            if left:
                self.fronts[front] = left
            else:
                self.fronts.pop(front, None)
        self.proofs = {story: seq for story, seq in self.proofs.items() if done.proofs.get(story) != seq}
        self.shards = {number: at for number, at in self.shards.items() if done.shards.get(number) != at}
        self.pages -= done.pages
        self.threads -= done.threads
        self.issues -= done.issues
        self.printed -= done.printed
        self.corrections = self.corrections and not done.corrections
        self.indexes = self.indexes and not done.indexes
        self.log = self.log and not done.log
        self.log_page = self.log_page and not done.log_page

    def add(self, other: "Dirty") -> None:
        """Take over what another one lists."""
        for front, numbers in other.fronts.items():
            self.fronts.setdefault(front, set()).update(numbers)
        for story, seq in other.proofs.items():
            self.proofs[story] = min(seq, self.proofs.get(story, seq))
        for number, at in other.shards.items():
            self.shards[number] = max(at, self.shards.get(number, at))
        self.pages |= other.pages
        self.threads |= other.threads
        self.issues |= other.issues
        self.printed |= other.printed
        self.corrections = self.corrections or other.corrections
        self.indexes = self.indexes or other.indexes
        self.log = self.log or other.log
        self.log_page = self.log_page or other.log_page


def touched_by(connection: Connection, stories: Iterable[str], at: datetime) -> Dirty:
    """What shows any of those stories, as the ledger now places them."""
    dirty = Dirty()
    last: dict[str, int] = {}
    for front, position, _ in front_table.fronts_of(connection, list(stories)):
        if front not in last:
            last[front] = front_table.last_position(connection, front)
        full = last[front] // PAGE_SIZE
        number = math.ceil(position / PAGE_SIZE)
        numbers = dirty.fronts.setdefault(front, {0})
        if number <= full:
            numbers.add(number)
        if position == number * PAGE_SIZE and number > 1:
            # Its "newer" link leads to the page that has just filled; a sitting, or a crash, may fill several.
            numbers.add(number - 1)
        if position == 1:
            dirty.indexes = True
        if front == LATEST:
            dirty.shards[(position - 1) // SHARD_SIZE + 1] = at
    return dirty


def dirty_after(connection: Connection, sitting: Sitting) -> Dirty:
    """What a committed sitting leaves to be made."""
    stories = {event.story for event in sitting.events}
    if not stories:
        return Dirty(log=bool(sitting.leaves), log_page=bool(sitting.leaves or sitting.decided))
    dirty = touched_by(connection, stories, sitting.now)
    dirty.proofs = _entered(sitting)
    dirty.log = dirty.log_page = bool(sitting.leaves)
    dirty.add(named_elsewhere(connection, sorted(stories - sitting.newcomers), sorted(sitting.renamed)))
    dirty.corrections = bool(sitting.corrected or sitting.withdrawn or sitting.closed or sitting.back) or any(
        sitting.stories[story].corrections
        for story in stories  # its line there shows the newest headline
    )
    return dirty


def withdrawn_from(connection: Connection, sitting: Sitting) -> Dirty:
    """Only what shows a text that the sitting took away: it is made before anything else."""
    if not sitting.closed:
        return Dirty()
    dirty = touched_by(connection, sitting.closed, sitting.now)
    dirty.issues = {place.key for place in held_table.holding(connection, sorted(sitting.closed))}
    dirty.corrections = True
    dirty.add(named_elsewhere(connection, sorted(sitting.closed), sorted(sitting.closed)))
    dirty.proofs = {story: seq for story, seq in _entered(sitting).items() if story in sitting.closed}
    return dirty


def named_elsewhere(connection: Connection, stories: Sequence[str], renamed: Sequence[str]) -> Dirty:
    """The threads that those stories are part of, and the pages of others that name one that is `renamed` or gone."""
    threads = {one.thread for one in dossier_table.standings(connection, stories).values()}
    return Dirty(pages=set(dossier_table.listing(connection, renamed)), threads=threads)


def _entered(sitting: Sitting) -> dict[str, int]:
    """The stories that the sitting's leaves are about, with the first of each."""
    return {leaf.story: leaf.seq for leaf in reversed(sitting.leaves) if leaf.story}


def everything(house: House, connection: Connection) -> Dirty:
    """Every front with every page, every sitemap file and list: for a rebuild."""
    dirty = Dirty(corrections=True, indexes=True, threads=set(all_threads(connection)))
    for front in standing_fronts(house):
        dirty.fronts[front] = {0}
    for front, _, last in front_table.all_fronts(connection):
        dirty.fronts[front] = set(range(last // PAGE_SIZE + 1))
        if front == LATEST:
            known = front_table.shards(connection)
            for number in range(1, math.ceil(last / SHARD_SIZE) + 1):
                dirty.shards[number] = known[number - 1] if number <= len(known) else _NEVER
    return dirty


def standing_fronts(house: House) -> list[str]:
    """Fronts that stand before their first story, because every page links to them."""
    return [LATEST, "section/news", *(f"section/{section.slug}" for section in house.site.sections)]


def shown_at_home(front: str) -> bool:
    """Whether the home page has anything from that front: what is newest, a shelf for each section, a row of cities."""
    return front == LATEST or front.startswith(("section/", "city/"))


def make_fronts(house: House, connection: Connection, dirty: Dirty, *, home: bool | None = None) -> list[Page]:
    """The pages and files of everything that is dirty; `home` says whether the home page is, where that is known."""
    pages: list[Page] = []
    titles = {front: title for front, title, _ in front_table.all_fronts(connection)} if dirty.fronts else {}
    for front in sorted(dirty.fronts):
        for number in sorted(dirty.fronts[front]):
            pages += _front_pages(house, connection, front, titles.get(front, ""), number)
    if home if home is not None else any(0 in dirty.fronts[front] for front in dirty.fronts if shown_at_home(front)):
        pages += _home_pages(house, connection)
    if dirty.corrections:
        pages.append(_corrections(house, connection))
    if dirty.indexes:
        pages += _indexes(house, connection)
    return pages


def make_sitemaps(house: House, connection: Connection, dirty: Dirty) -> list[Page]:
    """The sitemap files that have changed, their index and the news sitemap."""
    if not dirty.shards:
        return []
    pages = []
    for number in sorted(dirty.shards):
        placed = front_table.cards(connection, LATEST, (number - 1) * SHARD_SIZE, number * SHARD_SIZE)
        pages.append(sitemap_shard(house.site, number, [one.card for one in reversed(placed)]))
    updated = front_table.shards(connection)
    pages.append(sitemap_index(house.site, len(updated), updated))
    last = front_table.last_position(connection, LATEST)
    newest = front_table.cards(connection, LATEST, max(0, last - _NEWS_MOST), last)
    # "Now" is when the site last changed: a rebuild at any later time makes the same bytes.
    now = event_table.last_at(connection) or _NEVER
    recent = [one.card for one in newest if one.card.shown >= now - timedelta(hours=_NEWS_HOURS)]
    pages.append(news_sitemap(house.site, recent, now))
    return pages


def front_of(house: House, connection: Connection, front: str, title: str, number: int) -> Front:
    """The values one front page (number 0) or archive page is made from."""
    kind, _, slug = front.partition("/")
    last = front_table.last_position(connection, front)
    full = last // PAGE_SIZE
    above, up_to = ((number - 1) * PAGE_SIZE, number * PAGE_SIZE) if number else (max(0, full - 1) * PAGE_SIZE, last)
    cards = folded(connection, tuple(one.card for one in front_table.cards(connection, front, above, up_to)))
    stones = _tombstones(connection, front) if number == 0 else ()
    base = {"section": f"/{slug}/", LATEST: "/latest/"}.get(kind, f"/{front}/")
    return Front(
        kind=kind,  # type: ignore[arg-type]  # fronts are named by `fronts_of`, with these words
        slug=slug or kind,
        title=title or _standing_title(house, slug or kind),
        base=base,
        cards=cards,
        archive=full,
        number=number,
        tombstones=stones,
        updated=_updated(cards, stones),
        checkpoint=_checkpoint(connection, cards, stones) if number == 0 else "",
    )


def _front_pages(house: House, connection: Connection, front: str, title: str, number: int) -> list[Page]:
    made = front_of(house, connection, front, title, number)
    pages = list(front_page(house.site, made))
    if number == 0:
        for output in house.outputs:
            if output.follows == "front":
                pages += output.render(house.site, made)
    return pages


def _home_pages(house: House, connection: Connection) -> list[Page]:
    latest = front_of(house, connection, LATEST, "", 0)
    cards = {card.id: card for card in latest.cards}
    for section in house.site.sections:
        front = f"section/{section.slug}"
        for placed in front_table.newest(connection, front, _SHELF):
            cards.setdefault(placed.card.id, placed.card)
    ordered = sorted(cards.values(), key=lambda card: (card.shown, card.published, card.id), reverse=True)
    home = Front(
        kind="home",
        slug="home",
        title=house.site.name,
        base="/",
        cards=tuple(ordered),
        archive=0,
        tombstones=latest.tombstones,
        neighbours=_cities(connection),
        checkpoint=_checkpoint(connection, tuple(ordered), latest.tombstones),
        updated=_updated(tuple(ordered), latest.tombstones),
    )
    pages = list(front_page(house.site, home))
    for output in house.outputs:
        if output.follows == "front":
            pages += output.render(house.site, home)
    return pages


def _tombstones(connection: Connection, front: str) -> tuple[Tombstone, ...]:
    ids = front_table.gone(connection, front, _TOMBSTONES)
    filed = story_table.get(connection, ids) if ids else {}
    return tuple(
        tombstone(filed[one].record) for one in ids if one in filed and filed[one].record.kind_of_end is not None
    )


def _checkpoint(connection: Connection, cards: tuple[Card, ...], stones: tuple[Tombstone, ...]) -> str:
    """The first checkpoint over everything that the front shows: not the newest, so that a rebuild says the same."""
    leaves = [card.leaf for card in cards] + [stone.leaf for stone in stones]
    newest = max((leaf for leaf in leaves if leaf is not None), default=None)
    signed = leaf_table.covering(connection, [newest]).get(newest) if newest is not None else None
    return signed.note.decode() if signed else ""


def _updated(cards: tuple[Card, ...], stones: tuple[Tombstone, ...]) -> datetime:
    moments = [card.shown for card in cards] + [stone.gone for stone in stones]
    return max(moments, default=_NEVER)


def _standing_title(house: House, slug: str) -> str:
    return next((section.title for section in house.site.sections if section.slug == slug), slug.capitalize())


def _corrections(house: House, connection: Connection) -> Page:
    rows = correction_table.newest(connection, _CORRECTIONS)
    gone = correction_table.withdrawals(connection, _CORRECTIONS)
    filed = story_table.get(connection, list({row.story for row in rows} | {row.story for row in gone}))
    corrections = [
        Correction(
            story=card,
            shown=row.shown,
            version=row.version,
            note=row.note,
            before=texts[0] if texts else None,
            after=texts[1] if texts else None,
        )
        for row, texts in zip(rows, corrected_texts(connection, rows), strict=True)
        if row.story in filed and (card := filed[row.story].card) is not None
    ]
    stones = {
        row.story: tombstone(filed[row.story].record)
        for row in gone
        if row.story in filed and filed[row.story].record.kind_of_end is not None
    }
    # Not "now", nor the last event's time: a rebuild after any later event must make the same bytes.
    moments = [one.shown for one in corrections] + [stone.gone for stone in stones.values()]
    return corrections_page(house.site, corrections, stones.values(), max(moments, default=_NEVER))


def _cities(connection: Connection) -> tuple[Reach, ...]:
    """Every city with a front, those with the most stories first."""
    found = [one for one in front_table.all_fronts(connection) if one[0].startswith("city/")]
    found.sort(key=lambda one: -one[2])
    return tuple(Reach("city", front.partition("/")[2], title) for front, title, _ in found)


def _indexes(house: House, connection: Connection) -> list[Page]:
    found = front_table.all_fronts(connection)
    pages = []
    kinds: tuple[Literal["city", "agency", "topic"], ...] = ("city", "agency", "topic")
    for kind in kinds:
        reaches = tuple(
            Reach(kind, front.partition("/")[2], title) for front, title, _ in found if front.startswith(f"{kind}/")
        )
        updated = front_table.newest_front_at(connection, kind)
        pages.append(index_page(house.site, kind, reaches, updated or _NEVER))
    return pages
