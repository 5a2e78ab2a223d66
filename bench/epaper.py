"""CPU of making an issue of the e-paper, of WeasyPrint's for the same stories: `epaper-cpu`.

WeasyPrint is installed for this bench alone (BSD; needs Pango). It writes the texts that the issue prints, in the same
fonts and sizes on the same paper, tagged as PDF/UA-1 like the issue, as one flow through as many columns. It is spared
the plan of the pages, the pages as pictures, codes and attached texts. `epaper-cpu-single` is the same flow in a single
column as wide as the page: no paper is set so, but nothing is less work.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import msgspec

from nightdesk.terms.issue import Issue, Printed
from nightdesk.terms.site import Edition

from .figure import Figure, quotient
from .scale import FULL, Scale

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.epaper.night import a_night_issue  # noqa: E402

_BAR = 0.2
_ROUNDS = 3
_TURN = ("ours", "columns", "single")
_FONTS = Path(str(files("nightdesk.epaper"))) / "fonts"
_WEIGHTS = {"regular": 400, "medium": 500, "semibold": 600, "bold": 700}


def epaper_cpu(scale: Scale) -> Iterator[Figure]:
    """The least of a few turns each, every one in a process of its own: both keep what they have set once."""
    if lacking := missing():
        print(f"epaper-cpu left out: {lacking}", file=sys.stderr)
        return
    pages, stories = (8, 120) if scale is FULL else (2, 40)
    edition = Edition(slug="main", title="Main edition", cut_off="05:00", least_pages=pages, most_pages=pages)
    with tempfile.TemporaryDirectory(prefix="nightdesk-bench-") as name:
        folder = Path(name)
        (folder / "issue.json").write_bytes(msgspec.json.encode(a_night_issue(stories, edition)))
        turn = partial(_in_own_process, folder)
        turns = [tuple(map(turn, _TURN)) for _ in range(_ROUNDS if scale is FULL else 1)]
    ours, columns, single = (min(spent) for spent in zip(*turns, strict=True))
    yield quotient("epaper-cpu", ours, columns, "s/issue", _BAR)
    yield quotient("epaper-cpu-single", ours, single, "s/issue")


def missing() -> str:
    """What the measurement cannot do without, or ""."""
    for package, remedy in (("typst", "nightdesk[epaper]"), ("weasyprint", "weasyprint")):
        if importlib.util.find_spec(package) is None:
            return f"{package} is not installed (pip install '{remedy}')"
    return ""


def _in_own_process(folder: Path, whose: str) -> float:
    """Seconds of CPU of one making, its children's too; what was imported before it is not counted."""
    command = [sys.executable, "-m", "bench.epaper", whose, str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return float(said.stdout)


def _cpu() -> float:
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def _ours(folder: Path) -> float:
    import typst  # noqa: F401, PLC0415 - so that it is not counted

    from nightdesk.epaper.press_room import set_issue  # noqa: PLC0415

    issue = msgspec.json.decode((folder / "issue.json").read_bytes(), type=Issue)
    began = _cpu()
    printed = set_issue(issue)
    spent = _cpu() - began
    if len(printed.pages) != issue.edition.most_pages:
        raise SystemExit(f"the issue has {len(printed.pages)} pages, not {issue.edition.most_pages}")
    for name, columns in (("columns", issue.edition.columns), ("single", 1)):
        (folder / f"{name}.html").write_text(_flow(issue, printed, columns), "utf-8")
    return spent


def _theirs(folder: Path, name: str) -> float:
    from weasyprint import HTML  # noqa: PLC0415 - for this bench alone

    page = (folder / f"{name}.html").read_text("utf-8")
    began = _cpu()
    made = HTML(string=page, base_url=str(_FONTS)).write_pdf(pdf_variant="pdf/ua-1")
    spent = _cpu() - began
    if not made or not made.startswith(b"%PDF"):
        raise SystemExit("WeasyPrint made no PDF")
    return spent


def _flow(issue: Issue, printed: Printed, columns: int) -> str:
    """Headlines, bylines and paragraphs as printed, one after the other, column by column."""
    ends: dict[str, int] = {}
    for page in printed.pages:
        for piece in page.pieces:
            ends[piece.story] = max(ends.get(piece.story, 0), piece.end)
    stories = {story.id: story for story in issue.stories}
    told = [(stories[name], end) for name, end in ends.items() if name in stories]
    body = "".join(
        f'<article lang="{story.language}"><h2>{escape(story.headline)}</h2><p class="by">{escape(story.agency)}</p>'
        f"{''.join(f'<p>{escape(block)}</p>' for block in story.blocks[:end])}</article>"
        for story, end in told
    )
    page = printed.pages[0]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(issue.site.name)}</title><style>'
        f"{_faces()} @page {{ size: {page.width}pt {page.height}pt; margin: 64pt 36pt 90pt }}"
        "body { font: 9pt/11.5pt EczarLatin, EczarExtended, EczarDevanagari; margin: 0; text-align: justify;"
        f" hyphens: auto; {f'columns: {columns}; column-gap: 14pt; column-fill: auto' if columns > 1 else ''} }}"
        " h2 { font-size: 19pt; line-height: 1.1; font-weight: 600; text-align: left; hyphens: none;"
        " margin: 6pt 0 3pt } p { margin: 0; text-indent: 1em; orphans: 2; widows: 2 } .by { font: 7.2pt AnekLatin;"
        f" text-indent: 0 }} </style></head><body><h1>{escape(issue.site.name)}</h1>{body}</body></html>"
    )


def _faces() -> str:
    names = (path.stem.rpartition("-") for path in sorted(_FONTS.glob("*.ttf")))
    return "".join(
        f"@font-face {{ font-family: {_family(name)}; font-weight: {_WEIGHTS[weight]};"
        f' src: url("{(_FONTS / f"{name}-{weight}.ttf").as_uri()}") }}'
        for name, _, weight in names
    )


def _family(stem: str) -> str:
    """EczarDevanagari, of eczardevanagari."""
    face = "eczar" if stem.startswith("eczar") else "anek"
    return face.title() + stem.removeprefix(face).title()


if __name__ == "__main__":
    os.chdir(ROOT)
    whose, where = sys.argv[1], Path(sys.argv[2])
    print(_ours(where) if whose == "ours" else _theirs(where, whose))
