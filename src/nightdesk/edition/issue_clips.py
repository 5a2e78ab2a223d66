"""What stands on a page of the paper, as text: each story whole and word for word, or the notice in its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..terms.issue import Gone, Issue, PaperCorrection, PaperPage, PaperStory, Piece
from .imprint import Imprint
from .issue_names import anchor, edition_name, full_day, headline_of, issue_words, page_address, plain_day
from .languages import language_tag
from .lines import agency_name
from .notice_page import wording

_BACK = frozenset({"withheld", "embargoed"})


@dataclass(frozen=True, slots=True)
class Clip:
    """One story on one page. `headline` is the agency's ("" for a derived one and for a notice); `name` is for links.

    `notes` say where it goes on and where it came from, `label` how it came here, `share` is the line that names its
    source, with the address. A notice has `gone`, its sentences, and nothing of the story.
    """

    anchor: str
    story: str
    version: str
    name: str
    headline: str
    tongue: Markup
    text_language: Markup
    agency: Markup
    time: Markup
    notes: tuple[Markup, ...]
    label: tuple[Markup, ...]
    body: Markup
    path: str
    proof: str
    share: Markup
    gone: tuple[str, ...] = ()


class Clipper:
    """Makes the clips of one issue: what they share is worked out once."""

    def __init__(self, imprint: Imprint, issue: Issue) -> None:
        self._imprint = imprint
        self._issue = issue
        self._say = issue_words(imprint)
        self._stories = {story.id: story for story in issue.stories}
        self._gone = {gone.id: gone for gone in issue.gone}
        self._set = imprint.hours.hour(issue.cut_off)
        self._day = imprint.hours.today(issue.cut_off)
        self._edition = edition_name(imprint, issue.edition)

    def of_page(self, page: PaperPage) -> list[Clip]:
        """The clips of a page in the order of reading, one a story however many pieces of it stand there."""
        pieces: dict[str, list[Piece]] = {}
        for piece in page.pieces:
            pieces.setdefault(piece.story, []).append(piece)
        return [self.of_story(story, page.number, found) for story, found in pieces.items()]

    def name(self, story: str) -> tuple[str, str]:
        """How a link on the page's image calls a story, and in what language."""
        if story in self._gone:
            return self._say.gone_spot, ""
        found = self._stories[story]
        return headline_of(self._imprint, found), language_tag(found.language)

    def of_story(self, story: str, page: int, pieces: Iterable[Piece] = ()) -> Clip:
        """The clip of a story on a page, or the notice where it may no longer be seen."""
        gone = self._gone.get(story)
        return self._notice(gone) if gone else self._whole(self._stories[story], page, list(pieces))

    def _whole(self, story: PaperStory, page: int, pieces: list[Piece]) -> Clip:
        imprint = self._imprint
        tag = language_tag(story.language)
        tongue = imprint.in_language(story.language)
        return Clip(
            anchor=anchor(story.id),
            story=story.id,
            version=story.version,
            name=headline_of(imprint, story),
            headline="" if story.derived else story.headline,
            tongue=tongue,
            text_language=tongue or (Markup(f' lang="{tag}"') if tag else Markup()),
            agency=agency_name(story.agency),
            time=imprint.hours.line(story.shown, self._day),
            notes=self._notes(story, page, pieces),
            label=self.label(story),
            body=Markup(story.markup),
            path=story.path,
            proof=_proof(story),
            share=self._share(story, page),
        )

    def _notes(self, story: PaperStory, page: int, pieces: list[Piece]) -> tuple[Markup, ...]:
        say, notes = self._say, []
        if story.also:
            names = Markup(self._imprint.words.dossier.comma).join(map(agency_name, story.also))
            notes.append(Markup(escape(self._imprint.words.dossier.also_from)).format(agencies=names))
        for piece in pieces:
            if piece.back and piece.back != page:
                notes.append(self._way(say.continued_from, piece.back))
            if piece.next and piece.next != page:
                notes.append(self._way(say.continued_on, piece.next))
            if piece.cut:
                notes.append(escape(say.cut))
        return tuple(dict.fromkeys(notes))

    def _way(self, sentence: str, page: int) -> Markup:
        address = page_address(self._issue.edition.slug, self._issue.date, page)
        number = self._imprint.words.in_digits(str(page))
        return Markup('<a href="{}">{}</a>').format(address, sentence.format(page=number))

    def label(self, story: PaperStory) -> tuple[Markup, ...]:
        """How the text came here, and what, if anything, differs from what was sent. The first leads to the proof."""
        site, log = self._imprint.site, self._imprint.words.log
        first = Markup(escape(self._say.label)).format(agency=agency_name(story.agency), time=self._set, site=site.name)
        if story.n is not None:
            first += Markup(' <a href="{}">{}</a>{}').format(_proof(story), log.check_this, log.stop)
        return (first, *self.exceptions(story))

    def exceptions(self, story: PaperStory) -> list[Markup]:
        """What the label has to add for this story."""
        words, lines = self._imprint.words, []
        if story.derived:
            lines.append(Markup(escape(words.label_derived)).format(agency=agency_name(story.agency)))
        if story.service_cut:
            sentence = words.label_service_one if story.service_cut == 1 else words.label_service_many
            lines.append(escape(sentence.format(count=words.number(story.service_cut))))
        if story.media_cut:
            lines.append(escape(words.label_active))
        return lines

    def _share(self, story: PaperStory, page: int) -> Markup:
        imprint, issue = self._imprint, self._issue
        address = f"{imprint.site.url}{page_address(issue.edition.slug, issue.date, page)}#{anchor(story.id)}"
        return Markup(escape(self._say.share_source)).format(
            address=Markup('<a href="{0}">{0}</a>').format(address),
            agency=agency_name(story.agency),
            site=imprint.site.name,
            page=imprint.words.in_digits(str(page)),
            edition=self._edition,
            day=full_day(imprint, issue.date),
        )

    def _notice(self, gone: Gone) -> Clip:
        imprint, words = self._imprint, self._imprint.words
        agency = agency_name(gone.agency)
        said = Markup(escape(self._say.gone_from)).format(agency=agency, time=imprint.hours.line(gone.at, self._day))
        head = wording(imprint, gone.kind).head
        return Clip(
            anchor=anchor(gone.id),
            story=gone.id,
            version="",
            name=head,
            headline="",
            tongue=Markup(),
            text_language=Markup(),
            agency=agency,
            time=Markup(),
            notes=(said,),
            label=(),
            body=Markup(),
            path="",
            proof="",
            share=Markup(),
            gone=(head, words.back_more if gone.kind in _BACK else words.gone_more),
        )


def _proof(story: PaperStory) -> str:
    """Where the proof of the text stands; "" where the site kept no log."""
    return "" if story.n is None else f"{story.path}proof/"


@dataclass(frozen=True, slots=True)
class Mended:
    """A correction to a story that an earlier issue printed."""

    path: str
    name: str
    tongue: Markup
    said: Markup
    note: str


def mended(imprint: Imprint, corrections: Iterable[PaperCorrection]) -> list[Mended]:
    """What an issue has to correct of earlier ones."""
    say = issue_words(imprint)
    return [
        Mended(
            one.path,
            one.headline or imprint.words.story_of.format(agency=one.agency),
            imprint.in_language(one.language),
            Markup(escape(say.correction_where)).format(
                page=imprint.words.in_digits(str(one.page)),
                day=plain_day(imprint, one.printed),
                agency=agency_name(one.agency),
                time=imprint.hours.element(one.shown),
            ),
            one.note,
        )
        for one in corrections
    ]
