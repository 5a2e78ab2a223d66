"""The archive of the e-paper: `/epaper/` with every edition, and each edition's issues, a month a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from ..terms.page import Page
from ..terms.shelf import IssueOnShelf
from ..terms.site import Edition, Site
from . import issue_data
from .assets import PAPER_STYLESHEET
from .imprint import Imprint, Way, imprint_of
from .issue_names import (
    edition_address,
    edition_name,
    full_day,
    issue_address,
    issue_words,
    month_name,
    plain_day,
    week_day,
)
from .press import printed

_EARLIER_SHOWN = 6
_WEEK = 7


@dataclass(frozen=True, slots=True)
class _Paper:
    """An edition on the page of all: its newest issue, a few before it, or when the first one comes."""

    way: Way
    newest: Way | None
    facts: str
    earlier: list[Way]
    waiting: str


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of the calendar: the figure, and the issue where there is one."""

    number: str
    iso: str
    href: str
    name: str


def archive_pages(site: Site, issues: Iterable[IssueOnShelf], *, since: date | None = None) -> list[Page]:
    """All pages of the archive; with `since` only those that an issue of that day or later can have changed."""
    imprint = imprint_of(site)
    shelves: dict[str, list[IssueOnShelf]] = {edition.slug: [] for edition in site.papers}
    for one in sorted(issues, key=lambda issue: issue.date):
        shelves.setdefault(one.edition, []).append(one)
    # What an edition printed stays to be found when it has no paper any more, or is not in the settings.
    known = {edition.slug: edition for edition in (site.main, *site.editions)}
    editions = [known.get(slug, Edition(slug=slug, title=slug)) for slug in shelves]
    pages = [_all_editions(imprint, editions, shelves)]
    for edition in editions:
        pages += _edition(imprint, edition, shelves[edition.slug], since)
    return pages


def withdrawn_page(site: Site, edition: Edition, day: date) -> Page:
    """What stands at an issue's address while it is made again: none of its words, and no way for search engines."""
    imprint = imprint_of(site)
    say = issue_words(imprint)
    content = printed(
        "plain.html",
        imprint=imprint,
        words=imprint.words,
        title=f"{say.again_head.rstrip('.।۔')}: {site.name}",
        address="",
        faces=imprint.faces(),
        folio="",
        heading=say.again_head,
        lines=(f"{edition_name(imprint, edition)}, {full_day(imprint, day)}", say.again_body),
        ways=(Way(edition_address(edition.slug), say.again_archive), Way("/", imprint.words.front_page)),
    )
    return Page(f"{issue_address(edition.slug, day).lstrip('/')}index.html", content)


def _all_editions(imprint: Imprint, editions: Sequence[Edition], shelves: dict[str, list[IssueOnShelf]]) -> Page:
    site, say = imprint.site, issue_words(imprint)
    content = printed(
        "issue_editions.html",
        imprint=imprint,
        words=imprint.words,
        say=say,
        style=PAPER_STYLESHEET,
        title=f"{say.epaper}: {site.name}",
        address=f"{site.url}/epaper/",
        faces=imprint.faces(),
        folio="",
        papers=[_paper(imprint, edition, shelves[edition.slug]) for edition in editions],
    )
    return Page("epaper/index.html", content)


def _paper(imprint: Imprint, edition: Edition, shelf: list[IssueOnShelf]) -> _Paper:
    way = Way(edition_address(edition.slug), edition_name(imprint, edition))
    if not shelf:
        return _Paper(way, None, "", [], _waiting(imprint, edition))
    earlier = shelf[-2 : -2 - _EARLIER_SHOWN : -1]
    return _Paper(
        way,
        _newest(imprint, edition, shelf[-1]),
        _facts(imprint, shelf[-1]),
        [Way(issue_address(edition.slug, one.date), plain_day(imprint, one.date)) for one in earlier],
        "",
    )


def _newest(imprint: Imprint, edition: Edition, issue: IssueOnShelf) -> Way:
    return Way(issue_address(edition.slug, issue.date), week_day(imprint, issue.date))


def _waiting(imprint: Imprint, edition: Edition) -> str:
    """When the first issue comes, by the clock of the edition; the zone is named where it is the site's."""
    site, say = imprint.site, issue_words(imprint)
    zone = site.zone_label if edition.zone in ("", site.zone) else edition.zone
    return f"{say.none_yet} {say.none_more.format(time=f'{imprint.words.in_digits(edition.cut_off)} {zone}')}"


def _facts(imprint: Imprint, issue: IssueOnShelf) -> str:
    """No. 214, 12 pages"""
    say, words = issue_words(imprint), imprint.words
    pages = say.pages_one if issue.pages == 1 else say.pages_many.format(count=words.number(issue.pages))
    return f"{say.number.format(number=words.number(issue.number))}{words.dossier.comma}{pages}"


def _edition(imprint: Imprint, edition: Edition, shelf: list[IssueOnShelf], since: date | None) -> list[Page]:
    """The edition's own address, which holds the newest month, and a page for each month."""
    months = [(first, list(found)) for first, found in groupby(shelf, key=lambda issue: issue.date.replace(day=1))]
    ways = [Way(_month_address(edition, first), month_name(imprint, first)) for first, _ in months]
    base = edition_address(edition.slug)
    pages = [_month(imprint, edition, months[-1:], ways, base, len(months) - 1)]
    # A month's page names the month after it: the newest but one changes when a new month begins.
    touched = since and (since.replace(day=1) - timedelta(days=1)).replace(day=1)
    for place, (first, found) in enumerate(months):
        if touched is None or first >= touched:
            pages.append(_month(imprint, edition, [(first, found)], ways, ways[place].href, place))
    return pages


def _month_address(edition: Edition, first: date) -> str:
    return f"{edition_address(edition.slug)}{first:%Y-%m}/"


def _month(
    imprint: Imprint,
    edition: Edition,
    shown: list[tuple[date, list[IssueOnShelf]]],
    ways: list[Way],
    address: str,
    place: int,
) -> Page:
    """One month as a calendar; at the edition's own address with the list of all months."""
    site, say = imprint.site, issue_words(imprint)
    first, issues = shown[0] if shown else (None, [])
    name, at_base = edition_name(imprint, edition), address == edition_address(edition.slug)
    content = printed(
        "issue_archive.html",
        imprint=imprint,
        words=imprint.words,
        say=say,
        style=PAPER_STYLESHEET,
        title=f"{say.epaper}: {name}{'' if at_base else f', {ways[place].text}'}: {site.name}",
        address=f"{site.url}{address}",
        at_base=at_base,
        faces=imprint.faces(),
        folio="",
        edition=name,
        month=ways[place].text if first else "",
        days=imprint.words.weekdays,
        weeks=_calendar(imprint, edition, first, issues) if first else [],
        newest=_newest(imprint, edition, issues[-1]) if issues else None,
        facts=_facts(imprint, issues[-1]) if issues else "",
        waiting="" if first else _waiting(imprint, edition),
        earlier=ways[place - 1] if first and place else None,
        later=ways[place + 1] if first and place + 1 < len(ways) else None,
        months=list(reversed(ways)) if at_base and len(ways) > 1 else [],
        data=issue_data.script_of_archive(imprint, edition, issues),
    )
    return Page(f"{address.lstrip('/')}index.html", content)


def _calendar(imprint: Imprint, edition: Edition, first: date, issues: list[IssueOnShelf]) -> list[list[_Day | None]]:
    """The weeks of a month, Monday first; None for days of other months."""
    there = {issue.date for issue in issues}
    after = (first + timedelta(days=31)).replace(day=1)
    days: list[_Day | None] = [None] * first.weekday()
    for offset in range((after - first).days):
        day = first + timedelta(days=offset)
        href = issue_address(edition.slug, day) if day in there else ""
        days.append(_Day(imprint.words.in_digits(str(day.day)), day.isoformat(), href, full_day(imprint, day)))
    days += [None] * (-len(days) % _WEEK)
    return [days[start : start + _WEEK] for start in range(0, len(days), _WEEK)]
