"""RSS 1.0 (RDF): the id is `rdf:about`, the times are Dublin Core's; status is said in the title."""

from collections.abc import Sequence

from ..copy import Copy
from .markup import escape, html, quote


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The agency's feed with this take first and `earlier` items of the window after it."""
    agency, entries = copy.agency, (copy, *earlier)
    home = f"https://wire.{agency.slug}.example/"
    members = "".join(f'<rdf:li rdf:resource="{quote(entry.guid)}"/>' for entry in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{home}"><title>{escape(agency.name)}</title><link>{home}</link>'
        f"<description>{escape(agency.description or agency.name)}</description>"
        f"<dc:date>{copy.issued.isoformat()}</dc:date><items><rdf:Seq>{members}</rdf:Seq></items></channel>\n"
        f"{''.join(_item(entry) for entry in entries)}</rdf:RDF>\n"
    ).encode()


def _item(copy: Copy) -> str:
    return (
        f'<item rdf:about="{quote(copy.guid)}"><title>{escape(copy.shouted)}</title>'
        f"<link>{escape(copy.link)}</link><dc:date>{copy.issued.isoformat()}</dc:date>"
        f"<dc:creator>{escape(copy.byline or copy.agency.code)}</dc:creator>"
        f"<dc:subject>{escape(copy.story.section)}</dc:subject>"
        f"<dc:language>{escape(copy.story.language)}</dc:language>"
        f"<content:encoded>{escape(html(copy.blocks))}</content:encoded></item>\n"
    )
