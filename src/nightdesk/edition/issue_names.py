"""How an edition, an issue and its pages are called in the words of the site, and where they stand."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from markupsafe import Markup

from ..terms.issue import InPrint, Issue, PaperStory
from ..terms.site import Edition
from .catalogue import issue_words_for
from .imprint import Imprint, Way
from .issue_words import IssueWords

_MAIN = Edition(slug="main", title="Main edition")


def issue_words(imprint: Imprint) -> IssueWords:
    """The words of this part in the language of the site."""
    return issue_words_for(imprint.site.language)


def edition_name(imprint: Imprint, edition: Edition) -> str:
    """ "Kolhapur edition"; the main one by its title, in our words where the settings gave it none."""
    say = issue_words(imprint)
    title = edition.titles.get(imprint.language) or edition.title
    if edition.slug != _MAIN.slug:
        return say.edition_of.format(title=title)
    return say.main_edition if title == _MAIN.title else title


def full_day(imprint: Imprint, day: date) -> str:
    """Sunday, April 27, 2025"""
    words = imprint.words
    return words.folio.format(weekday=words.weekdays[day.weekday()], date=_printed(imprint, day, words.date))


def week_day(imprint: Imprint, day: date) -> str:
    """Sunday, April 27"""
    words = imprint.words
    return words.folio.format(weekday=words.weekdays[day.weekday()], date=plain_day(imprint, day))


def plain_day(imprint: Imprint, day: date) -> str:
    """April 27"""
    return _printed(imprint, day, issue_words(imprint).day)


def month_name(imprint: Imprint, day: date) -> str:
    """April 2025"""
    return _printed(imprint, day, issue_words(imprint).month)


def _printed(imprint: Imprint, day: date, pattern: str) -> str:
    words = imprint.words
    return words.in_digits(pattern.format(month=words.months[day.month - 1], day=day.day, year=day.year))


def where(imprint: Imprint, edition: Edition, day: date, page: int) -> str:
    """Page 1, Kolhapur edition, Sunday, April 27, 2025"""
    return issue_words(imprint).where.format(
        page=imprint.words.in_digits(str(page)), edition=edition_name(imprint, edition), day=full_day(imprint, day)
    )


def size_text(imprint: Imprint, size_bytes: int) -> str:
    """3.1 MB, or 640 kB for less than one."""
    say, digits = issue_words(imprint), imprint.words.in_digits
    if size_bytes < 1_000_000:
        return say.kilobytes.format(size=digits(str(-(-size_bytes // 1000))))
    tenths = (size_bytes + 50_000) // 100_000
    return say.megabytes.format(size=digits(f"{tenths // 10}.{tenths % 10}"))


def edition_address(slug: str) -> str:
    """The archive of an edition."""
    return f"/epaper/{quote(slug)}/"


def issue_address(slug: str, day: date) -> str:
    """The folder of an issue, and its first page."""
    return f"{edition_address(slug)}{day.isoformat()}/"


def page_address(slug: str, day: date, page: int) -> str:
    """The reader at one page of an issue."""
    return issue_address(slug, day) + (f"{page}/" if page > 1 else "")


def issue_way(imprint: Imprint, issue: Issue, day: date | None, inside: str = "") -> Way | None:
    """The link to another issue of the edition, where there is one that day; `inside` is a path in its folder."""
    if day is None:
        return None
    name = plain_day(imprint, day) if day.year == issue.date.year else full_day(imprint, day)
    return Way(issue_address(issue.edition.slug, day) + inside, issue_words(imprint).issue_of.format(day=name))


def anchor(story: str) -> str:
    """The fragment of a story on a page of the reader; it stays when the issue is made again."""
    return f"s-{quote(story, safe='')}"


def in_print(imprint: Imprint, places: Iterable[InPrint]) -> Markup:
    """In print: page 3, Pune edition, April 27; with a link to each page of the reader."""
    say, words = issue_words(imprint), imprint.words
    known = {edition.slug: edition for edition in imprint.site.papers}
    ways = [
        Markup('<a href="{}">{}</a>').format(
            page_address(place.edition, place.date, place.page),
            say.in_print_at.format(
                page=words.in_digits(str(place.page)),
                edition=edition_name(imprint, known.get(place.edition) or _of(place)),
                day=plain_day(imprint, place.date),
            ),
        )
        for place in places
    ]
    return Markup("{} {}").format(say.in_print, Markup(say.semicolon).join(ways))


def _of(place: InPrint) -> Edition:
    """An edition that the settings no longer have."""
    return Edition(slug=place.edition, title=place.title)


def headline_of(imprint: Imprint, story: PaperStory) -> str:
    """The headline as lists show it: the agency's, or how a story without one is called."""
    return story.headline or imprint.words.story_of.format(agency=story.agency)
