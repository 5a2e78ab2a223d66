"""Each front as an RSS 2.0 feed, with the tombstones of RFC 6721 as an extension."""

from zoneinfo import ZoneInfo

from ...terms.page import Page
from ...terms.site import Site
from ...terms.story import Card, Front
from ..feed_elements import checkpoint_element, label_element, tombstone_element
from ..feed_entry import (
    NAMESPACE,
    TOMBSTONES,
    absolute,
    entries,
    entry_id,
    file_of,
    language_of,
    local,
    mail_date,
    title_of,
    withdrawn,
)
from ..output import Output
from ..xml_text import document, escaped


def render(site: Site, front: Front) -> tuple[Page, ...]:
    """`feed.xml` in the front's folder; archive pages have none."""
    if front.number:
        return ()
    zone = ZoneInfo(site.zone)
    home, itself = absolute(site, front.base), absolute(site, f"/{file_of(front, 'feed.xml')}")
    title = title_of(site, front)
    parts = [
        f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:at="{TOMBSTONES}"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:nightdesk="{NAMESPACE}">\n<channel>\n'
        f"<title>{escaped(title)}</title>\n<link>{escaped(home)}</link>\n"
        f"<description>{escaped(site.tagline or title)}</description>\n"
        f"<language>{escaped(language_of(site, front).lower())}</language>\n"
        f"<lastBuildDate>{mail_date(front.updated, zone)}</lastBuildDate>\n"
        "<generator>Nightdesk</generator>\n<docs>https://www.rssboard.org/rss-specification</docs>\n"
        f'<atom:link rel="self" type="application/rss+xml" href="{escaped(itself)}"/>\n' + checkpoint_element(front)
    ]
    parts += [_item(site, card, zone) for card in entries(front)]
    parts += [tombstone_element(site, tombstone, zone) for tombstone in withdrawn(front)]
    parts.append("</channel>\n</rss>\n")
    return (Page(file_of(front, "feed.xml"), document(parts)),)


def _item(site: Site, card: Card, zone: ZoneInfo) -> str:
    """The guid is no permalink: readers must not follow it in place of the link."""
    agency = escaped(card.agency)
    return (
        f"<item>\n<title>{escaped(card.headline)}</title>\n<link>{escaped(absolute(site, card.path))}</link>\n"
        f'<guid isPermaLink="false">{escaped(entry_id(site, card))}</guid>\n'
        f"<pubDate>{mail_date(card.published, zone)}</pubDate>\n"
        f"<atom:updated>{local(card.updated, zone)}</atom:updated>\n"
        f"<dc:creator>{agency}</dc:creator>\n<dc:language>{escaped(card.language)}</dc:language>\n"
        + (f"<category>{escaped(card.section_title)}</category>\n" if card.section_title else "")
        + (f"<description>{escaped(card.teaser)}</description>\n" if card.teaser else "")
        + label_element(site, card)
        + "</item>\n"
    )


OUTPUT = Output(name="rss", follows="front", render=render)
