"""NITF 3.6. A kill names its document again with a new status, or comes as a notice that points at it."""

from collections.abc import Sequence
from datetime import datetime

from ..copy import Copy
from .markup import escape, nitf, quote
from .newsml_g2 import medtops


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The document of one take; what went before plays no part."""
    status = "embargoed" if copy.embargo and copy.status == "usable" else copy.status
    doc_id = f'<doc-id id-string="{quote(copy.guid)}" regsrc="{quote(copy.agency.code)}"/>'
    return _document(copy, f'management-status="{status}"', doc_id)


def write_kill_notice(copy: Copy) -> bytes:
    """A document of its own whose `management-doc-idref` cancels the story."""
    attributes = (
        f'management-status="usable" management-doc-idref="{quote(copy.guid)}" management-idref-status="canceled"'
    )
    doc_id = f'<doc-id id-string="{quote(copy.guid)}:notice-{copy.take.version}" regsrc="{quote(copy.agency.code)}"/>'
    return _document(copy, attributes, doc_id)


def _document(copy: Copy, management: str, doc_id: str) -> bytes:
    title = escape(copy.headline)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<nitf version="-//IPTC//DTD NITF 3.6//EN" baselang="{quote(copy.story.language)}">\n<head>'
        f'<title>{title}</title><tobject tobject.type="news">{_subjects(copy)}</tobject>\n'
        f"<docdata {management}>{_docdata(copy, doc_id)}</docdata>\n"
        f'<pubdata type="wire" position.section="{quote(copy.story.section)}"/></head>\n<body>'
        f"<body.head><hedline><hl1>{title}</hl1></hedline>{_body_head(copy)}</body.head>\n"
        f"<body.content>\n{_media(copy)}{nitf(copy.blocks)}</body.content></body>\n</nitf>\n"
    ).encode()


def _subjects(copy: Copy) -> str:
    return "".join(f'<tobject.subject tobject.subject.refnum="{quote(c)}"/>' for c in medtops(copy.story.medtop))


def _docdata(copy: Copy, doc_id: str) -> str:
    story, note = copy.story, copy.desk_note
    code = quote(copy.agency.code)
    keywords = "".join(f'<keyword key="{quote(word)}"/>' for word in story.keywords)
    is_correction = copy.take.kind == "correction"
    parts = [
        f'<correction info="{quote(note)}" id-string="{quote(copy.guid)}" regsrc="{code}"/>' if is_correction else "",
        doc_id,
        f'<urgency ed-urg="{min(copy.urgency, 8)}"/>',
        f'<date.issue norm="{_norm(copy.issued)}"/>',
        f'<date.release norm="{_norm(copy.embargo or copy.issued)}"/>',
        f'<date.expire norm="{_norm(copy.expires)}"/>' if copy.expires else "",
        f'<ed-msg info="{quote(note)}"/>' if note else "",
        f'<du-key key="{quote(story.slugline)}" version="{copy.take.version}"/>',
        f'<doc.copyright year="{copy.created:%Y}" holder="{quote(copy.agency.name)}"/>',
        f"<key-list>{keywords}</key-list>",
        f"<identified-content>{_named(copy)}</identified-content>",
    ]
    return "".join(parts)


def _named(copy: Copy) -> str:
    story = copy.story
    return (
        (f"<location>{escape(story.place)}</location>" if story.place else "")
        + "".join(f"<person>{escape(name)}</person>" for name in story.people)
        + "".join(f"<org>{escape(name)}</org>" for name in story.organisations)
    )


def _body_head(copy: Copy) -> str:
    story = copy.story
    byline = f"<byline>{escape(copy.byline)}</byline>" if copy.byline else ""
    dateline = f"<dateline><location>{escape(story.place)}</location></dateline>" if story.place else ""
    return f"{byline}<distributor>{escape(copy.agency.code)}</distributor>{dateline}"


def _norm(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S%z}"


def _media(copy: Copy) -> str:
    return "".join(
        f'<media media-type="image"><media-reference source="{quote(picture.href)}" mime-type="image/jpeg"'
        + (f' width="{picture.width}" height="{picture.height}"' if picture.width else "")
        + f"/><media-caption>{escape(picture.caption)}</media-caption>"
        f"<media-producer>{escape(picture.credit)}</media-producer></media>\n"
        for picture in copy.pictures
    )
