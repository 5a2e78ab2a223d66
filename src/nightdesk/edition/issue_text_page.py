"""The light issue: the whole of it as one page of text, in the order of the paper. No image, no font, no script."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from ..terms.issue import Issue, PaperPage, PaperStory, Printed
from ..terms.page import Page
from ..terms.shelf import IssuesAround
from ..terms.site import Site
from .assets import PAPER_STYLESHEET
from .imprint import Imprint, Way, imprint_of
from .issue_clips import Clip, Clipper, mended
from .issue_names import (
    edition_address,
    edition_name,
    full_day,
    issue_address,
    issue_way,
    issue_words,
    page_address,
)
from .press import printed as press_printed

_Entry = tuple[str, str, bool, Markup]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page of the paper on which stories begin: its place in the index, and those stories."""

    anchor: str
    name: str
    title: str
    href: str
    see: str
    entries: list[_Entry]
    clips: list[tuple[Clip, list[Markup]]]


def text_page(site: Site, issue: Issue, printed: Printed, around: IssuesAround) -> Page:
    """The page at `…/text/`. Every story stands once, where it begins."""
    imprint = imprint_of(site)
    say, slug = issue_words(imprint), issue.edition.slug
    edition, day = edition_name(imprint, issue.edition), full_day(imprint, issue.date)
    heading = say.text_head.format(edition=edition, day=day)
    clipper = Clipper(imprint, issue)
    stories = {story.id: story for story in issue.stories}
    seen: set[str] = set()
    content = press_printed(
        "issue_text.html",
        imprint=imprint,
        words=imprint.words,
        say=say,
        style=PAPER_STYLESHEET,
        title=f"{heading}: {site.name}",
        heading=heading,
        address=f"{site.url}{issue_address(slug, issue.date)}text/",
        faces=(),
        folio=imprint.hours.folio(issue.cut_off),
        label=Markup(escape(say.text_label)).format(time=imprint.hours.hour(issue.cut_off), site=site.name),
        tools=_tools(imprint, issue, around),
        leaves=[leaf for page in printed.pages if (leaf := _leaf(imprint, issue, page, clipper, stories, seen)).clips],
        mended=mended(imprint, issue.corrections),
        state=_state(imprint, issue),
    )
    return Page(f"{issue_address(slug, issue.date).lstrip('/')}text/index.html", content)


def _tools(imprint: Imprint, issue: Issue, around: IssuesAround) -> list[Way]:
    say, slug = issue_words(imprint), issue.edition.slug
    ways = [
        Way(page_address(slug, issue.date, 1), say.to_page.format(page=imprint.words.in_digits("1"))),
        Way("/epaper/", say.editions),
        Way(edition_address(slug), say.archive),
    ]
    beside = (issue_way(imprint, issue, day, "text/") for day in (around.before, around.after))
    return [*ways, *(way for way in beside if way)]


def _leaf(
    imprint: Imprint,
    issue: Issue,
    page: PaperPage,
    clipper: Clipper,
    stories: dict[str, PaperStory],
    seen: set[str],
) -> _Leaf:
    say, number = issue_words(imprint), imprint.words.in_digits(str(page.number))
    clips = []
    for clip in clipper.of_page(page):
        if clip.story not in seen:
            seen.add(clip.story)
            story = stories.get(clip.story)
            clips.append((clip, clipper.exceptions(story) if story else []))
    return _Leaf(
        anchor=f"p{page.number}",
        name=say.page.format(page=number),
        title=page.title,
        href=page_address(issue.edition.slug, issue.date, page.number),
        see=say.to_page.format(page=number),
        entries=[(f"#{clip.anchor}", clip.name, not clip.gone, clip.tongue) for clip, _ in clips],
        clips=clips,
    )


def _state(imprint: Imprint, issue: Issue) -> list[str]:
    """The log as it stood when the issue was decided; paper and text carry it alike."""
    if issue.checkpoint is None:
        return []
    said = imprint.words.log
    line = said.mark_line.format(
        origin=issue.checkpoint.origin,
        size=imprint.words.number(issue.checkpoint.size),
        time=imprint.hours.full(issue.checkpoint.signed),
    )
    return [line, issue.checkpoint.root]
