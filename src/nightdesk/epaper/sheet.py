"""The sheet as data: every block of the plan with its place in points, every line of ours, for the typesetter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Final

from ..terms.issue import Issue, PaperStory
from .geometry import FOOT, FRONT_HEAD, GUTTER, HEAD, MARGIN, SIZE, STEP, Paper
from .imprint_mark import Mark, code_of
from .issue_plan import IssuePlan
from .issue_words import IssueWords
from .measuring import caption_style, style_of
from .page_plan import PagePlan, Placed
from .shape import foot_lines, headline_points, headline_top, picture_top

_BRIEFS: Final = 40
_LONGEST_BRIEF: Final = 140
"""Letters: no headline is shortened, and a longer one would be no brief."""


@dataclass(frozen=True)
class Sheet:
    """An issue about to be set."""

    issue: Issue
    paper: Paper
    plan: IssuePlan
    words: IssueWords
    stories: Mapping[str, PaperStory]
    mark: Mark

    def data(self) -> dict[str, Any]:
        """What `sheets/sheet.typ` is given."""
        issue, words, day = self.issue, self.words, self.issue.date
        edition = _title(issue)
        return {
            "title": f"{issue.site.name}, {edition}, {words.day(day)}",
            "author": issue.site.name,
            "name": issue.site.name,
            "date": [day.year, day.month, day.day],
            "lang": issue.site.language.partition("-")[0].casefold(),
            "width": self.paper.width,
            "height": self.paper.height,
            "margin": MARGIN,
            "gutter": GUTTER,
            "texts": self._texts(),
            "front": self._front(edition),
            "foot": {
                "above": FOOT - 14,
                "lines": self.mark.lines,
                "tape": self.mark.tape,
                "tape-alt": self.mark.tape_about,
                "code": self.mark.code,
                "code-alt": self.mark.code_about,
            },
            "pages": [self._page(number, plan, edition) for number, plan in enumerate(self.plan.pages, start=1)],
        }

    @cached_property
    def pictures(self) -> dict[str, str]:
        """The names under which the typesetter is given the pictures, by story: none of them comes from a wire."""
        shown = (placed.shape for plan in self.plan.pages for placed in plan.placed if placed.shape.pictured)
        return {shape.copy.story: f"picture-{number}.jpg" for number, shape in enumerate(shown, start=1)}

    @property
    def photos(self) -> dict[str, bytes]:
        """What stands under these names."""
        held = {name: self.stories[story].picture for story, name in self.pictures.items()}
        return {name: picture.content for name, picture in held.items() if picture}

    def page_title(self, number: int) -> str:
        """What is on a page, by the sections that fill it most."""
        if number == 1:
            return self.words.front_page
        return ", ".join(self._sections(self.plan.pages[number - 1])[:2]) or self.words.page.format(page=number)

    def left_of(self, placed: Placed) -> float:
        """Where a block begins, in points."""
        return self.paper.left(placed.column)

    def top_of(self, number: int, placed: Placed) -> float:
        """Where a block of a page has its top, in points."""
        return (FRONT_HEAD if number == 1 else HEAD) + placed.top * STEP

    def address(self, story: str) -> str:
        """A story's page on the site."""
        return self.issue.site.url + self.stories[story].path

    def _texts(self) -> list[dict[str, str]]:
        """The canonical texts, for whoever does not trust what a reader copies out of the page."""
        return [
            {
                "name": f"{story.id}.txt",
                "text": "".join(["wire-text/1\n", "" if story.derived else story.headline, "\n"])
                + "".join(f"{block}\n" for block in story.blocks),
                "about": self.address(story.id),
            }
            for story in self._printed()
        ]

    def _printed(self) -> list[PaperStory]:
        ids = dict.fromkeys(placed.shape.copy.story for plan in self.plan.pages for placed in plan.placed)
        return [self.stories[story] for story in ids if story in self.stories]

    def _page(self, number: int, plan: PagePlan, edition: str) -> dict[str, Any]:
        top = FRONT_HEAD if number == 1 else HEAD
        height = (self.paper.front_steps if number == 1 else self.paper.steps) * STEP
        day = self.words.long_day(self.issue.date)
        title = self.page_title(number)
        return {
            "title": self.words.page_titled.format(page=self.words.in_digits(str(number)), title=title),
            "folio": f"{edition}, {day}",
            "foot": self.words.foot.format(edition=edition, date=day, page=self.words.in_digits(str(number))),
            "edges": [[self.paper.left(column) - GUTTER / 2, top, height] for column in plan.edges],
            "blocks": [self._block(number, at, placed) for at, placed in enumerate(plan.placed)],
        }

    def _block(self, number: int, at: int, placed: Placed) -> dict[str, Any]:
        shape, copy = placed.shape, placed.shape.copy
        style = style_of(copy.language, ours=copy.ours)
        top = self.top_of(number, placed)
        paragraphs = zip(copy.paragraphs[: shape.end], copy.roles[: shape.end], strict=True)
        return {
            **style,
            "at": f"{number}-{at}",
            "story": copy.story,
            "x": self.left_of(placed),
            "y": top,
            "width": self.paper.span_points(shape.columns),
            "columns": shape.columns,
            "ruled": placed.top > 0,
            "above": headline_top(),
            "headline": copy.headline,
            "headline-height": headline_points(copy, shape.columns, shape.size),
            "size": shape.size,
            "byline": copy.byline,
            "back": copy.back,
            "back-page": 1 if copy.back else None,
            "url": self.address(copy.story) if copy.story in self.stories else None,
            "text-top": top + shape.head * STEP,
            "text-height": shape.lines * style["line"] - (style["line"] - SIZE) + 0.2,
            "paragraphs": list(paragraphs),
            "foot": self._foot_of(placed),
            "picture": self._picture_of(f"{number}-{at}", placed, top),
        }

    def _picture_of(self, at: str, placed: Placed, top: float) -> dict[str, Any] | None:
        shape, plate = placed.shape, placed.shape.copy.plate
        if not shape.pictured or plate is None:
            return None
        return {
            **caption_style((plate.caption, plate.credit), plate.language),
            "at": f"{at}-caption",
            "file": self.pictures[shape.copy.story],
            "alt": plate.caption or self._name_of(self.stories[shape.copy.story]),
            "y": top + picture_top(shape.copy, shape.columns, shape.size),
            "height": plate.heights[shape.columns],
            "under": plate.under(shape.columns),
        }

    def _name_of(self, story: PaperStory) -> str:
        return story.headline or self.words.story_of.format(agency=story.agency)

    def _foot_of(self, placed: Placed) -> dict[str, Any]:
        shape = placed.shape
        foot: dict[str, Any] = {"kind": shape.foot, "lines": foot_lines(shape.foot, shape.copy.language)}
        if shape.foot == "jump":
            page = self.plan.jumps[shape.copy.story].page
            foot |= {"page": page, "text": self.words.continued_on.format(page=self.words.in_digits(str(page)))}
        elif shape.foot == "cut":
            url = self.address(shape.copy.story)
            short = f"{self.issue.site.url}/{self.stories[shape.copy.story].path.strip('/').partition('/')[0]}"
            code = code_of(f"{short}/{shape.copy.story}")
            foot |= {"url": url, "code": code, "text": self.words.cut}
        return foot

    def _front(self, edition: str) -> dict[str, Any]:
        issue, words = self.issue, self.words
        wire = self.paper.left(1) - GUTTER / 2
        pages = words.in_digits(str(len(self.plan.pages)))
        folio = [
            edition,
            *words.long_day(issue.date).split(", ", 1),
            words.issue.format(number=words.number(issue.number)),
            f"{words.pages}: {pages}",
        ]
        return {
            "wire": wire,
            "lamp": 92.0,
            "left": self.paper.left(1) + 6,
            "rule": FRONT_HEAD - 14,
            "top": FRONT_HEAD,
            "side": self.paper.column - 8,
            "height": self.paper.front_steps * STEP,
            "folio": folio,
            "before": [{"kind": "head", "text": words.through_the_night, "ruled": False}],
            "briefs": self._briefs(),
            "after": self._after(),
        }

    def _briefs(self) -> list[dict[str, Any]]:
        """What stands inside, the latest first: the front page leads to it."""
        inside = [
            (self.stories[placed.shape.copy.story], number)
            for number, plan in enumerate(self.plan.inside, start=2)
            for placed in plan.placed
            if placed.shape.copy.story in self.stories
            and not placed.shape.copy.back
            and 0 < len(placed.shape.copy.headline) <= _LONGEST_BRIEF
        ]
        inside.sort(key=lambda found: (-found[0].shown.timestamp(), found[0].id))
        site = self.issue.site
        return [
            {
                "kind": "brief",
                "time": self.words.clock(story.shown, site.zone, site.zone_label),
                "text": story.headline,
                "lang": style_of(story.language)["lang"],
                "leading": 4.4 if style_of(story.language)["devanagari"] else 1.6,
                "page": number,
                "number": self.words.in_digits(str(number)),
            }
            for story, number in inside[:_BRIEFS]
        ]

    def _after(self) -> list[dict[str, Any]]:
        words = self.words
        lines: list[dict[str, Any]] = []
        titles = [(title, number) for number in range(2, len(self.plan.pages) + 1)
                  for title in self._sections(self.plan.pages[number - 1])[:2]]  # fmt: skip
        if titles:
            lines.append({"kind": "head", "text": words.inside, "ruled": True})
        for title, found in groupby(sorted(titles, key=lambda one: _first(titles, one[0])), key=lambda one: one[0]):
            pages = [number for _, number in found]
            text = f"{title} {', '.join(words.in_digits(str(page)) for page in pages)}"
            lines.append({"kind": "page", "text": text, "page": pages[0]})
        lines.append({"kind": "head", "text": words.colophon, "ruled": True})
        lines.append({"kind": "line", "text": words.label_issue.format(site=self.issue.site.name)})
        return lines

    def _sections(self, plan: PagePlan) -> list[str]:
        areas: dict[str, int] = {}
        for placed in plan.placed:
            story = self.stories.get(placed.shape.copy.story)
            if story is not None:
                own = self.issue.edition.slug in story.cities
                title = self.issue.edition.title if own else story.section_title
                areas[title] = areas.get(title, 0) + placed.shape.area
        return sorted(areas, key=lambda title: -areas[title])


def _first(titles: Sequence[tuple[str, int]], title: str) -> int:
    return next(at for at, one in enumerate(titles) if one[0] == title)


def _title(issue: Issue) -> str:
    return issue.edition.titles.get(issue.site.language.partition("-")[0].casefold(), issue.edition.title)
