"""`nightdesk issue`: an issue by hand, with the typesetter itself."""

import io
import zipfile

import pytest

from fakes.site import SEVEN, Site
from newsroom import newsml_g2
from nightdesk.shift.typesetting import is_there
from press_night import TEXTS, a_take

_NEXT_MORNING = "2026-03-03T05:01:00+05:30"
_FOLDER = "epaper/main/2026-03-03"
needs_typst = pytest.mark.skipif(not is_there(), reason="Typst is not installed: pip install typst")


def _long(name: str) -> bytes:
    """One of the stories, told at length."""
    first, second = TEXTS[name]
    return newsml_g2(f"urn:{name}", headline=f"What is to be said of {name}", text=[first, *[second] * 30])


@needs_typst
def test_an_issue_is_made_and_told_and_made_again_the_same(site: Site) -> None:
    site.ingest(*(_long(name) for name in TEXTS), now=SEVEN)
    ran = site.run("issue", "--date", "2026-03-03", "--now", _NEXT_MORNING, "--json")
    assert ran.code == 0, ran.err
    (facts,) = ran.facts
    assert (facts["number"], facts["address"]) == (1, f"/{_FOLDER}/")
    assert {story["headline"] for story in facts["stories"]} <= {f"What is to be said of {name}" for name in TEXTS}
    told = {story["story"] for story in facts["stories"]} | {one["story"] for one in facts["leftOut"]}
    assert len(told) == len(TEXTS)
    before = site.tree()
    assert before[f"{_FOLDER}/issue.pdf"].startswith(b"%PDF-")
    again = site.run("issue", "--date", "2026-03-03", "--now", _NEXT_MORNING)
    assert again.code == 0
    assert again.out.startswith(f"/{_FOLDER}/  No. 1, cut-off 2026-03-02T23:30:00+00:00\npage 1: ")
    assert site.tree() == before
    assert site.run("doctor").code == 0
    (told_by_status,) = site.run("status", "--json").facts[0]["issues"]
    assert (told_by_status["state"], told_by_status["pages"]) == ("shown", len(facts["pages"]))
    trace = site.run("trace", "urn:roads")
    assert "  PRINTED 2026-03-03  main  printed  shown" in trace.out


@needs_typst
def test_a_kill_by_hand_leaves_no_word_in_the_files_and_the_issue_is_there_again_after_it(site: Site) -> None:
    site.ingest(*(_long(name) for name in TEXTS), now=SEVEN)
    assert site.run("issue", "--date", "2026-03-03", "--now", _NEXT_MORNING).code == 0
    assert any("cracks in two piers" in text for text in _readable(site))
    assert site.outcomes(a_take("bridges", 2, status="canceled"), now=_NEXT_MORNING) == ["killed"]
    assert not any("cracks in two piers" in text or "What is to be said of bridges" in text for text in _readable(site))
    assert (site.public / _FOLDER / "issue.pdf").exists()
    ran = site.run("takedown", "urn:roads", "--reason", "asked", "--now", _NEXT_MORNING)
    assert ran.err == "setting e-papers, which takes a while: main of 2026-03-03\n"
    assert site.run("doctor").code == 0


def _readable(site: Site) -> list[str]:
    """The text of every public file, PDF and EPUB unpacked."""
    pdfium = pytest.importorskip("pypdfium2")
    found = []
    for path, content in site.tree().items():
        if path.endswith(".pdf"):
            document = pdfium.PdfDocument(content)
            pages = [page.get_textpage().get_text_bounded() for page in document]
            found.append(" ".join(" ".join(pages).replace("\ufffe", "").split()))
            attached = (document.get_attachment(number) for number in range(document.count_attachments()))
            found += [bytes(one.get_data()).decode("utf-8", "replace") for one in attached]
        elif path.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                found += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
        else:
            found.append(content.decode("utf-8", "replace"))
    return found


def test_a_day_whose_cut_off_has_not_come_is_refused(site: Site) -> None:
    if not is_there():
        pytest.skip("Typst is not installed: pip install typst")
    site.ingest(_long("roads"), now=SEVEN)
    ran = site.run("issue", "--date", "2026-03-03", "--now", "2026-03-03T04:59:00+05:30")
    assert ran.code == 1
    assert "the cut-off of 2026-03-03, main, is at 2026-03-03 05:00 IST, which has not come" in ran.err
    assert not (site.public / _FOLDER).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--date", "tomorrow"], 2, "write a day, as 2026-11-24"),
        (
            ["--edition", "pune", "--date", "2026-03-03"],
            1,
            "no edition 'pune' has an e-paper here; those that have one: main",
        ),
        (["--date", "2026-03-03", "--now", _NEXT_MORNING], 1, "nothing was shown for the issue of 2026-03-03, main"),
    ],
)
def test_what_cannot_be_made_is_said(site: Site, arguments: list[str], code: int, says: str) -> None:
    if not is_there():
        pytest.skip("Typst is not installed: pip install typst")
    ran = site.run("issue", *arguments)
    assert ran.code == code
    assert says in ran.err


def test_without_typst_the_remedy_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightdesk.shift.typesetting.find_spec", lambda name: None)
    ran = site.run("issue", "--date", "2026-03-03")
    assert ran.code == 1
    assert "pip install 'nightdesk[epaper]'" in ran.err
