"""When the licence to show a story ends."""

from datetime import datetime, timedelta

from ..terms.item import Item
from ..terms.record import StoryRecord


def licence_end(item: Item, story: StoryRecord | None, days: int | None, now: datetime) -> datetime | None:
    """`days` after the story was first published: the agency's first time, else ours; None without a clock.

    A corrected clock at the agency cannot lengthen the licence: a first time in the future counts as now.
    """
    if days is None:
        return None
    first = item.first_created or item.version_created
    started = first.at if first else now
    if story is not None and story.published is not None:
        started = min(started, story.published)
    return min(started, now) + timedelta(days=days)
