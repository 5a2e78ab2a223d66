"""rightsInfo, itemMeta and the message header: what the agency says about the item, not about its subject."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from ...errors import BrokenItem
from ...terms.instant import UNTIL_RELEASED, Instant
from ...terms.item import ItemType, Link, Note, PubStatus
from ...terms.signal import Signal
from ..element_text import by_tag, flat_text, local_name, spaced_text, whole_number
from ..times import read_embargo
from . import NAMESPACE
from .draft import Draft

_TYPES: Final = MappingProxyType(
    {
        "text": ItemType.TEXT,
        "picture": ItemType.PICTURE,
        "graphic": ItemType.GRAPHIC,
        "animation": ItemType.GRAPHIC,
        "video": ItemType.VIDEO,
        "audio": ItemType.AUDIO,
        "composite": ItemType.COMPOSITE,
    }
)

# AP writes its editorial types as role/name (Media API, "Editorial types"); the IPTC's signals are few and lower-case.
_SIGNALS: Final = MappingProxyType(
    {
        "update": Signal.UPDATE,
        "lead": Signal.UPDATE,
        "writethru": Signal.WRITETHRU,
        "correction": Signal.CORRECTION,
        "corrective": Signal.CORRECTION,
        "clarification": Signal.CORRECTION,
        "repeat": Signal.REPEAT,
        "alert": Signal.ALERT,
        "newsalert": Signal.ALERT,
        "flash": Signal.ALERT,
        "kill": Signal.KILL,
        "elimination": Signal.KILL,
        "withhold": Signal.WITHHOLD,
        "holdforrelease": Signal.HOLD,
        "advisory": Signal.ADVISORY,
        "test": Signal.TEST,
    }
)
_NEVER_PUBLIC: Final = MappingProxyType({Signal.ADVISORY: "an advisory to editors", Signal.TEST: "a test"})
_NOT_A_LETTER = re.compile(r"[^a-z]")

# One relation, two spellings: the IPTC's and Reuters' (wire-formats 1.1).
_RELATIONS: Final = MappingProxyType({"prevVersion": "previousVersion"})
_WEB_WORDS: Final = frozenset({"web", "online", "internet", "digital"})


def read_rights(draft: Draft, element: etree._Element) -> None:
    """rightsInfo: the first notice and terms stand for all."""
    for child in element:
        name = local_name(child)
        if name == "copyrightNotice":
            draft.copyright_notice = draft.copyright_notice or flat_text(child) or None
        elif name == "usageTerms":
            draft.usage_terms = draft.usage_terms or flat_text(child) or None


def read_item_meta(draft: Draft, element: etree._Element) -> None:
    """itemMeta, property by property; what is not named here says nothing to a publisher."""
    for child in element:
        handler = _HANDLERS.get(child.tag)
        if handler is not None:
            handler(draft, child)
    _judge_ap_gate(draft)


def read_header_signal(draft: Draft, element: etree._Element) -> None:
    """A signal of the message's header is about the transport and is only kept."""
    draft.signals_raw.append(_raw(element))


def _item_class(draft: Draft, element: etree._Element) -> None:
    code = draft.code(element)
    draft.type = _TYPES.get(code.code.lower() if code else "", ItemType.TEXT)


def _pub_status(draft: Draft, element: etree._Element) -> None:
    code = draft.interpreted(element, "pubstatusg2/")
    try:
        draft.status = PubStatus(code or "")
    except ValueError as error:
        raise BrokenItem(
            "status",
            f"pubStatus {_raw(element)!r} is none of usable, withheld, canceled; nothing is published on a guess",
            f"line {element.sourceline}",
        ) from error
    draft.status_source = "pubStatus"


def _embargoed(draft: Draft, element: etree._Element) -> None:
    text = flat_text(element)
    if text:
        draft.embargo = read_embargo(text, draft.profile.zone)
    elif draft.profile.empty_embargo == "hold":
        draft.embargo = Instant(UNTIL_RELEASED, "", "assumed")


def _expires(draft: Draft, element: etree._Element) -> None:
    """The earliest expiry that binds a web site: one without a constraint, or with one that names the web."""
    constraints = (element.get("pubconstraint") or "").split()
    if constraints and not any(_WEB_WORDS & set(re.split(r"[^a-z]+", word.lower())) for word in constraints):
        return
    moment = draft.moment(flat_text(element), "expires")
    if moment and (draft.expires is None or moment.at < draft.expires.at):
        draft.expires = moment


def _version_created(draft: Draft, element: etree._Element) -> None:
    draft.version_created = draft.moment(flat_text(element), "versionCreated")


def _first_created(draft: Draft, element: etree._Element) -> None:
    draft.first_created = draft.moment(flat_text(element), "firstCreated")


def _ed_note(draft: Draft, element: etree._Element) -> None:
    """edNote is to editors by definition, whatever constraint it carries: always private."""
    text = spaced_text(element)
    if text:
        role = draft.code(element, "role")
        draft.notes.append(Note(role.code if role else "edNote", text))


def _signal(draft: Draft, element: etree._Element) -> None:
    code = draft.interpreted(element, "signal/")
    known = _SIGNALS.get(_NOT_A_LETTER.sub("", code.lower())) if code else None
    if known is None:
        draft.signals_raw.append(_raw(element))
    else:
        _take(draft, known)


def _role(draft: Draft, element: etree._Element) -> None:
    for word in (*(flat_text(child) for child in element if local_name(child) == "name"), _code_text(draft, element)):
        known = _SIGNALS.get(_NOT_A_LETTER.sub("", word.lower()))
        if known is not None:
            _take(draft, known)
            return
    draft.signals_raw.append(_raw(element))


def _take(draft: Draft, signal: Signal) -> None:
    draft.signals.append(signal)
    if signal in _NEVER_PUBLIC:
        draft.unpublishable_reason = f"the wire marks it as {_NEVER_PUBLIC[signal]}"


def _link(draft: Draft, element: etree._Element) -> None:
    target = (element.get("residref") or element.get("href") or "").strip()
    if not target:
        return
    relation = draft.code(element, "rel")
    rel = relation.code if relation else "seeAlso"
    draft.links.append(Link(_RELATIONS.get(rel, rel), target, whole_number(element.get("version"))))


def _judge_ap_gate(draft: Draft) -> None:
    """AP's publishability gate: an item with its signals but without `newscontent` is never public."""
    ap = [raw for raw in draft.signals_raw if raw.startswith("apsig:")]
    if ap and "apsig:newscontent" not in ap:
        draft.unpublishable_reason = draft.unpublishable_reason or "AP's signal newscontent is missing"


def _code_text(draft: Draft, element: etree._Element) -> str:
    code = draft.code(element)
    return code.code if code else ""


def _raw(element: etree._Element) -> str:
    return (element.get("qcode") or element.get("uri") or element.get("literal") or flat_text(element)).strip()[:200]


_HANDLERS: Final[Mapping[str, Callable[[Draft, etree._Element], None]]] = by_tag(
    {
        "itemClass": _item_class,
        "pubStatus": _pub_status,
        "versionCreated": _version_created,
        "firstCreated": _first_created,
        "embargoed": _embargoed,
        "expires": _expires,
        "edNote": _ed_note,
        "signal": _signal,
        "role": _role,
        "link": _link,
    },
    NAMESPACE,
)
