"""RSS 2.0 with content:encoded. It has no status: kills, holds, embargoes and corrections are said in the title."""

from collections.abc import Sequence
from email.utils import format_datetime

from ..copy import Copy, PictureCopy
from .markup import escape, html, quote


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The agency's feed with this take first and `earlier` items of the window after it."""
    agency = copy.agency
    items = "".join(_item(entry) for entry in (copy, *earlier))
    media = ' xmlns:media="http://search.yahoo.com/mrss/"' if "<media:" in items else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"{media}>\n'
        f"<channel><title>{escape(agency.name)}</title><link>https://wire.{agency.slug}.example/</link>"
        f"<description>{escape(agency.description or agency.name)}</description>"
        f"<language>{escape(copy.story.language.lower())}</language>"
        f"<lastBuildDate>{format_datetime(copy.issued)}</lastBuildDate>\n{items}</channel></rss>\n"
    ).encode()


def _item(copy: Copy) -> str:
    body = html(copy.blocks).replace("]]>", "]]]]><![CDATA[>")
    teaser = copy.texts[0] if copy.texts else ""
    short = teaser if len(teaser) <= _TEASER else teaser[:_TEASER].rsplit(" ", 1)[0] + " ..."
    return (
        f"<item><title>{escape(copy.shouted)}</title><link>{escape(copy.link)}</link>"
        f'<guid isPermaLink="false">{escape(copy.guid)}</guid>'
        f"<dc:creator>{escape(copy.byline or copy.agency.code)}</dc:creator>"
        f"<category>{escape(copy.story.section)}</category>"
        f"{''.join(_topic(code) for code in copy.story.medtop)}{''.join(map(_media, copy.pictures))}"
        f"<pubDate>{format_datetime(copy.issued)}</pubDate><description>{escape(short)}</description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>\n"
    )


def _media(picture: PictureCopy) -> str:
    size = f' fileSize="{picture.size}" width="{picture.width}" height="{picture.height}"' if picture.size else ""
    return (
        f'<media:content url="{quote(picture.href)}" type="image/jpeg" medium="image"{size}>'
        f"<media:description>{escape(picture.caption)}</media:description>"
        f"<media:credit>{escape(picture.credit)}</media:credit></media:content>"
    )


def _topic(code: str) -> str:
    return f'<category domain="medtop">{quote(code.removeprefix("medtop:"))}</category>'


_TEASER = 160
