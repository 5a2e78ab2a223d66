"""One judgement over one item, with its reasons as data."""

from datetime import datetime
from enum import StrEnum

import msgspec

from .signal import Signal


class Outcome(StrEnum):
    """How an item ends; every item ends in exactly one (contract §1)."""

    PUBLISHED = "published"
    UPDATED = "updated"
    CORRECTED = "corrected"
    HELD = "held"
    WITHHELD = "withheld"
    KILLED = "killed"
    DUPLICATE = "duplicate"
    HISTORY = "history"
    CONFLICT = "conflict"
    ADVISORY = "advisory"
    SPIKED = "spiked"


class Reason(msgspec.Struct, frozen=True):
    """Why: the rule that spoke, and its sentence."""

    rule: str
    text: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule says. `signal` is what happens to the story; None leaves its state as it is.

    `moves_head` False: the item waits aside (or is history) and does not become the story's newest revision.
    `until` is the end of a hold, `UNTIL_RELEASED` without one. `targets` are other stories' guids that `signal`
    applies to in place of the item's own; `also_hold` are candidates held until a person has looked.
    `lifts_kill`: the profile's `unkill: auto` lets this version past the kill of its story, before `signal` is applied.
    """

    outcome: Outcome
    reason: Reason
    signal: Signal | None = None
    moves_head: bool = False
    until: datetime | None = None
    target: str = ""
    also_hold: tuple[str, ...] = ()
    lifts_kill: bool = False


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict that stood, and everything that was remarked on the way."""

    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def outcome(self) -> Outcome:
        """The word of contract §1."""
        return self.verdict.outcome
