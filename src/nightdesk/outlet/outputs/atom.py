"""Each front as an Atom feed (RFC 4287) with tombstones (RFC 6721)."""

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
    title_of,
    withdrawn,
)
from ..output import Output
from ..xml_text import document, escaped


def render(site: Site, front: Front) -> tuple[Page, ...]:
    """`atom.xml` in the front's folder; archive pages have none."""
    if front.number:
        return ()
    zone = ZoneInfo(site.zone)
    home, itself = absolute(site, front.base), absolute(site, f"/{file_of(front, 'atom.xml')}")
    parts = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="{TOMBSTONES}" xmlns:nightdesk="{NAMESPACE}"'
        f' xml:lang="{escaped(language_of(site, front))}">\n'
        f"<id>{escaped(home)}</id>\n<title>{escaped(title_of(site, front))}</title>\n"
        + (f"<subtitle>{escaped(site.tagline)}</subtitle>\n" if site.tagline else "")
        + f"<updated>{local(front.updated, zone)}</updated>\n"
        f"<author><name>{escaped(site.name)}</name><uri>{escaped(site.url)}/</uri></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escaped(itself)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escaped(home)}"/>\n'
        "<generator>Nightdesk</generator>\n" + checkpoint_element(front)
    ]
    parts += [_entry(site, card, zone, front) for card in entries(front)]
    parts += [tombstone_element(site, tombstone, zone) for tombstone in withdrawn(front)]
    parts.append("</feed>\n")
    return (Page(file_of(front, "atom.xml"), document(parts)),)


def _entry(site: Site, card: Card, zone: ZoneInfo, front: Front) -> str:
    agency = escaped(card.agency)
    other = f' xml:lang="{escaped(card.language)}"' if card.language != language_of(site, front) else ""
    return (
        f"<entry{other}>\n<id>{escaped(entry_id(site, card))}</id>\n<title>{escaped(card.headline)}</title>\n"
        f'<link rel="alternate" type="text/html" href="{escaped(absolute(site, card.path))}"/>\n'
        f"<published>{local(card.published, zone)}</published>\n<updated>{local(card.updated, zone)}</updated>\n"
        f"<author><name>{agency}</name><uri>{escaped(absolute(site, f'/agency/{card.agency_slug}/'))}</uri></author>\n"
        + (
            f'<category term="{escaped(card.section)}" label="{escaped(card.section_title)}"/>\n'
            if card.section
            else ""
        )
        + (f"<summary>{escaped(card.teaser)}</summary>\n" if card.teaser else "")
        + label_element(site, card)
        + "</entry>\n"
    )


OUTPUT = Output(name="atom", follows="front", render=render)
