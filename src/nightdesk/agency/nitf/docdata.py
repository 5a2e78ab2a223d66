"""head: what the document is, when it may be shown, what it is about, and which other document it speaks of."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from lxml import etree

from ...terms.instant import Instant
from ...terms.item import Note, Place, Repair, Subject
from ..element_text import by_tag, flat_text, local_name, whole_number
from ..profile import Profile
from ..times import read_instant
from . import NAMESPACE

# Where a sender numbers both, the generation counts the key's rounds and the version the takes within one.
_VERSIONS_IN_A_GENERATION: Final = 1000


class Head(msgspec.Struct):
    """What has been read of `head`. Times of embargo stay as written, since they are judged together."""

    profile: Profile
    repairs: list[Repair]
    status: str = ""
    target: str = ""
    target_status: str = ""
    doc_id: str = ""
    corrects: str = ""
    is_correction: bool = False
    issue: str = ""
    issued: Instant | None = None
    release: str | None = None
    expires: Instant | None = None
    urgency: int | None = None
    key: str | None = None
    generation: int | None = None
    version: int | None = None
    copyright_notice: str | None = None
    usage_terms: str | None = None
    keywords: list[str] = []
    notes: list[Note] = []
    genres: list[str] = []
    section_names: list[str] = []
    subjects: list[Subject] = []
    places: list[Place] = []
    people: list[str] = []
    organisations: list[str] = []
    raw: list[str] = []

    @property
    def number(self) -> int | None:
        """The version: du-key's generation and version as one rising number; None where there is neither."""
        if self.generation is None or self.version is None:
            return self.version if self.generation is None else self.generation
        return self.generation * _VERSIONS_IN_A_GENERATION + min(self.version, _VERSIONS_IN_A_GENERATION - 1)


def read_head(head: Head, element: etree._Element) -> None:
    """head, part by part."""
    for child in element:
        name = local_name(child)
        if name == "docdata":
            _docdata(head, child)
        elif name == "tobject":
            _tobject(head, child)
        elif name == "pubdata" and (section := (child.get("position.section") or "").strip()):
            head.section_names.append(section)


def _docdata(head: Head, element: etree._Element) -> None:
    head.status = (element.get("management-status") or "").strip()
    head.target = (element.get("management-doc-idref") or "").strip()
    head.target_status = (element.get("management-idref-status") or "").strip()
    for child in element:
        handler = _HANDLERS.get(child.tag)
        if handler is not None:
            handler(head, child)


def _doc_id(head: Head, element: etree._Element) -> None:
    head.doc_id = head.doc_id or (element.get("id-string") or "").strip()


def _correction(head: Head, element: etree._Element) -> None:
    """@info is to editors: what changed, in their words. Readers get the corrected text."""
    head.is_correction = True
    head.corrects = (element.get("id-string") or "").strip()
    if info := (element.get("info") or "").strip():
        head.notes.append(Note("correction", info))


def _date_issue(head: Head, element: etree._Element) -> None:
    head.issue = (element.get("norm") or flat_text(element)).strip()
    head.issued = _moment(head, head.issue, "date.issue")


def _date_release(head: Head, element: etree._Element) -> None:
    head.release = (element.get("norm") or flat_text(element)).strip()


def _date_expire(head: Head, element: etree._Element) -> None:
    head.expires = _moment(head, (element.get("norm") or flat_text(element)).strip(), "date.expire")


def _urgency(head: Head, element: etree._Element) -> None:
    written = (element.get("ed-urg") or "").strip()
    urgency = head.profile.urgency.get(written.casefold()) or whole_number(written)
    head.urgency = urgency if urgency and 1 <= urgency <= 9 else None


def _ed_msg(head: Head, element: etree._Element) -> None:
    if info := (element.get("info") or "").strip():
        head.notes.append(Note("ed-msg", info))
    if kind := (element.get("msg-type") or "").strip():
        head.raw.append(f"ed-msg:{kind}")


def _du_key(head: Head, element: etree._Element) -> None:
    head.key = (element.get("key") or "").strip() or None
    head.generation = whole_number(element.get("generation"))
    head.version = whole_number(element.get("version"))


def _doc_copyright(head: Head, element: etree._Element) -> None:
    said = " ".join(word for word in (element.get("year"), element.get("holder")) if word)
    head.copyright_notice = head.copyright_notice or (f"© {said}" if said else None)


def _doc_rights(head: Head, element: etree._Element) -> None:
    head.usage_terms = head.usage_terms or flat_text(element) or (element.get("limitations") or "").strip() or None


def _series(head: Head, element: etree._Element) -> None:
    part = "/".join(value for value in (element.get("series.part"), element.get("series.totalpart")) if value)
    head.raw.append(f"series:{(element.get('series.name') or '').strip()}{' ' + part if part else ''}")


def _fixture(head: Head, element: etree._Element) -> None:
    if identity := (element.get("fix-id") or "").strip():
        head.raw.append(f"fixture:{identity}")


def _key_list(head: Head, element: etree._Element) -> None:
    head.keywords.extend(key for child in element if (key := (child.get("key") or "").strip()))


def _evloc(head: Head, element: etree._Element) -> None:
    name = element.get("city") or flat_text(element) or element.get("state-prov") or element.get("county-dist")
    country = (element.get("iso-cc") or "").strip()
    if name := (name or country).strip():
        head.places.append(Place(name, "located", country))


def _identified_content(head: Head, element: etree._Element) -> None:
    for child in element:
        name = local_name(child)
        if name == "classifier":
            kind, value = (child.get("type") or "").strip(), (child.get("value") or flat_text(child)).strip()
            if value:
                head.subjects.append(Subject(kind, (child.get("idsrc") and child.get("value-code")) or value, value))
            continue
        text = flat_text(child) or (child.get("value") or "").strip()
        if not text:
            continue
        if name == "location":
            head.places.append(Place(text, "mentioned", (child.get("location-code") or "").strip()))
        elif name == "person":
            head.people.append(text)
        elif name == "org":
            head.organisations.append(text)


def _tobject(head: Head, element: etree._Element) -> None:
    for child in element:
        name = local_name(child)
        if name == "tobject.subject":
            words = (child.get(f"tobject.subject.{part}") for part in ("detail", "matter", "type"))
            said = next((word.strip() for word in words if word), "")
            code = (child.get("tobject.subject.refnum") or "").strip()
            if code or said:
                head.subjects.append(Subject("subj" if code else "", code, said))
        elif name == "tobject.property" and (kind := (child.get("tobject.property.type") or "").strip()):
            head.genres.append(kind)


def _moment(head: Head, text: str, place: str) -> Instant | None:
    instant = read_instant(text, head.profile.zone)
    if instant is None and text:
        head.repairs.append(Repair("time-unreadable", f"{place}: {text[:60]}"))
    return instant


_HANDLERS: Final[Mapping[str, Callable[[Head, etree._Element], None]]] = by_tag(
    {
        "doc-id": _doc_id,
        "correction": _correction,
        "date.issue": _date_issue,
        "date.release": _date_release,
        "date.expire": _date_expire,
        "urgency": _urgency,
        "ed-msg": _ed_msg,
        "du-key": _du_key,
        "doc.copyright": _doc_copyright,
        "doc.rights": _doc_rights,
        "series": _series,
        "fixture": _fixture,
        "key-list": _key_list,
        "evloc": _evloc,
        "identified-content": _identified_content,
    },
    NAMESPACE,
)
