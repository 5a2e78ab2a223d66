"""A story as one line of a list, in the words and hours of the site."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from ..terms.story import Also, Card
from .imprint import Imprint

_CODE = re.compile(r"[a-z]*:?[0-9]+")
_FIRST_BEYOND_LATIN = "\u0250"
_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Line:
    """A card, ready to print. `reason` is why it is on a city front: our word for it, and the agency's own.

    `also` names the other agencies that sent the same story, each with a link; empty where none is folded away.
    """

    href: str
    headline: str
    tongue: Markup
    teaser: str
    agency: Markup
    section: str
    time: Markup
    corrected: bool
    reason: tuple[str, str]
    also: Markup


def lines(
    imprint: Imprint, cards: Iterable[Card], today: date | None, *, city: str = "", hanging: bool = True
) -> tuple[Line, ...]:
    """The cards as lines; `city` is the front whose reasons are wanted. `hanging` times stand in the margin.

    Times are shortened against `today`, the day of the page; where it is None, against the line before.
    """
    hours, titles = imprint.hours, imprint.titles
    print_time = hours.brief if hanging else hours.line
    cards = tuple(cards)
    tongues = {language: imprint.in_language(language) for language in {card.language for card in cards}}
    days: list[date | None] = [today] * len(cards)
    if today is None:
        days = [None, *(hours.today(card.updated) for card in cards)][: len(cards)]
    return tuple(
        Line(
            card.path,
            card.headline or imprint.words.story_of.format(agency=card.agency),
            tongues[card.language],
            card.teaser,
            agency_name(card.agency),
            titles.get(card.section) or card.section_title,
            print_time(card.updated, day),
            card.corrected,
            _reason(card, city),
            _also(imprint, card.also) if card.also else _NOTHING,
        )
        for card, day in zip(cards, days, strict=True)
    )


def filled(pattern: str, *parts: object, **named: object) -> Markup:
    """A pattern that is markup with its gaps filled, as `Markup.format` does it, in a fraction of its time."""
    return Markup(str.format(pattern, *map(escape, parts), **{name: escape(part) for name, part in named.items()}))


@lru_cache(maxsize=256)
def agency_name(name: str) -> Markup:
    """The name; in the agencies' own face where ours is cut without its letters (a free word is never Anek)."""
    latin = all(letter < _FIRST_BEYOND_LATIN for letter in name)
    return escape(name) if latin else Markup('<span class="wire">{}</span>').format(name)


def _also(imprint: Imprint, folded: Iterable[Also]) -> Markup:
    """ "also from PTI, ANI", with a link to each agency's own page of the story."""
    words = imprint.words.dossier
    links = (f'<a href="{escape(other.path)}">{agency_name(other.agency)}</a>' for other in folded)
    return Markup(escape(words.also_from)).format(agencies=Markup(words.comma.join(links)))


def _reason(card: Card, city: str) -> tuple[str, str]:
    return parted(next((reach.reason for reach in card.cities if reach.slug == city), "") if city else "")


def parted(reason: str) -> tuple[str, str]:
    """A reason parted at its colon: what follows it is a word of the agency's, and set as such. A bare code is none."""
    ours, colon, theirs = reason.partition(": ")
    return (ours, "") if _CODE.fullmatch(theirs) else (ours + colon, theirs)
