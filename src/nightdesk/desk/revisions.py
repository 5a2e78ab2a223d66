"""Which of two revisions is newer, and whether we had one before."""

import hashlib
from datetime import UTC, datetime, timedelta

from ..terms.instant import UNTIL_RELEASED, Instant
from ..terms.item import Item, PubStatus
from ..terms.record import Rank
from ..terms.signal import Signal
from .pictures import pictures_said

_SEVERITY = {PubStatus.USABLE: 0, PubStatus.WITHHELD: 2, PubStatus.CANCELED: 3}
_EMBARGOED = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def rank(item: Item, digest: str) -> Rank:
    """Where `item` stands among the revisions of its story (wire-formats §2.2, lessons row 8: never receipt time)."""
    severity = _SEVERITY[item.status]
    if item.status is PubStatus.USABLE and item.embargo is not None:
        severity = _EMBARGOED
    counted = item.version_kind != "agency"
    return Rank(
        version=0 if counted else item.version,
        moment=_microseconds(item.version_created or item.sent),
        severity=severity,
        until=_microseconds(item.embargo),
        correction=int(Signal.CORRECTION in item.signals),
        sent=_microseconds(item.sent),
        expires=_microseconds(item.expires),
        digest=digest,
        key=revision(item, digest),
        counted=counted,
    )


def is_older(one: Rank, head: Rank) -> bool:
    """True when `one` must not replace `head`. Versions decide where both have one, times otherwise.

    A revision without version and without time is taken as newer than what is there: the wire gives no order but
    that of arrival.
    """
    if one.counted or head.counted:
        if not one.moment or not head.moment:
            return False
        return _by_time(one) < _by_time(head)
    return one < head


def newer(one: Rank | None, other: Rank) -> Rank:
    """The one of the two that governs; `other` where the wire gives them no order."""
    return one if one is not None and is_older(other, one) else other


def comes_after(one: Rank, kill: Rank) -> bool:
    """True when the agency surely made `one` after its `kill`: a higher version, or a later time where one has none."""
    if one.counted or kill.counted:
        return 0 < kill.moment < one.moment
    return one.version > kill.version


def with_kill(kills: tuple[Rank, ...], kill: Rank) -> tuple[Rank, ...]:
    """The greatest numbered kill and the greatest that carries only a time: they cover whatever the others cover."""
    alike = [one for one in kills if one.counted is kill.counted]
    greatest = max((*alike, kill), key=lambda one: one.moment if one.counted else one.version)
    return (*(one for one in kills if one.counted is not kill.counted), greatest)


def _by_time(one: Rank) -> tuple[int, int, int, int]:
    return (one.moment, one.severity, one.until, one.correction)


def _microseconds(instant: Instant | None) -> int:
    return (instant.at - _EPOCH) // _MICROSECOND if instant else 0


def revision(item: Item, digest: str) -> str:
    """The key under which the ledger knows a revision: two arrivals with one key say the same thing.

    Text, status and what governs showing it; not the bytes, not the transport, not other metadata.
    A counted revision includes its time, so that an agency may go back to an earlier text, and its pictures, which
    join such an item when its text is long there.
    """
    stamp = item.version_created.at.isoformat() if item.version_created and item.version_kind != "agency" else ""
    embargo = ""
    if item.embargo is not None:
        embargo = "open" if item.embargo.at == UNTIL_RELEASED else item.embargo.at.isoformat()
    facts = (
        f"v{item.version}" if item.version_kind == "agency" else item.version_kind,
        stamp,
        digest,
        item.status,
        item.revision_token,
        embargo,
        item.expires.at.isoformat() if item.expires else "",
        str(int(Signal.CORRECTION in item.signals)),
        str(int(item.publishable)),
        *(pictures_said(item) if item.version_kind != "agency" else ()),
    )
    return hashlib.sha256("\x00".join(facts).encode()).hexdigest()[:32]
