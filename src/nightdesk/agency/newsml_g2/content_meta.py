"""contentMeta: the newslines, and what the item is about."""

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from ...terms.item import Place, Subject
from ..catalogs import NEWSCODES, Code
from ..element_text import by_tag, flat_text, local_name, whole_number
from . import NAMESPACE
from .draft import SHORT_SCHEMES, Draft

_NATURES: Final = NEWSCODES + "cpnature/"
_PLACE_NATURES: Final = frozenset({"geoArea", "poi"})
_TEASER_ROLES: Final = frozenset({"summary", "teaser", "abstract"})


def read_content_meta(draft: Draft, element: etree._Element) -> None:
    """contentMeta, property by property."""
    for child in element:
        handler = _HANDLERS.get(child.tag)
        if handler is not None:
            handler(draft, child)


def _urgency(draft: Draft, element: etree._Element) -> None:
    text = flat_text(element)
    urgency = draft.profile.urgency.get(text.casefold()) or whole_number(text)
    draft.urgency = urgency if urgency and 1 <= urgency <= 9 else None


def _content_created(draft: Draft, element: etree._Element) -> None:
    draft.content_created = draft.moment(flat_text(element), "contentCreated")


def _language(draft: Draft, element: etree._Element) -> None:
    """The first language is the text's own; it is more exact than the item's xml:lang, which is about metadata too."""
    tag = (element.get("tag") or "").strip()
    if tag and not draft.language_tagged:
        draft.language, draft.language_tagged = tag, True


def _headline(draft: Draft, element: etree._Element) -> None:
    """Rank 1 (or none) without a role is the headline; others are known by their role or left alone."""
    text = flat_text(element)
    role = draft.code(element, "role")
    word = role.code.lower() if role else ""
    if "kicker" in word or "overline" in word:
        draft.kicker = draft.kicker or text or None
    elif "sub" in word:
        draft.subhead = draft.subhead or text or None
    else:
        rank = (whole_number(element.get("rank"), 900) or 1) + (0 if word in {"", "main"} else 100)
        if rank < draft.headline_rank and text:
            draft.headline, draft.headline_rank = text, rank


def _slugline(draft: Draft, element: etree._Element) -> None:
    draft.slugline = draft.slugline or flat_text(element) or None


def _dateline(draft: Draft, element: etree._Element) -> None:
    draft.dateline = draft.dateline or flat_text(element) or None


def _by(draft: Draft, element: etree._Element) -> None:
    draft.byline = draft.byline or flat_text(element) or None


def _creditline(draft: Draft, element: etree._Element) -> None:
    draft.credit = draft.credit or flat_text(element) or None


def _description(draft: Draft, element: etree._Element) -> None:
    role = draft.code(element, "role")
    word = role.code.lower() if role else ""
    if word == "caption":
        draft.caption = draft.caption or flat_text(element)
    elif word in _TEASER_ROLES:
        draft.teaser = draft.teaser or flat_text(element) or None


def _keyword(draft: Draft, element: etree._Element) -> None:
    if text := flat_text(element):
        draft.keywords.append(text)


def _genre(draft: Draft, element: etree._Element) -> None:
    code = draft.code(element)
    if text := _name(draft, element, code):
        draft.genres.append(text)


def _info_source(draft: Draft, element: etree._Element) -> None:
    code = draft.code(element)
    if text := _name(draft, element, code):
        draft.info_sources.append(text)


def _located(draft: Draft, element: etree._Element) -> None:
    code = draft.code(element)
    if name := _name(draft, element, code):
        draft.places.append(Place(name, "located", element.get("qcode") or element.get("uri") or ""))


def _subject(draft: Draft, element: etree._Element) -> None:
    """A concept the item is about, sorted by its nature: place, person, organisation, or subject."""
    code = draft.code(element)
    nature = draft.code(element, "type")
    kind = nature.code if nature and nature.scheme == _NATURES else ""
    name = _name(draft, element, code)
    if kind in _PLACE_NATURES:
        if name:
            draft.places.append(Place(name, "mentioned", element.get("qcode") or element.get("uri") or ""))
    elif kind == "person":
        if name:
            draft.people.append(name)
    elif kind == "organisation":
        if name:
            draft.organisations.append(name)
    elif code is not None and (code.scheme or name):
        draft.subjects.append(Subject(SHORT_SCHEMES.get(code.scheme, code.scheme), code.code, name))
    elif name:
        draft.subjects.append(Subject(name=name))


def _name(draft: Draft, element: etree._Element, code: Code | None) -> str:
    """The first name given here, else the one an assert gives for the same value, else a literal's own text."""
    for child in element:
        if local_name(child) == "name":
            return flat_text(child)
    asserted = draft.names.get(element.get("qcode") or element.get("uri") or element.get("literal") or "")
    if asserted:
        return asserted
    return code.code if code is not None and element.get("literal") else ""


_HANDLERS: Final[Mapping[str, Callable[[Draft, etree._Element], None]]] = by_tag(
    {
        "urgency": _urgency,
        "contentCreated": _content_created,
        "language": _language,
        "headline": _headline,
        "slugline": _slugline,
        "dateline": _dateline,
        "by": _by,
        "creditline": _creditline,
        "description": _description,
        "keyword": _keyword,
        "genre": _genre,
        "infoSource": _info_source,
        "located": _located,
        "subject": _subject,
    },
    NAMESPACE,
)
