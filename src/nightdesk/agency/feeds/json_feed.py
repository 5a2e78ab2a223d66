"""JSON Feed 1 and 1.1 into items."""

from typing import Any, Final

from ...errors import BrokenDelivery, BrokenItem, DeliveryError
from ...terms.delivery import Delivery
from ...terms.item import Item, Rendition, Repair
from ...terms.spike import Spike
from ..body import body_from_html, body_from_plain
from ..body_markup import tidy
from ..charset import mend
from ..escaping import once_more
from ..json_document import read_json
from ..profile import Profile
from ..sniff import Sniffed
from .entry import Entry
from .identity import identified

_VERSION: Final = "https://jsonfeed.org/version/"


def recognises(sniffed: Sniffed) -> bool:
    """A JSON object whose version is an address of jsonfeed.org."""
    marks = (
        f"version={scheme}://{host}/version/"
        for scheme in ("https", "http")
        for host in ("jsonfeed.org", "www.jsonfeed.org")
    )
    found = tuple(marks)
    # A slash may be written with a backslash before it.
    return sniffed.kind == "json" and any(mark.replace("\\/", "/").startswith(found) for mark in sniffed.marks)


def parse(delivery: Delivery, profile: Profile) -> tuple[Item | Spike, ...]:
    """The items in order, each as an item or, where it cannot be read, as a Spike."""
    document = read_json(delivery, profile)
    feed = document.value
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise BrokenDelivery(
            "no-items", "a JSON Feed without a list of items; the agency must send it again", "field items"
        )
    language = feed.get("language")
    entries = [_judged(item, f"item {number}", feed, language, profile) for number, item in enumerate(items, start=1)]
    return identified(entries, profile, document.repairs)


def _judged(item: Any, place: str, feed: dict[str, Any], language: Any, profile: Profile) -> Entry | Spike:
    if not isinstance(item, dict):
        return Spike("field", "no object stands where an item should; the agency must send it anew", place)
    entry = Entry()
    try:
        _read(item, entry, profile)
    except DeliveryError as error:
        return Spike(error.code, error.reason, f"{place}, {error.place}", entry.guid or entry.link, entry.headline)
    entry.language = entry.language or (tidy(mend(language)[0]) or None if isinstance(language, str) else None)
    entry.byline = entry.byline or _authors(feed, entry)
    if entry.has_no_words():
        reason = "an item with neither a title nor a text; the agency must send it again"
        return Spike("empty-item", reason, place, entry.guid or entry.link)
    return entry


def _read(item: dict[str, Any], entry: Entry, profile: Profile) -> None:
    entry.guid = _text(item, "id", entry)
    entry.link = _text(item, "url", entry) or _text(item, "external_url", entry)
    entry.title(_text(item, "title", entry), profile)
    entry.language = _text(item, "language", entry) or None
    entry.byline = _authors(item, entry)
    entry.published = entry.moment(_text(item, "date_published", entry), profile.zone, "date_published")
    entry.updated = entry.moment(_text(item, "date_modified", entry), profile.zone, "date_modified")
    if html := _raw(item, "content_html"):
        entry.body, entry.body_source = body_from_html(once_more(html, "body", profile), profile), "content_html"
    if not entry.body.blocks and (plain := _raw(item, "content_text")):
        entry.body, entry.body_source = body_from_plain(once_more(plain, "body", profile), profile), "content_text"
    entry.teaser = tidy(once_more(_text(item, "summary", entry), "teaser", profile)) or None
    tags = item.get("tags")
    for tag in tags if isinstance(tags, list) else []:
        if name := _text({"tags": tag}, "tags", entry) if isinstance(tag, str) else "":
            entry.section_names.append(name)
    for name in ("image", "banner_image"):
        if href := _text(item, name, entry):
            entry.renditions.append(Rendition(href=href, role=name))
    attachments = item.get("attachments")
    for one in attachments if isinstance(attachments, list) else []:
        if isinstance(one, dict) and (href := _text(one, "url", entry)):
            media_type, title = _text(one, "mime_type", entry), _text(one, "title", entry)
            entry.renditions.append(Rendition(href=href, media_type=media_type, role="attachment", title=title))


def _raw(item: dict[str, Any], name: str) -> str:
    """A string as sent; ids are numbers to some senders. Anything else is refused where words may hide in it."""
    value = item.get(name)
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    raise BrokenItem("field", "must be a string; the agency must send it anew", f"field {name}")


def _text(item: dict[str, Any], name: str, entry: Entry) -> str:
    text, found = mend(_raw(item, name))
    entry.repairs += [Repair(repair.rule, f"{name} {repair.place}") for repair in found]
    return tidy(text)


def _authors(part: dict[str, Any], entry: Entry) -> str | None:
    authors = part.get("authors")
    listed = [one for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    if not listed and isinstance(part.get("author"), dict):
        listed = [part["author"]]
    return ", ".join(name for one in listed if (name := _text(one, "name", entry))) or None
