"""The pages of a whole issue as they came out, read back from the PDF: full, whole, and every text to the letter."""

import io
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import mean

import pikepdf
import pytest

from epaper.night import a_night, a_night_issue
from epaper.paper_checks import Jump, blocks, columns, fill, grid, jumps, overfull, widows_and_orphans, wrong_jumps
from epaper.paper_reader import Box, Leaf, Line, Paper, Paragraph, moved, read_paper
from epaper.photos import CAPTION, with_photos
from nightdesk.epaper.catalogue import issue_words
from nightdesk.proof.wire_text import canonical
from nightdesk.terms.issue import Issue, PaperStory, Printed
from nightdesk.terms.site import Edition

pytest.importorskip("typst", reason="the typesetter is an extra (pip install 'nightdesk[epaper]') and not installed")

A_NIGHT_OF_PICTURES = 60
EDITIONS = (
    Edition(slug="main", title="Main edition", cut_off="05:00", most_pages=8),
    Edition(slug="pune", title="Pune", cut_off="05:30", paper="tabloid", columns=6, most_pages=8),
)
LEAST_FILL = 0.97


@dataclass(frozen=True)
class Made:
    """An issue, how it came out, and what its PDF says."""

    issue: Issue
    printed: Printed
    paper: Paper

    @cached_property
    def stories(self) -> dict[str, PaperStory]:
        return {story.id: story for story in self.issue.stories}

    def columns(self, leaf: Leaf) -> list[Box]:
        return columns(self.paper, leaf, self.issue.edition.columns)


TURNS = (*((edition, 0) for edition in EDITIONS), (EDITIONS[0], A_NIGHT_OF_PICTURES))


@pytest.fixture(scope="module", params=TURNS, ids=lambda turn: f"{turn[0].slug}-{turn[1]}-pictures")
def made(request: pytest.FixtureRequest) -> Made:
    from nightdesk.epaper.press_room import set_issue

    edition, pictures = request.param
    issue = a_night_issue(130, edition, candidates=with_photos(a_night(130), pictures))
    printed = set_issue(issue)
    return Made(issue, printed, read_paper(printed.pdf))


# What a reader sees


def test_every_page_is_filled(made: Made) -> None:
    shares = [mean(fill(made.paper, leaf, made.columns(leaf))) for leaf in made.paper.leaves]
    assert len(shares) == len(made.printed.pages) >= 8
    assert min(shares) >= LEAST_FILL, shares


def test_no_line_of_a_paragraph_stands_alone_and_no_heading_without_text(made: Made) -> None:
    assert widows_and_orphans(made.paper) == []


def test_no_text_leaves_its_column_or_lies_over_another(made: Made) -> None:
    assert [fault for leaf in made.paper.leaves for fault in overfull(made.paper, leaf, made.columns(leaf))] == []


def _jumps(made: Made) -> list[Jump]:
    words = issue_words(made.issue.site.language)
    return jumps(made.paper, words.continued_on, words.continued_from, words.digits)


def test_every_jump_leads_to_its_story_and_back(made: Made) -> None:
    found = _jumps(made)
    assert wrong_jumps(found) == []
    planned = [piece for page in made.printed.pages for piece in page.pieces if piece.next or piece.back]
    assert len(found) == len(planned) > 0


def test_what_does_not_fit_ends_with_a_paragraph_and_says_where_the_rest_is(made: Made) -> None:
    for leaf, page in zip(made.paper.leaves, made.printed.pages, strict=True):
        for piece in page.pieces:
            if piece.cut:
                place = Box(piece.x, piece.y, piece.x + piece.width, piece.y + piece.height)
                goals = [link.address for link in leaf.links if place.holds(link.box.left + 1, link.box.top + 1)]
                assert goals.count(made.issue.site.url + made.stories[piece.story].path) >= 2, piece


# What was sent


def test_every_paragraph_in_latin_letters_copies_out_as_it_was_sent(made: Made) -> None:
    found: dict[int, list[str]] = {}
    for paragraph in made.paper.paragraphs:
        found.setdefault(paragraph.lines[0][0], []).append(paragraph.text)
    asked = 0
    for page in made.printed.pages:
        for piece in page.pieces:
            story = made.stories[piece.story]
            if story.language == "en":
                for block in story.blocks[piece.first : piece.end]:
                    assert block in found[page.number]
                    asked += 1
    assert asked > 200


def test_nothing_is_set_in_the_face_of_the_agencies_but_their_words(made: Made) -> None:
    sent = {text for story in made.stories.values() for text in (story.headline, *story.blocks)} | {CAPTION}
    for paragraph in made.paper.paragraphs:
        latin = all(run.font.startswith("EczarLatin") for _, line in paragraph.lines for run in line.runs)
        if latin and not paragraph.language:
            assert paragraph.text.rstrip(" ") in sent


def test_the_canonical_text_of_every_story_is_attached(made: Made) -> None:
    for story in (made.stories[name] for name in made.printed.stories):
        headline = "" if story.derived else story.headline
        assert made.paper.attachments[f"{story.id}.txt"] == canonical(headline, story.blocks)
    assert len(made.paper.attachments) == len(made.printed.stories)


# What the file says of itself


def test_the_file_is_sound_tagged_and_says_its_title_and_language(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.printed.pdf)) as told:
        assert told.check_pdf_syntax() == []
    paper = made.paper
    assert paper.is_tagged
    assert paper.claims_ua
    assert paper.shows_title
    assert paper.language == "en"
    assert paper.title == f"Panchganga Post, {made.issue.edition.title}, November 24, 2026"
    assert all(paper.figures)


def test_every_font_is_in_the_file(made: Made) -> None:
    assert made.paper.fonts
    assert all(made.paper.fonts.values())


def test_the_outline_leads_to_every_story_where_it_begins(made: Made) -> None:
    listed = {(mark.title, mark.page) for mark in made.paper.bookmarks}
    for page in made.printed.pages:
        for piece in page.pieces:
            story = made.stories[piece.story]
            if piece.begins and not story.derived:
                assert (story.headline, page.number) in listed


def test_every_headline_leads_to_its_page_on_the_site(made: Made) -> None:
    for leaf, page in zip(made.paper.leaves, made.printed.pages, strict=True):
        goals = {link.address for link in leaf.links}
        assert {made.issue.site.url + made.stories[piece.story].path for piece in page.pieces} <= goals


# That the checks see what is wrong


def _with(paper: Paper, leaf: Leaf) -> Paper:
    leaves = tuple(leaf if one.number == leaf.number else one for one in paper.leaves)
    return replace(paper, leaves=leaves)


def _some_text(made: Made, leaf: Leaf) -> tuple[Line, ...]:
    return max(blocks(made.paper, leaf, made.columns(leaf)), key=lambda block: len(block.text)).text


def test_a_hole_of_three_lines_is_seen(made: Made) -> None:
    leaf = made.paper.leaves[2]
    over = made.columns(leaf)
    hole = _some_text(made, leaf)[6:9]
    holed = replace(leaf, lines=tuple(line for line in leaf.lines if line not in hole))
    before, after = (fill(made.paper, one, over) for one in (leaf, holed))
    assert sum(before) - sum(after) > 2 * 11.5 / (over[0].bottom - over[0].top)


def test_a_line_that_runs_over_its_column_is_seen(made: Made) -> None:
    leaf = made.paper.leaves[2]
    line = max(_some_text(made, leaf), key=lambda line: line.box.right - line.box.left)
    strayed = replace(leaf, lines=tuple(moved(one, 9.0) if one is line else one for one in leaf.lines))
    kinds = {fault.kind for fault in overfull(_with(made.paper, strayed), strayed, made.columns(leaf))}
    assert kinds & {"text outside its column", "text over text"}


def test_a_line_left_alone_is_seen(made: Made) -> None:
    paragraph = next(one for one in made.paper.paragraphs if one.tag == "P" and len(one.lines) > 3)
    page = paragraph.lines[0][0]
    first, *others = paragraph.lines
    torn = Paragraph("P", "", (first, *((page + 1, line) for _, line in others)))
    kinds = [fault.kind for fault in widows_and_orphans(replace(made.paper, paragraphs=(torn,), leaves=()))]
    assert kinds == ["orphan"]


def test_a_jump_to_the_wrong_page_is_seen(made: Made) -> None:
    first, *others = _jumps(made)
    assert wrong_jumps([replace(first, other=first.other + 1, link=first.other + 1), *others])
    assert wrong_jumps([replace(first, link=first.link + 1), *others])
    assert wrong_jumps(others)


def test_the_columns_are_those_of_the_plan(made: Made) -> None:
    for leaf, page in zip(made.paper.leaves, made.printed.pages, strict=True):
        lefts = [round(column.left) for column in grid(leaf, made.issue.edition.columns)]
        assert {round(piece.x) for piece in page.pieces} <= {*lefts}
