"""The way of one delivery through reading, judging and making, with what must hold at each stage looked at."""

import dataclasses
import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import msgspec
from lxml import etree

from nightdesk import config
from nightdesk.agency.read import read
from nightdesk.desk.address import story_id
from nightdesk.desk.decide import decide
from nightdesk.desk.rule import Case
from nightdesk.edition.picture_prints import prints
from nightdesk.proof.read_back import read_back
from nightdesk.proof.wire_text import collapse
from nightdesk.shift.fronts import dirty_after, make_fronts, make_sitemaps
from nightdesk.shift.house import House, open_house
from nightdesk.shift.judge import case_of, judge_reading
from nightdesk.shift.sitting import Sitting
from nightdesk.store import front as front_table
from nightdesk.store import item as item_table
from nightdesk.store import reading as reading_table
from nightdesk.terms.delivery import Delivery
from nightdesk.terms.item import Item
from nightdesk.terms.page import Page
from nightdesk.terms.picture import PictureHead
from nightdesk.terms.reading import Reading
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.story import State

WIRES = ("generic", "ians")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_LONGEST_NAME = 255
_DEVELOPED_PIXELS = 1_000_000


class Broken(Exception):
    """A promise of the product does not hold for this delivery."""


class _Undo(Exception):
    """Ends a transaction that was only tried."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tried:
    """What came of one delivery."""

    items: int
    spikes: int


def scratch_house(folder: Path) -> House:
    """A site folder with one wire of each profile, whose clock stands still and whose ledger stays empty."""
    wires = "".join(f'[[wire]]\nname = "{name}"\nprofile = "{name}"\n' for name in WIRES)
    (folder / config.FILE_NAME).write_text(wires, "utf-8")
    return open_house(folder, lambda: NOW, create=True)


class TryOut:
    """Tries deliveries in a house of its own; nothing of one is left when the next one comes."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._connection = house.database.read()

    def __call__(self, content: bytes, *, charset: str, wire: str, pages: bool, fronts: bool) -> Tried:
        """Raises Broken, or whatever the program itself breaks with.

        `pages` makes the story pages through the gate and stores everything in a transaction that is undone; `fronts`
        also makes what lists the stories.
        """
        delivery = Delivery(
            wire=wire, name="fuzz", content=content, seal="0" * 64, received=NOW, transport="folder", charset=charset
        )
        reading = read(delivery, self._house.profile(wire), self._house.formats)
        items = [entry for entry in reading.entries if isinstance(entry, Item)]
        msgspec.json.encode(reading)  # the ledger holds all of it as UTF-8
        if reading.picture is not None:
            self._develop(content, reading.picture)
        elif not reading.entries and (reading.spike is None or not reading.spike.reason):
            raise Broken("neither items nor a spike with its reason")
        sitting = Sitting(now=NOW, next_item=1, next_event=1)
        for item in items:
            self._look_at(item, wire, sitting)
        if pages or fronts:
            self._carry(delivery, reading, fronts=fronts)
        return Tried(len(items), len(reading.entries) - len(items) + int(reading.spike is not None))

    def _develop(self, content: bytes, head: PictureHead) -> None:
        """As the darkroom does, which knows these troubles and no others; large ones would take a while."""
        if head.width * head.height > _DEVELOPED_PIXELS:
            return
        try:
            made = list(prints(content, "picture-x"))
        except (OSError, ValueError, SyntaxError, MemoryError):
            return
        if {one.media_type for one, _ in made} != {"image/webp", "image/jpeg"} or not all(data for _, data in made):
            raise Broken("a picture without all its prints")

    def _look_at(self, item: Item, wire: str, sitting: Sitting) -> None:
        if not item.guid or not item.provider:
            raise Broken("an item without an id")
        if collapse(item.headline) != item.headline:
            raise Broken("a headline with runs of white space")
        case = case_of(
            sitting, self._connection, item, self._house.profile(wire), None, story_id(item.provider, item.guid)
        )
        returned = read_back(_smallest_page(item))
        if returned.digest != case.digest:
            raise Broken(f"not verbatim: {_first_difference(item, returned.headline, returned.blocks)}")
        decide(case, self._house.rules)
        decide(dataclasses.replace(case, story=_shown(case)), self._house.rules)

    def _carry(self, delivery: Delivery, reading: Reading, *, fronts: bool) -> None:
        sitting = Sitting.open(self._connection, NOW)
        judge_reading(self._house, self._connection, sitting, 1, delivery, reading)
        sitting.reads.append(
            reading_table.Read(
                delivery=1,
                format=reading.format,
                profile=reading.profile,
                profile_seal="",
                entries=len(reading.entries),
                spike=reading.spike,
                at=NOW,
            )
        )
        if [row.entry for row in sitting.decided] != list(range(len(reading.entries))):
            raise Broken("not every entry ended in exactly one outcome")
        refused = [reason for row in sitting.decided for reason in row.reasons if reason.rule == "fidelity"]
        if refused:
            raise Broken(f"the gate refused a page of ours: {refused[0].text}")
        pages = list(sitting.pages.values())
        try:
            with self._house.database.write() as connection:
                sitting.commit(connection)
                stored = item_table.get(connection, list(sitting.filed)) if sitting.filed else {}
                if fronts:
                    dirty = dirty_after(connection, sitting)
                    front_table.put_shards(connection, sorted(dirty.shards.items()))
                    pages += make_fronts(self._house, connection, dirty)
                    pages += make_sitemaps(self._house, connection, dirty)
                raise _Undo
        except _Undo:
            pass
        if stored != sitting.filed:
            raise Broken("the ledger gives back another item than it was given")
        for page in pages:
            _look_at_page(page)


def _smallest_page(item: Item) -> bytes:
    headline = escape(item.headline)
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>'
        f'<h1 data-wire="h">{headline}</h1><div data-wire="b">{item.body.markup}</div><p>ours</p></body></html>'
    ).encode()


def _first_difference(item: Item, headline: str, blocks: tuple[str, ...]) -> str:
    if headline != item.headline:
        return f"headline {headline[:80]!r} of {item.headline[:80]!r}"
    for there, sent in zip(blocks, item.body.blocks, strict=False):
        if there != sent:
            return f"block {there[:80]!r} of {sent[:80]!r}"
    return f"{len(blocks)} blocks of {len(item.body.blocks)}"


def _shown(case: Case) -> StoryRecord:
    """The same story as if an earlier version of it were up."""
    item = case.item
    earlier = msgspec.structs.replace(case.rank, version=max(0, case.rank.version - 1), moment=case.rank.moment - 1)
    id_ = story_id(item.provider, item.guid)
    return StoryRecord(
        id=id_,
        provider=item.provider,
        guid=item.guid,
        wire="generic",
        agency="EWS",
        agency_slug="ews",
        state=State.PUBLISHED,
        head=earlier,
        shown_item=1,
        path=f"/news/{id_}/",
        section="news",
        section_title="News",
        published=NOW,
        first_shown=NOW,
        shown=NOW,
        version="1",
        times_shown=1,
    )


def _look_at_page(page: Page) -> None:
    parts = page.path.split("/")
    if any(part in ("", ".", "..") or len(part.encode()) > _LONGEST_NAME or "\0" in part for part in parts):
        raise Broken(f"a file that no folder can hold: {page.path!r}")
    if page.content is None:
        return
    if page.path.endswith(".xml"):
        etree.fromstring(page.content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    elif page.path.endswith(".json"):
        json.loads(page.content)
