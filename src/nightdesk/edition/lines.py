"""A story as one line of a list, in the words and hours of the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ..terms.story import Card
from .imprint import Imprint


@dataclass(frozen=True, slots=True)
class Line:
    """A card, ready to print. `reason` is why it is on a city front: our word for it, and the agency's own."""

    href: str
    headline: str
    tongue: Markup
    teaser: str
    agency: str
    agency_href: str
    section: str
    section_href: str
    brief: Markup
    time: Markup
    corrected: bool
    reason: tuple[str, str]


def lines(imprint: Imprint, cards: Iterable[Card], today: date | None, *, city: str = "") -> tuple[Line, ...]:
    """The cards as lines; `today` is the day of the page, `city` the front whose reasons are wanted."""
    hours, titles, in_language = imprint.hours, imprint.titles, imprint.in_language
    return tuple(
        Line(
            card.path,
            card.headline or imprint.words.story_of.format(agency=card.agency),
            in_language(card.language),
            card.teaser,
            card.agency,
            f"/agency/{card.agency_slug}/",
            titles.get(card.section) or card.section_title,
            f"/{card.section}/",
            hours.brief(card.updated, today),
            hours.line(card.updated, today),
            card.corrected,
            _reason(card, city),
        )
        for card in cards
    )


def _reason(card: Card, city: str) -> tuple[str, str]:
    return parted(next((reach.reason for reach in card.cities if reach.slug == city), "") if city else "")


def parted(reason: str) -> tuple[str, str]:
    """A reason parted at its colon: what follows it is a word of the agency's, and set as such."""
    ours, colon, theirs = reason.partition(": ")
    return (ours + colon, theirs)
