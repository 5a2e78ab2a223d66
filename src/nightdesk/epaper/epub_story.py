"""A story, or the notice in its place, as the book prints it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from ..proof.read_back import read_back
from ..proof.wire_text import collapse
from ..terms.issue import Gone, Issue, PaperStory
from .epub_markup import tongue, xhtml
from .epub_press import ILLEGAL, printed
from .issue_words import IssueWords
from .plate import words_under
from .type_sizes import language_of_print

_LONG_HEADLINE = 110
"""Above this many letters a headline is set a step smaller: a story sent without one shows its first block instead."""


@dataclass(frozen=True, slots=True)
class Article:
    """What stands in the book for one story: `title` is how lists name it, in the language that `tongue` says.
    `picture` is the JPEG of its picture, b"" without one, and `file` where it stands."""

    anchor: str
    title: str
    tongue: Markup
    content: Markup
    picture: bytes = b""

    @property
    def file(self) -> str:
        """The name of the picture in the book."""
        return picture_file(self.anchor)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as the book sets it: `alt` for who cannot see it, `tongue` the language of what is said under it."""

    file: str
    alt: str
    caption: str
    credit: str
    tongue: Markup
    width: int
    height: int
    content: bytes


def picture_file(anchor: str) -> str:
    """The name of a story's picture in the book, by the story's anchor."""
    return f"picture-{anchor}.jpg"


class Teller:
    """Prints the stories of one issue."""

    __slots__ = ("_issue", "_words")

    def __init__(self, issue: Issue, words: IssueWords) -> None:
        self._issue = issue
        self._words = words

    def story(self, story: PaperStory) -> Article:
        """The whole story; where XML cannot hold its text to the letter, the way to its page instead."""
        told = self._printed(story, is_whole=True)
        text = told.content
        if ILLEGAL.search(story.headline + story.markup) or read_back(text.encode()).digest != story.wire_text:
            told = self._printed(story, is_whole=False)
        return told

    def notice(self, gone: Gone) -> Article:
        """What stands where a story was that may no longer be seen: made without any of its words."""
        words, at = self._words, gone.at.astimezone(ZoneInfo(self._issue.site.zone))
        site = self._issue.site
        clock = words.clock(at, site.zone, site.zone_label)
        sentence = words.notice(gone.kind, agency=gone.agency, site=site.name, time=clock, date=words.day(at.date()))
        anchor, ours = f"s-{gone.id}", tongue(words.language)
        values = {"anchor": anchor, "words": words, "sentence": sentence}
        return Article(anchor, words.gone_head, ours, _markup("notice.xhtml", values))

    def moment(self, at: datetime) -> str:
        """The hour at the site, with its day where that is not the day of the issue."""
        site = self._issue.site
        day = at.astimezone(ZoneInfo(site.zone)).date()
        clock = self._words.clock(at, site.zone, site.zone_label)
        return clock if day == self._issue.date else f"{self._words.day(day)} {clock}"

    def _printed(self, story: PaperStory, *, is_whole: bool) -> Article:
        words, site = self._words, self._issue.site
        headline = collapse(story.headline) if is_whole else ""
        title = headline or words.story_of.format(agency=story.agency)
        spoken = tongue(story.language if headline else words.language)
        anchor = f"s-{story.id}"
        photo = _photo(story, title) if is_whole else None
        values = {
            "anchor": anchor,
            "words": words,
            "photo": photo,
            "story": story,
            "title": title,
            "mark": "h" if headline and not story.derived else "x",
            "is_long": len(title) > _LONG_HEADLINE,
            "tongue": spoken,
            "text_tongue": tongue(story.language),
            "is_whole": is_whole,
            "label": self._label(story),
            "body": xhtml(story.markup) if is_whole else Markup(),
            "address": site.url + story.path,
        }
        content = photo.content if photo else b""
        return Article(anchor, title, spoken, _markup("story.xhtml", values), content)

    def _label(self, story: PaperStory) -> Markup:
        set_at = self._issue.cut_off
        at = set_at.astimezone(ZoneInfo(self._issue.site.zone)).isoformat(timespec="seconds")
        time = Markup('<time datetime="{}">{}</time>').format(at, self.moment(set_at))
        return Markup(escape(self._words.label)).format(agency=story.agency, time=time, site=self._issue.site.name)


def _photo(story: PaperStory, title: str) -> Photo | None:
    """Its picture, where XML can hold what its agency says under it to the letter."""
    picture = story.picture
    if picture is None or ILLEGAL.search(picture.caption + picture.credit):
        return None
    caption, credit = words_under(picture)
    return Photo(
        file=picture_file(f"s-{story.id}"),
        alt=caption or title,
        caption=caption,
        credit=credit,
        tongue=tongue(language_of_print(story.language, [caption])),
        width=picture.width,
        height=picture.height,
        content=picture.content,
    )


def _markup(template: str, values: Mapping[str, object]) -> Markup:
    return Markup(printed(template, **values).decode())
