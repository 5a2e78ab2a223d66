"""Which of the pictures that came belong to a story, as the ledger now knows them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from ..desk.address import story_id
from ..desk.pictures import (
    MOST,
    file_name,
    is_address,
    is_still,
    linked,
    names_pictures,
    news_of,
    picture_names,
    wanted,
)
from ..store import delivery as delivery_table
from ..store import item as item_table
from ..store import picture as picture_table
from ..store import story as story_table
from ..store.picture import Picture, Want, picture_key
from ..terms.delivery import Delivery
from ..terms.item import Item
from ..terms.page import Page
from ..terms.picture import PictureHead, ShownPicture, Wanted
from ..terms.record import StoryRecord
from ..terms.story import State
from .house import House
from .shelf import Shelf

_BEFORE, AFTER = timedelta(hours=2), timedelta(hours=24)
"""A file belongs to an item that names it only when both came about the same time: agencies use names again."""
_MOST_MISSING = 200
WAITS_AS_MEDIA = "media"


class Found(msgspec.Struct, frozen=True):
    """A picture of a story, with what its agency says of it; `source` as a `ShownPicture` has it."""

    picture: Picture
    caption: str
    credit: str
    source: str = ""


def wants_of(item: Item, story: str) -> list[Want]:
    """What would be news for the pictures of that story."""
    if not names_pictures(item):
        return []
    names = [name for one in wanted(item) for name in news_of(one)]
    wants = [Want(picture_key(item.provider, name), story, name if is_address(name) else None) for name in names]
    if not is_still(item):
        wants += [Want(story_id(item.provider, guid), story) for guid in linked(item)]
    return wants


def missing_pictures(house: House, wire: str) -> list[str]:
    """The addresses of pictures that items of the wire's provider named lately, and that have not come."""
    provider = house.provider(wire)
    return picture_table.missing(house.database.read(), provider, house.clock() - AFTER, _MOST_MISSING)


def arrived(provider: str, delivery_id: int, delivery: Delivery, head: PictureHead) -> Picture:
    """A delivery that is a picture, as it will be found again: by the name of its file, or the address it is from."""
    return Picture(
        delivery=delivery_id,
        provider=provider,
        name=delivery.name if is_address(delivery.name) else file_name(delivery.name),
        seal=delivery.seal,
        media_type=head.media_type,
        width=head.width,
        height=head.height,
        received=delivery.received,
    )


def pictures_of(connection: Connection, record: StoryRecord, now: datetime) -> list[Found]:
    """The pictures of a story that is shown: those its text names, then those of the items it is linked to.

    One that has an item of its own is shown only while that may be.
    """
    filed = _as_last_sent(connection, record.shown_item) if record.shown_item else None
    if filed is None or not names_pictures(filed.item):
        return []
    provider, own = filed.item.provider, wanted(filed.item)
    ids = {guid: story_id(provider, guid) for guid in (*linked(filed.item), *(one.guid for one in own if one.guid))}
    records = {id_: one.record for id_, one in story_table.get(connection, list(ids.values())).items()} if ids else {}
    named = [(one, ids.get(one.guid, ""), record.id) for one in own]
    for item in _linked(connection, filed.item, records, now):
        named += [(one, item.story, item.story) for one in wanted(item.item)]
    # A linked item that was shown is a text of its own: only what never was may be a picture.
    barred = {id_ for id_, one in records.items() if one.first_shown is None and not may_be_shown(one)}
    taken_back = set().union(*(_seals_of(connection, provider, id_) for id_ in barred))
    found: dict[str, Found] = {}
    when: dict[str, dict[str, list[datetime]]] = {}
    for one, source, namer in named:
        if source in barred:
            continue
        if namer not in when:
            when[namer] = _named_when(connection, namer)
        picture = _nearest(connection, provider, one, when[namer])
        if picture is None or picture.seal in taken_back:
            continue
        known = found.setdefault(picture.seal, Found(picture, one.caption, one.credit, source))
        if source and not known.source:  # the story's own words, and the item that decides about it
            found[picture.seal] = msgspec.structs.replace(known, source=source)
    return list(found.values())[:MOST]


def _as_last_sent(connection: Connection, shown: int) -> item_table.Filed:
    """The revision that is shown; of a wire that numbers none the one that said the same last, with its pictures."""
    filed = item_table.get(connection, [shown])[shown]
    if not filed.rank.counted:
        return filed
    revisions = item_table.revisions(connection, [filed.story])
    said = (filed.rank.digest, filed.rank.severity)
    same = [one for one in revisions if (one.rank.digest, one.rank.severity) == said]
    last = max(same, key=lambda one: (one.rank.moment, one.id)).id
    return filed if last == shown else item_table.get(connection, [last])[last]


def _revisions(connection: Connection, story: str) -> list[item_table.Filed]:
    revisions = item_table.revisions(connection, [story])
    return list(item_table.get(connection, [one.id for one in revisions]).values())


def _named_when(connection: Connection, story: str) -> dict[str, list[datetime]]:
    """When items of the story came that name a file, the newest first: a picture is sent once, and named by every
    version after."""
    filed = _revisions(connection, story)
    received = {one.id: one.received for one in delivery_table.filed(connection, [one.delivery for one in filed])}
    when: dict[str, list[datetime]] = {}
    for one in sorted(filed, key=lambda one: -one.delivery):
        for name in (name for picture in wanted(one.item) for name in picture_names(picture)):
            when.setdefault(name, []).append(received[one.delivery])
    return when


def _seals_of(connection: Connection, provider: str, story: str) -> set[str]:
    """The pictures that any version of a picture item brought."""
    when = _named_when(connection, story)
    items = [filed.item for filed in _revisions(connection, story) if is_still(filed.item)]
    found = (_nearest(connection, provider, one, when) for item in items for one in wanted(item))
    return {picture.seal for picture in found if picture is not None}


def _linked(
    connection: Connection, item: Item, records: Mapping[str, StoryRecord], now: datetime
) -> list[item_table.Filed]:
    """The picture items it is linked to, in its order, that its agency lets be shown."""
    ids = [story_id(item.provider, guid) for guid in linked(item)]
    usable = [records[one] for one in ids if one in records and may_be_shown(records[one])]
    waiting = [one.waiting_item for one in usable if one.waiting_item is not None]
    filed = item_table.get(connection, waiting) if waiting else {}
    return [filed[one] for one in waiting if one in filed and _is_free(filed[one].item, now)]


def may_be_shown(record: StoryRecord) -> bool:
    """Whether the story is a picture item that waits for the stories that name it, and nothing speaks against it.

    What was withheld or has expired waits so again only once a newer version came that may be used.
    """
    return record.state not in (State.KILLED, State.TAKEN_DOWN) and record.waiting_rule == WAITS_AS_MEDIA


def _is_free(item: Item, now: datetime) -> bool:
    return is_still(item) and (item.expires is None or item.expires.at > now)


def _nearest(
    connection: Connection, provider: str, one: Wanted, when: Mapping[str, Sequence[datetime]]
) -> Picture | None:
    """The file that came under one of the names: for the newest version about whose time any came, the nearest one."""
    names = picture_names(one)
    came: dict[str, list[Picture]] = {}
    for picture in picture_table.named(connection, provider, names):
        came.setdefault(picture.name, []).append(picture)
    for name in names:
        for at in when.get(name, ()):
            near = [
                picture
                for picture in came.get(name, ())
                if is_address(name) or -_BEFORE <= picture.received - at <= AFTER
            ]
            if near:
                return min(near, key=lambda picture: (abs(picture.received - at), -picture.delivery))
    return None


def shown_picture(found: Found, shelf: Shelf) -> ShownPicture | None:
    """As the page shows it; None while there are no prints of it."""
    prints = shelf.prints(found.picture.seal)
    if not prints:
        return None
    return ShownPicture(
        seal=found.picture.seal, source=found.source, caption=found.caption, credit=found.credit, prints=prints
    )


def picture_pages(shelf: Shelf, records: Iterable[StoryRecord]) -> list[Page]:
    """The files of the pictures of those stories, for their folders; what the shelf has lost is left as it stands."""
    found = (
        Page(f"{record.path.strip('/')}/{made.name}", shelf.content(one.seal, made.name))
        for record in records
        if record.state is State.PUBLISHED
        for one in record.pictures
        for made in one.prints
    )
    return [page for page in found if page.content is not None]
