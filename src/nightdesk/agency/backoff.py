"""How long a peer in trouble is left alone: longer each time, never for ever, and never all wires at once."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

OPEN_AFTER = 5
"""Failures in a row after which the breaker is open: one trial at each wait, and the desk is told so."""

RETRY_AFTER_CAP_SECONDS = 3600.0
"""A peer may ask for silence, but not for more than this: no wire is ever closed by an answer."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Failures in a row and what they cost: `base_seconds`, doubled each time, up to `cap_seconds`."""

    base_seconds: float
    cap_seconds: float
    failures: int = 0

    def failed(self) -> "Backoff":
        """One more failure."""
        return replace(self, failures=self.failures + 1)

    def cleared(self) -> "Backoff":
        """The peer answered: begin again."""
        return replace(self, failures=0)

    @property
    def is_open(self) -> bool:
        """True when so much failed in a row that only a timed trial goes through."""
        return self.failures >= OPEN_AFTER

    @property
    def wait_seconds(self) -> float:
        """Seconds until the next attempt; 0 when nothing failed."""
        if self.failures == 0:
            return 0.0
        # The exponent is capped too: a wire that is away for weeks must not overflow a float.
        return min(self.base_seconds * 2.0 ** min(self.failures - 1, 32), self.cap_seconds)


def share_of(name: str) -> float:
    """A fixed share in [0, 1) for a name, so that wires spread out without a random number."""
    return int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[:4], "big") / 2**32


def retry_after_seconds(value: str, now: datetime) -> float:
    """Seconds a Retry-After header asks for (RFC 9110 §10.2.3: seconds or a date); 0 where it says nothing usable."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        # A longer number is beyond any wait we grant, and must not cost a conversion.
        return min(float(value[:9]), RETRY_AFTER_CAP_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        wanted = (aware - now).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return max(0.0, min(wanted, RETRY_AFTER_CAP_SECONDS))
