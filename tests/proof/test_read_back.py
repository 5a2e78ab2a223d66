"""A finished page is read by its marks alone, quickly, whatever stands around them."""

import time

import pytest

from nightdesk.proof.read_back import read_back
from nightdesk.proof.wire_text import digest

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="wire-text" content="abc">
<title>Not this</title></head><body><header><p>Nor this</p></header><article>
<h1 data-wire="h">Dam gates <em>opened</em></h1><p>Label</p>
<div id="agency-text" data-wire="b"><p>One <a href="/x">two</a>.</p>
<aside data-wire="x"><p>Ours</p></aside><ul><li>Three<span data-wire="x">ours</span> four</li></ul>
<p>Five<br>six<!-- no --></p></div></article><footer>Not this</footer></body></html>"""


def test_it_reads_the_marks_and_nothing_else() -> None:
    returned = read_back(PAGE.encode())
    assert returned.headline == "Dam gates opened"
    assert returned.blocks == ("One two.", "Three four", "Five six")
    assert returned.digest == digest("Dam gates opened", ("One two.", "Three four", "Five six"))
    assert returned.meta == "abc"


@pytest.mark.parametrize("page", [b"", b" \n", b"<p>no marks</p>", b"\x00\xff<", b"<!doctype html>", b"plain"])
def test_a_page_without_marks_reads_as_empty_text(page: bytes) -> None:
    returned = read_back(page)
    assert (returned.headline, returned.blocks, returned.meta) == ("", (), "")
    assert returned.digest == digest("", ())


def test_one_changed_letter_changes_the_digest() -> None:
    assert read_back(PAGE.encode()).digest != read_back(PAGE.replace("Five", "Fire").encode()).digest


def test_text_put_in_between_the_blocks_shows() -> None:
    longer = PAGE.replace("<p>Five", "Advertisement<p>Five")
    assert "Advertisement" in read_back(longer.encode()).blocks


def test_a_second_body_or_headline_shows() -> None:
    twice = PAGE.replace("</article>", '<div data-wire="b"><p>More</p></div><h1 data-wire="h">H</h1></article>')
    returned = read_back(twice.encode())
    assert returned.blocks[-1] == "More"
    assert returned.headline == "Dam gates opened H"


def test_it_reads_utf_8_whatever_the_page_says_of_itself() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').replace("Five", "पाँच “€”")
    assert read_back(page.encode()).blocks[-1] == "पाँच “€” six"


def test_a_page_nested_without_bottom_does_not_break_the_reader() -> None:
    deep = f'<div data-wire="b">{"<div>" * 3000}x'
    assert "".join(read_back(deep.encode()).blocks) in {"", "x"}


def test_a_page_of_20_kb_is_read_in_a_few_milliseconds_at_the_very_most() -> None:
    paragraph = "<p>" + "The water rose by noon and fell by night, officials said. " * 6 + "</p>"
    page = PAGE.replace("<p>Five", paragraph * 55 + "<p>Five").encode()
    assert len(page) > 19_000
    took = []
    for _ in range(20):
        started = time.perf_counter()
        read_back(page)
        took.append(time.perf_counter() - started)
    assert min(took) < 0.01
