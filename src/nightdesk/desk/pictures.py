"""Which pictures an item brings with it, by what the item says: its own renditions, and the items it is linked to."""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from ..terms.item import Item, ItemType, Link, Rendition
from ..terms.picture import Wanted

MOST: Final = 12
"""Pictures of one story; a wire that sends more is a gallery, and the first are shown."""
_ENOUGH: Final = 4000
"""Pixels across: larger files are for posters, and are taken only where there is nothing smaller."""
_EXTENSIONS: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif")
_SOUNDS: Final = ("audio", "video")
_SMALL: Final = ("thumbnail", "preview", "quicklook", "icon")
_STILL: Final = (ItemType.PICTURE, ItemType.GRAPHIC)
_OF_VERSIONS: Final = frozenset({"previousVersion", "evolvedFrom", "replaces", "derivedFrom", "translatedFrom"})


def is_still(item: Item) -> bool:
    """Whether the item is a picture itself: then its renditions are all of one."""
    return item.type in _STILL


def wanted(item: Item) -> tuple[Wanted, ...]:
    """The pictures an item names, in its order.

    Renditions with one guid are of one picture; without any, those with the same caption and credit.
    """
    groups: dict[tuple[str, ...], list[Rendition]] = {}
    said = {one.href: one for one in reversed(item.renditions) if one.title or one.credit}
    for bare in item.renditions:
        if _is_picture(bare):
            # A feed may name a file twice, once as an enclosure without a word.
            one = bare if bare.title or bare.credit else said.get(bare.href, bare)
            key = () if is_still(item) else (one.guid,) if one.guid else (one.title, one.credit)
            groups.setdefault(key, []).append(one)
    return tuple(_wanted(group) for group in groups.values())[:MOST]


def linked(item: Item) -> tuple[str, ...]:
    """The guids of items that may be pictures of this one: what is no earlier version or source of its text."""
    links: Iterable[Link] = (*item.links, *item.members)
    return tuple(dict.fromkeys(link.guid for link in links if link.rel.rpartition(":")[2] not in _OF_VERSIONS))[:MOST]


def names_pictures(item: Item) -> bool:
    """Whether there may be pictures of an item."""
    return bool(wanted(item) or linked(item))


def pictures_said(item: Item) -> tuple[str, ...]:
    """What an item says of its pictures, so that a change can be told. What follows `?` in an address may differ
    with every answer of a server."""
    return tuple("\t".join((one.hrefs[0].partition("?")[0], one.caption, one.credit)) for one in wanted(item))


def picture_names(one: Wanted) -> tuple[str, ...]:
    """The names under which its file may have come, the one to take first: fetched from its address, or beside the
    item."""
    found = [name for href in one.hrefs for name in (href if is_address(href) else "", file_name(href)) if name]
    return tuple(dict.fromkeys(found))


def news_of(one: Wanted) -> tuple[str, ...]:
    """The names under which a file would be news for the item: of several addresses the first is enough."""
    names = picture_names(one)
    first = next((name for name in names if is_address(name)), "")
    return tuple(name for name in names if name == first or not is_address(name))


def is_address(href: str) -> bool:
    """Whether the rendition says from where it may be fetched."""
    return href.casefold().startswith(("http://", "https://"))


def file_name(href: str) -> str:
    """The name under which a rendition's file comes: the last part of where it is said to be, "" for none.

    Folders and servers differ in case and in escapes, so both are taken out of it.
    """
    try:
        path = urlsplit(href.replace("\\", "/")).path
    except ValueError:
        return ""
    return unquote(path).rpartition("/")[2].strip().casefold()


def _wanted(group: Sequence[Rendition]) -> Wanted:
    ordered = sorted(group, key=lambda one: (_is_small(one), (one.width or 0) > _ENOUGH, -(one.width or 0)))
    hrefs = tuple(dict.fromkeys(one.href for one in ordered))
    return Wanted(hrefs, group[0].title, group[0].credit, group[0].guid)


def _is_small(one: Rendition) -> bool:
    return any(word in one.role.casefold() for word in _SMALL)


def _is_picture(one: Rendition) -> bool:
    said = one.media_type.casefold()
    if said.startswith("image") or one.role.casefold() in ("image", "picture", "photo", "graphic"):
        return not said.startswith(_SOUNDS)
    return not said and file_name(one.href).endswith(_EXTENSIONS)
