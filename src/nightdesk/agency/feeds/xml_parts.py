"""The parts that RSS and Atom entries share: names of extensions, pictures, subjects, texts with markup inside."""

import re
from typing import Final

from lxml import etree

from ...terms.body import Body
from ...terms.item import Rendition, Subject
from ..body import body_from_element, body_from_html
from ..body_markup import tidy
from ..element_text import flat_text, local_name, whole_number
from ..escaping import once_more
from ..profile import Profile
from .entry import Entry

ATOM: Final = "{http://www.w3.org/2005/Atom}"
ATOM_03: Final = "{http://purl.org/atom/ns#}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
DCTERMS: Final = "{http://purl.org/dc/terms/}"
CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}"
XHTML: Final = "{http://www.w3.org/1999/xhtml}"
TOMBSTONES: Final = "{http://purl.org/atompub/tombstones/1.0}"
MEDIA: Final = ("{http://search.yahoo.com/mrss/}", "{http://search.yahoo.com/mrss}")
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_NEWSCODES: Final = re.compile(r"https?://cv\.iptc\.org/newscodes/(mediatopic|subjectcode)/?\Z")
_SCHEMES: Final = {"medtop": "medtop", "mediatopic": "medtop", "subj": "subj", "subjectcode": "subj"}
_MAIL: Final = re.compile(r"\s*\S+@\S+?(?:\s*\((?P<name>[^()]*)\))?\s*")


def line_in(element: "etree._Element") -> str:
    """The text of a short element on one line."""
    return flat_text(element) if len(element) else tidy(element.text or "")


def html_in(element: "etree._Element", field: str, profile: Profile) -> Body:
    """The body in an element that holds HTML as text, or by mistake as elements."""
    if len(element):
        return body_from_element(element, profile)
    return body_from_html(once_more(element.text or "", field, profile), profile)


def teaser_in(text: str, profile: Profile) -> str | None:
    """A summary in HTML as one line of text."""
    text = once_more(text, "teaser", profile)
    return " ".join(body_from_html(text, Profile(name=profile.name)).blocks) or None


def person(text: str) -> str | None:
    """A name; of "desk@agency.example (Asha Rao)" the part for readers, of a bare mail address nothing."""
    if "@" not in text:
        return text or None
    found = _MAIL.fullmatch(text)
    return ((found["name"] or "").strip() if found else text) or None


def add_category(entry: Entry, scheme: str, term: str, name: str) -> None:
    """A category with a news code is a subject; any other is the agency's own word for a section."""
    if not scheme and ":" not in term:
        if name:
            entry.section_names.append(name)
        return
    coded = _NEWSCODES.match(scheme)
    short = _SCHEMES.get(coded[1] if coded else scheme.strip().lower(), "")
    prefix, _, code = term.partition(":")
    if not short and code and prefix.lower() in _SCHEMES:
        short, term = _SCHEMES[prefix.lower()], code
    if short:
        entry.subjects.append(Subject(short, term, name if name != term else ""))
    elif name:
        entry.section_names.append(name)


def add_enclosure(entry: Entry, href: str | None, media_type: str | None, title: str = "") -> None:
    """A file that comes with the text."""
    if href:
        entry.renditions.append(
            Rendition(href=href.strip(), media_type=media_type or "", role="enclosure", title=title)
        )


def add_media(entry: Entry, element: "etree._Element") -> None:
    """A media: element of the entry; captions and credits count for what stands in the same group."""
    name = local_name(element)
    if name == "group":
        caption, credit = _caption(element), _credit(element)
        for child in element:
            if local_name(child) in ("content", "thumbnail"):
                _add_medium(entry, child, caption, credit)
    elif name in ("content", "thumbnail"):
        parent = element.getparent()
        assert parent is not None
        _add_medium(entry, element, _caption(parent), _credit(parent))
    elif name == "keywords":
        entry.keywords += [word for part in line_in(element).split(",") if (word := part.strip())]
    elif name == "copyright":
        entry.copyright_notice = entry.copyright_notice or line_in(element) or None


def _add_medium(entry: Entry, element: "etree._Element", caption: str, credit: str) -> None:
    if href := (element.get("url") or "").strip():
        entry.renditions.append(
            Rendition(
                href=href,
                media_type=element.get("type") or element.get("medium") or "",
                role=local_name(element),
                title=_caption(element) or caption,
                credit=_credit(element) or credit,
                width=whole_number(element.get("width"), 100_000),
                height=whole_number(element.get("height"), 100_000),
            )
        )


def _caption(scope: "etree._Element") -> str:
    return _first(scope, "description") or _first(scope, "title")


def _credit(scope: "etree._Element") -> str:
    return _first(scope, "credit")


def _first(scope: "etree._Element", name: str) -> str:
    for space in MEDIA:
        found = scope.find(space + name)
        if found is not None:
            return line_in(found)
    return ""
