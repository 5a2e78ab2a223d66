"""Which of two revisions is newer, and whether we had one before."""

import hashlib

from ..terms.instant import UNTIL_RELEASED
from ..terms.item import Item, PubStatus
from ..terms.record import Rank
from ..terms.signal import Signal

_SEVERITY = {PubStatus.USABLE: 0, PubStatus.WITHHELD: 2, PubStatus.CANCELED: 3}
_EMBARGOED = 1


def rank(item: Item, digest: str) -> Rank:
    """Where `item` stands among the revisions of its story (wire-formats §2.2, lessons row 8: never receipt time)."""
    stamp = item.sent or item.version_created
    moment = int(stamp.at.timestamp() * 1_000_000) if stamp else 0
    severity = _SEVERITY[item.status]
    if item.status is PubStatus.USABLE and item.embargo is not None:
        severity = _EMBARGOED
    counted = item.version_kind != "agency"
    return Rank(
        version=0 if counted else item.version,
        moment=moment,
        severity=severity,
        correction=int(Signal.CORRECTION in item.signals),
        digest=digest,
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
        return (one.moment, one.severity, one.correction) < (head.moment, head.severity, head.correction)
    return one < head


def revision(item: Item, digest: str) -> str:
    """The key under which the ledger knows a revision: two arrivals with one key say the same thing.

    Text, status and what governs showing it; not the bytes, not the transport, not other metadata.
    A counted revision includes its time, so that an agency may go back to an earlier text.
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
    )
    return hashlib.sha256("\x00".join(facts).encode()).hexdigest()[:32]
