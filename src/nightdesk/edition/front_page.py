"""Fronts: home, section, city, agency, latest and topic, and the pages of their archives."""

from dataclasses import dataclass
from datetime import date

from ..terms.page import Page
from ..terms.site import Edition, Site
from ..terms.story import Card, Front
from . import linked_data
from .home_plan import home_plan
from .imprint import Imprint, Way, imprint_of
from .lines import Line, lines
from .press import printed
from .topic_names import topic_name

_PART_OF = frozenset({"city", "agency", "topic"})
"""Fronts that stand below an item of the navigation."""

_FIRST_SCREEN = 12
"""So many stories may need their faces at once."""

_WEIGHTED = frozenset({"section", "city", "agency", "topic"})


@dataclass(frozen=True, slots=True)
class _City:
    """A city in the row of the front: its name, its address, its newest story."""

    name: str
    href: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A section in the front."""

    slug: str
    title: str
    lines: tuple[Line, ...]


def front_page(site: Site, front: Front) -> tuple[Page, ...]:
    """The page of a front, or of one page of its archive."""
    imprint = imprint_of(site)
    if front.kind == "home" and not front.number:
        return (Page(f"{front.base.lstrip('/')}index.html", _home(imprint, front)),)
    return (Page(f"{_place(front).lstrip('/')}index.html", _list(imprint, front)),)


def _place(front: Front) -> str:
    """The path of this very page."""
    return f"{front.base}page/{front.number}/" if front.number else front.base


def _home(imprint: Imprint, front: Front) -> bytes:
    site, words, hours = imprint.site, imprint.words, imprint.hours
    cities = imprint.cities | {
        reach.slug: reach.title for reach in front.neighbours if reach.slug not in imprint.cities
    }
    plan = home_plan(site, front.cards, cities)
    today = hours.today(front.updated)

    def printed_lines(cards: tuple[Card, ...], *, hanging: bool = False) -> tuple[Line, ...]:
        return lines(imprint, cards, today, hanging=hanging)

    return printed(
        "home.html",
        imprint=imprint,
        words=words,
        title=f"{site.name}: {site.tagline}" if site.tagline else words.home_title.format(site=site.name),
        description=site.tagline or words.vow,
        address=f"{site.url}/",
        faces=imprint.faces(card.language for card in plan.cards),
        folio=hours.folio(front.updated),
        day=words.folio.format(weekday=words.weekdays[today.weekday()], date=hours.day(front.updated)),
        lead=printed_lines((plan.lead,) if plan.lead else ()),
        seconds=printed_lines(plan.seconds),
        developing=printed_lines(plan.developing, hanging=True),
        river=printed_lines(plan.river, hanging=True),
        cities=[_City(cities[slug], f"/city/{slug}/", printed_lines((card,))) for slug, card in plan.cities],
        city_total=len(cities),
        city_count=words.cities_count.format(count=words.number(len(cities))),
        shelves=[
            _Shelf(slug, imprint.titles.get(slug) or cards[0].section_title, printed_lines(cards))
            for slug, cards in plan.shelves
        ],
        publisher=linked_data.script(linked_data.publisher(imprint)),
        older=_older(front),
    )


def _list(imprint: Imprint, front: Front) -> bytes:
    """A river with a head: every front but home, and every archive page."""
    site, words = imprint.site, imprint.words
    name = _name(imprint, front)
    title = words.archive_title.format(title=name, number=words.number(front.number)) if front.number else name
    today = _today(imprint, front)
    rule = _rule(imprint, front, name)
    return printed(
        "front.html",
        imprint=imprint,
        words=words,
        title=title if front.base == "/" and not front.number else f"{title}: {site.name}",
        description=rule,
        address=site.url + _place(front),
        faces=imprint.faces(
            (card.language for card in front.cards[:_FIRST_SCREEN]),
            (language for _, language in _other_names(imprint, front)),
        ),
        folio="" if front.number else imprint.hours.folio(front.updated),
        here=f"/{front.kind}/" if front.kind in _PART_OF else front.base,
        current="true" if front.kind in _PART_OF or front.number else "page",
        feeds_at=front.base,
        feeds_of=name if front.kind != "home" else site.name,
        name=name,
        heading=title,
        in_archive=bool(front.number),
        other_names=[(other, imprint.in_language(language)) for other, language in _other_names(imprint, front)],
        rule=rule,
        follow=words.feeds if front.kind == "latest" else words.follow.format(title=name),
        quiet=words.nothing_yet_city.format(place=name) if front.kind == "city" else words.nothing_yet,
        weighted=front.kind in _WEIGHTED and not front.number,
        neighbours=_neighbours(front),
        city_front=front.kind == "city",
        topic_front=front.kind == "topic",
        lines=lines(imprint, front.cards, today, city=front.slug if front.kind == "city" else ""),
        show_section=front.kind != "section",
        show_agency=front.kind != "agency",
        older=_older(front),
        newer=_newer(front),
        breadcrumbs=linked_data.script(linked_data.breadcrumbs(imprint, (name, front.base))),
    )


def _name(imprint: Imprint, front: Front) -> str:
    """The front's name in the language of the site, where the settings give it one."""
    if front.kind == "latest":
        return imprint.words.latest
    if front.kind == "home":
        return imprint.site.name
    if front.kind == "section":
        return imprint.titles.get(front.slug) or front.title
    if front.kind == "city":
        return imprint.cities.get(front.slug) or front.title
    if front.kind == "topic":
        return topic_name(front.slug, front.title, imprint.language)
    return front.title


def _edition(site: Site, front: Front) -> Edition | None:
    if front.kind != "city":
        return None
    return next((edition for edition in site.editions if edition.slug == front.slug), None)


def _other_names(imprint: Imprint, front: Front) -> list[tuple[str, str]]:
    """A city's name in another language, with that language."""
    edition = _edition(imprint.site, front)
    if edition is None or front.number:
        return []
    shown = imprint.cities[edition.slug]
    return [(name, language) for language, name in edition.titles.items() if name != shown][:1]


def _rule(imprint: Imprint, front: Front, name: str) -> str:
    """The sentence that says by which rule stories are here."""
    words = imprint.words
    rules = {
        "city": words.city_rule,
        "agency": words.agency_rule,
        "section": words.section_rule,
        "topic": words.dossier.topic_rule,
    }
    return rules.get(front.kind, words.latest_rule).format(title=name)


def _today(imprint: Imprint, front: Front) -> date | None:
    """The day against which times are shortened. Archive pages shorten none, so that they never change."""
    return None if front.number else imprint.hours.today(front.updated)


def _neighbours(front: Front) -> list[Way]:
    return [Way(f"/city/{reach.slug}/", reach.title) for reach in front.neighbours]


def _older(front: Front) -> str:
    """The address of the next older page, "" where there is none."""
    number = front.number - 1 if front.number else front.archive
    return f"{front.base}page/{number}/" if number > 0 else ""


def _newer(front: Front) -> str:
    """The address of the next newer page; of the newest archive page, that is the front."""
    if not front.number:
        return ""
    return f"{front.base}page/{front.number + 1}/" if front.number < front.archive else front.base
