"""One issue of the e-paper: what it is made from, and how its pages came out."""

from datetime import date, datetime

import msgspec

from .checkpoint_shown import CheckpointShown
from .site import Edition, Site


class PaperPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture as an issue prints it: the agency's caption and credit, its size in pixels, and its JPEG.

    `seal` is that of the bytes as the agency sent them, `source` the story that the picture's own item is, "" for none.
    """

    seal: str
    source: str = ""
    caption: str
    credit: str
    width: int
    height: int
    content: bytes


class PaperStory(msgspec.Struct, frozen=True, kw_only=True):
    """One story as an issue may print it: the version that was shown at the cut-off.

    `id` and `path` are the story's, `item` the row of the revision, `n` the number of its text in the log
    (`v<n>.txt`, None where the site keeps no log), `version` as printed in data-version. `headline`, `blocks` and
    `markup` are the agency's; `wire_text` is their digest. `thread` is the thread's id and `thread_stories` how many
    stories it has; `also` names other agencies that sent the same story, which is folded into this one. `cities` are
    the slugs of the city editions it is in. `section` is "" for none. `service_cut` counts the lines of service text
    that were left out, and `media_cut` says that scripts or media were: the label above the text tells of both.
    `picture` is the main one that came with it.
    """

    id: str
    guid: str
    path: str
    item: int
    version: str = "1"
    n: int | None = None
    headline: str
    derived: bool = False
    blocks: tuple[str, ...]
    markup: str
    wire_text: str
    language: str = "en"
    agency: str
    section: str
    section_title: str
    cities: tuple[str, ...] = ()
    urgency: int = 5
    published: datetime
    shown: datetime
    thread: str = ""
    thread_stories: int = 1
    also: tuple[str, ...] = ()
    service_cut: int = 0
    media_cut: bool = False
    picture: PaperPicture | None = None


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """A story that was in the issue and may no longer be seen: never its words. `kind` as a `Tombstone` has it."""

    id: str
    kind: str
    agency: str
    at: datetime


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """What the budget says of one story: how much it weighs (more is first), whether it may stand on the front page,
    and each rule that had a say, as a sentence."""

    story: str
    weight: float
    front: bool = False
    reasons: tuple[str, ...] = ()


class LeftOut(msgspec.Struct, frozen=True):
    """A story that is not in the issue, and why."""

    story: str
    reason: str


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of an issue, heaviest story first. It is decided once, at the cut-off, and kept."""

    ranked: tuple[Ranked, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class PaperCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """A correction to a story that an earlier issue printed: on which page of which day, and the agency's note."""

    story: str
    path: str
    headline: str
    language: str = "en"
    agency: str
    shown: datetime
    printed: date
    page: int
    note: str = ""


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """All that an issue is made from: the same value gives the same bytes.

    `number` counts the edition's issues from 1; `cut_off` is the moment up to which stories are in it. `stories` are
    those that `budget` ranks, in its order, but for those in `gone`. `note` is the log's checkpoint as signed (its
    `/log/checkpoint` text) when the issue was decided, `checkpoint` the same for people; "" and None without a log.
    """

    site: Site
    edition: Edition
    date: date
    number: int
    cut_off: datetime
    budget: Budget
    stories: tuple[PaperStory, ...]
    gone: tuple[Gone, ...] = ()
    corrections: tuple[PaperCorrection, ...] = ()
    note: str = ""
    checkpoint: CheckpointShown | None = None

    @property
    def folder(self) -> str:
        """Where it stands, relative to the public folder: "epaper/pune/2026-11-23"."""
        return f"epaper/{self.edition.slug}/{self.date.isoformat()}"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a story where it stands on a page: `x`, `y`, `width`, `height` in points from the page's top left.

    `begins` says that the headline of the story's beginning is here; the blocks `first` to before `end` of the story's
    text stand in it. `next` is the page on which it goes on, `back` the one from which it came; `cut` says that the
    rest is only on the site. A piece of a story in `Issue.gone` holds the notice, and no block.
    """

    story: str
    x: float
    y: float
    width: float
    height: float
    begins: bool = True
    first: int = 0
    end: int = 0
    next: int | None = None
    back: int | None = None
    cut: bool = False


class PaperPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it came out. `number` counts from 1, `title` names what is on it, `image` is an SVG of the whole page
    (no text in it: letters are outlines), `width` and `height` in points. `pieces` are in the order of reading."""

    number: int
    title: str
    width: float
    height: float
    pieces: tuple[Piece, ...]
    image: bytes


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as it came out: its pages, the tagged PDF, and what of the budget found no room."""

    pages: tuple[PaperPage, ...]
    pdf: bytes
    left_out: tuple[LeftOut, ...] = ()

    @property
    def stories(self) -> list[str]:
        """The stories that are in it, in the order in which they begin."""
        return [piece.story for page in self.pages for piece in page.pieces if piece.begins]


class InPrint(msgspec.Struct, frozen=True, kw_only=True):
    """Where a story was printed: the edition's slug and title, the day, and the page on which it begins."""

    edition: str
    title: str
    date: date
    page: int
