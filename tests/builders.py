"""Builders that say only what matters: `an_item(embargo=SIX)` is a usable story in all else."""

from datetime import UTC, datetime, timedelta
from typing import Any

from nightdesk.desk.address import story_id
from nightdesk.desk.revisions import rank, revision
from nightdesk.desk.rule import Case, Known
from nightdesk.proof import wire_text
from nightdesk.terms.body import Body
from nightdesk.terms.instant import Instant
from nightdesk.terms.item import Item, Note
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.story import State

SIX = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
"""Six in the morning in India, when nothing has happened yet."""
MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)

_TIMES = ("first_created", "version_created", "content_created", "sent", "embargo", "expires")


def an_instant(at: datetime, original: str = "") -> Instant:
    """A moment as an agency would write it."""
    return Instant(at, original or at.isoformat())


def an_item(**fields: Any) -> Item:
    """A usable text. Times may be given as plain moments, `text` as its paragraphs, `note` as the words to editors."""
    text = fields.pop("text", "The example council met on Monday and agreed nothing.")
    note = fields.pop("note", None)
    blocks = (text,) if isinstance(text, str) else tuple(text)
    for name in _TIMES:
        if isinstance(fields.get(name), datetime):
            fields[name] = an_instant(fields[name])
    given: dict[str, Any] = {
        "provider": "ews",
        "guid": "urn:ews:council",
        "headline": "Council agrees nothing",
        "version_created": an_instant(SIX),
        "body": Body(blocks=tuple(block for block in blocks if block)),
        "notes_private": (Note("editor", note),) if note else (),
    }
    return Item(**(given | fields))


def a_story(**fields: Any) -> StoryRecord:
    """A story never shown, of no state but what is given. `head` may be the item that governs."""
    head = fields.get("head")
    if isinstance(head, Item):
        fields["head"] = rank(head, digest_of(head))
    guid = fields.get("guid", "urn:ews:council")
    given = {
        "id": story_id("ews", guid), "provider": "ews", "guid": guid, "wire": "ews", "agency": "EWS",
        "agency_slug": "ews",
    }  # fmt: skip
    return StoryRecord(**(given | fields))


def a_shown_story(item: Item | None = None, **fields: Any) -> StoryRecord:
    """A story that is up since six, in the version of `item`."""
    given = {
        "state": State.PUBLISHED, "head": item or an_item(), "shown_item": 1, "shown": SIX, "first_shown": SIX,
        "published": SIX, "section": "news", "section_title": "News", "path": "/news/council-agrees-nothing-x/",
        "times_shown": 1, "version": "1",
    }  # fmt: skip
    return a_story(**(given | fields))


def a_case(item: Item | None = None, *, known: tuple[Item, ...] = (), **fields: Any) -> Case:
    """An item before the rules, a minute after six; `known` are earlier revisions of its story."""
    one = item or an_item()
    digest = digest_of(one)
    given = {
        "item": one, "digest": digest, "rank": rank(one, digest), "revision": revision(one, digest), "story": None,
        "known": dict(map(_known, known)), "now": SIX + MINUTE,
    }  # fmt: skip
    return Case(**(given | fields))


def digest_of(item: Item) -> str:
    """Of its headline and text, as the desk takes it."""
    return wire_text.digest(item.headline, item.body.blocks)


def _known(item: Item) -> tuple[str, Known]:
    digest = digest_of(item)
    return revision(item, digest), Known(rank(item, digest), digest, item.status)
