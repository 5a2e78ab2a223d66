"""Where a story goes: its section, and the cities whose fronts it reaches, each with the reason in a sentence.

Nothing is guessed from the text: the section comes from the wire's own category or subject codes, the cities from
the dateline and the places the agency names. What the wire does not say stays empty.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..terms.item import Item
from ..terms.media_topic import lineage
from ..terms.site import Edition, Section, Site
from ..terms.story import Reach
from .gazetteer import Gazetteer
from .place_names import name_key
from .sections import GENERAL_NAMES, GENERAL_TOPICS, INTERNATIONAL, NATIONAL
from .topics import topic_code
from .whereabouts import Atlas, Located, locate

MOST_CITIES = 2
MAIN_EDITION = "main"
_REGION = re.compile(r"-([A-Z]{2})\b")
_PARTS = re.compile(r"[/|>;,:]")


@dataclass(frozen=True, slots=True)
class _Signposts:
    """What the settings say about every story alike, looked up once: sections and editions by their names."""

    sections: tuple[Section, ...]
    atlas: Atlas
    section_by_slug: Mapping[str, Section]
    section_by_name: Mapping[str, Section]
    edition_by_city: Mapping[str, Edition]
    edition_by_name: Mapping[str, Edition]


@dataclass(frozen=True, slots=True)
class Routing:
    """`section` is a section's slug, "" where the wire says none; `reaches` are all fronts the story is on."""

    section: str
    section_reason: str
    reaches: tuple[Reach, ...]


def route(
    item: Item,
    site: Site,
    gazetteer: Gazetteer,
    *,
    agency: str,
    agency_slug: str,
    profile_sections: Mapping[str, str],
) -> Routing:
    """Section, cities and agency of one item. Pure: the same item and settings give the same fronts."""
    signposts = _signposts(site, gazetteer)
    located = locate(item, signposts.atlas, agency)
    section, reason = _section(item, signposts, profile_sections, located)
    reaches = [_section_reach(section, reason, site)] if section else []
    reaches += _city_reaches(located, site, signposts)
    reaches.append(Reach("agency", agency_slug, agency, f"Sent by {agency}"))
    return Routing(section.slug if section else "", reason, tuple(reaches))


def home_country(site: Site, gazetteer: Gazetteer) -> str:
    """The country that "national" means: the region of the site's language tag, else the country of its zone."""
    region = _REGION.search(site.language)
    return region[1] if region else gazetteer.country_of_zone(site.zone) or "IN"


_known: list[tuple[Site, Gazetteer, _Signposts]] = []


def _signposts(site: Site, gazetteer: Gazetteer) -> _Signposts:
    """Those of this very site; a process knows one site, its tests a few."""
    for known_site, known_gazetteer, signposts in _known:
        if known_site is site and known_gazetteer is gazetteer:
            return signposts
    home = home_country(site, gazetteer)
    own = frozenset(name_key(name) for edition in site.editions for name in _places_of(edition))
    atlas = Atlas(gazetteer, home, own)
    signposts = _Signposts(
        site.sections,
        atlas,
        {section.slug: section for section in site.sections},
        {name_key(name): one for one in site.sections for name in (one.slug, one.title, *one.names)},
        *_editions(site, atlas),
    )
    _known[:] = [*_known[-1:], (site, gazetteer, signposts)]
    return signposts


def section_of_topic(code: str, site: Site, gazetteer: Gazetteer, reason: str) -> Reach | None:
    """The front of the section that claims a topic or the nearest broader one; None where none does."""
    section = _by_topic(code, _signposts(site, gazetteer).sections)
    return _section_reach(section, reason, site) if section else None


def city_reach(slug: str, name: str, reason: str, site: Site, gazetteer: Gazetteer) -> Reach:
    """The front of a city: the edition that holds it, else its own."""
    edition = _signposts(site, gazetteer).edition_by_city.get(slug)
    return Reach("city", edition.slug, _titled(edition, site), reason) if edition else Reach("city", slug, name, reason)


# Section


def _section(
    item: Item, signposts: _Signposts, profile_sections: Mapping[str, str], located: tuple[Located, ...]
) -> tuple[Section | None, str]:
    """The first that answers: the profile's word list, the sections' own words, subject codes, subject names."""
    by_slug, by_name = signposts.section_by_slug, signposts.section_by_name
    general = ""
    for word in _words(item.section_names):
        said = f'The agency files it under "{word}"'
        section = by_slug.get(profile_sections.get(word.casefold(), "")) or by_name.get(name_key(word))
        if section:
            return section, said
        general = general or (said if name_key(word) in GENERAL_NAMES else "")
    for subject in item.subjects:
        said = f"The agency's subject: {subject.name or subject.code}"
        section = _by_topic(topic_code(subject), signposts.sections)
        if section:
            return section, said
        general = general or (said if _is_general(topic_code(subject)) else "")
    for subject in item.subjects:
        if section := by_name.get(name_key(subject.name)):
            return section, f"The agency's subject: {subject.name}"
    return _by_country(general, by_slug, signposts.atlas.home, located) if general else (None, "")


def _words(section_names: tuple[str, ...]) -> Iterator[str]:
    """Each category whole, then the parts of "Sports/Cricket"."""
    for name in section_names:
        yield name.strip()
        if len(parts := _PARTS.split(name)) > 1:
            yield from (part.strip() for part in parts if part.strip())


def _by_topic(code: str, sections: tuple[Section, ...]) -> Section | None:
    """The section that claims the topic or the nearest broader one."""
    for broader in lineage(code) if code else ():
        for section in sections:
            if any(topic[-8:] == broader for topic in section.topics):
                return section
    return None


def _is_general(code: str) -> bool:
    return bool(code) and any(broader in GENERAL_TOPICS for broader in lineage(code))


def _by_country(
    said: str, by_slug: Mapping[str, Section], home: str, located: tuple[Located, ...]
) -> tuple[Section | None, str]:
    """General news by where it is from; without a place, or without such a section, nothing is said."""
    place = next((one for one in located if one.countries), None)
    if place is None:
        return None, ""
    section = by_slug.get(NATIONAL if home in place.countries else INTERNATIONAL)
    return section, f"{said}. {place.reason}" if section else ""


def _section_reach(section: Section, reason: str, site: Site) -> Reach:
    return Reach("section", section.slug, _titled(section, site), reason)


# Cities


def _city_reaches(located: tuple[Located, ...], site: Site, signposts: _Signposts) -> list[Reach]:
    """At most two fronts: the edition that holds the city, else the city's own."""
    by_path, by_name = signposts.edition_by_city, signposts.edition_by_name
    reaches: dict[str, Reach] = {}
    for one in located:
        edition = by_path.get(one.city.slug) if one.city else by_name.get(name_key(one.name))
        if edition:
            reaches.setdefault(edition.slug, Reach("city", edition.slug, _titled(edition, site), one.reason))
        elif one.city:
            reaches.setdefault(one.city.slug, Reach("city", one.city.slug, one.city.name, one.reason))
    return list(reaches.values())[:MOST_CITIES]


def _editions(site: Site, atlas: Atlas) -> tuple[dict[str, Edition], dict[str, Edition]]:
    """Editions by the cities they hold, and by places that only the settings know; the first that names one has it."""
    by_path: dict[str, Edition] = {}
    by_name: dict[str, Edition] = {}
    for edition in site.editions:
        for name in _places_of(edition):
            if city := atlas.city(name):
                by_path.setdefault(city.slug, edition)
            else:
                by_name.setdefault(name_key(name), edition)
    return by_path, by_name


def _places_of(edition: Edition) -> tuple[str, ...]:
    """The cities the settings give it; without any it is its own, but for the main edition, which is of no place."""
    return edition.cities or (() if edition.slug == MAIN_EDITION else (edition.slug,))


def _titled(part: Section | Edition, site: Site) -> str:
    """The title in the site's language where the settings give one."""
    return part.titles.get(site.language) or part.titles.get(site.language.partition("-")[0]) or part.title
