"""The type of a desk rule: one judgement, pure, in a file of its own under `rules/`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from ..terms.decision import Verdict
from ..terms.item import Item
from ..terms.record import Rank, StoryRecord


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of one earlier revision of the story."""

    rank: Rank
    digest: str
    status: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story a kill without an address may mean: shown by the same provider within the last 48 hours."""

    guid: str
    headline: str
    slugline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that a rule may look at. `story` is None for a guid never seen; `known` maps revision keys to their facts."""

    item: Item
    digest: str
    rank: Rank
    revision: str
    story: StoryRecord | None
    known: dict[str, Known] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    unkill: Literal["hold", "auto"] = "hold"
    licence_days: int | None = None
    advisory_words: tuple[str, ...] = ()
    now: datetime

    @property
    def is_known(self) -> bool:
        """This very revision came before. The same words made anew under the same number later are not that."""
        before = self.known.get(self.revision)
        return before is not None and (before.rank.counted or before.rank >= self.rank)


@dataclass(frozen=True, slots=True)
class Rule:
    """`place` orders the rules; the first verdict stands (fail closed: what forbids comes before what allows)."""

    name: str
    place: int
    judge: Callable[[Case], Verdict | None]
