"""The reader of the e-paper: one page for each page of the paper, its image with a link on each story, and the text.

Everything works without scripts: a story opens as the target of its link. `script/reader.js` adds keys and zoom.
"""

from dataclasses import dataclass

from markupsafe import Markup

from ..terms.issue import Issue, PaperPage, Printed
from ..terms.page import Page
from ..terms.shelf import IssuesAround, IssueSizes
from ..terms.site import Site
from . import issue_data
from .assets import PAPER_STYLESHEET, READER_SCRIPT
from .imprint import Imprint, Way, imprint_of
from .issue_clips import Clip, Clipper, mended
from .issue_names import (
    anchor,
    edition_address,
    edition_name,
    issue_address,
    issue_way,
    issue_words,
    page_address,
    size_text,
    week_day,
    where,
)
from .issue_sketch import sketch
from .press import printed as press_printed

_AROUND = 4
"""Points that the frame of a link stands away from the letters of its piece."""


@dataclass(frozen=True, slots=True)
class _Thumb:
    """A page in the margin."""

    href: str
    number: str
    title: str
    sketch: Markup
    here: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    """A link over a piece on the page's image, in points from its top left."""

    href: str
    name: str
    language: str
    x: int
    y: int
    width: int
    height: int


def reader_pages(site: Site, issue: Issue, printed: Printed, around: IssuesAround, sizes: IssueSizes) -> list[Page]:
    """The reader of one issue, a page of HTML for each page of the paper."""
    imprint = imprint_of(site)
    clipper = Clipper(imprint, issue)
    sketches = [sketch(page) for page in printed.pages]
    shared: dict[str, object] = {
        "imprint": imprint,
        "words": imprint.words,
        "say": issue_words(imprint),
        "style": PAPER_STYLESHEET,
        "script": READER_SCRIPT,
        "edition": edition_name(imprint, issue.edition),
        "day": week_day(imprint, issue.date),
        "iso": issue.date.isoformat(),
        "folio": imprint.hours.folio(issue.cut_off),
        "tools": _tools(imprint, issue, sizes),
        "before": issue_way(imprint, issue, around.before),
        "after": issue_way(imprint, issue, around.after),
        "pages": imprint.words.in_digits(str(len(printed.pages))),
    }
    places = issue_data.places(printed)
    return [
        Page(
            page_address(issue.edition.slug, issue.date, page.number).lstrip("/") + "index.html",
            press_printed(
                "issue_page.html",
                **shared,
                **_of_page(imprint, issue, printed, page, clipper),
                thumbs=_thumbs(issue, printed, sketches, page),
                data=issue_data.script_of_page(imprint, issue, page, places),
            ),
        )
        for page in printed.pages
    ]


def _of_page(imprint: Imprint, issue: Issue, printed: Printed, page: PaperPage, clipper: Clipper) -> dict[str, object]:
    """What differs from page to page."""
    slug, number = issue.edition.slug, page.number
    clips = clipper.of_page(page)
    place = where(imprint, issue.edition, issue.date, number)
    near = {
        name: Way(page_address(slug, issue.date, other), _page_name(imprint, other)) if exists else None
        for name, other, exists in (
            ("previous", number - 1, number > 1),
            ("next", number + 1, number < len(printed.pages)),
        )
    }
    return {
        **near,
        "title": f"{place}: {imprint.site.name}",
        "place": place,
        "description": f"{place}. {page.title}",
        "address": f"{imprint.site.url}{page_address(slug, issue.date, number)}",
        "image": f"{issue_address(slug, issue.date)}p{number}.svg",
        "number": imprint.words.in_digits(str(number)),
        "width": round(page.width),
        "height": round(page.height),
        "view": f"0 0 {page.width:g} {page.height:g}",
        "spots": _spots(page, clipper),
        "clips": clips,
        "afterwards": _afterwards(clips, near["next"]),
        "mended": mended(imprint, issue.corrections) if number == 1 else [],
        "faces": imprint.faces(_languages(issue, clips)),
    }


def _page_name(imprint: Imprint, number: int) -> str:
    return issue_words(imprint).page.format(page=imprint.words.in_digits(str(number)))


def _languages(issue: Issue, clips: list[Clip]) -> set[str]:
    here = {clip.story for clip in clips if not clip.gone}
    return {story.language for story in issue.stories if story.id in here}


def _tools(imprint: Imprint, issue: Issue, sizes: IssueSizes) -> list[Way]:
    """The ways from an issue: first the archive, then its files. Zoom and list stand in the template."""
    say, folder = issue_words(imprint), issue_address(issue.edition.slug, issue.date)
    ways = [Way("/epaper/", say.editions), Way(edition_address(issue.edition.slug), say.archive)]
    ways.append(Way(f"{folder}text/", say.as_text))
    if sizes.pdf_bytes:
        ways.append(Way(f"{folder}issue.pdf", say.pdf.format(size=size_text(imprint, sizes.pdf_bytes))))
    if sizes.epub_bytes:
        ways.append(Way(f"{folder}issue.epub", say.epub.format(size=size_text(imprint, sizes.epub_bytes))))
    return ways


def _thumbs(issue: Issue, printed: Printed, sketches: list[Markup], here: PaperPage) -> list[_Thumb]:
    return [
        _Thumb(
            page_address(issue.edition.slug, issue.date, page.number),
            str(page.number),
            page.title,
            drawn,
            page.number == here.number,
        )
        for page, drawn in zip(printed.pages, sketches, strict=True)
    ]


def _spots(page: PaperPage, clipper: Clipper) -> list[_Spot]:
    return [
        _Spot(
            f"#{anchor(piece.story)}",
            *clipper.name(piece.story),
            round(piece.x) - _AROUND,
            round(piece.y) - _AROUND,
            round(piece.width) + 2 * _AROUND,
            round(piece.height) + 2 * _AROUND,
        )
        for piece in page.pieces
    ]


def _afterwards(clips: list[Clip], next_page: Way | None) -> list[Way | None]:
    """Where "Next" leads from each story: to the one after it, from the last to the next page."""
    following: list[Way | None] = [Way(f"#{clip.anchor}", "") for clip in clips[1:]]
    return [*following, next_page]
