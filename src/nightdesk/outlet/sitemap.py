"""The sitemaps: shards of the archive numbered from the oldest story, their index, and the news of two days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ..terms.page import Page
from ..terms.site import Site
from ..terms.story import Card
from .feed_entry import absolute, local
from .xml_text import document, escaped

MOST_URLS = 1000
"""Of a news sitemap by Google's rule; of ours, so that a shard is quickly made again when a story of it changes."""

NEWS_HOURS = 48

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def shard_path(number: int) -> str:
    """Where shard `number` stands in `public/`; 1 is the oldest."""
    return f"sitemap/{number}.xml"


def sitemap_shard(site: Site, number: int, cards: Sequence[Card]) -> Page:
    """At most 1,000 stories of the archive. Those that engines may not index are left out; "no-news" ones they may."""
    if len(cards) > MOST_URLS:
        raise ValueError(f"{shard_path(number)} holds at most {MOST_URLS} stories, not {len(cards)}")
    zone = ZoneInfo(site.zone)
    urls = "".join(
        f"<url><loc>{escaped(absolute(site, card.path))}</loc><lastmod>{local(card.updated, zone)}</lastmod></url>\n"
        for card in cards
        if card.index != "noindex"
    )
    return Page(shard_path(number), document([f'<urlset xmlns="{_SITEMAP}">\n{urls}</urlset>\n']))


def sitemap_index(site: Site, shards: int, updated: Sequence[datetime]) -> Page:
    """`sitemap.xml`: every shard, oldest first, with the moment its newest text changed."""
    zone = ZoneInfo(site.zone)
    maps = "".join(
        f"<sitemap><loc>{escaped(absolute(site, '/' + shard_path(number)))}</loc>"
        f"<lastmod>{local(moment, zone)}</lastmod></sitemap>\n"
        for number, moment in zip(range(1, shards + 1), updated, strict=True)
    )
    return Page("sitemap.xml", document([f'<sitemapindex xmlns="{_SITEMAP}">\n{maps}</sitemapindex>\n']))


def news_sitemap(site: Site, cards: Sequence[Card], now: datetime) -> Page:
    """`sitemap-news.xml`: stories of the 48 hours before `now`, newest first, that news engines may list."""
    since = now - timedelta(hours=NEWS_HOURS)
    fresh = [card for card in cards if card.index == "index" and since < card.published <= now]
    fresh.sort(key=lambda card: (card.published, card.id), reverse=True)
    zone = ZoneInfo(site.zone)
    urls = "".join(_news_url(site, card, zone) for card in fresh[:MOST_URLS])
    head = f'<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n'
    return Page("sitemap-news.xml", document([head, urls, "</urlset>\n"]))


def _news_url(site: Site, card: Card, zone: ZoneInfo) -> str:
    """`lastmod` only where the agency changed the text after it was first published."""
    changed = f"<lastmod>{local(card.updated, zone)}</lastmod>" if card.updated > card.published else ""
    return (
        f"<url><loc>{escaped(absolute(site, card.path))}</loc>{changed}<news:news><news:publication>"
        f"<news:name>{escaped(site.name)}</news:name><news:language>{escaped(_news_language(card.language))}"
        f"</news:language></news:publication><news:publication_date>{local(card.published, zone)}"
        f"</news:publication_date><news:title>{escaped(card.headline)}</news:title></news:news></url>\n"
    )


def _news_language(tag: str) -> str:
    """ISO 639 as Google wants it: two or three letters, but for the two scripts of Chinese."""
    low = tag.lower()
    if low.partition("-")[0] == "zh":
        return "zh-tw" if any(part in low for part in ("tw", "hk", "hant")) else "zh-cn"
    return low.partition("-")[0]
