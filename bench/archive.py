"""A house with an archive: a few stories carried the whole way, then filed again and again under other ids.

Only the patterns are judged and routed; their copies go straight into the ledger, by the same `Sitting.commit` that
files every story. A count that is the number of patterns times a multiple of 40 leaves every front at the end of a
full archive page, so that houses of different size stand at the same place.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from nightdesk import config
from nightdesk.agency.read import read
from nightdesk.desk.address import address, story_id
from nightdesk.outlet.deliver import deliver
from nightdesk.proof.leaf import leaf_bytes, read_leaf
from nightdesk.shift.afterwards import FOLLOWER, TOLD
from nightdesk.shift.fronts import Dirty, make_fronts, standing_fronts
from nightdesk.shift.house import House, open_house
from nightdesk.shift.judge import judge_reading
from nightdesk.shift.log_files import key_page, log_files
from nightdesk.shift.make import fronts_of
from nightdesk.shift.memory import FOLLOWER as LIBRARY
from nightdesk.shift.public_log import PublicLog
from nightdesk.shift.remake import standing_pages
from nightdesk.shift.sitting import Sitting
from nightdesk.store import decision as decision_table
from nightdesk.store import delivery as delivery_table
from nightdesk.store import event as event_table
from nightdesk.store import front as front_table
from nightdesk.store import item as item_table
from nightdesk.store import leaf as leaf_table
from nightdesk.store import reading as reading_table
from nightdesk.terms.arrival import Arrival
from nightdesk.terms.delivery import Delivery
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import Card
from nightdesk_sample.generator import Mix, generate
from nightdesk_sample.sending import Sending

SHARD = 1_000
_ONLY_NEW = Mix(updates=0, corrections=0, kills=0, embargoes=0, repeats=0)
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_SEED = 11
_SETTINGS = """[site]
name = "The Bench Post"
url = "https://bench.example"
[[wire]]
name = "bench"
"""


@dataclass
class Clock:
    """A clock that goes on only when told to."""

    moment: datetime = _BEGIN

    def __call__(self) -> datetime:
        """The house's clock."""
        return self.moment

    def forward(self, minutes: float = 1.0) -> None:
        """Time passes."""
        self.moment += timedelta(minutes=minutes)


@dataclass(frozen=True)
class _Pattern:
    """One story as the desk made it, to be filed many times."""

    delivery: Delivery
    read: reading_table.Read
    filed: item_table.Filed
    decided: decision_table.Decided
    record: StoryRecord
    card: Card
    entered: leaf_table.Entered


@dataclass
class Archive:
    """A house and how it was filled."""

    house: House
    clock: Clock
    log: PublicLog
    patterns: tuple[_Pattern, ...] = ()
    places: list[str] = field(default_factory=list)


@contextmanager
def empty_house(clock: Clock | None = None) -> Iterator[House]:
    """A house of its own in a folder that is gone afterwards; its clock is the machine's unless one is given."""
    with TemporaryDirectory(prefix="nightdesk-bench-") as folder:
        home = Path(folder)
        (home / config.FILE_NAME).write_text(_SETTINGS, "utf-8")
        house = open_house(home, clock, create=True) if clock else open_house(home, create=True)
        (home / "public").mkdir()
        yield house
        house.database.close()


@contextmanager
def archive(count: int, patterns: int) -> Iterator[Archive]:
    """A house with `count` archived stories made of so many patterns, its fronts made, and a folder at each address."""
    clock = Clock()
    with empty_house(clock) as house:
        made = Archive(house, clock, PublicLog(house.signer))
        made.patterns = tuple(_patterns(house, clock, patterns))
        for start in range(0, count, SHARD):
            _file(made, range(start, min(start + SHARD, count)))
        _stand(made, count)
        yield made


def arrivals(count: int, seed: int = _SEED) -> list[Arrival]:
    """So many distinct new stories, as files over the bench's wire."""
    return [_arrival(sending) for sending in _sendings(count, seed)]


def _sendings(count: int, seed: int) -> list[Sending]:
    formats = ("newsml-g2", "nitf", "ninjs3")
    return list(generate(count, seed=seed, mix=_ONLY_NEW, transports=("folder",), formats=formats))


def _arrival(sending: Sending) -> Arrival:
    return Arrival(wire="bench", name=sending.name, content=sending.content, transport="folder")


def _patterns(house: House, clock: Clock, count: int) -> Iterator[_Pattern]:
    connection = house.database.read()
    for sending in _sendings(count, _SEED + 1):
        seal = hashlib.sha256(sending.content).hexdigest()
        delivery = Delivery(
            wire="bench", name=sending.name, content=sending.content, seal=seal, received=clock(), transport="folder"
        )
        sitting = Sitting.open(connection, clock())
        reading = read(delivery, house.profile("bench"), house.formats)
        judge_reading(house, connection, sitting, 1, delivery, reading)
        ((id_, record),) = sitting.stories.items()
        card, (filed,), (decided,) = sitting.cards[id_], sitting.filed.values(), sitting.decided
        if card is None:
            raise AssertionError(f"the bench's own story {record.guid} was not published: {decided.reasons}")
        row = reading_table.Read(
            delivery=1,
            format=reading.format,
            profile=reading.profile,
            profile_seal=house.profile("bench").fingerprint,
            entries=1,
            spike=None,
            at=clock(),
        )
        yield _Pattern(delivery, row, filed, decided, record, card, sitting.leaves[0])


def _file(made: Archive, numbers: range) -> None:
    """A thousand stories in one transaction, a minute apart."""
    with made.house.database.write() as connection:
        sitting = Sitting.open(connection, made.clock())
        deliveries = []
        for number in numbers:
            made.clock.forward()
            deliveries.append(_copied(made, sitting, number, number + 1))
        delivery_table.add(connection, deliveries, [False] * len(deliveries))
        sitting.commit(connection)
        made.log.committed(made.log.append(connection, sitting))
        front_table.put_shards(connection, [(numbers.start // SHARD + 1, made.clock())])


def _copied(made: Archive, sitting: Sitting, number: int, delivery: int) -> Delivery:
    pattern = made.patterns[number % len(made.patterns)]
    now = made.clock()
    guid = f"{pattern.record.guid}:{number}"
    id_ = story_id(pattern.record.provider, guid)
    path = address(pattern.record.section, pattern.card.headline, id_)
    item_id = sitting.next_item
    item = msgspec.structs.replace(pattern.filed.item, guid=guid)
    shown = {"published": now, "shown": now}
    sitting.stories[id_] = msgspec.structs.replace(
        pattern.record,
        id=id_,
        guid=guid,
        path=path,
        shown_item=item_id,
        first_shown=now,
        last_leaf=sitting.next_leaf,
        **shown,
    )
    sitting.cards[id_] = msgspec.structs.replace(pattern.card, id=id_, guid=guid, path=path, updated=now, **shown)
    sitting.touched.add(id_)
    sitting.filed[item_id] = msgspec.structs.replace(pattern.filed, id=item_id, story=id_, delivery=delivery, item=item)
    sitting.next_item += 1
    sitting.reads.append(msgspec.structs.replace(pattern.read, delivery=delivery, at=now))
    sitting.decided.append(msgspec.structs.replace(pattern.decided, delivery=delivery, item=item_id, story=id_, at=now))
    sitting.events.append(event_table.Event(sitting.next_event, Signal.NEW.value, id_, now))
    sitting.next_event += 1
    for front, title in fronts_of(pattern.record):
        sitting.placed[(front, id_)] = title
    leaf = msgspec.structs.replace(read_leaf(pattern.entered.content), story=guid)
    copied = {"seq": sitting.next_leaf, "story": id_, "item": item_id, "at": now}
    sitting.enter(msgspec.structs.replace(pattern.entered, content=leaf_bytes(leaf), **copied))
    made.places.append(path)
    return msgspec.structs.replace(pattern.delivery, name=f"{number}-{pattern.delivery.name}", received=now)


def _stand(made: Archive, count: int) -> None:
    """The site as the desk would find it: fronts and standing pages, and something at the address of each story."""
    house = made.house
    connection = house.database.read()
    fronts = {front for front, _, _ in front_table.all_fronts(connection)} | set(standing_fronts(house))
    dirty = Dirty(fronts={front: {0} for front in fronts}, corrections=True, indexes=True)
    aside = house.settings.home / "tmp"
    aside.mkdir()
    logged = [*key_page(house), *log_files(connection, 0)]
    deliver(house.public, aside, [*standing_pages(house), *logged, *make_fronts(house, connection, dirty)])
    for path in made.places:
        (house.public / path.strip("/")).mkdir(parents=True)
    with house.database.write() as writing:
        for follower in (FOLLOWER, TOLD, LIBRARY):  # copies of a few stories tell a library nothing
            event_table.move_cursor(writing, follower, count)


def story_files(paths: Sequence[str]) -> list[str]:
    """Those of the public files that are a story's own page."""
    return [path for path in paths if path.endswith("/index.html") and path.count("/") == 2 and "-" in path]
