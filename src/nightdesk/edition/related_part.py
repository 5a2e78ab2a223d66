"""What stands below a story beside its text: its thread, who else sent it, and earlier stories with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup, escape

from ..terms.dossier import Related, Shared, StoryDossier
from ..terms.story import Card
from .catalogue import direction
from .imprint import Imprint
from .lines import Line, agency_name, lines
from .press import printed

_MOST = 5
"""So many stories a list; what is less related than the fifth helps nobody."""

_HOURS_FROM = timedelta(minutes=90)
_DAYS_FROM = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class _List:
    """One list below the story. `note` stands under its heading; `entries` are lines with their reasons."""

    id: str
    title: str
    note: str
    entries: tuple[tuple[Line, Markup], ...]


def kin_part(imprint: Imprint, card: Card, dossier: StoryDossier) -> Markup:
    """The way to the story's thread, and the same story as other agencies sent it; empty where there is neither."""
    thread = dossier.thread if dossier.thread is not None and dossier.thread.stories > 1 else None
    if thread is None and not dossier.same:
        return Markup()
    words = imprint.words
    said = words.dossier
    return _part(
        "kin.html",
        said=said,
        thread=thread,
        thread_link=said.thread_link.format(count=words.number(thread.stories)) if thread else "",
        thread_place=said.thread_place.format(place=words.number(thread.place)) if thread else "",
        same=_same(imprint, card, dossier.same),
    )


def related_part(imprint: Imprint, card: Card, section: str, dossier: StoryDossier) -> Markup:
    """The lists of related stories, no story twice; where both are empty, the newest of the section, named so."""
    said = imprint.words.dossier
    seen = {card.id, *(other.id for other in dossier.same)}
    related = _unseen(dossier.related, seen)
    in_section = _unseen(dossier.in_section, seen)
    found = [
        _list(imprint, card, "related", said.related, related),
        _list(imprint, card, "related-section", said.related_section.format(section=section), in_section),
    ]
    if not related and not in_section:
        latest = tuple(other for other in dossier.latest if other.id not in seen)[:_MOST]
        printed_lines = lines(imprint, latest, imprint.hours.today(card.updated), hanging=False)
        title = said.latest_section.format(section=section)
        found = [_List("latest", title, said.latest_more, tuple((line, Markup()) for line in printed_lines))]
    shown = [one for one in found if one.entries]
    return _part("related.html", words=imprint.words, lists=shown) if shown else Markup()


def _part(template: str, **values: object) -> Markup:
    return Markup(printed(template, **values).decode())


def _unseen(found: Iterable[Related], seen: set[str]) -> tuple[Related, ...]:
    """The first of them that no list has yet; they are noted as seen."""
    kept: list[Related] = []
    for one in found:
        if one.card.id not in seen and len(kept) < _MOST:
            seen.add(one.card.id)
            kept.append(one)
    return tuple(kept)


def _list(imprint: Imprint, card: Card, name: str, title: str, found: tuple[Related, ...]) -> _List:
    printed_lines = lines(imprint, (one.card for one in found), imprint.hours.today(card.updated), hanging=False)
    reasons = (why(imprint, card, one) for one in found)
    return _List(name, title, "", tuple(zip(printed_lines, reasons, strict=True)))


def _same(imprint: Imprint, card: Card, others: tuple[Card, ...]) -> Markup:
    """ "Also sent by PTI, 06:20 IST, …": a link for each agency, with the time of its version."""
    if not others:
        return Markup()
    words, today = imprint.words.dossier, imprint.hours.today(card.updated)
    links = (
        f'<a href="{escape(other.path)}">{agency_name(other.agency)}</a> '
        f'<span class="meta">{imprint.hours.line(other.updated, today)}</span>'
        for other in others
    )
    return Markup(escape(words.same_story_from)).format(agencies=Markup(words.comma.join(links)))


def why(imprint: Imprint, card: Card, related: Related) -> Markup:
    """Why an earlier story is listed, as whole phrases; the words that both hold are the agency's, and set so."""
    said = imprint.words.dossier
    phrases: list[str] = []
    if related.bond == "event":
        phrases.append(escape(_same_event(imprint, card.published - related.card.published)))
    elif related.bond == "background":
        phrases.append(escape(said.background))
    if related.shared:
        # Put together by hand: `Markup.format` costs more than the rest of the list.
        before, _, after = (said.in_both if phrases else _pattern(imprint, related.shared)).partition("{words}")
        phrases.append(f"{escape(before)}{_shared(imprint, card.language, related.shared)}{escape(after)}")
    return Markup(" ".join(phrases or [escape(said.close_in_words)]))


def _pattern(imprint: Imprint, shared: tuple[Shared, ...]) -> str:
    """How the shared words are introduced where they alone are the reason."""
    said = imprint.words.dossier
    kinds = {one.kind for one in shared}
    if kinds == {"place"}:
        return said.same_place if len(shared) == 1 else said.same_places
    return said.same_person if kinds == {"person"} and len(shared) == 1 else said.in_both


def _shared(imprint: Imprint, language: str, shared: tuple[Shared, ...]) -> str:
    comma = "، " if direction(language) == "rtl" else ", "
    words = escape(comma.join(one.words for one in shared))
    return f'<span class="wire"{imprint.in_language(language)}>{words}</span>'


def _same_event(imprint: Imprint, earlier: timedelta) -> str:
    """The same event, and how much earlier; that is left out where the other story was updated since."""
    said = imprint.words.dossier
    minutes = int(earlier.total_seconds() // 60)
    if minutes < 1:
        return said.same_event
    if earlier < _HOURS_FROM:
        one, many, count = said.minute_earlier, said.minutes_earlier, minutes
    elif earlier < _DAYS_FROM:
        one, many, count = said.hour_earlier, said.hours_earlier, round(minutes / 60)
    else:
        one, many, count = said.day_earlier, said.days_earlier, round(minutes / (24 * 60))
    ago = one if count == 1 else many.format(count=imprint.words.number(count))
    return said.same_event_earlier.format(ago=ago)
