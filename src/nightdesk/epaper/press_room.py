"""An issue made whole: planned, set, and checked against its plan. The same issue gives the same bytes."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ..errors import PaperError
from ..terms.issue import Issue, LeftOut, PaperPage, PaperStory, Piece, Printed, Ranked
from .budget import section_place
from .catalogue import issue_words
from .copy import PLAIN, roles_of
from .estimate import worth_measuring
from .geometry import STEP, paper_of
from .imprint_mark import mark_of
from .issue_plan import Planner
from .issue_words import IssueWords
from .measuring import Draft, measured
from .page_plan import Placed
from .plate import words_under
from .printable import can_print
from .sheet import Sheet
from .type_sizes import language_of_print
from .typesetter import Typesetter

_CORRECTIONS = "corrections"
_OVERFULL = "it could not be set as it was planned"
_TRIES = 6
_BELOW = 1.0
_BESIDE = 4.5
"""Points by which the end of a text may lie outside its place: a stop at the end of a full line hangs out."""


def set_issue(issue: Issue) -> Printed:
    """Plan, measure and set an issue. Raises PaperError where there is no typesetter, or it refuses the sheet.

    A story whose text does not end where the plan foretold is left out, by name, and the rest is planned again. An
    issue that cannot be set with its pictures is set without them: none of them is worth the paper of a night.
    """
    try:
        return _set(issue)
    except PaperError:
        bare = tuple(msgspec.structs.replace(story, picture=None) for story in issue.stories)
        if bare == issue.stories:
            raise
        return _set(msgspec.structs.replace(issue, stories=bare))


def _set(issue: Issue) -> Printed:
    typesetter, without = Typesetter(), dict[str, LeftOut]()
    for _ in range(_TRIES):
        sheet, left_out = _planned(issue, typesetter, without)
        pdf, images, ends = typesetter.set(msgspec.json.encode(sheet.data()), sheet.photos)
        overfull = _overfull(sheet, ends)
        if not overfull:
            break
        without |= {story: LeftOut(story, _OVERFULL) for story in overfull}
    else:
        raise PaperError(f"{issue.folder}: texts do not end in their places: {', '.join(sorted(without))}")
    if len(images) != len(sheet.plan.pages):
        raise PaperError(f"{issue.folder}: {len(sheet.plan.pages)} pages were planned, {len(images)} were set")
    return Printed(pages=_pages(sheet, images), pdf=pdf, left_out=tuple(sorted(left_out, key=lambda one: one.story)))


def _planned(issue: Issue, typesetter: Typesetter, without: Mapping[str, LeftOut]) -> tuple[Sheet, list[LeftOut]]:
    """The sheet of an issue, and what is not on it."""
    paper, words = paper_of(issue.edition), issue_words(issue.site.language)
    stories = {story.id: story for story in issue.stories}
    most = issue.edition.most_pages
    wanted = [draft for draft in _drafts(issue, words) if draft.story not in without]
    drafts, too_light, least = worth_measuring(paper, wanted, issue.edition.least_pages, most)
    copies, too_wide = measured(typesetter, paper, drafts)
    ranked = {ranked.story: ranked for ranked in issue.budget.ranked}
    planner = Planner(
        paper,
        first=lambda copy: copy.story in ranked and ranked[copy.story].front,
        section=lambda copy: section_place(stories[copy.story], issue.edition) if copy.story in stories else 0,
        least=least,
        most=most,
        continued_from=words.continued_from.format(page=words.in_digits("1")),
    )
    plan = planner.plan(copies)
    if not any(page.placed for page in plan.pages):
        raise PaperError(f"{issue.folder}: there is nothing to print")
    left_out = [*issue.budget.left_out, *without.values(), *too_light, *too_wide, *plan.left_out]
    return Sheet(issue, paper, plan, words, stories, mark_of(issue, words)), left_out


def _drafts(issue: Issue, words: IssueWords) -> list[Draft]:
    """Everything to print, heaviest first; a story that is gone leaves its notice in its place."""
    stories = {story.id: story for story in issue.stories}
    gone = {one.id: one for one in issue.gone}
    site = issue.site
    drafts = [_corrections(issue, words)] if issue.corrections else []
    for ranked in issue.budget.ranked:
        if ranked.story in stories:
            drafts.append(_draft(issue, words, stories[ranked.story], ranked))
        elif ranked.story in gone:
            one = gone[ranked.story]
            time = words.clock(one.at, site.zone, site.zone_label)
            agency = one.agency if can_print(one.agency) else site.name
            said = words.notice(
                one.kind, agency=agency, site=site.name, time=time, date=words.day_of(one.at, site.zone)
            )
            drafts.append(_our_own(one.id, "", [said], site.language))
    return drafts


def _draft(issue: Issue, words: IssueWords, story: PaperStory, ranked: Ranked) -> Draft:
    byline = f"{story.agency}, {words.clock(story.shown, issue.site.zone, issue.site.zone_label)}"
    if story.also:
        byline = f"{byline}. {words.also_from.format(agencies=', '.join(story.also))}"
    return Draft(
        story=story.id,
        headline="" if story.derived else story.headline,
        byline=byline,
        language=language_of_print(story.language, story.blocks),
        paragraphs=story.blocks,
        roles=roles_of(story),
        weight=ranked.weight,
        front=ranked.front,
        picture=story.picture if story.picture and can_print(*words_under(story.picture)) else None,
    )


def _corrections(issue: Issue, words: IssueWords) -> Draft:
    lines = [words.corrections_rule]
    for one in issue.corrections:
        where = words.correction_where.format(date=words.day(one.printed), page=words.in_digits(str(one.page)))
        said = f"{one.headline}. {words.corrected_by.format(agency=one.agency)} {one.note or words.no_note}"
        lines.append(f"{where}: {said if can_print(said) else issue.site.url + one.path}")
    return _our_own(_CORRECTIONS, words.corrections, lines, issue.site.language)


def _our_own(story: str, headline: str, lines: Sequence[str], language: str) -> Draft:
    return Draft(
        story=story,
        headline=headline,
        byline="",
        language=language,
        paragraphs=tuple(lines),
        roles=tuple(PLAIN for _ in lines),
        ours=True,
    )


def _overfull(sheet: Sheet, ends: Sequence[dict[str, Any]]) -> set[str]:
    """The stories whose text does not end inside its block, or their caption above the text: what was counted is not
    what was set."""
    found = {str(end["at"]): end for end in ends}
    overfull = set()
    for number, page in enumerate(sheet.plan.pages, start=1):
        for at, placed in enumerate(page.placed):
            shape, top = placed.shape, sheet.top_of(number, placed)
            right = sheet.left_of(placed) + sheet.paper.span_points(shape.columns) + _BESIDE
            ends_by = {f"{number}-{at}": top + shape.height * STEP + _BELOW}
            if shape.has_caption:
                ends_by[f"{number}-{at}-caption"] = top + shape.head * STEP
            for name, bottom in ends_by.items():
                if name not in found or found[name]["y"] > bottom or found[name]["x"] > right:
                    overfull.add(shape.copy.story)
    return overfull


def _pages(sheet: Sheet, images: Sequence[bytes]) -> tuple[PaperPage, ...]:
    return tuple(
        PaperPage(
            number=number,
            title=sheet.page_title(number),
            width=sheet.paper.width,
            height=sheet.paper.height,
            pieces=tuple(
                _piece(sheet, number, placed) for placed in plan.placed if placed.shape.copy.story != _CORRECTIONS
            ),
            image=image,
        )
        for number, (plan, image) in enumerate(zip(sheet.plan.pages, images, strict=True), start=1)
    )


def _piece(sheet: Sheet, number: int, placed: Placed) -> Piece:
    shape, copy = placed.shape, placed.shape.copy
    is_notice = copy.ours
    return Piece(
        story=copy.story,
        x=round(sheet.left_of(placed), 2),
        y=round(sheet.top_of(number, placed), 2),
        width=round(sheet.paper.span_points(shape.columns), 2),
        height=round(shape.height * STEP, 2),
        begins=not copy.back,
        first=0 if is_notice else copy.first,
        end=0 if is_notice else copy.first + shape.end,
        next=sheet.plan.jumps[copy.story].page if shape.foot == "jump" else None,
        back=1 if copy.back else None,
        cut=shape.foot == "cut",
    )
