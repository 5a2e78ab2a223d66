"""An issue as a book, EPUB 3.3: every story whole, page by page in the order of the paper. Same issue, same bytes."""

import io
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from ..terms.issue import Issue, PaperCorrection, PaperPage, Printed
from .catalogue import issue_words
from .epub_markup import language_tag, tongue
from .epub_press import PICTURE_STYLE, STYLE, printed
from .epub_story import Article, Teller
from .issue_words import IssueWords

_LEADS = 6
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it: the first that a ZIP can say. A real one would make the same issue other bytes."""
_UNIX = 3
_FEATURES = (
    "tableOfContents",
    "readingOrder",
    "structuralNavigation",
    "pageBreakMarkers",
    "pageNavigation",
    "displayTransformability",
    "unlocked",
)


@dataclass(frozen=True, slots=True)
class Book:
    """What every document of the book says of the whole."""

    identifier: str
    title: str
    edition: str
    day: str
    number: str
    address: str
    tongue: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a list of ours: where it stands, and what is said of it there."""

    article: Article
    href: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the paper in the book: the stories that begin on it, and the way back to those that go on there."""

    name: str
    number: str
    heading: str
    articles: tuple[Article, ...]
    continued: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A correction as the book lists it."""

    headline: str
    tongue: Markup
    address: str
    where: str
    by: str
    note: str


def epub(issue: Issue, printed_issue: Printed) -> bytes:
    """The book of an issue: cover, contents, a document for each page of the paper, corrections, colophon."""
    words = issue_words(issue.site.language)
    teller = Teller(issue, words)
    leaves = tuple(_leaves(issue, printed_issue, words, teller))
    documents = dict(_documents(issue, words, teller, leaves))
    others = [name for name in documents if name != "nav.xhtml"]
    pictures = {one.file: one.picture for leaf in leaves for one in leaf.articles if one.picture}
    package = printed(
        "package.opf",
        issue=issue,
        words=words,
        book=_book(issue, words),
        languages=list(dict.fromkeys(_languages(issue, leaves))),
        agencies=sorted({story.agency for story in issue.stories}),
        modified=_modified(issue).strftime("%Y-%m-%dT%H:%M:%SZ"),
        features=_FEATURES,
        documents=others,
        pictures=list(pictures),
        spine=["cover.xhtml", "nav.xhtml", *(name for name in others if name != "cover.xhtml")],
    )
    style = STYLE + PICTURE_STYLE if pictures else STYLE
    files = {"META-INF/container.xml": printed("container.xml"), "EPUB/package.opf": package, "EPUB/style.css": style}
    return _zipped(files | {f"EPUB/{name}": content for name, content in (documents | pictures).items()})


def _documents(issue: Issue, words: IssueWords, teller: Teller, leaves: Sequence[Leaf]) -> Iterator[tuple[str, bytes]]:
    book = _book(issue, words)
    leads = [Entry(article, f"{leaf.name}#{article.anchor}") for leaf in leaves for article in leaf.articles][:_LEADS]
    yield "cover.xhtml", printed("cover.xhtml", issue=issue, words=words, book=book, leads=leads)
    yield "nav.xhtml", printed("nav.xhtml", issue=issue, words=words, book=book, pages=leaves)
    for leaf in leaves:
        yield leaf.name, printed("page.xhtml", words=words, book=book, page=leaf)
    if issue.corrections:
        mended = [_mended(issue, words, correction) for correction in issue.corrections]
        yield "corrections.xhtml", printed("corrections.xhtml", words=words, book=book, corrections=mended)
    cut_off, site = issue.cut_off.astimezone(ZoneInfo(issue.site.zone)), issue.site
    as_of = words.as_of.format(time=words.clock(cut_off, site.zone, site.zone_label), date=words.day(cut_off.date()))
    log = _log_line(issue, words)
    yield "colophon.xhtml", printed("colophon.xhtml", issue=issue, words=words, book=book, as_of=as_of, log_line=log)


def _leaves(issue: Issue, printed_issue: Printed, words: IssueWords, teller: Teller) -> Iterator[Leaf]:
    stories = {story.id: story for story in issue.stories}
    gone = {one.id: one for one in issue.gone}
    told: dict[str, tuple[str, Article]] = {}
    for page in printed_issue.pages:
        name, articles, continued = f"page-{page.number}.xhtml", [], {}
        for piece in page.pieces:
            if piece.story in told:
                home, article = told[piece.story]
                if home != name:
                    where = words.continued_from.format(page=words.in_digits(str(piece.back))) if piece.back else ""
                    continued[piece.story] = Entry(article, f"{home}#{article.anchor}", where)
            elif piece.story in gone or piece.story in stories:
                is_gone = piece.story in gone
                article = teller.notice(gone[piece.story]) if is_gone else teller.story(stories[piece.story])
                told[piece.story] = name, article
                articles.append(article)
        number = words.in_digits(str(page.number))
        yield Leaf(name, number, _heading(page, words, number), tuple(articles), tuple(continued.values()))


def _heading(page: PaperPage, words: IssueWords, number: str) -> str:
    if not page.title.strip():
        return words.page.format(page=number)
    return words.page_titled.format(page=number, title=page.title)


def _book(issue: Issue, words: IssueWords) -> Book:
    address = f"{issue.site.url}/{issue.folder}/"
    edition = issue.edition.titles.get(words.language) or issue.edition.title
    return Book(
        identifier=str(uuid.uuid5(uuid.NAMESPACE_URL, address)),
        title=f"{issue.site.name}, {edition}, {words.day(issue.date)}",
        edition=edition,
        day=words.long_day(issue.date),
        number=words.issue.format(number=words.number(issue.number)),
        address=address,
        tongue=tongue(words.language),
    )


def _languages(issue: Issue, leaves: Sequence[Leaf]) -> Iterator[str]:
    """The site's language first, then those of the stories that are in the book."""
    yield language_tag(issue.site.language)
    held = {article.anchor for leaf in leaves for article in leaf.articles}
    yield from (language_tag(story.language) for story in issue.stories if f"s-{story.id}" in held)


def _modified(issue: Issue) -> datetime:
    """A book that is made again without a story is a later release of it, and readers have to see that."""
    return max([issue.cut_off, *(one.at for one in issue.gone)]).astimezone(UTC)


def _mended(issue: Issue, words: IssueWords, correction: PaperCorrection) -> Mended:
    page = words.in_digits(str(correction.page))
    return Mended(
        headline=correction.headline.strip() or words.story_of.format(agency=correction.agency),
        tongue=tongue(correction.language if correction.headline.strip() else words.language),
        address=issue.site.url + correction.path,
        where=words.correction_where.format(date=words.day(correction.printed), page=page),
        by=words.corrected_by.format(agency=correction.agency),
        note=correction.note,
    )


def _log_line(issue: Issue, words: IssueWords) -> str:
    checkpoint, site = issue.checkpoint, issue.site
    if checkpoint is None:
        return ""
    signed = checkpoint.signed
    day = words.day(signed.astimezone(ZoneInfo(site.zone)).date())
    time = f"{day} {words.clock(signed, site.zone, site.zone_label)}"
    return words.log_line.format(origin=checkpoint.origin, size=words.number(checkpoint.size), time=time)


def _zipped(files: dict[str, bytes]) -> bytes:
    """The container: `mimetype` first, as it is and without an extra field (OCF 3.3, 4.2.2), then the rest."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr(_info("mimetype"), b"application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            way = zipfile.ZIP_STORED if name.endswith(".jpg") else zipfile.ZIP_DEFLATED  # a JPEG is packed already
            book.writestr(_info(name), content, way, compresslevel=9)
    return held.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _OLDEST)
    info.create_system = _UNIX
    info.external_attr = 0o644 << 16
    return info
