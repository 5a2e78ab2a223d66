"""What the pages of the e-paper say to machines: an issue, its pages and what is on them, in schema.org's terms."""

from collections.abc import Iterable

from markupsafe import Markup

from ..terms.issue import Issue, PaperPage, PaperStory, Printed
from ..terms.shelf import IssueOnShelf
from ..terms.site import Edition
from . import linked_data
from .imprint import Imprint
from .issue_names import edition_address, edition_name, full_day, page_address
from .languages import language_tag

_Thing = dict[str, object]


def places(printed: Printed) -> dict[str, list[int]]:
    """The pages on which each story stands, lowest first."""
    found: dict[str, set[int]] = {}
    for page in printed.pages:
        for piece in page.pieces:
            found.setdefault(piece.story, set()).add(page.number)
    return {story: sorted(pages) for story, pages in found.items()}


def script_of_page(imprint: Imprint, issue: Issue, page: PaperPage, places_of: dict[str, list[int]]) -> Markup:
    """The issue as a PublicationIssue, with the stories of one page of it."""
    stories = {story.id: story for story in issue.stories}
    here = [stories[story] for story in dict.fromkeys(piece.story for piece in page.pieces) if story in stories]
    address = page_address(issue.edition.slug, issue.date, page.number)
    thing = {
        **_issue(imprint, issue.edition, issue.date.isoformat(), issue.number),
        "name": f"{edition_name(imprint, issue.edition)}, {full_day(imprint, issue.date)}",
        "isPartOf": newspaper(imprint, issue.edition),
        "hasPart": [_article(imprint, story, places_of[story.id]) for story in here],
        "mainEntityOfPage": f"{imprint.site.url}{address}",
    }
    return linked_data.script(thing)


def script_of_archive(imprint: Imprint, edition: Edition, issues: Iterable[IssueOnShelf]) -> Markup:
    """An edition as a Newspaper, with the issues of one month."""
    parts = [_issue(imprint, edition, one.date.isoformat(), one.number) for one in issues]
    return linked_data.script({**newspaper(imprint, edition), "hasPart": parts})


def newspaper(imprint: Imprint, edition: Edition) -> _Thing:
    """An edition of the paper."""
    address = f"{imprint.site.url}{edition_address(edition.slug)}"
    return {
        "@type": "Newspaper",
        "@id": address,
        "url": address,
        "name": f"{imprint.site.name}, {edition_name(imprint, edition)}",
        "inLanguage": imprint.site.language,
        "publisher": linked_data.publisher(imprint),
    }


def _issue(imprint: Imprint, edition: Edition, day: str, number: int) -> _Thing:
    address = f"{imprint.site.url}{edition_address(edition.slug)}{day}/"
    return {
        "@type": "PublicationIssue",
        "@id": address,
        "url": address,
        "issueNumber": str(number),
        "datePublished": day,
    }


def _article(imprint: Imprint, story: PaperStory, pages: list[int]) -> _Thing:
    thing: _Thing = {
        "@type": "NewsArticle",
        "@id": f"{imprint.site.url}{story.path}",
        "url": f"{imprint.site.url}{story.path}",
        "headline": story.headline,
        "author": {"@type": "Organization", "name": story.agency},
        "datePublished": imprint.hours.iso(story.published),
        "version": story.version,
        "pageStart": pages[0],
        "pageEnd": pages[-1],
        "pagination": ", ".join(map(str, pages)),
    }
    tag = language_tag(story.language)
    return {**thing, "inLanguage": tag} if tag else thing
