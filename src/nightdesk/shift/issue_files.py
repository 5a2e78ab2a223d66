"""The files of issues: what one is made of, what stands in its place while it is set again, and the archive of all."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from ..edition.issue_archive_page import archive_pages, withdrawn_page
from ..edition.issue_page import reader_pages
from ..edition.issue_text_page import text_page
from ..errors import PaperError
from ..proof.clips import clip_digests
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store.issue import File, Key
from ..terms.issue import InPrint, Issue, Printed
from ..terms.page import Page
from ..terms.shelf import IssueOnShelf, IssuesAround, IssueSizes
from .fault import REPORT
from .house import House
from .typesetting import Made

FOLDER = "epaper"
_PDF, _EPUB = "issue.pdf", "issue.epub"
_TWINS = (".br", ".gz")


def set_pages(issue: Issue, made: Made) -> list[Page]:
    """What the typesetter made: the pages' images, and the files of the whole issue where readers may have them."""
    pages = [Page(f"{issue.folder}/p{page.number}.svg", page.image) for page in made.printed.pages]
    if issue.edition.pdf:
        pages += [Page(f"{issue.folder}/{_PDF}", made.printed.pdf), Page(f"{issue.folder}/{_EPUB}", made.epub)]
    return pages


def set_paths(issue: Issue, page_count: int) -> set[str]:
    """Where those files stand, in an issue of so many pages."""
    names = [f"p{number}.svg" for number in range(1, page_count + 1)]
    return {f"{issue.folder}/{name}" for name in (*names, *((_PDF, _EPUB) if issue.edition.pdf else ()))}


def is_set(path: str) -> bool:
    """Whether a file of an issue is the typesetter's work; the others are made from the ledger alone."""
    return not path.endswith(".html")


def read_pages(
    house: House, connection: Connection, issue: Issue, printed: Printed, files: Mapping[str, File]
) -> list[Page]:
    """The reader and the light issue, beside those `files`; `printed` needs no images."""
    before, after = issue_table.neighbours(connection, (issue.edition.slug, issue.date))
    around = IssuesAround(before=before, after=after)
    pdf, epub = (files.get(f"{issue.folder}/{name}", File("", 0)) for name in (_PDF, _EPUB))
    sizes = IssueSizes(pdf_bytes=pdf.size_bytes, epub_bytes=epub.size_bytes)
    return [*reader_pages(house.site, issue, printed, around, sizes), text_page(house.site, issue, printed, around)]


def refuse_unfaithful(issue: Issue, pages: Sequence[Page]) -> set[str]:
    """Raises PaperError where a text on these pages does not read back as its agency's; the stories that were read."""
    meant = {story.id: story.wire_text for story in issue.stories}
    read: set[str] = set()
    for page in pages:
        for story, digest in clip_digests(page.content or b"").items():
            if meant.get(story) != digest:
                raise PaperError(f"{page.path}: story {story} does not read back as its agency's text; {REPORT}")
            read.add(story)
    return read


def refuse_missing(issue: Issue, printed: Printed, read: set[str]) -> None:
    """Raises PaperError where a story of the printed pages is not among those that were read on the reader's pages."""
    missing = ({*printed.stories} & {story.id for story in issue.stories}) - read
    if missing:
        raise PaperError(f"{issue.folder}: the reader has no text of {', '.join(sorted(missing))}; {REPORT}")


def files_of(pages: Iterable[Page]) -> dict[str, File]:
    """Those pages as the ledger remembers them."""
    return {
        page.path: File(hashlib.sha256(page.content).hexdigest(), len(page.content))
        for page in pages
        if page.content is not None
    }


def is_as_kept(file: Path, kept: File) -> bool:
    """Whether the file is there, and as it was put up."""
    try:
        if file.stat().st_size != kept.size_bytes:
            return False
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == kept.digest
    except OSError:
        return False


def folder_of(key: Key) -> str:
    """Where an issue stands, relative to the public folder."""
    return f"{FOLDER}/{key[0]}/{key[1].isoformat()}"


def shown_against_settings(house: House) -> list[Key]:
    """The issues whose PDF or EPUB stands there although the settings now keep it back."""
    kept_back = [edition.slug for edition in house.site.papers if not edition.pdf]
    found = {
        (slug, file.parent.name)
        for slug in kept_back
        for name in ("issue.pdf", "issue.epub")
        for file in (house.public / FOLDER / slug).glob(f"*/{name}")
    }
    return [(slug, date.fromisoformat(day)) for slug, day in sorted(found)]


def standing(public: Path, key: Key) -> list[str]:
    """Every file that stands in the issue's folder, as paths in the public folder, without twins."""
    found = set()
    for folder, _, names in os.walk(public / folder_of(key)):
        for name in names:
            whole = name[:-3] if name.endswith(_TWINS) else name
            found.add((Path(folder) / whole).relative_to(public).as_posix())
    return sorted(found)


def taken_down(house: House, connection: Connection, keys: Iterable[Key]) -> list[Page]:
    """The removal of everything that stands of those issues, for as long as they wait to be set again."""
    return [Page(path, None) for key in _withdrawn(connection, keys) for path in standing(house.public, key)]


def again_pages(house: House, connection: Connection, keys: Iterable[Key]) -> list[Page]:
    """What stands there in the meantime: that they are set again."""
    return [
        withdrawn_page(house.site, filed.decided.paper, key[1]) for key, filed in _withdrawn(connection, keys).items()
    ]


def _withdrawn(connection: Connection, keys: Iterable[Key]) -> dict[Key, issue_table.Filed]:
    """Without those that have been set again meanwhile."""
    found = ((key, issue_table.get(connection, key)) for key in sorted(keys))
    return {key: filed for key, filed in found if filed is not None and filed.state == "withdrawn"}


def archive(house: House, connection: Connection, since: date | None = None) -> list[Page]:
    """The pages of all editions and months; with `since` only what an issue of that day can have changed."""
    shelf = [
        IssueOnShelf(edition=one.edition, date=one.date, number=one.number, pages=one.page_count)
        for one in issue_table.every(connection)
        if one.page_count
    ]
    if not (shelf or house.site.papers):  # what was printed stays to be found where papers are no longer made
        return []
    return archive_pages(house.site, shelf, since=since)


def printed_in(connection: Connection, stories: Sequence[str]) -> dict[str, tuple[InPrint, ...]]:
    """Where each of those stories was printed: the newest issue of each edition in which it begins on a page."""
    found: dict[str, dict[str, held_table.Place]] = {}
    for place in held_table.holding(connection, stories):
        if place.page is not None:
            found.setdefault(place.story, {})[place.edition] = place  # in the order of the days
    titles = issue_table.titles(connection) if found else {}
    return {
        story: tuple(
            InPrint(edition=place.edition, title=titles[place.edition], date=place.date, page=place.page or 0)
            for place in places.values()
        )
        for story, places in found.items()
    }
