"""A profile for a wire nobody has described yet, proposed from a sample of it. Pure: bytes in, a proposal out."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from ..terms.delivery import Delivery
from ..terms.instant import Instant
from ..terms.item import Item
from ..terms.reading import Reading
from ..terms.spike import Spike
from .format import Format
from .profile import Profile
from .read import read
from .whose import Sign, agency_of

GENERIC: Final = "generic"
_INDIA: Final = "Asia/Kolkata"
_INDIAN_TIME: Final = re.compile(r"\bIST\b|\+05:?30\b")
_ESCAPED: Final = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|rsquo|#\d{2,5}|#x[0-9a-fA-F]{2,5});|</?(?:p|br|b|i|a)\b[^<]*>"
)
_EXAMPLES: Final = 3

# What can mend a refusal, in the order in which it is tried; kept only where it lets more through.
_REMEDIES: Final = (
    ("charset_fallback", "windows-1252", "some of it is neither what its label says nor UTF-8"),
    ("json_repairs", True, "its JSON has raw control characters or escapes that JSON does not know"),
)


class Override(msgspec.Struct, frozen=True):
    """One field of the profile that this wire needs otherwise, and why."""

    key: str
    value: str | bool | int | tuple[str, ...]
    why: str


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """Which profile, with which fields set otherwise; what was seen, in plain words; how the sample reads with it."""

    profile: Profile
    base: str
    agency: str
    overrides: tuple[Override, ...]
    saw: tuple[str, ...]
    readings: tuple[Reading, ...]


def propose(sample: Sequence[Delivery], profiles: Mapping[str, Profile], formats: Sequence[Format]) -> Proposal:
    """Read the sample with the generic profile and every shipped one, and settle on what fits it."""
    plain = _read(sample, profiles[GENERIC], formats)
    base, overrides, readings = _best(sample, profiles, formats)
    sign = agency_of(sample, _items(readings), profiles)
    if sign.profile and sign.profile != base.name:
        base, overrides, readings = _mended(sample, profiles[sign.profile], formats)
    needed = [*overrides, *_zone(base, readings), *_identity(readings), *_twice(readings)]
    profile = msgspec.structs.replace(base, **{one.key: one.value for one in needed})
    readings = _read(sample, profile, formats)
    agency = base.agency or sign.name
    saw = (*_documents(sample, readings), *_whose(sign, base), *_words(plain, readings))
    return Proposal(
        profile=profile, base=base.name, agency=agency, overrides=tuple(needed), saw=saw, readings=tuple(readings)
    )


def _read(sample: Sequence[Delivery], profile: Profile, formats: Sequence[Format]) -> list[Reading]:
    return [read(one, profile, formats) for one in sample]


def _best(
    sample: Sequence[Delivery], profiles: Mapping[str, Profile], formats: Sequence[Format]
) -> tuple[Profile, list[Override], list[Reading]]:
    """The profile under which least is refused; the generic one where none is better."""
    ordered = [profiles[GENERIC], *(one for name, one in sorted(profiles.items()) if name != GENERIC)]
    tried = [_mended(sample, profile, formats) for profile in ordered]
    return min(tried, key=lambda one: _refused(one[2]))


def _mended(
    sample: Sequence[Delivery], profile: Profile, formats: Sequence[Format]
) -> tuple[Profile, list[Override], list[Reading]]:
    """The profile with the remedies that let more of the sample through."""
    readings = _read(sample, profile, formats)
    overrides: list[Override] = []
    for key, value, why in _REMEDIES:
        if not _refused(readings):
            break
        if getattr(profile, key):
            continue
        changed = msgspec.structs.replace(profile, **{one.key: one.value for one in overrides}, **{key: value})
        again = _read(sample, changed, formats)
        if _refused(again) < _refused(readings):
            overrides.append(Override(key, value, why))
            readings = again
    return profile, overrides, readings


def _refused(readings: Sequence[Reading]) -> int:
    whole = sum(1 for one in readings if one.spike)
    return whole + sum(1 for one in readings for entry in one.entries if isinstance(entry, Spike))


def _items(readings: Sequence[Reading]) -> list[Item]:
    return [entry for one in readings for entry in one.entries if isinstance(entry, Item)]


def _instants(items: Sequence[Item]) -> Iterator[Instant]:
    for item in items:
        named = (item.first_created, item.version_created, item.content_created, item.sent, item.embargo, item.expires)
        yield from (one for one in named if one is not None)


def _zone(base: Profile, readings: Sequence[Reading]) -> Iterator[Override]:
    """Where times come without a zone, and others say India's, those mean it too."""
    instants = list(_instants(_items(readings)))
    naive = [one.original for one in instants if one.zone == "assumed" and one.original]
    if naive and not base.zone and any(_INDIAN_TIME.search(one.original) for one in instants):
        yield Override("zone", _INDIA, f"times come without a zone ({naive[0]!r}); others here say India's")


def _identity(readings: Sequence[Reading]) -> Iterator[Override]:
    """A guid that stands for several stories is none; where they have links, those tell them apart."""
    items = _items(readings)
    worn = [item for item in items if any(repair.rule == "guid-not-unique" for repair in item.repairs)]
    if items and 2 * len(worn) > len(items) and all(item.guid_kind == "derived-link" for item in worn):
        yield Override("id_from", "link", "one guid stands for several stories; their links differ")


def _twice(readings: Sequence[Reading]) -> Iterator[Override]:
    """Fields in which markup is left after it has been read once."""
    items = _items(readings)
    left = {
        "headline": any(_ESCAPED.search(item.headline) for item in items),
        "teaser": any(_ESCAPED.search(item.teaser or "") for item in items),
        "body": any(_ESCAPED.search(block) for item in items for block in item.body.blocks),
    }
    fields = tuple(name for name, found in left.items() if found)
    if fields:
        yield Override(
            "decode_twice", fields, "markup is left in the text after reading it once; look before you agree"
        )


def _documents(sample: Sequence[Delivery], readings: Sequence[Reading]) -> Iterator[str]:
    formats = Counter(one.format or "nothing known" for one in readings)
    items = _items(readings)
    yield f"{len(sample)} documents: {_counted(formats)}; {len(items)} items can be read, {_refused(readings)} cannot"


def _whose(sign: Sign, base: Profile) -> Iterator[str]:
    if sign.name:
        yield f"agency: {base.agency or sign.name}, as {sign.where} says ({sign.text!r}); profile {base.name}"
    else:
        yield f"agency: not said anywhere; profile {base.name}"


def _words(plain: Sequence[Reading], readings: Sequence[Reading]) -> Iterator[str]:
    items = _items(readings)
    if not items:
        return
    yield f"languages: {_counted(Counter(item.language or 'not said' for item in items))}"
    yield f"text from: {_counted(Counter(item.body_source or 'no text' for item in items))}"
    yield _ids(items)
    yield from _times(items)
    repairs = Counter(repair.rule for item in items for repair in item.repairs)
    if repairs:
        places = {repair.rule: repair.place for item in reversed(items) for repair in item.repairs}
        yield "had to be mended: " + "; ".join(
            f"{rule} {count} times, as {places[rule]}" if places[rule] else f"{rule} {count} times"
            for rule, count in repairs.most_common()
        )
    if _refused(plain) > _refused(readings):
        yield f"{_refused(plain) - _refused(readings)} more can be read with this profile than with the generic one"


def _ids(items: Sequence[Item]) -> str:
    kinds = Counter(item.guid_kind for item in items)
    said = {
        "agency": "given by the agency",
        "derived-link": "taken from the link",
        "derived-text": "made from the text",
        "derived-file": "made from the file's name",
    }
    different = len({item.guid for item in items})
    versions = sum(1 for item in items if item.version_kind == "agency")
    unique = "all different" if different == len(items) else f"{different} different ones"
    numbered = f"{versions} carry a version number" if versions else "none carries a version number"
    return f"ids: {_counted(Counter({said[kind]: count for kind, count in kinds.items()}))}, {unique}; {numbered}"


def _times(items: Sequence[Item]) -> Iterator[str]:
    instants = list(_instants(items))
    naive = list(dict.fromkeys(one.original for one in instants if one.zone == "assumed" and one.original))
    by_profile = list(dict.fromkeys(one.original for one in instants if one.zone == "profile"))
    if naive:
        yield (
            f"times without a zone: {', '.join(map(repr, naive[:_EXAMPLES]))}: they are read as UTC, an embargo as its "
            "latest instant, until `zone` says which is meant"
        )
    elif by_profile:
        yield f"times without a zone, read in the profile's: {', '.join(map(repr, by_profile[:_EXAMPLES]))}"
    elif instants:
        yield f"times: all with their zone, as {instants[0].original!r}"
    else:
        yield "times: none; stories will carry the moment they arrive"


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in counter.most_common())
