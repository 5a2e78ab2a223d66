"""Pictures in an issue: whole, in their places, with the agency's words under them, and never at a story's cost."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from epaper.issues import a_paper_story
from epaper.night import a_night, a_night_issue
from epaper.paper_checks import columns, fill
from epaper.paper_reader import Box, Paper, read_paper
from epaper.photos import CAPTION, CREDIT, a_photo, with_photos
from nightdesk.epaper import press_room
from nightdesk.epaper.geometry import paper_of
from nightdesk.epaper.plate import heights_of, plate_of
from nightdesk.epaper.press_room import set_issue
from nightdesk.epaper.typesetter import Typesetter
from nightdesk.terms.issue import Issue, PaperPicture, PaperStory, Piece, Printed
from nightdesk.terms.site import Edition

pytest.importorskip("typst", reason="the typesetter is an extra (pip install 'nightdesk[epaper]') and not installed")

A3 = Edition(slug="main", title="Main edition", cut_off="05:00", most_pages=8)
TABLOID = msgspec.structs.replace(A3, paper="tabloid", columns=4)
_PAPERS = {"a3": A3, "tabloid": TABLOID}
_SENTENCE = "The ward officer said that the lamps of the old town would be counted before the rains came. "


@cache
def _stories(count: int = 110, pictures: int = 70) -> tuple[PaperStory, ...]:
    return tuple(with_photos(a_night(count), pictures))


@cache
def _printed(paper: str = "a3") -> tuple[Issue, Printed]:
    issue = a_night_issue(110, _PAPERS[paper], candidates=_stories())
    return issue, set_issue(issue)


def _one(picture: PaperPicture | None, edition: Edition = A3, blocks: int = 9, headline: str = "Lamps") -> Issue:
    """A paper of one story, and its picture."""
    texts = [f"{number}. {_SENTENCE * 2}" for number in range(blocks)]
    story = msgspec.structs.replace(a_paper_story(headline, *texts), picture=picture)
    return a_night_issue(1, edition, candidates=[story])


def _images(pdf: bytes) -> list[tuple[int, Box]]:
    """Every photograph in it: on which page, and where."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        height = page.get_height()
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8):
            left, bottom, right, top = one.get_bounds()
            found.append((number, Box(left, height - top, right, height - bottom)))
    return found


def _captions(paper: Paper) -> list[str]:
    return [" ".join(one.text.split()) for one in paper.paragraphs if one.tag == "Caption"]


def _home(printed: Printed, page: int, box: Box) -> Piece:
    """The piece of the page that a picture stands in."""
    pieces = printed.pages[page - 1].pieces
    return next(
        one
        for one in pieces
        if one.x - 1 <= box.left < one.x + one.width and one.y <= box.top and box.bottom <= one.y + one.height
    )


# Where they stand


@pytest.mark.parametrize("paper", _PAPERS)
def test_a_picture_is_as_wide_as_its_story_and_neither_cropped_nor_distorted(paper: str) -> None:
    issue, printed = _printed(paper)
    pictures = {story.id: story.picture for story in issue.stories}
    images = _images(printed.pdf)
    assert len(images) > len(printed.pages) / 2
    for page, box in images:
        piece = _home(printed, page, box)
        picture = pictures[piece.story]
        assert picture is not None
        assert piece.begins
        assert box.right - box.left == pytest.approx(piece.width, abs=0.1)
        assert (box.bottom - box.top) / (box.right - box.left) == pytest.approx(
            picture.height / picture.width, rel=0.01
        )


@pytest.mark.parametrize("paper", _PAPERS)
def test_pages_with_pictures_are_as_full_as_any_and_no_gallery(paper: str) -> None:
    issue, printed = _printed(paper)
    read = read_paper(printed.pdf)
    for leaf in read.leaves:
        shares = fill(read, leaf, columns(read, leaf, issue.edition.columns))
        assert sum(shares) / len(shares) >= 0.97, leaf.number
    pages = [page for page, _ in _images(printed.pdf)]
    assert len({*pages}) > len(printed.pages) / 2
    assert max(map(pages.count, pages)) <= 3


def test_no_story_is_cut_inside_for_its_picture() -> None:
    _, printed = _printed()
    assert not any(_home(printed, page, box).cut for page, box in _images(printed.pdf))


def test_the_paper_is_led_by_a_picture_where_its_first_story_has_one() -> None:
    picture = a_photo()
    stories = [msgspec.structs.replace(story, picture=picture) for story in a_night(40)]
    printed = set_issue(a_night_issue(40, candidates=stories))
    first = max(printed.pages[0].pieces, key=lambda piece: piece.width)
    assert first in [_home(printed, page, box) for page, box in _images(printed.pdf)]


@pytest.mark.parametrize("columns", [4, 5, 6])
@pytest.mark.parametrize("paper", ["a3", "tabloid"])
def test_every_paper_prints_pictures(columns: int, paper: str) -> None:
    edition = msgspec.structs.replace(A3, columns=columns, paper=paper, most_pages=2)
    printed = set_issue(a_night_issue(60, edition, candidates=_stories(60, 60)))
    assert _images(printed.pdf)


def test_pictures_bring_pages_where_there_are_stories_to_fill_them() -> None:
    edition = msgspec.structs.replace(A3, most_pages=12)
    with_them, without = (set_issue(a_night_issue(70, edition, candidates=_stories(70, n))) for n in (70, 0))
    assert len(with_them.pages) > len(without.pages)
    paper = read_paper(with_them.pdf)
    shares = [fill(paper, leaf, columns(paper, leaf, edition.columns)) for leaf in paper.leaves]
    assert min(sum(share) / len(share) for share in shares) >= 0.97


# Which may stand where


def test_a_picture_stands_where_it_is_sharp_and_not_too_tall() -> None:
    paper = paper_of(A3)
    widths = {
        (1500, 1000): {1, 2, 3},
        (1600, 900): {1, 2, 3, 4},
        (1200, 1200): {1, 2},
        (1000, 1500): {1},
        (500, 333): {1, 2},
        (180, 120): set(),
        (400, 1000): set(),
        (1500, 0): set(),
        (0, 1000): set(),
    }
    for (width, height), at in widths.items():
        picture = PaperPicture(seal="", caption="", credit="", width=width, height=height, content=b"")
        assert {*heights_of(paper, picture)} == at, (width, height)


def test_a_picture_with_a_long_caption_stands_only_where_that_is_one() -> None:
    picture = PaperPicture(seal="", caption=CAPTION, credit="", width=1500, height=1000, content=b"")
    plate = plate_of(picture, "en", {1: 95.0, 2: 200.0, 3: 304.0}, {1: 9, 2: 8})
    assert plate is not None
    assert {*plate.heights} == {2}
    assert plate_of(picture, "en", {1: 95.0}, {1: 9}) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"caption": "A lamp \U0001f4a1"},
        {"credit": "Photo: 写真"},
        {"caption": "W" * 400},
        {"width": 150, "height": 100},
        {"width": 400, "height": 4000},
    ],
    ids=["caption of other signs", "credit of other signs", "a word too wide", "too small", "too tall"],
)
def test_a_picture_that_cannot_be_printed_costs_its_story_nothing(changed: dict[str, Any]) -> None:
    picture = a_photo(**changed)
    assert set_issue(_one(picture)) == set_issue(_one(None))


def test_pictures_that_the_typesetter_refuses_stop_no_paper() -> None:
    picture = a_photo(content=b"\xff\xd8\xff no picture at all")
    assert set_issue(_one(picture)) == set_issue(_one(None))


def test_a_picture_whose_file_is_of_another_shape_is_not_distorted() -> None:
    picture = a_photo(width=1500, height=1000)
    wrong = msgspec.structs.replace(a_photo(width=900, height=900), width=picture.width, height=picture.height)
    ((_, box),) = _images(set_issue(_one(wrong)).pdf)
    assert box.right - box.left == pytest.approx(box.bottom - box.top, abs=0.1)


def test_a_story_of_little_weight_brings_no_picture() -> None:
    issue, printed = _printed()
    weights = [one.story for one in issue.budget.ranked]
    with_pictures = {_home(printed, page, box).story for page, box in _images(printed.pdf)}
    assert max(map(weights.index, with_pictures)) < 8 * len(printed.pages)


# What is said under them


def test_the_words_under_a_picture_are_the_agencys_and_stand_once() -> None:
    printed = set_issue(_one(a_photo()))
    paper = read_paper(printed.pdf)
    assert _captions(paper) == [f"{CAPTION} {CREDIT}"]
    assert paper.figures.count(CAPTION) == 1
    fonts = {
        run.font.partition("-")[0]: run.text
        for one in paper.paragraphs
        if one.tag == "Caption"
        for _, line in one.lines
        for run in line.runs
    }
    assert {*fonts} == {"EczarLatin", "AnekLatin"}


def test_a_caption_is_no_paragraph_of_the_story() -> None:
    issue = _one(a_photo())
    paper = read_paper(set_issue(issue).pdf)
    said = [one.text for one in paper.paragraphs if one.tag == "P" and "counted before the rains" in one.text]
    assert said == list(issue.stories[0].blocks)


def test_a_credit_that_the_caption_holds_is_not_said_again() -> None:
    caption = f"{CAPTION} ({CREDIT})"
    assert _captions(read_paper(set_issue(_one(a_photo(caption=caption))).pdf)) == [caption]


def test_a_picture_without_a_caption_is_called_by_the_headline() -> None:
    paper = read_paper(set_issue(_one(a_photo(caption="", credit=""))).pdf)
    assert "Lamps" in paper.figures
    assert _captions(paper) == []
    nameless = read_paper(set_issue(_one(a_photo(caption="", credit=""), headline="")).pdf)
    assert "A story from Peninsula" in nameless.figures


def test_a_caption_is_never_read_as_markup() -> None:
    caption = '#panic("no") *bold* _it_ $x^2$ `raw` <label> @ref #image("/etc/passwd") \\ // "q"'
    assert _captions(read_paper(set_issue(_one(a_photo(caption=caption, credit=""))).pdf)) == [caption]


_WORDS = st.text("abcdefghijklmnopqrstuvwxyzé’“”–₹कखगघ", min_size=1, max_size=14)
_SAID = st.lists(_WORDS, max_size=40).map(" ".join)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(_SAID, _SAID), min_size=4, max_size=8))
def test_what_was_counted_under_a_picture_is_what_is_set(said: list[tuple[str, str]]) -> None:
    picture = a_photo()
    stories = [
        msgspec.structs.replace(
            a_paper_story(f"Lamps of ward {number}", *[_SENTENCE * 2] * 6),
            picture=msgspec.structs.replace(picture, caption=caption, credit=credit),
        )
        for number, (caption, credit) in enumerate(said)
    ]
    printed = set_issue(a_night_issue(1, candidates=stories))
    assert _images(printed.pdf)
    assert "it could not be set as it was planned" not in {one.reason for one in printed.left_out}


def test_words_that_end_below_their_place_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lower(Typesetter):
        def set(self, *asked: Any) -> tuple[bytes, list[bytes], list[dict[str, Any]]]:
            pdf, images, ends = super().set(*asked)
            return pdf, images, [{**end, "y": end["y"] + 9.0 * ("caption" in str(end["at"]))} for end in ends]

    expected = set_issue(_one(None))
    monkeypatch.setattr(press_room, "Typesetter", Lower)
    assert set_issue(_one(a_photo())) == expected


# The files


def test_the_picture_is_in_the_pdf_and_in_the_page_as_it_was_given() -> None:
    picture = a_photo()
    printed = set_issue(_one(picture))
    with pikepdf.open(io.BytesIO(printed.pdf)) as told:
        assert told.check_pdf_syntax() == []
        images = [one for one in told.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert [one.read_raw_bytes() for one in images] == [picture.content]
    assert printed.pages[0].image.count(b"data:image/jpeg;base64,") == 1
    assert len(printed.pages[0].image) < 1.4 * len(picture.content) + 400_000
    assert b"lamps of the old town" not in printed.pages[0].image


def test_the_same_issue_with_pictures_gives_the_same_bytes() -> None:
    issue, printed = _printed("tabloid")
    assert set_issue(issue) == printed


def test_nothing_of_a_picture_is_left_where_the_paper_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _images(set_issue(_one(a_photo())).pdf)
    assert [*tmp_path.iterdir()] == []
