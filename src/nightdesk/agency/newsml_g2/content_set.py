"""contentSet: one rendition of the text is chosen, never two joined; everything remote becomes a rendition."""

from typing import Final

from lxml import etree

from ...errors import DeliveryError
from ...terms.body import Body
from ...terms.item import ItemType, PubStatus, Rendition
from ..body import body_from_element, body_from_html, body_from_plain
from ..element_text import local_name, whole_number
from ..nitf.content import nitf_content
from .draft import Draft

# Best first: mark-up that says what is a paragraph, then plain text. dpa's plain rendition tears table cells apart
# (wire-formats 1.1), so that plain is only taken where there is nothing else.
_XHTML, _HTML, _NITF, _HTML_TEXT, _PLAIN = range(5)
_PLAIN_FIRST: Final = {"text": 0, "public": 1, "": 0}

_NEVER_PUBLIC: Final = frozenset({"nonpublic"})
_NOT_THE_TEXT: Final = frozenset({"headline", "teaser", "caption"})


def read_content_set(draft: Draft, element: etree._Element) -> None:
    """Choose the text; a canceled item needs none, so that a broken body never stops a kill."""
    best: tuple[int, int, etree._Element] | None = None
    for child in element:
        name = local_name(child)
        if name == "remoteContent":
            _remote(draft, child)
        elif name in {"inlineXML", "inlineData"}:
            rank = _rank(draft, child, is_xml=name == "inlineXML")
            if rank is not None and (best is None or rank < best[:2]):
                best = (*rank, child)
    if best is None:
        return
    try:
        draft.body = _body(draft, best[0], best[2])
    except DeliveryError:
        if draft.status is not PubStatus.CANCELED:
            raise
    draft.body_source = _source(best[2])
    if draft.type is ItemType.COMPOSITE and draft.body.blocks:
        draft.type = ItemType.TEXT


def _rank(draft: Draft, element: etree._Element, *, is_xml: bool) -> tuple[int, int] | None:
    """How much we want this rendition, smallest first; None for one that is no text or must not be shown."""
    rendition = (element.get("rendition") or "").strip()
    word = rendition.rpartition(":")[2]
    if (
        word in _NEVER_PUBLIC
        or "nonpublic" in (element.get("pubconstraint") or "")
        or element.get("hascontent") == "false"
    ):
        return None
    wanted = draft.profile.body_rendition
    preferred = -100 if wanted and wanted in {rendition, word} else 0
    if not preferred and word in _NOT_THE_TEXT:
        return None
    kind = _inline_kind(element) if is_xml else _data_kind(element)
    return None if kind is None else (preferred + kind, _PLAIN_FIRST.get(word, 2))


def _inline_kind(element: etree._Element) -> int | None:
    content_type = (element.get("contenttype") or "").partition(";")[0].strip().lower()
    first = local_name(element[0]) if len(element) else ""
    if first == "nitf":
        return _NITF
    if content_type == "application/xhtml+xml" or (first == "html" and content_type != "text/html"):
        return _XHTML
    if content_type == "text/html":
        return _HTML
    return None


def _data_kind(element: etree._Element) -> int | None:
    if element.get("encoding") or element.get("encodinguri"):
        return None
    content_type = (element.get("contenttype") or "text/plain").partition(";")[0].strip().lower()
    return {"text/html": _HTML_TEXT, "application/xhtml+xml": _HTML_TEXT, "text/plain": _PLAIN}.get(content_type)


def _body(draft: Draft, kind: int, element: etree._Element) -> Body:
    kind = kind + 100 if kind < 0 else kind
    if kind == _PLAIN:
        return body_from_plain("".join(map(str, element.itertext())), draft.profile)
    if kind == _HTML_TEXT or not len(element):
        return body_from_html("".join(map(str, element.itertext())), draft.profile)
    if kind == _NITF:
        content = nitf_content(element[0])
        return Body() if content is None else body_from_element(content, draft.profile)
    return body_from_element(_printed_part(draft, element), draft.profile)


def _printed_part(draft: Draft, element: etree._Element) -> etree._Element:
    """The XHTML body. Beside a section.main, dpa's `header` repeats slugline, time and headline and is left out."""
    page = element[0] if local_name(element[0]) == "html" and len(element) == 1 else element
    body = next(page.iterchildren("{*}body"), page)
    if draft.profile.body_select or draft.profile.body_exclude or not len(body) or local_name(body[0]) == "p":
        return body
    if any("main" in (section.get("class") or "").split() for section in body.iterchildren("{*}section")):
        for header in [header for header in body.iterchildren("{*}header") if not (header.tail or "").strip()]:
            body.remove(header)
    return body


def _remote(draft: Draft, element: etree._Element) -> None:
    href = (element.get("href") or element.get("residref") or "").strip()
    if not href:
        return
    role = draft.code(element, "rendition")
    draft.renditions.append(
        Rendition(
            href=href,
            media_type=(element.get("contenttype") or "").strip(),
            role=role.code if role else "",
            title=(draft.caption or draft.headline) if draft.type is not ItemType.TEXT else "",
            credit=draft.credit or "",
            width=whole_number(element.get("width"), 100_000),
            height=whole_number(element.get("height"), 100_000),
        )
    )


def _source(element: etree._Element) -> str:
    """Which part of the file the text is: for the proof page and for whoever compares."""
    marks = [mark for mark in (element.get("contenttype"), element.get("rendition")) if mark]
    return f"contentSet/{local_name(element)}" + (f"[{', '.join(marks)}]" if marks else "")
