"""Pictures, sounds and films of an item, its relations to other items, and what it is about."""

from functools import lru_cache
from typing import Final

from ...terms.item import Link, Place, Rendition, Subject
from .fields import Fields, Reader, folded, media_type_of, objects, version_of

_NEWSCODES: Final = "cv.iptc.org/newscodes/"
_SHORT_SCHEMES: Final = {"mediatopic": "medtop", "subjectcode": "subj", "medtop": "medtop", "subj": "subj"}
_SHOWN: Final = frozenset({"", "usable"})
_EMBARGO: Final = ("embargoed", "embargoeduntil")


def renditions_of(fields: Fields, reader: Reader, *, is_medium: bool) -> list[Rendition]:
    """The item's own renditions, then those of the pictures that come with it and may be shown.

    Only what is a picture, a sound or a film (`is_medium`) has its caption and its maker in its own fields.
    """
    found = _renditions(fields, reader, is_medium)
    for one in map(folded, objects(fields.get("associations"))):
        status = reader.gentle(one.get("pubstatus"), "associations").lower()
        if status in _SHOWN and all(one.get(name) in (None, False) for name in _EMBARGO):
            found += _renditions(one, reader, True, reader.gentle(one.get("uri") or one.get("guid"), "associations"))
    return found


def _renditions(fields: Fields, reader: Reader, is_medium: bool, guid: str = "") -> list[Rendition]:
    listed = objects(fields.get("renditions"))
    if not listed:
        return []
    found = []
    title = credit = ""
    if is_medium:
        title = _caption(fields, reader)
        credit = reader.gentle(fields.get("creditline") or fields.get("by") or fields.get("byline"), "by")
    for one in listed:
        get = one.get
        media_type = get("contentType") or media_type_of(one)
        href, media_type, role = reader.three(get("href"), media_type, get("name"), "renditions")
        if href:
            size = version_of(get("width")), version_of(get("height"))
            found.append(Rendition(href, media_type, role, title, credit, *size, guid))
    return found


def _caption(fields: Fields, reader: Reader) -> str:
    for one in objects(fields.get("descriptions")):
        text = reader.gentle(one.get("value"), "descriptions")
        if text and "html" not in reader.gentle(media_type_of(one), "descriptions").lower():
            return text
    for name in ("description_caption", "description_text", "headline"):
        if text := reader.gentle(fields.get(name), name):
            return text
    return ""


def relations_of(fields: Fields, reader: Reader, is_composite: bool) -> tuple[list[Link], list[Link]]:
    """(links, members): a composite's associations are its members, any other item's are related items."""
    found = []
    for one in objects(fields.get("associations")):
        if guid := reader.gentle(one.get("uri") or one.get("guid"), "associations"):
            rel = reader.gentle(one.get("rel"), "associations") or ("member" if is_composite else "associatedWith")
            found.append(Link(rel, guid, version_of(one.get("version"))))
    return ([], found) if is_composite else (found, [])


def subjects_of(fields: Fields, reader: Reader) -> tuple[list[Subject], list[str]]:
    """(subjects with a code, names of those without one: the agency's own section words)."""
    subjects, names = [], []
    for one in objects(fields.get("subjects") or fields.get("subject")):
        name = reader.gentle(one.get("name"), "subjects")
        scheme, code = _code(one, reader)
        if scheme:
            subjects.append(Subject(scheme, code, name))
        elif name or code:
            subjects.append(Subject("", code, name))
            names.append(name or code)
    return subjects, names


def _code(one: Fields, reader: Reader) -> tuple[str, str]:
    code = reader.gentle(one.get("code") or one.get("literal"), "subjects")
    if uri := reader.gentle(one.get("uri"), "subjects"):
        return _scheme_and_code(uri) or (_short(uri), code)
    if scheme := reader.gentle(one.get("scheme"), "subjects"):
        return _short(scheme), code
    scheme, _, tail = code.partition(":")
    return (_short(scheme), tail) if tail else ("", code)


@lru_cache(maxsize=2048)
def _scheme_and_code(uri: str) -> tuple[str, str] | None:
    """The two parts of a concept's address; None where it has no last part. The same few stand in every story."""
    scheme, _, code = uri.rpartition("/")
    return (_short(scheme + "/"), code) if scheme and code else None


def _short(scheme: str) -> str:
    name = scheme.removeprefix("https://").removeprefix("http://").removeprefix(_NEWSCODES).strip("/")
    return _SHORT_SCHEMES.get(name, scheme)


def places_of(fields: Fields, reader: Reader) -> list[Place]:
    """Where the story was written, then the places it names."""
    found = []
    located = fields.get("located")
    for name in located if isinstance(located, list) else [located]:
        if text := reader.gentle(name, "located"):
            found.append(Place(text, "located"))
    for one in objects(fields.get("places") or fields.get("place")):
        if name := reader.gentle(one.get("name"), "places"):
            found.append(Place(name, "mentioned", reader.gentle(one.get("uri") or one.get("code"), "places")))
    return found


def names_of(value: object, reader: Reader, place: str) -> list[str]:
    """The names in a list of objects, or of strings."""
    if isinstance(value, list):
        strings = [text for part in value if isinstance(part, str) and (text := reader.gentle(part, place))]
        if strings:
            return strings
    return [
        name
        for one in objects(value)
        if (name := reader.gentle(one.get("name") or one.get("literal") or one.get("uri"), place))
    ]
