"""Reads a made paper back from its PDF, with two libraries that had no part in making it.

pdfium (`pypdfium2`) says what is drawn: letters with their places, rules, links. qpdf (`pikepdf`) says what the file
claims of itself: its structure, language, fonts, attachments. Coordinates are points from the page's top left, as in
`Piece`. A paragraph is what the structure tree calls one, so it is whole also where it runs over columns.
"""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from statistics import mode
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_HYPHENS = frozenset(("-", "\x02", "\xad", "\ufffe"))
"""How pdfium gives the hyphen at the end of a line."""
_GAP_IN_LINE = 8.0
_THINNEST_RULE = 40.0
_MOST_HEIGHT_OF_RULE = 2.6


@dataclass(frozen=True)
class Box:
    """A rectangle, `bottom` below `top`."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Run:
    """Letters drawn at once: one font, one size, one marked content. `baseline` from the top of the page."""

    text: str
    box: Box
    x: float
    baseline: float
    size: float
    font: str
    mark: int


@dataclass(frozen=True)
class Line:
    """Runs that stand beside each other on one baseline."""

    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def box(self) -> Box:
        """Of the ink; runs without any (spaces) have no say."""
        inked = [run.box for run in self.runs if run.box.right > run.box.left + 0.01] or [self.runs[0].box]
        return Box(
            min(box.left for box in inked),
            min(box.top for box in inked),
            max(box.right for box in inked),
            max(box.bottom for box in inked),
        )

    @cached_property
    def x(self) -> float:
        return self.runs[0].x

    @cached_property
    def baseline(self) -> float:
        """That of most runs."""
        return mode(run.baseline for run in self.runs)

    @cached_property
    def size(self) -> float:
        return max(run.size for run in self.runs)

    @cached_property
    def top(self) -> float:
        """Of the line's room: four fifths of its size above the baseline."""
        return self.baseline - 0.8 * self.size

    @cached_property
    def bottom(self) -> float:
        return self.baseline + 0.2 * self.size

    @cached_property
    def font(self) -> str:
        return self.runs[0].font

    @cached_property
    def of_agency(self) -> bool:
        """Whether it is set in the face of the agencies."""
        return any(run.font.startswith("Eczar") for run in self.runs)


@dataclass(frozen=True)
class Link:
    """Where a place of the page leads: an address, or a page counted from 1."""

    box: Box
    address: str = ""
    page: int = 0


@dataclass(frozen=True)
class Leaf:
    """A page: its lines, the horizontal rules, all else that is drawn, and the links."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Box, ...]
    drawings: tuple[Box, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Paragraph:
    """What the structure tree says is one: `tag` ("P", "H2"), `language` "" where it is the document's.

    `lines` are its parts of lines with their pages, `text` is them joined, the typesetter's hyphens taken back.
    """

    tag: str
    language: str
    lines: tuple[tuple[int, Line], ...]

    @cached_property
    def text(self) -> str:
        said = ""
        runs = [run for _, line in self.lines for run in line.runs]
        for at, run in enumerate(runs):
            if at + 1 < len(runs) and _is_soft(runs[at - 1] if at else None, run, runs[at + 1]):
                continue
            said += run.text.replace("\x02", "-").replace("\ufffe", "-")
        return said.replace("\xad", "")


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline."""

    level: int
    title: str
    page: int


@dataclass(frozen=True)
class Paper:
    """A whole file. `fonts` says of each whether it is embedded; `figures` are what pictures are called."""

    leaves: tuple[Leaf, ...]
    paragraphs: tuple[Paragraph, ...]
    bookmarks: tuple[Bookmark, ...]
    title: str
    language: str
    is_tagged: bool
    claims_ua: bool
    shows_title: bool
    fonts: dict[str, bool]
    attachments: dict[str, bytes]
    figures: tuple[str, ...] = field(default=())


def read_paper(pdf: bytes) -> Paper:
    """Everything at once: about a tenth of a second a page."""
    with pypdfium2.PdfDocument(pdf) as drawn, pikepdf.open(io.BytesIO(pdf)) as told:
        numbers = {page.objgen: number for number, page in enumerate(told.pages, start=1)}
        marked: dict[tuple[int, int], list[Run]] = {}
        leaves = tuple(
            _leaf(drawn[number - 1], page, number, numbers, marked) for number, page in enumerate(told.pages, start=1)
        )
        paragraphs, figures = _structure(told, numbers, marked)
        info = str(told.open_metadata().get("dc:title", ""))
        return Paper(
            leaves=leaves,
            paragraphs=tuple(paragraphs),
            bookmarks=tuple(_bookmarks(drawn)),
            title=info,
            language=str(told.Root.get("/Lang", "")),
            is_tagged=bool(told.Root.get("/MarkInfo", {}).get("/Marked", False)) and "/StructTreeRoot" in told.Root,
            claims_ua=str(told.open_metadata().get("pdfuaid:part", "")) == "1",
            shows_title=bool(told.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            fonts=_fonts(told),
            attachments={name: held.get_file().read_bytes() for name, held in told.attachments.items()},
            figures=tuple(figures),
        )


def _is_soft(before: Run | None, run: Run, after: Run) -> bool:
    """A hyphen of the typesetter's is marked by itself, right after its word, at the end of the line.

    One that was sent is marked with the word that it belongs to.
    """
    if run.text not in _HYPHENS or before is None or before.mark == run.mark:
        return False
    at_end = abs(after.baseline - run.baseline) > 0.4 * run.size or after.x < run.x
    return at_end and before.baseline == run.baseline and before.font == run.font and not before.text.endswith(" ")


def _leaf(
    drawn: Any, told: Any, number: int, numbers: dict[Any, int], marked: dict[tuple[int, int], list[Run]]
) -> Leaf:
    width, height = drawn.get_size()
    said = _said(drawn.get_textpage())
    runs, rules, drawings = [], [], []
    for one in drawn.get_objects(max_depth=4):
        if one.type == pdfium.FPDF_PAGEOBJ_TEXT:
            run = _run(one, said.get(_address(one.raw), " "), height)
            runs.append(run)
            marked.setdefault((number, run.mark), []).append(run)
            continue
        left, bottom, right, top = one.get_bounds()
        box = Box(left, height - top, right, height - bottom)
        is_rule = box.bottom - box.top < _MOST_HEIGHT_OF_RULE and box.right - box.left > _THINNEST_RULE
        (rules if is_rule else drawings).append(box)
    return Leaf(
        number=number,
        width=width,
        height=height,
        lines=tuple(_lines(runs)),
        rules=tuple(rules),
        drawings=tuple(drawings),
        links=tuple(_links(told, height, numbers)),
    )


def _said(letters: Any) -> dict[int, str]:
    """What each text object says. Spaces that pdfium adds where it sees a gap are not in the file, so not here.

    An object that says nothing is one of spaces alone.
    """
    said: dict[int, str] = {}
    for at in range(letters.count_chars()):
        if pdfium.FPDFText_IsGenerated(letters.raw, at) == 1:
            continue
        where = _address(pdfium.FPDFText_GetTextObject(letters.raw, at))
        said[where] = said.get(where, "") + chr(pdfium.FPDFText_GetUnicode(letters.raw, at))
    return said


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _run(one: Any, text: str, height: float) -> Run:
    left, bottom, right, top = one.get_bounds()
    matrix = one.get_matrix()
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(one.raw, size)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(one.raw), name, 128)
    return Run(
        text=text,
        box=Box(left, height - top, right, height - bottom),
        x=matrix.e,
        baseline=round(height - matrix.f, 2),
        size=round(size.value * abs(matrix.d or 1.0), 2),
        font=name.value.decode("ascii", "replace").partition("+")[2] or name.value.decode("ascii", "replace"),
        mark=pdfium.FPDFPageObj_GetMarkedContentID(one.raw),
    )


def _lines(runs: list[Run]) -> Iterator[Line]:
    held: list[Run] = []
    for run in runs:
        if held:
            last = held[-1]
            ends = max(last.box.right, last.x)
            # Parts of a Devanagari syllable are drawn a little off the line.
            if abs(run.baseline - held[0].baseline) > 0.4 * last.size or not -2 * last.size < run.x - ends < max(
                _GAP_IN_LINE, 0.6 * last.size
            ):
                yield Line(tuple(held))
                held = []
        held.append(run)
    if held:
        yield Line(tuple(held))


def _links(told: Any, height: float, numbers: dict[Any, int]) -> Iterator[Link]:
    for note in told.get("/Annots", []):
        left, bottom, right, top = (float(at) for at in note.Rect)
        box = Box(left, height - top, right, height - bottom)
        action = note.get("/A", {})
        if "/URI" in action:
            yield Link(box, address=str(action.URI))
            continue
        goal = note.get("/Dest", action.get("/D") if "/D" in action else None)
        if isinstance(goal, pikepdf.Array):
            yield Link(box, page=numbers[goal[0].objgen])


def _structure(
    told: Any, numbers: dict[Any, int], marked: dict[tuple[int, int], list[Run]]
) -> tuple[list[Paragraph], list[str]]:
    found: list[Paragraph] = []
    figures: list[str] = []

    def walk(element: Any, tag: str, language: str, page: int) -> list[tuple[int, Run]]:
        """The runs of an element that belong to the paragraph around it."""
        if isinstance(element, int):
            return [(page, run) for run in marked.get((page, element), [])]
        if isinstance(element, pikepdf.Array):
            return [run for child in element for run in walk(child, tag, language, page)]
        if not isinstance(element, pikepdf.Dictionary):
            return []
        page = numbers[element.Pg.objgen] if "/Pg" in element else page
        if "/S" not in element:  # content named with its page, or an annotation
            return walk(int(element.MCID), tag, language, page) if "/MCID" in element else []
        own, language = str(element.S)[1:], str(element.get("/Lang", language))
        runs = walk(element.get("/K", pikepdf.Array()), own, language, page)
        if own == "Figure":
            figures.append(str(element.get("/Alt", "")))
        if own in {"Link", "Span", "Reference"} and tag != "Document":
            return runs
        if runs:
            found.append(Paragraph(own, language, tuple(_numbered(runs))))
        return []

    walk(told.Root.StructTreeRoot.get("/K", pikepdf.Array()), "", "", 0) if "/StructTreeRoot" in told.Root else None
    return found, figures


def _numbered(runs: list[tuple[int, Run]]) -> Iterator[tuple[int, Line]]:
    for number in dict.fromkeys(page for page, _ in runs):
        for line in _lines([run for page, run in runs if page == number]):
            yield number, line


def _bookmarks(drawn: Any) -> Iterator[Bookmark]:
    for one in drawn.get_toc():
        goal = one.get_dest()
        yield Bookmark(one.level, one.get_title(), (goal.get_index() + 1) if goal else 0)


def _fonts(told: Any) -> dict[str, bool]:
    fonts: dict[str, bool] = {}
    for page in told.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            whole = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            about = whole.get("/FontDescriptor", {})
            fonts[str(font.BaseFont)[1:]] = any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return fonts


def moved(line: Line, x: float) -> Line:
    """The line as it would be had it been set elsewhere: for trying the checks."""
    return Line(
        tuple(
            replace(
                run,
                x=run.x + x,
                box=Box(run.box.left + x, run.box.top, run.box.right + x, run.box.bottom),
            )
            for run in line.runs
        )
    )
