"""How long a file is waited for: until it has stopped changing, or until what was wrong with it may have passed."""

from dataclasses import dataclass, replace

from .backoff import Backoff
from .drop_folder import Print

LOOK_SECONDS = 5.0
"""Two looks this far apart that show the same size and time make a file finished (wire-formats.md §3, trap 12)."""

GROWING_TOO_LONG_SECONDS = 600.0
FIRST_LOOK_SECONDS = 0.25
FIRST_RETRY_SECONDS = 0.5
RETRY_CAP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """What is known of a file that could not be taken at once. Moments are those of one monotonic clock."""

    first: float
    since: float
    look_at: float
    print: Print | None = None
    looks: int = 0
    failures: int = 0
    told: bool = False

    def has_settled(self, seen: Print, now: float) -> bool:
        """True when it shows the same as long enough ago."""
        return self.print == seen and now - self.since >= LOOK_SECONDS

    def is_overlong(self, now: float) -> bool:
        """True when it has been growing for longer than any file should, and nobody has been told."""
        return not self.told and now - self.first >= GROWING_TOO_LONG_SECONDS

    def once_told(self) -> "Patience":
        """The same, with the desk told of it."""
        return replace(self, told=True)


def after_look(known: Patience | None, seen: Print | None, now: float) -> Patience:
    """One more look at a file that does not seem finished.

    The looks grow apart, so that a file is noticed soon after its end without being read again and again.
    """
    known = known or Patience(first=now, since=now, look_at=now)
    since = known.since if seen is not None and known.print == seen else now
    wait = Backoff(FIRST_LOOK_SECONDS, LOOK_SECONDS, known.looks + 1).wait_seconds
    return replace(known, since=since, look_at=min(now + wait, since + LOOK_SECONDS), print=seen, looks=known.looks + 1)


def after_failure(known: Patience | None, now: float) -> Patience:
    """One more failure to read, keep or move it; what is known of its settling stays."""
    known = known or Patience(first=now, since=now, look_at=now)
    wait = Backoff(FIRST_RETRY_SECONDS, RETRY_CAP_SECONDS, known.failures + 1).wait_seconds
    return replace(known, look_at=now + wait, failures=known.failures + 1)
