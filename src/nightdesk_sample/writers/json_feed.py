"""JSON Feed 1.1. It has no status: kills, holds, embargoes and corrections are said in the title."""

import json
from collections.abc import Sequence

from ..copy import Copy
from .markup import html


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The agency's feed with this take first and `earlier` items of the window after it."""
    home = f"https://wire.{copy.agency.slug}.example/"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": copy.agency.name,
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "language": copy.story.language,
        "authors": [{"name": copy.agency.code}],
        "items": [_item(entry) for entry in (copy, *earlier)],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def _item(copy: Copy) -> dict[str, object]:
    return {
        "id": copy.guid,
        "url": copy.link,
        "title": copy.shouted,
        "content_html": html(copy.blocks),
        "date_published": copy.created.isoformat(),
        "date_modified": copy.issued.isoformat(),
        "authors": [{"name": copy.byline or copy.agency.code}],
        "tags": [copy.story.section, *copy.story.keywords],
        "language": copy.story.language,
    }
