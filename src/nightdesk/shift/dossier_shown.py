"""What pages say of the dossier: story by story, thread by thread, and which cards of a list are one story."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from ..edition.thread_page import thread_page, thread_pointer_page
from ..store import dossier as dossier_table
from ..store import story as story_table
from ..store.dossier import Listing, Standing
from ..terms.dossier import Related, StoryDossier, Thread, ThreadEntry, ThreadLink
from ..terms.issue import InPrint
from ..terms.page import Page
from ..terms.story import Also, Card, Reach, State
from .house import House
from .issue_files import printed_in

_THREADS_AT_ONCE = 64


class Dossier(msgspec.Struct, frozen=True):
    """What the page of one story is made from, beside the story: what stands below it, its further fronts, and where it
    was printed."""

    shown: StoryDossier | None = None
    reaches: tuple[Reach, ...] = ()
    printed_in: tuple[InPrint, ...] = ()


NONE_YET = Dossier()
"""Of a story that the library has not read."""


def dossiers_shown(connection: Connection, stories: Sequence[str]) -> dict[str, Dossier]:
    """The dossiers of those stories; one of which there is nothing to tell yet is missing."""
    standings = dossier_table.standings(connection, stories)
    others = sorted(set().union(*(one.says.others for one in standings.values()))) if standings else []
    cards = _cards(connection, others)
    found = {one.story: Dossier(_shown(one, cards), one.reaches) for one in standings.values()}
    for story, places in printed_in(connection, stories).items():
        found[story] = msgspec.structs.replace(found.get(story, NONE_YET), printed_in=places)
    return found


def _shown(standing: Standing, cards: dict[str, Card]) -> StoryDossier:
    says = standing.says
    return StoryDossier(
        related=_related(says.related, cards),
        in_section=_related(says.in_section, cards),
        latest=tuple(_settled(cards[one]) for one in says.latest if one in cards),
        thread=ThreadLink(standing.thread, says.stories, says.place) if says.stories > 1 else None,
        same=tuple(_settled(cards[one]) for one in says.same if one in cards),
    )


def _related(listings: Iterable[Listing], cards: dict[str, Card]) -> tuple[Related, ...]:
    return tuple(Related(_settled(cards[one.story]), one.shared, one.bond) for one in listings if one.story in cards)


def _settled(card: Card) -> Card:
    """As another story's page names it: without what changes while its headline does not, so that the page can stay."""
    return msgspec.structs.replace(card, updated=card.published, corrected=False, correction_note="")


def _cards(connection: Connection, stories: Sequence[str]) -> dict[str, Card]:
    """The cards of those that may be seen."""
    found = story_table.get(connection, stories) if stories else {}
    return {id_: one.card for id_, one in found.items() if one.card is not None and one.record.state is State.PUBLISHED}


def folded(connection: Connection, cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """The cards of one list, each story once: the one that came first, with the others' addresses behind it."""
    standings = dossier_table.standings(connection, [card.id for card in cards])
    leads: dict[str, list[Card]] = {}
    for card in cards:
        lead = standings[card.id].lead if card.id in standings else card.id
        leads.setdefault(lead, []).append(card)
    numbers = {id_: one.number for id_, one in standings.items()}
    kept: dict[str, tuple[Also, ...]] = {}
    for same in leads.values():
        first = min(same, key=lambda card: numbers.get(card.id, 0))
        others = {card.agency_slug: card for card in same if card.agency_slug != first.agency_slug}
        kept[first.id] = tuple(Also(card.agency, card.agency_slug, card.path) for card in others.values())
    return tuple(
        msgspec.structs.replace(card, also=kept[card.id]) if kept[card.id] else card
        for card in cards
        if card.id in kept
    )


def thread_pages(house: House, connection: Connection, threads: Iterable[str]) -> Iterator[Page]:
    """The pages of those threads, and of those that became part of another one; a lone story's thread has none."""
    wanted = sorted(set(threads))
    moved = {thread: into for thread, into in dossier_table.moved(connection) if thread in set(wanted)}
    for thread, into in moved.items():
        if into != thread:
            yield thread_pointer_page(house.site, thread, into)
    own = [thread for thread in wanted if moved.get(thread, thread) == thread]
    for start in range(0, len(own), _THREADS_AT_ONCE):
        found = dossier_table.of_threads(connection, own[start : start + _THREADS_AT_ONCE])
        cards = _cards(connection, [one.story for standings in found.values() for one in standings])
        for thread, standings in found.items():
            if len({one.lead for one in standings}) > 1 or thread in moved:
                yield thread_page(house.site, _thread(connection, thread, standings, cards))


def _thread(connection: Connection, id_: str, standings: list[Standing], cards: dict[str, Card]) -> Thread:
    parts = {one.story: one.part for one in standings}
    shown = folded(connection, tuple(_settled(cards[one.story]) for one in standings if one.story in cards))
    entries = tuple(ThreadEntry(card, parts[card.id]) for card in shown)
    newest = entries[-1].card if entries else None
    return Thread(
        id=id_,
        headline=newest.headline if newest else "",
        language=newest.language if newest else "",
        section=newest.section if newest else "",
        entries=entries,
    )


def all_threads(connection: Connection) -> list[str]:
    """Every thread that has a page: those of several stories, and those that became part of another one."""
    return sorted({*dossier_table.threads_of_several(connection), *(old for old, _ in dossier_table.moved(connection))})
