"""The agency's body, from any markup, becomes the blocks of wire-text/1 and markup that holds just those."""

import html as html_module
import os
import random
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from agency.independent import blocks_of_html, blocks_of_xml
from nightdesk.agency.body import body_from_element, body_from_html, body_from_plain
from nightdesk.agency.profile import Profile
from nightdesk.errors import DeliveryError
from nightdesk.proof.read_back import read_back
from nightdesk.terms.body import Body, Removed

PLAIN = Profile()
TAGS = (
    "p p p div h1 h3 h6 hl1 hl2 ul ol li dl dt dd table caption thead tbody tr td th blockquote bq pre section a "
    "strong em b i q sub span font u br hr img person org script figure form textarea block aside"
).split()
ALLOWED = set(
    "p h2 h3 h4 ul ol li dl dt dd table caption tr th td blockquote pre br a strong em b i sub sup span".split()
)


def page_with(body: Body, headline: str = "") -> bytes:
    """A small finished page around a body."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body><article>'
        f'<h1 data-wire="h">{html_module.escape(headline)}</h1>'
        f'<div data-wire="b">{body.markup}</div><p>after</p></article></body></html>'
    ).encode()


def lexbor_blocks(page: bytes) -> list[str]:
    marked = LexborHTMLParser(page.decode()).css_first("[data-wire=b]")
    assert marked is not None
    return blocks_of_html(marked.inner_html or "")


texts = st.text(
    st.one_of(
        st.sampled_from(" \t\n<>&;\"'ab\u00a0\u202f\u00ad\u200d\ufdfa\u202b😀é\u0301क्ष"), st.characters(codec="utf-8")
    ),
    max_size=12,
)


def nested(children: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.tuples(st.sampled_from(TAGS), st.lists(children, max_size=4))


trees = st.recursive(texts, nested, max_leaves=25)


def written_html(tree: object) -> str:
    if isinstance(tree, str):
        return html_module.escape(tree)
    tag, children = tree  # type: ignore[misc]
    return f"<{tag}>{''.join(written_html(child) for child in children)}</{tag}>"


def built_xml(tree: object) -> etree._Element:
    root = etree.Element("body")

    def add(parent: etree._Element, node: object) -> None:
        if isinstance(node, str):
            text = "".join(
                c
                for c in node
                if c in "\t\n\r" or (c >= " " and not 0xD800 <= ord(c) < 0xE000 and c not in "\ufffe\uffff")
            )
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + text
            else:
                parent.text = (parent.text or "") + text
            return
        tag, children = node  # type: ignore[misc]
        element = etree.SubElement(parent, tag)
        for child in children:
            add(element, child)

    add(root, ("div", [tree]))
    return root


def unfit(text: str) -> bool:
    return re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]", text) is not None or any(
        ord(char) & 0xFFFE == 0xFFFE for char in text
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(trees, max_size=4))
def test_any_html_reads_back_as_its_blocks(parts: list[object]) -> None:
    html = "".join(written_html(part) for part in parts)
    body = body_from_html(html, PLAIN)
    page = page_with(body)
    assert list(read_back(page).blocks) == list(body.blocks) == lexbor_blocks(page)
    if not unfit(html):
        assert list(body.blocks) == blocks_of_html(html)


@settings(max_examples=300, deadline=None)
@given(trees)
def test_any_xml_reads_back_as_its_blocks(tree: object) -> None:
    root = built_xml(tree)
    body = body_from_element(root, PLAIN)
    page = page_with(body)
    assert list(read_back(page).blocks) == list(body.blocks) == lexbor_blocks(page)
    if not unfit("".join(root.itertext())):
        assert list(body.blocks) == blocks_of_xml(root)


@settings(max_examples=200, deadline=None)
@given(st.lists(trees, max_size=4))
def test_markup_holds_only_the_closed_set_and_is_what_html_parsers_make_of_it(parts: list[object]) -> None:
    markup = body_from_html("".join(written_html(part) for part in parts), PLAIN).markup
    assert set(re.findall(r"</?([a-z0-9]+)", markup)) <= ALLOWED
    again = LexborHTMLParser(markup, is_fragment=True).html or ""
    tags = [tag for tag in re.findall(r"</?[a-z0-9]+", again) if tag not in ("<tbody", "</tbody")]
    assert tags == re.findall(r"</?[a-z0-9]+", markup)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab \t\n\r\u00a0é"), max_size=60))
def test_plain_text_keeps_every_word_in_order(text: str) -> None:
    body = body_from_plain(text)
    assert " ".join(body.blocks).split(" ") == re.sub("[\t\n\r ]+", " ", text).strip(" ").split(" ")
    assert read_back(page_with(body)).blocks == body.blocks


def html(text: str, **profile: object) -> Body:
    return body_from_html(text, Profile(**profile))  # type: ignore[arg-type]


def test_a_paragraph_that_holds_a_list_is_split() -> None:
    element = etree.fromstring("<b><p>Before <ul><li>one</li><li>two</li></ul> after</p></b>")
    body = body_from_element(element, PLAIN)
    assert body.blocks == ("Before", "one", "two", "after")
    assert body.markup == "<p>Before</p>\n<ul><li>one</li><li>two</li></ul>\n<p>after</p>\n"


def test_missing_parents_are_put_in() -> None:
    element = etree.fromstring("<b><li>one</li><li>two</li><p>x</p><td>c</td><dd>d</dd></b>")
    assert body_from_element(element, PLAIN).markup.replace("\n", "") == (
        "<ul><li>one</li><li>two</li></ul><p>x</p><table><tr><td>c</td></tr></table><dl><dt></dt><dd>d</dd></dl>"
    )


def test_text_that_stands_in_a_container_is_a_block_of_its_own() -> None:
    assert html("Top<div>in<p>par</p>tail</div>end").blocks == ("Top", "in", "par", "tail", "end")
    element = etree.fromstring("<b>Top<block>in<p>par</p>tail</block>end</b>")
    assert body_from_element(element, PLAIN).blocks == ("Top", "in", "par", "tail", "end")


def test_comments_and_instructions_neither_add_nor_split() -> None:
    assert html("<p>A<!-- no -->B</p>").blocks == ("AB",)
    element = etree.fromstring("<b><p>A<!-- no -->B<?pi no?>C</p></b>")
    assert body_from_element(element, PLAIN).blocks == ("ABC",)


def test_active_content_goes_and_is_counted() -> None:
    body = html(
        '<p onclick="x()" style="color:red">Before.<script>no</script><iframe src="//t"></iframe></p><form>After</form>'
    )
    assert body.blocks == ("Before.", "After")
    assert set(body.removed) == {Removed("script"), Removed("iframe"), Removed("form")}
    assert "onclick" not in body.markup
    assert "style" not in body.markup


def test_links_lead_only_to_http_addresses_and_never_nest() -> None:
    body = html(
        '<p><a href="https://example.org/a?b=1&amp;c=|">one</a> <a href="javascript:alert(1)">two</a> '
        '<a href="https://user:pw@example.org/">three</a> <a href="/four">four</a> <a href="http://1.2.3.999/">five</a></p>'
    )
    assert body.blocks == ("one two three four five",)
    assert re.findall("<a [^>]*>", body.markup) == [
        '<a href="https://example.org/a?b=1&amp;c=%7C" rel="nofollow noopener">'
    ]
    nested_links = etree.fromstring('<b><p><a href="http://e.org/1">x <a href="http://e.org/2">y</a></a></p></b>')
    assert body_from_element(nested_links, PLAIN).markup.count("<a ") == 1


def test_quotation_elements_never_bring_marks_of_their_own() -> None:
    assert html("<p>He said <q>yes</q>.</p>").markup == "<p>He said yes.</p>"


def test_other_languages_and_directions_stay_marked() -> None:
    assert html('<p>A <i lang="fr">b</i> <span lang="hi-IN">नमस्ते</span> <cite lang="xx">c</cite></p>').markup == (
        '<p>A <i>b</i> <span lang="hi">नमस्ते</span> c</p>'
    )
    assert 'dir="rtl"' in html('<p><bdo dir="RTL">x</bdo></p>').markup


def test_cells_keep_their_columns_when_some_are_empty_or_span() -> None:
    body = html(
        "<table><tr><th></th><th colspan=2>H</th></tr><tr><td rowspan=2>1</td><td>2</td><td></td></tr>"
        "<tr><td>4<td>5</table>"
    )
    assert body.blocks == ("H", "1", "2", "4", "5")
    assert body.markup == (
        "<table><tr><td></td><th>H</th><td></td></tr><tr><td>1</td><td>2</td><td></td></tr>"
        "<tr><td></td><td>4</td><td>5</td></tr></table>\n"
    )


def test_a_table_without_a_word_is_left_out() -> None:
    assert html("<p>x</p><table><tr><td></td><td> </td></tr></table>").markup == "<p>x</p>"


def test_fixed_pitch_columns_are_kept_on_the_page_and_collapsed_in_the_text() -> None:
    body = html("<pre>\nIndia   287  (50)\n  Nepal 190\n</pre>")
    assert body.blocks == ("India 287 (50) Nepal 190",)
    assert body.markup == "<pre>India   287  (50)\n  Nepal 190</pre>"


def test_service_text_of_the_profile_is_cut_counted_and_sealed() -> None:
    body = html("<p>News.</p><p>abc yy ef</p>", service_text=("[a-z]{3} yy [a-z]{2}",))
    assert body.blocks == ("News.",)
    assert body.markup == "<p>News.</p>"
    assert [(removed.kind, removed.count, len(removed.seal)) for removed in body.removed] == [("service-text", 1, 64)]


def test_the_profile_selects_and_excludes_parts_and_never_selects_nothing() -> None:
    text = '<header><h1>Slug</h1></header><section class="main x"><p>Story.</p><aside class="box">Box</aside></section>'
    assert html(text, body_select=("section.main",), body_exclude=(".box",)).blocks == ("Story.",)
    assert html(text, body_select=("section.other",)).blocks == ("Slug", "Story.", "Box")
    element = etree.fromstring(f"<body xmlns='http://www.w3.org/1999/xhtml'>{text}</body>")
    profile = Profile(body_select=("section.main",), body_exclude=("aside",))
    assert body_from_element(element, profile).blocks == ("Story.",)
    both = etree.fromstring("<body><p class='a'>one</p><p class='b'>two</p><p class='a'>three</p></body>")
    assert body_from_element(both, Profile(body_select=("p.a",))).blocks == ("one", "three")


def test_plain_text_paragraphs_begin_at_a_blank_line_or_an_indent() -> None:
    text = "SEOUL - The first line\nis wrapped by a co-\nworker.\n\nSecond one.\n   Third one\nends.\r\n\r\n\r\nFourth."
    assert body_from_plain(text).blocks == (
        "SEOUL - The first line is wrapped by a co- worker.",
        "Second one.",
        "Third one ends.",
        "Fourth.",
    )


def test_plain_text_that_nobody_wrapped_has_a_paragraph_a_line() -> None:
    assert body_from_plain("word " * 60 + "\nSecond.").blocks == (("word " * 60).strip(), "Second.")


def test_controls_that_no_page_may_hold_are_mended_and_named() -> None:
    body = body_from_element(etree.fromstring("<b><p>&#147;Quote&#148; a &#x7f; b</p></b>"), PLAIN)
    assert body.blocks == ("“Quote” a b",)
    assert body.repairs == ("c1-windows-1252",)
    assert read_back(page_with(body)).blocks == body.blocks


def test_an_entity_left_open_by_an_unread_dtd_is_not_lost() -> None:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    source = '<!DOCTYPE b SYSTEM "x.dtd"><b><p>one&nbsp;two &mdash; three</p></b>'
    assert body_from_element(etree.fromstring(source, parser), PLAIN).blocks == ("one\u00a0two — three",)
    unknown = etree.fromstring('<!DOCTYPE b SYSTEM "x.dtd"><b><p>one &house; two</p></b>', parser)
    with pytest.raises(DeliveryError, match="house"):
        body_from_element(unknown, PLAIN)


@pytest.mark.parametrize("tag", ["div", "b", "ul", "font", "blockquote"])
def test_nesting_that_no_newsroom_writes_is_refused_before_it_costs_time(tag: str) -> None:
    with pytest.raises(DeliveryError, match="deeper"):
        body_from_html(f"<{tag}>" * 100_000 + "x", PLAIN)
    root = deepest = etree.Element("b")
    for _ in range(300):
        deepest = etree.SubElement(deepest, tag)
    with pytest.raises(DeliveryError, match="deeper"):
        body_from_element(root, PLAIN)


def test_deep_but_honest_nesting_is_flattened_for_the_page_and_loses_nothing() -> None:
    body = html("<blockquote>" * 120 + "x" + "</blockquote>" * 120 + "<p>y</p>")
    assert body.blocks == ("x", "y")
    assert body.markup.count("<blockquote>") <= 33


@pytest.mark.skipif("NIGHTDESK_VNU" not in os.environ, reason="NIGHTDESK_VNU names no vnu.jar")
def test_the_nu_checker_finds_no_error_in_markup_of_any_nesting(tmp_path: Path) -> None:
    chance = random.Random(7)

    def tree(depth: int) -> object:
        if depth == 0 or chance.random() < 0.3:
            return chance.choice(["text", "a & b", " ", "", "\u00a0", "x < y"])
        return chance.choice(TAGS), [tree(depth - 1) for _ in range(chance.randrange(5))]

    for number in range(300):
        parts = [tree(6) for _ in range(3)]
        made = [body_from_html("".join(map(written_html, parts)), PLAIN), body_from_element(built_xml(parts[0]), PLAIN)]
        for which, body in enumerate(made):
            (tmp_path / f"{number}-{which}.html").write_bytes(page_with(body, "h"))
    command = ["java", "-jar", os.environ["NIGHTDESK_VNU"], "--errors-only", "--format", "text", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "error" not in (result.stderr + result.stdout).lower().replace("no errors found", "")
