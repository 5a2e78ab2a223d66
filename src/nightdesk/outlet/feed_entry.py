"""What the three feeds of a front have in common: ids that never change, addresses, times, what was withdrawn.

An entry's id is `/<section>/<id>/`, the address that always resolves; it holds no word of the headline, so that a
tombstone can name it. Feeds carry teasers only; the text is on the page, where it can be checked.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from ..terms.site import Site
from ..terms.story import Card, Front, Tombstone

MOST_ENTRIES = 50

NAMESPACE = "urn:nightdesk:feed:1"
"""Of the elements that say, in machine form, what the label on the page says."""

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
"""RFC 6721."""

_PLAIN = re.compile("[a-z0-9/-]*")

WHY_GONE = {
    "killed": "Withdrawn by the agency",
    "withheld": "Withheld by the agency until further notice",
    "embargoed": "Not for release yet",
    "expired": "No longer available",
    "licence": "The licence to show this text has ended",
    "taken-down": "Taken down by the publisher",
    "court": "Taken down by order of a court or authority",
}
"""One fixed sentence a kind: a tombstone never repeats a word of the story."""


def entries(front: Front) -> Sequence[Card]:
    """The newest stories of a front."""
    return front.cards[:MOST_ENTRIES]


def withdrawn(front: Front) -> Sequence[Tombstone]:
    """Tombstones of stories that are not back among the entries."""
    if not front.tombstones:
        return ()
    living = {card.id for card in entries(front)}
    return [tombstone for tombstone in front.tombstones if tombstone.id not in living]


def entry_id(site: Site, story: Card | Tombstone) -> str:
    """The same for every version of the story, and after its end.

    The folder is that of the address, which was fixed at first publication; the section a story is in may move.
    """
    folder = story.path.split("/", 2)[1:2]
    return f"{site.url}/{quoted(folder[0]) if folder else 'news'}/{story.id}/"


def absolute(site: Site, path: str) -> str:
    """A path of the site as a URI."""
    return site.url + quoted(path)


def proof_of(site: Site, card: Card) -> str:
    """Where anybody can check the story."""
    return absolute(site, f"{card.path}proof/")


def quoted(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/-._~%")


def file_of(front: Front, name: str) -> str:
    """Where a front's feed stands in `public/`."""
    return front.base.strip("/") + "/" + name if front.base.strip("/") else name


def title_of(site: Site, front: Front) -> str:
    """The front's title with the site's, which alone names the home feed."""
    return site.name if front.kind == "home" else f"{front.title} - {site.name}"


def language_of(site: Site, front: Front) -> str:
    return front.language or site.language


@lru_cache(maxsize=8192)  # the same stories stand in several fronts, each made again and again
def local(moment: datetime, zone: ZoneInfo) -> str:
    """RFC 3339 in the site's zone, to the second."""
    return moment.astimezone(zone).replace(microsecond=0).isoformat()


@lru_cache(maxsize=8192)
def mail_date(moment: datetime, zone: ZoneInfo) -> str:
    """RFC 822 in the site's zone."""
    return format_datetime(moment.astimezone(zone))
