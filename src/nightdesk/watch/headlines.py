"""The stories that a front or a feed names, and the headline it gives each. Pure: from the bytes of one file."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

import msgspec
from lxml import etree

from ..proof.wire_text import collapse

FEEDS: Final = ("feed.xml", "atom.xml", "feed.json", "sitemap-news.xml")
"""The files of a site that name stories, beside its pages."""

_FEED_LINK: Final = re.compile(rb"""\bhref=["'](/[^"'\s>#?]*(?:feed\.xml|atom\.xml|feed\.json))["']""")
_HEADINGS: Final = frozenset(("h1", "h2", "h3"))
_ENTRIES: Final = frozenset(("item", "entry", "url"))
_PLACES: Final = frozenset(("link", "loc"))


class Named(msgspec.Struct, frozen=True):
    """A story as a list names it: where its link leads, an address or a path, and the words of the link."""

    address: str
    headline: str


class _JsonItem(msgspec.Struct):
    url: str = ""
    title: str = ""


class _JsonFeed(msgspec.Struct):
    items: list[_JsonItem] = []


def on_page(content: bytes) -> list[Named]:
    """The headlines of a front: links in the agency's face, and links that are a heading.

    Other links ("also from", "go to the story") have words of ours.
    """
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if content.strip() else None
    found: list[Named] = []
    for link in root.iter("a") if root is not None else ():
        parent = link.getparent()
        is_headline = "wire" in (link.get("class") or "").split() or (parent is not None and parent.tag in _HEADINGS)
        address = link.get("href") or ""
        if is_headline and address.startswith("/") and not address.startswith("//"):
            words = "".join(str(part) for part in link.itertext(etree.Element))
            found.append(Named(unquote(address.partition("#")[0].partition("?")[0]), collapse(words)))
    return found


def feeds_on(content: bytes) -> list[str]:
    """The feeds that a page links to."""
    return [found.decode("utf-8", "replace") for found in dict.fromkeys(_FEED_LINK.findall(content))]


def in_feed(name: str, content: bytes) -> list[Named]:
    """The entries of a feed or news sitemap; none where it cannot be read, which other tools will tell."""
    if name.endswith(".json"):
        try:
            items = msgspec.json.decode(content, type=_JsonFeed).items
        except msgspec.MsgspecError:
            return []
        return [Named(item.url, collapse(item.title)) for item in items]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        return list(_in_xml(etree.fromstring(content, parser)))
    except etree.XMLSyntaxError:
        return []


def _in_xml(root: "etree._Element") -> Iterator[Named]:
    for entry in root.iter(etree.Element):
        if _local(entry) not in _ENTRIES:
            continue
        address = title = ""
        for part in entry.iter(etree.Element):
            name = _local(part)
            if name == "title" and not title:
                title = part.text or ""
            elif name in _PLACES and not address and part.get("rel", "alternate") == "alternate":
                address = (part.get("href") or part.text or "").strip()
        if address and title:
            yield Named(address, collapse(title))


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]
