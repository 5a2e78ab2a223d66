"""How the front is laid out: which story leads, which stand beside it, what is developing, and the shelves.

Nobody chooses. Urgency is the agency's own, newness is the clock's, and the same cards always give the same front.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..terms.site import Site
from ..terms.story import Card

FRESH = timedelta(hours=12)
"""A lead is never older than this against the newest story, however urgent it was."""

RUNNING = timedelta(hours=6)
"""How long an alert stands as developing, against the newest story."""

_RIVER = 10
_SECONDS = 2
_SECONDS_ALONE = 6
"""Two rows fill the height of the river where nothing is developing beside them."""
_DEVELOPING = 4
_CITIES = 5
_SHELF = 4
_URGENT = 2


@dataclass(frozen=True, slots=True)
class HomePlan:
    """The front's parts, each story in one of them only, the row of cities apart."""

    lead: Card | None
    seconds: tuple[Card, ...]
    developing: tuple[Card, ...]
    river: tuple[Card, ...]
    cities: tuple[tuple[str, Card], ...]
    shelves: tuple[tuple[str, tuple[Card, ...]], ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every story on the front."""
        top = (self.lead,) if self.lead else ()
        shelved = (card for _, cards in self.shelves for card in cards)
        return (*top, *self.seconds, *self.developing, *self.river, *(card for _, card in self.cities), *shelved)


def home_plan(site: Site, cards: tuple[Card, ...], cities: Iterable[str]) -> HomePlan:
    """The plan for cards that come newest first; `cities` are the city fronts in the order of their row."""
    newest = max(map(_when, cards), default=datetime.min.replace(tzinfo=UTC))
    lead = _lead(cards, newest)
    used = {lead.id} if lead else set()
    developing = _take([card for card in cards if _is_developing(card, newest)], used, _DEVELOPING)
    seconds = _seconds(cards, lead, used, _SECONDS if developing else _SECONDS_ALONE)
    top = frozenset(used)
    river = _take(cards, used, _RIVER)
    shelves = tuple(
        (section, _take([card for card in cards if card.section == section], used, _SHELF))
        for section in _sections(site, cards)
    )
    return HomePlan(
        lead=lead,
        seconds=seconds,
        developing=developing,
        river=river,
        cities=_cities(cities, cards, top),
        shelves=tuple(shelf for shelf in shelves if shelf[1]),
    )


def _when(card: Card) -> datetime:
    """The agency's time, but never a later one than ours: some agencies' clocks run ahead."""
    return min(card.updated, card.shown)


def _lead(cards: tuple[Card, ...], newest: datetime) -> Card | None:
    """The most urgent of the fresh ones, the newest of equals; one with a headline and a teaser where there is one."""
    fresh = (card for card in cards if newest - _when(card) <= FRESH)
    return min(fresh, key=lambda card: (card.derived or card.alert, not card.teaser, card.urgency), default=None)


def _is_developing(card: Card, newest: datetime) -> bool:
    """An alert, or what the agency itself calls urgent, of the last hours: more is to come."""
    return (card.alert or card.urgency <= _URGENT) and newest - _when(card) <= RUNNING


def _seconds(cards: tuple[Card, ...], lead: Card | None, used: set[str], count: int) -> tuple[Card, ...]:
    """The next in rank, each of another section than those before it as long as there are such."""
    ranked = sorted((card for card in cards if card.id not in used and not card.derived), key=lambda card: card.urgency)
    seen = {lead.section} if lead else set()
    chosen: list[Card] = []
    for card in ranked:
        if len(chosen) < count and card.section not in seen:
            chosen.append(card)
            seen.add(card.section)
    others = (card for card in ranked if card not in chosen)
    chosen += [card for card, _ in zip(others, range(count - len(chosen)), strict=False)]
    used.update(card.id for card in chosen)
    return tuple(chosen)


def _take(cards: Iterable[Card], used: set[str], count: int) -> tuple[Card, ...]:
    """The first `count` that are not used yet; they are used then."""
    taken = [card for card in cards if card.id not in used][:count]
    used.update(card.id for card in taken)
    return tuple(taken)


def _sections(site: Site, cards: Iterable[Card]) -> list[str]:
    """The sections in the order of the settings, then those that only stories name."""
    order = [section.slug for section in site.sections]
    return list(dict.fromkeys([*order, *(card.section for card in cards)]))


def _cities(cities: Iterable[str], cards: tuple[Card, ...], top: frozenset[str]) -> tuple[tuple[str, Card], ...]:
    """The first cities that have a story besides those at the top of the page."""
    found = ((city, _of_city(cards, city, top)) for city in cities)
    return tuple((slug, card) for slug, card in found if card is not None)[:_CITIES]


def _of_city(cards: Iterable[Card], city: str, top: frozenset[str]) -> Card | None:
    """The newest story of a city that does not stand at the top of the page already."""
    return next(
        (card for card in cards if card.id not in top and any(reach.slug == city for reach in card.cities)), None
    )
