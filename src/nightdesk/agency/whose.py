"""Whose wire a sample is: what its items, its feed and its address say of the agency. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from ..terms.delivery import Delivery
from ..terms.item import Item
from .profile import Profile

_HEAD_BYTES: Final = 4096
_FEED_TITLE: Final = re.compile(
    r"<title[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,120})|\"title\"\s*:\s*\"([^\"\\]{1,120})\"", re.IGNORECASE
)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF)\b|jsonfeed\.org", re.IGNORECASE)
_LONGEST: Final = 80

# The full names under which the shipped agencies sign, beside the short one their profiles carry.
_FULL_NAMES: Final = {
    "indo-asian news service": "ians",
    "press trust of india": "pti",
    "asian news international": "ani",
}


class Sign(msgspec.Struct, frozen=True):
    """The agency's name, the shipped profile that is its own ("" for none), and where the sample says so."""

    name: str = ""
    profile: str = ""
    where: str = ""
    text: str = ""


def agency_of(sample: Sequence[Delivery], items: Sequence[Item], profiles: Mapping[str, Profile]) -> Sign:
    """A shipped profile's agency where anything names it; else the name that the wire itself gives most often."""
    said = list(_said(sample, items))
    for where, text in said:
        for name, profile in sorted(profiles.items()):
            if profile.agency and _names(text, profile.agency, name, where):
                return Sign(profile.agency, name, where, text[:_LONGEST])
    named = Counter((where, text) for where, text in said if where in ("the credit", "the source", "the feed's title"))
    if not named:
        return Sign()
    (where, text), _ = named.most_common(1)[0]
    return Sign(text[:_LONGEST], "", where, text[:_LONGEST])


def _said(sample: Sequence[Delivery], items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """(where, words), the surest first."""
    for item in items:
        fields = (
            ("the credit", item.credit),
            *(("the source", source) for source in item.info_sources),
            ("the copyright line", item.copyright_notice),
            ("the byline", item.byline),
        )
        yield from ((where, text.strip()) for where, text in fields if text and text.strip())
    for one in sample:
        head = one.content[:_HEAD_BYTES].decode("utf-8", "replace")
        title = _FEED_TITLE.search(head) if _FEED.search(head) else None
        if title is not None and (text := (title[1] or title[2] or "").strip()):
            yield "the feed's title", text
    for one in sample:
        yield "the address", one.name
    for item in items:
        edges = (item.dateline or "", *item.body.blocks[:1], *item.body.blocks[-1:])
        yield from (("the text", edge[:_LONGEST]) for edge in edges if edge)


def _names(text: str, agency: str, profile: str, where: str) -> bool:
    """True where the words name the agency as a word of its own; within the text only as it is printed."""
    if any(full in text.casefold() and name == profile for full, name in _FULL_NAMES.items()):
        return True
    loosely = 0 if where == "the text" else re.IGNORECASE
    return re.search(rf"(?<![^\W_]){re.escape(agency)}(?![^\W_])", text, loosely) is not None
