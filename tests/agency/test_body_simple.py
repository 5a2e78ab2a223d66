"""The ways around the HTML parser, for bodies written so plainly that it could read them in one way only."""

import html as html_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agency.independent import blocks_of_html
from nightdesk.agency.body import body_from_html
from nightdesk.agency.profile import Profile
from nightdesk.proof.read_back import read_back

PLAIN = Profile()


def without_space(markup: str) -> str:
    """Markup as it is seen: references resolved, white space (which HTML collapses) left out."""
    return "".join(html_module.unescape(markup).split())


SIMPLE_PIECES = (
    "<p>", "</p>", "<p>", "</p>", "<b>", "</b>", "<strong>", "</strong>", "<br>", "<br/>", "word", " ", "\n", "  ",
    "&amp;", "&quot;", "&nbsp;", "&copy;", "& ", "&lt;p&gt;", ">", '<a href="https://e.org/?a=1&amp;b=2">', "</a>",
    '<a name="x">', "<ul>", "</ul>", "<li>", "</li>", "<h2>", "</h2>", "<div>", "</div>", '<p class="x">',
    "<img src='x'>", '<img src="x"/>', '<span lang="hi">',
    "</span>", "<P>", "<hr>", "<q>", "</q>", "é", "<!-- x -->", "<script>", "</script>", "\x07",
)  # fmt: skip


@settings(max_examples=800, deadline=None)
@given(st.lists(st.sampled_from(SIMPLE_PIECES), max_size=14).map("".join))
def test_the_quick_ways_read_exactly_what_the_html_parser_reads(html: str) -> None:
    quick = body_from_html(html, PLAIN)
    parsed = body_from_html(html, Profile(body_exclude=(".never",)))  # nothing is left out, and nothing is quick
    assert quick.blocks == parsed.blocks
    assert quick.removed == parsed.removed
    assert without_space(quick.markup) == without_space(parsed.markup)
    page = f'<meta charset="utf-8"><div data-wire="b">{quick.markup}</div>'.encode()
    assert read_back(page).blocks == quick.blocks


@pytest.mark.parametrize(
    "html",
    [
        '<p>One.</p><p>Two &amp; <b>three</b> <a href="https://e.org/">four</a><br>five.</p>',
        '<p>One.</p>\n<ul><li>a</li><li>b <i>c</i></li></ul><h3>H</h3><p class="x">Two</p>',
        "Words alone &amp; more",
        "<p>Un<b>closed</p><p>and &copy; so</p>",
        "<p>a<p>b",
        "<ul><li>a<li>b</ul>",
        "<p><div>x</div></p>",
        "<a href='x'><p>x</p></a>",
    ],
)
def test_html_written_in_any_way_reads_as_the_definition_says(html: str) -> None:
    assert list(body_from_html(html, PLAIN).blocks) == blocks_of_html(html)
