"""What the places of a story are told with: the books handed in, and the answer with its reason."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


class City(Protocol):
    """A city of the gazetteer. `state` is its ISO 3166-2 code or ""."""

    @property
    def name(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def population(self) -> int: ...


class Gazetteer(Protocol):
    """Cities, countries and states by name."""

    def find(self, name: str, *, prior_country: str = ..., within: Collection[str] = ...) -> City | None:
        """The city of that name, or None."""

    def areas(self, name: str) -> tuple[str, ...]:
        """The ISO codes of the countries and states a name can mean."""


class Spot(Protocol):
    """A place as a dateline writes it, and the names beside it."""

    @property
    def name(self) -> str: ...
    @property
    def beside(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class PlaceBooks:
    """What names are looked up in. `spots` reads a dateline; `opening` finds one typed before the first sentence, and
    says what shows that it is one: "date", "credit", "capitals", "mark" or ""."""

    gazetteer: Gazetteer
    spots: Callable[[str], Sequence[Spot]]
    opening: Callable[[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A place a story is of: `code` is "country:IN", "state:IN-MH" or "city:pune"; why, in a sentence; 0 to 1."""

    code: str
    name: str
    reason: str
    confidence: float
