"""Stories on a page of the e-paper are read back one by one; no word of ours or of another stands in for theirs."""

from nightdesk.proof.clips import clip_digests
from nightdesk.proof.wire_text import digest

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>
<article data-story="one"><h3><a data-wire="h">A  headline</a></h3><p>ours</p>
<div data-wire="b"><p>First.</p><p>Second <em>one</em>.</p></div></article>
<article data-story="two"><h3><a data-wire="x">The first line.</a></h3>
<div data-wire="b"><p>The first line.</p></div></article>
<article data-story="gone"><h3>The agency withdrew this story.</h3></article>
<article><div data-wire="b"><p>No story of ours.</p></div></article>
</body></html>"""


def read(page: str) -> dict[str, str]:
    return clip_digests(page.encode())


def test_each_story_has_the_digest_of_its_own_headline_and_text() -> None:
    assert read(PAGE) == {
        "one": digest("A headline", ["First.", "Second one."]),
        "two": digest("", ["The first line."]),
    }


def test_a_changed_letter_shows_in_its_story_alone() -> None:
    changed = read(PAGE.replace("Second", "Sacond"))
    assert changed["one"] != read(PAGE)["one"]
    assert changed["two"] == read(PAGE)["two"]


def test_a_story_that_stands_twice_must_stand_alike() -> None:
    twin = '<article data-story="two"><div data-wire="b"><p>{}</p></div></article></body>'
    alike, other = (PAGE.replace("</body>", twin.format(text)) for text in ("The first line.", "Another."))
    assert read(alike) == read(PAGE)
    assert read(other)["two"] == ""


def test_a_page_with_nothing_on_it_has_no_stories() -> None:
    assert read("") == read("<p>None.</p>") == {}
