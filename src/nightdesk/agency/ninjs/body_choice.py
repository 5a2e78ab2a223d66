"""Choose one body of those an item carries, never two, and read it as what it says it is."""

import re
from typing import Final, NamedTuple

from lxml import etree

from ...errors import BrokenItem
from ...terms.body import Body
from ...terms.item import Note
from ..body import body_from_element, body_from_html, body_from_plain
from ..element_text import local_name
from ..escaping import once_more
from ..nitf.content import nitf_content, take_private_notes
from ..profile import Profile
from .fields import Fields, Reader, media_type_of, objects

# Roles that name the whole story; senders also put the kind of markup there.
_KIND_OF_ROLE: Final = {
    "text": "plain",
    "plain": "plain",
    "html": "html",
    "richtext": "html",
    "xhtml": "xhtml",
    "nitf": "nitf",
}
_WHOLE: Final = frozenset({"", "main", "body", "full", "fulltext", "story", "article", *_KIND_OF_ROLE})
_ORDER: Final = ("html", "xhtml", "nitf", "plain")
_UNREADABLE: Final = "unreadable"

_TAG: Final = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|table|blockquote|section|article|span|strong|em|b|i|a)\b[^<>]*>", re.IGNORECASE
)
_DOCUMENT: Final = re.compile(r"\s*<(?:\?xml|!DOCTYPE|html|body|nitf)\b", re.IGNORECASE)


class Chosen(NamedTuple):
    """The body, where it stood, and the notes in it that are not for readers."""

    body: Body
    source: str
    notes: tuple[Note, ...] = ()


class _Candidate(NamedTuple):
    role: str
    kind: str
    place: str
    text: str


def choose_body(fields: Fields, reader: Reader, profile: Profile) -> Chosen:
    """The whole story as markup before the whole story as plain text before any part of it; nothing where none is."""
    candidates = _candidates(fields, reader, profile.body_rendition)
    if not candidates:
        return Chosen(Body(), "")
    readable = [one for one in candidates if one.kind != _UNREADABLE]
    if not readable:
        place = candidates[0].place
        raise BrokenItem(
            "body-type", "no body in a form that can be read; ask the agency for text/html", f"field {place}"
        )
    best = min(readable, key=lambda one: _rank(one, profile.body_rendition))
    return _read(best, profile)


def _rank(candidate: _Candidate, wanted: str) -> tuple[bool, bool, int]:
    is_wanted = bool(wanted) and wanted.lower() in (candidate.role, candidate.place.lower())
    return not is_wanted, candidate.role not in _WHOLE, _ORDER.index(candidate.kind)


def _candidates(fields: Fields, reader: Reader, wanted: str) -> list[_Candidate]:
    """The bodies that hold a word; those of 1.x only where there are no others, or one of them may be `wanted`."""
    found = []
    for number, body in enumerate(objects(fields.get("bodies"))):
        place = f"bodies[{number}]"
        text = reader.raw(body.get("value"), f"{place}.value")
        role = reader.gentle(body.get("role"), place).lower()
        mime = reader.gentle(media_type_of(body), place)
        if text.strip():
            found.append(_Candidate(role, _kind(role, mime, text), place, text))
    for name in () if found and not wanted else fields:
        if name[:5] == "body_" and fields[name]:
            text, role = reader.raw(fields[name], name), name[5:]
            if text.strip():
                found.append(_Candidate(role, _kind(role, "", text), name, text))
    return found


def _kind(role: str, mime: str, text: str) -> str:
    mime = mime.partition(";")[0].strip().lower()
    for word in ("nitf", "xhtml", "html"):
        if word in mime:
            return word
    if mime:
        return "plain" if mime.startswith("text/") or mime == "plain" else _UNREADABLE
    return _KIND_OF_ROLE.get(role) or ("html" if _TAG.search(text) else "plain")


def _read(candidate: _Candidate, profile: Profile) -> Chosen:
    text = once_more(candidate.text, "body", profile)
    place = candidate.place
    if candidate.kind == "plain":
        return Chosen(body_from_plain(text, profile), place)
    if candidate.kind == "html":
        return Chosen(body_from_html(text, profile), place)
    root = _element(text, place)
    if root is None:
        if candidate.kind == "nitf":
            raise BrokenItem("body-xml", "the NITF in the body is not well-formed", f"field {place}")
        return Chosen(body_from_html(text, profile), place)
    notes: list[Note] = []
    if candidate.kind == "nitf":
        content = nitf_content(root) if local_name(root) == "nitf" else root
        if content is None:
            return Chosen(Body(), place)
        notes = take_private_notes(content)
        root = content
    return Chosen(body_from_element(root, profile), place, tuple(notes))


def _element(text: str, place: str) -> "etree._Element | None":
    """The string as strict XML, in an element of ours unless it is a document; None where it is not well-formed.

    XHTML must not go through an HTML parser where it can be helped: to that `<script/>` begins all the rest.
    """
    if "<!ENTITY" in text:
        raise BrokenItem("entity", "the body declares entities of its own; such are refused", f"field {place}")
    source = text.strip() if _DOCUMENT.match(text) else f"<body>{text}</body>"
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
