"""One ninjs object into one item."""

from typing import Any, Final

from ...errors import BrokenItem, DeliveryError
from ...terms.body import Body
from ...terms.instant import UNTIL_RELEASED, Instant
from ...terms.item import Item, ItemType, Note, PubStatus, Repair
from ...terms.signal import Signal
from ..body import body_from_html
from ..body_markup import tidy
from ..escaping import once_more
from ..profile import Profile
from ..times import read_embargo, read_instant
from .body_choice import Chosen, choose_body
from .fields import CarefulReader, Fields, Reader, media_type_of, objects, version_of
from .media import names_of, places_of, relations_of, renditions_of, subjects_of

_GUID_LENGTH: Final = 512
_TYPES: Final = {
    **{str(kind): kind for kind in ItemType},
    "": ItemType.TEXT,
    "article": ItemType.TEXT,
    "photo": ItemType.PICTURE,
    "image": ItemType.PICTURE,
}
_UNPUBLISHABLE: Final = frozenset({ItemType.PLANNING, ItemType.EVENT, ItemType.CONCEPT})
_STATUSES: Final = {
    "": PubStatus.USABLE,
    "usable": PubStatus.USABLE,
    "embargoed": PubStatus.USABLE,
    "withheld": PubStatus.WITHHELD,
    "canceled": PubStatus.CANCELED,
    "cancelled": PubStatus.CANCELED,
}
_SIGNALS: Final = {str(signal): signal for signal in Signal if signal not in (Signal.TAKEDOWN, Signal.RESTORE)}
_TEASERS: Final = ("summary", "teaser", "abstract", "lead", "main", "text", "")


def read_item(fields: Fields, profile: Profile, repairs: tuple[Repair, ...]) -> Item:
    """The canonical item. Raises BrokenItem where a field that the item stands on cannot be read."""
    reader = Reader()
    item = _read(fields, reader, profile, repairs)
    return item if reader.is_clean() else _read(fields, CarefulReader(), profile, repairs)


def _read(fields: Fields, reader: Reader, profile: Profile, repairs: tuple[Repair, ...]) -> Item:
    status, status_source = _status(fields, reader)
    kind, reason = _type(fields, reader)
    guid = _guid(fields, reader)
    number = version_of(fields.get("version"))
    body, body_source, notes = _body(fields, reader, profile, status)
    headline, subhead, kicker = _headlines(fields, reader, profile)
    if kind is ItemType.TEXT and not reason and not (headline or body.blocks or status is PubStatus.CANCELED):
        reason = "neither a headline nor a text"
    links, members = relations_of(fields, reader, kind is ItemType.COMPOSITE)
    subjects, section_names = subjects_of(fields, reader)
    signals, signals_raw = _signals(fields, reader)
    ednote = reader.gentle(fields.get("ednote"), "edNote")
    moments = {name: _moment(fields, name, reader, profile) for name in _MOMENTS}
    text = reader.optional
    return Item(
        provider="",
        guid=guid,
        version=1 if number is None else number,
        version_kind="counted" if number is None else "agency",
        revision_token="" if number is not None else reader.gentle(fields.get("version"), "version"),
        type=kind,
        first_created=moments["firstcreated"],
        version_created=moments["versioncreated"],
        content_created=moments["contentcreated"],
        embargo=_embargo(fields, reader, profile),
        expires=moments["expires"],
        status=status,
        status_source=status_source,
        publishable=not reason,
        unpublishable_reason=reason,
        partial=reader.gentle(fields.get("representationtype"), "representationType").lower()
        in {"partial", "incomplete"},
        urgency=_urgency(fields, reader, profile),
        language=text(fields.get("language"), "language"),
        headline=headline,
        derived_headline=body.blocks[0] if body.blocks and not headline else "",
        kicker=kicker,
        subhead=subhead,
        teaser=_teaser(fields, reader, profile),
        byline=text(fields.get("by") or fields.get("byline"), "by"),
        dateline=text(fields.get("dateline"), "dateline"),
        credit=text(fields.get("creditline"), "creditline"),
        copyright_notice=text(fields.get("copyrightnotice"), "copyrightNotice"),
        usage_terms=text(fields.get("usageterms"), "usageTerms"),
        slugline=text(fields.get("slugline"), "slugline"),
        keywords=tuple(names_of(fields.get("keywords"), reader, "keywords")),
        body=body,
        body_source=body_source,
        notes_private=(*((Note("edNote", ednote),) if ednote else ()), *notes),
        signals=signals,
        signals_raw=signals_raw,
        genres=tuple(names_of(fields.get("genres") or fields.get("genre"), reader, "genres")),
        section_names=tuple(section_names),
        subjects=tuple(subjects),
        places=tuple(places_of(fields, reader)),
        people=tuple(names_of(fields.get("people") or fields.get("person"), reader, "people")),
        organisations=tuple(
            names_of(fields.get("organisations") or fields.get("organisation"), reader, "organisations")
        ),
        info_sources=tuple(names_of(fields.get("infosources") or fields.get("infosource"), reader, "infoSources")),
        links=tuple(links),
        members=tuple(members),
        renditions=tuple(renditions_of(fields, reader, is_medium=kind is not ItemType.TEXT)),
        repairs=(*repairs, *reader.repairs, *(Repair(rule, body_source) for rule in body.repairs)),
    )


_MOMENTS: Final = ("firstcreated", "versioncreated", "contentcreated", "expires")


def _guid(fields: Fields, reader: Reader) -> str:
    guid = reader.line(fields.get("uri"), "uri")
    if not guid and (guid := reader.line(fields.get("guid"), "guid")):
        reader.repairs.append(Repair("guid-for-uri", "field guid"))
    if not guid:
        raise BrokenItem("no-guid", "the item has no uri, so that no later version or kill could find it", "field uri")
    if len(guid) > _GUID_LENGTH:
        raise BrokenItem("guid", f"an id of {len(guid)} characters; at most {_GUID_LENGTH} are taken", "field uri")
    return guid


def _status(fields: Fields, reader: Reader) -> tuple[PubStatus, str]:
    """An unknown word closes: nothing is published on a guess."""
    value = fields.get("pubstatus")
    word = value.strip().lower() if isinstance(value, str) else "" if value is None else repr(value)[:40]
    if word in _STATUSES:
        return _STATUSES[word], "pubStatus" if word else "default"
    return PubStatus.WITHHELD, f"unknown pubStatus {reader.gentle(word, 'pubStatus')[:40]}"


def _type(fields: Fields, reader: Reader) -> tuple[ItemType, str]:
    word = reader.gentle(fields.get("type"), "type").lower()
    kind = _TYPES.get(word)
    if kind is None:
        return ItemType.TEXT, f"unknown type {word[:40]}"
    if kind in _UNPUBLISHABLE:
        return kind, f"an item of type {kind} is not copy"
    if reader.gentle(fields.get("profile"), "profile").lower() == "test":
        return kind, "profile test"
    return kind, ""


def _body(fields: Fields, reader: Reader, profile: Profile, status: PubStatus) -> Chosen:
    """A canceled item needs no text, so that a broken body never stops a kill."""
    try:
        return choose_body(fields, reader, profile)
    except DeliveryError:
        if status is PubStatus.CANCELED:
            return Chosen(Body(), "")
        raise


def _headlines(fields: Fields, reader: Reader, profile: Profile) -> tuple[str, str | None, str | None]:
    """(headline, subhead, kicker): the main one, else the first without another role; 1.x's own name before its kin."""
    headline, subhead, kicker = "", None, None
    for number, one in enumerate(objects(fields.get("headlines"))):
        role = reader.gentle(one.get("role"), "headlines").lower()
        text = reader.line(one.get("value"), f"headlines[{number}].value")
        if "html" in reader.gentle(media_type_of(one), "headlines").lower():
            text = _flat(text, profile)
        if "sub" in role:
            subhead = subhead or text or None
        elif "kicker" in role or "overline" in role:
            kicker = kicker or text or None
        elif text and (not headline or role == "main"):
            headline = text
    for name in ("headline", "headline_main", "headline_text"):
        headline = headline or reader.line(fields.get(name), name)
    if not headline:
        extras = (reader.gentle(value, name) for name, value in fields.items() if name.startswith("headline_"))
        headline = next(filter(None, extras), "")
    return tidy(once_more(headline, "headline", profile)), subhead, kicker


def _teaser(fields: Fields, reader: Reader, profile: Profile) -> str | None:
    found: dict[str, str] = {}
    for one in objects(fields.get("descriptions")):
        role = reader.gentle(one.get("role"), "descriptions").lower()
        is_html = "html" in reader.gentle(media_type_of(one), "descriptions").lower()
        text = reader.gentle(one.get("value"), "descriptions")
        found.setdefault(role, _flat(text, profile) if is_html else text)
    for name in () if found else fields:
        if name.startswith("description_"):
            found.setdefault(name.removeprefix("description_"), reader.gentle(fields[name], name))
    text = next((found[role] for role in _TEASERS if found.get(role)), "")
    return tidy(once_more(text, "teaser", profile)) or None


def _flat(text: str, profile: Profile) -> str:
    return " ".join(body_from_html(text, Profile(name=profile.name)).blocks)


def _moment(fields: Fields, name: str, reader: Reader, profile: Profile) -> Instant | None:
    text = reader.gentle(fields.get(name), name)
    moment = read_instant(text, profile.zone) if text else None
    if text and moment is None:
        reader.repairs.append(Repair("time-unreadable", f"{name}: {text[:60]}"))
    return moment


def _embargo(fields: Fields, reader: Reader, profile: Profile) -> Instant | None:
    """The later of the two names; an empty or unreadable time holds until somebody releases it."""
    ends = []
    for name in ("embargoeduntil", "embargoed"):
        value: Any = fields.get(name)
        if value is None or value is False:
            continue
        text = reader.gentle(value, name)
        if text or profile.empty_embargo == "hold":
            ends.append(read_embargo(text, profile.zone))
    status = fields.get("pubstatus")
    if not ends and isinstance(status, str) and status.strip().lower() == "embargoed":
        ends.append(Instant(UNTIL_RELEASED, "", "assumed"))
    return max(ends, key=lambda end: end.at) if ends else None


def _urgency(fields: Fields, reader: Reader, profile: Profile) -> int | None:
    text = reader.gentle(fields.get("urgency"), "urgency")
    number = profile.urgency.get(text.casefold()) or version_of(fields.get("urgency"))
    return number if number and 1 <= number <= 9 else None


def _signals(fields: Fields, reader: Reader) -> tuple[tuple[Signal, ...], tuple[str, ...]]:
    """An extension of senders: ninjs itself has no property for it up to 3.1."""
    raw: list[str] = []
    for name in ("signal", "signals"):
        value = fields.get(name)
        for part in value if isinstance(value, list) else [value]:
            said = next(iter(names_of([part], reader, name)), "") if isinstance(part, dict) else part
            if text := reader.gentle(said, name):
                raw.append(text)
    words = (text.lower().replace("/", ":").rpartition(":")[2] for text in raw)
    return tuple(dict.fromkeys(_SIGNALS[word] for word in words if word in _SIGNALS)), tuple(raw)
