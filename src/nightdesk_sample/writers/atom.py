"""Atom with tombstones (RFC 6721): a kill is an at:deleted-entry; hold, embargo and correction stand in the title."""

from collections.abc import Sequence

from ..copy import Copy
from .markup import escape, html, quote


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The agency's feed with this take first and `earlier` entries of the window after it."""
    agency = copy.agency
    home = f"https://wire.{agency.slug}.example/"
    entries = "".join(_tombstone(one) if one.status == "canceled" else _entry(one) for one in (copy, *earlier))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" '
        f'xml:lang="{quote(copy.story.language)}">\n<id>{home}atom</id><title>{escape(agency.name)}</title>'
        f'<updated>{copy.issued.isoformat()}</updated><link rel="alternate" href="{home}"/>'
        f"<author><name>{escape(agency.name)}</name></author>\n{entries}</feed>\n"
    ).encode()


def _tombstone(copy: Copy) -> str:
    return (
        f'<at:deleted-entry ref="{quote(copy.guid)}" when="{copy.issued.isoformat()}">'
        f"<at:comment>{escape(copy.desk_note)}</at:comment></at:deleted-entry>\n"
    )


def _entry(copy: Copy) -> str:
    story = copy.story
    return (
        f'<entry xml:lang="{quote(story.language)}"><id>{escape(copy.guid)}</id>'
        f'<title type="text">{escape(copy.shouted)}</title><link rel="alternate" href="{quote(copy.link)}"/>'
        f"<published>{copy.created.isoformat()}</published><updated>{copy.issued.isoformat()}</updated>"
        f"<author><name>{escape(copy.byline or copy.agency.code)}</name></author>"
        f'<category term="{quote(story.section)}"/>'
        f'<content type="html">{escape(html(copy.blocks))}</content></entry>\n'
    )
