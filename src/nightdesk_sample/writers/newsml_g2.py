"""NewsML-G2 2.35: one newsItem with an XHTML body; a picture is an item of its own, to which the text links."""

from collections.abc import Sequence
from datetime import datetime

from ..copy import Copy, PictureCopy, Status
from .markup import escape, html, quote

_SIGNALS = {"urgent": "update", "update": "update", "writethru": "update", "correction": "correction"}


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The newsItem of one take; what went before plays no part."""
    title = escape(copy.headline)
    return (
        f"{_opened(copy, copy.guid, copy.take.version)}{_rights(copy)}{_item_meta(copy)}{_content_meta(copy)}"
        '<contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body>\n'
        f"{html(copy.blocks)}</body></html></inlineXML></contentSet>\n</newsItem>\n"
    ).encode()


def write_picture(copy: Copy, picture: PictureCopy, *, issued: datetime, version: int, status: Status) -> bytes:
    """The newsItem of a picture that goes with `copy`."""
    code, name = quote(copy.agency.code), escape(copy.agency.name)
    return (
        f"{_opened(copy, picture.guid, version)}{_rights(copy)}"
        f'<itemMeta><itemClass qcode="ninat:picture"/><provider literal="{code}"><name>{name}</name></provider>'
        f"<versionCreated>{issued.isoformat()}</versionCreated>"
        f'<pubStatus qcode="stat:{status}"/></itemMeta>\n'
        f'<contentMeta><creator literal="{code}"><name>{name}</name></creator>'
        f'<language tag="{quote(copy.story.language)}"/><headline>{escape(picture.headline)}</headline>'
        f"<creditline>{escape(picture.credit)}</creditline>"
        f'<description role="drol:caption">{escape(picture.caption)}</description></contentMeta>\n'
        f'<contentSet><remoteContent rendition="rnd:highRes" href="{quote(picture.href)}" contenttype="image/jpeg"'
        f"{_measures(picture)}/></contentSet>\n</newsItem>\n"
    ).encode()


def _opened(copy: Copy, guid: str, version: int) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{quote(guid)}" '
        f'version="{version}" standard="NewsML-G2" standardversion="2.35" conformance="power" '
        f'xml:lang="{quote(copy.story.language)}">\n'
        '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>\n'
    )


def _measures(picture: PictureCopy) -> str:
    if picture.size is None:
        return ""
    return f' size="{picture.size}" width="{picture.width}" height="{picture.height}"'


def _rights(copy: Copy) -> str:
    name = escape(copy.agency.name)
    return (
        f'<rightsInfo><copyrightHolder literal="{quote(copy.agency.code)}"><name>{name}</name></copyrightHolder>'
        f"<copyrightNotice>(c) {copy.created:%Y} {name}</copyrightNotice></rightsInfo>\n"
    )


def _item_meta(copy: Copy) -> str:
    parts = [
        '<itemClass qcode="ninat:text"/>',
        f'<provider literal="{quote(copy.agency.code)}"><name>{escape(copy.agency.name)}</name></provider>',
        f"<versionCreated>{copy.issued.isoformat()}</versionCreated>",
        f"<firstCreated>{copy.created.isoformat()}</firstCreated>",
        f"<embargoed>{copy.embargo.isoformat()}</embargoed>" if copy.embargo else "",
        f'<pubStatus qcode="stat:{copy.status}"/>',
        _role(copy.take.kind),
        f'<service literal="section"><name>{escape(copy.story.section)}</name></service>',
        f"<edNote>{escape(copy.desk_note)}</edNote>" if copy.desk_note else "",
    ]
    signal = _SIGNALS.get(copy.take.kind)
    if signal:
        parts.append(f'<signal qcode="sig:{signal}"/>')
    if copy.expires:
        parts.append(f"<expires>{copy.expires.isoformat()}</expires>")
    parts += [
        f'<link rel="irel:associatedWith" contenttype="image/jpeg" residref="{quote(picture.guid)}"/>'
        for picture in copy.pictures
    ]
    return f"<itemMeta>{''.join(parts)}</itemMeta>\n"


def _role(kind: str) -> str:
    """Copy that no reader should see says so as AP does, by the name of its role."""
    name = {"advisory": "Advisory", "planning": "Advisory", "test": "Test"}.get(kind)
    return f'<role literal="{name}"><name>{name}</name></role>' if name else ""


def _content_meta(copy: Copy) -> str:
    story = copy.story
    located = f'<located type="cptype:city"><name>{escape(story.place)}</name></located>' if story.place else ""
    subjects = [f'<subject type="cpnat:abstract" qcode="medtop:{quote(code)}"/>' for code in medtops(story.medtop)]
    subjects += [_named("person", name) for name in story.people]
    subjects += [_named("organisation", name) for name in story.organisations]
    return (
        f"<contentMeta><urgency>{copy.urgency}</urgency><contentCreated>{copy.created.isoformat()}</contentCreated>"
        f'{located}<creator literal="{quote(copy.agency.code)}"><name>{escape(copy.agency.name)}</name></creator>'
        f'<language tag="{quote(story.language)}"/>'
        f"{''.join(f'<keyword>{escape(word)}</keyword>' for word in story.keywords)}{''.join(subjects)}"
        f'<slugline separator="-">{escape(story.slugline)}</slugline><headline>{escape(copy.headline)}</headline>'
        f"{f'<dateline>{escape(copy.dateline)}</dateline>' if copy.dateline else ''}"
        f"{f'<by>{escape(copy.byline)}</by>' if copy.byline else ''}"
        f"<creditline>{escape(copy.agency.code)}</creditline></contentMeta>\n"
    )


def _named(nature: str, name: str) -> str:
    return f'<subject type="cpnat:{nature}" literal="{quote(name)}"><name>{escape(name)}</name></subject>'


def medtops(codes: Sequence[str]) -> tuple[str, ...]:
    """Bare Media Topic codes, whether a story file writes them with their scheme or without."""
    return tuple(code.removeprefix("medtop:") for code in codes)
