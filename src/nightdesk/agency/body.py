"""Read the agency's body, whatever it is written in, into blocks of text and markup of ours that holds just them.

The walk follows `wire-text/1` (docs/reference/wire-text.md): its tables say what a block is and what is no text.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from html.entities import html5
from typing import Any, Final

from lxml import etree
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from ..errors import BrokenItem
from ..proof.wire_text import BLOCKS, SKIPPED
from ..terms.body import Body, Removed
from .body_links import opening_of_link, opening_of_span
from .body_markup import SPACES, Composer, escape, paragraphs_alone, tidy
from .body_select import Selector, count_open_tags, selectors
from .body_simple import compose_simply, styled_paragraph
from .charset import mend
from .profile import Profile

DEEPEST: Final = 256

# Kept with their meaning; every other inline element becomes nothing but its text. Never `q`: browsers add quotation
# marks to it that the agency did not send.
_INLINE: Final = frozenset({"strong", "em", "b", "i", "sub", "sup"})
_CLOSINGS: Final = {name: f"</{name}>" for name in _INLINE}
_OPENINGS: Final = {name: f"<{name}>" for name in _INLINE}
# Text inside these is text, but they themselves do not reach a page.
_ACTIVE: Final = frozenset({"form", "input", "button", "select", "textarea", "link", "meta", "base"})
_NOT_PRINTED: Final = SKIPPED | _ACTIVE | {"img"}

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# Lexbor's own copying of text between elements (selectedcontent) would print words twice.
_AS_SENT: Final = LexborDocumentOptions.WO_EVENTS.value
_LONGEST_WRAPPED_LINE: Final = 160


def body_from_element(element: "etree._Element", profile: Profile) -> Body:
    """The body in an XML element: XHTML, NITF or HTML5 written as XML."""
    walk, is_selected = _Walk(profile), False
    for part in _select_xml(element, walk.select) if walk.select else ():
        _walk_xml_element(walk, part, _local(part.tag), 0)
        is_selected = True
    if not is_selected:
        run = _walk_xml(walk, element)
        if run and not walk.composer.has_begun and walk.is_cut is None:
            return walk.sealed(*paragraphs_alone(run), (), is_xml=True)
        walk.composer.paragraphs(run)
    return walk.body(is_xml=True)


def body_from_html(text: str, profile: Profile) -> Body:
    """The body in a string of HTML: an HTML5 fragment, parsed exactly once."""
    is_whole = not (profile.body_select or profile.body_exclude)
    if is_whole and not profile.service_text and (plain := _plain_paragraphs(text)) is not None:
        return plain
    walk = _Walk(profile)
    if is_whole and (simple := compose_simply(text)) is not None:
        walk.composer, walk.removed = simple
        return walk.body()
    if count_open_tags(text) > 2 * DEEPEST:
        raise _too_deep()
    try:
        source = text.encode()
    except UnicodeEncodeError:
        # Half a character, from a JSON escape cut in two: no parser takes it.
        text, found = mend(text)
        walk.repairs += [repair.rule for repair in found]
        source = text.encode()
    try:
        root = LexborHTMLParser(source, is_fragment=True, options=_AS_SENT).root
    except ValueError as error:  # selectolax cannot build a tree (out of memory, an internal limit)
        raise BrokenItem("html", f"the body is no HTML that can be read: {error}") from error
    is_selected = False
    for part in _select_html(root, walk.select) if walk.select else ():
        _walk_html_element(walk, part, part.tag or "", part.first_child, 0)
        is_selected = True
    if not is_selected and root is not None:
        _walk_html(walk, root, 0)
    return walk.body()


def _plain_paragraphs(text: str) -> Body | None:
    """What most agencies send, `<p>words</p>` over and over, without building a tree; None for anything else.

    Nothing here could be read in another way by an HTML parser: no other tag, no reference but the plainest.
    """
    text = text.strip(" \n")
    if text[:3] == "<p>" and text[-4:] == "</p>":
        text = text[3:-4]
    elif "<" in text:
        return None
    if "\0" in text:
        return None
    if "\n" in text:
        text = text.replace("</p>\n<p>", "</p><p>")
    has_runs = "\n" in text or "\t" in text or "\r" in text or "\x0c" in text or text.rfind("  ") >= 0
    blocks = []
    insides = []
    for part in text.split("</p><p>"):
        if "<" in part or "&" in part or ">" in part:
            styled = styled_paragraph(part)
            if styled is None:
                return None
            block, inside = tidy(styled[0]), styled[1]
        else:
            block = inside = tidy(part) if has_runs else part.strip(" ")
        if block:
            blocks.append(block)
            insides.append(inside)
    inside = "</p>\n<p>".join(insides)
    if mend(inside)[1] or "\x7f" in inside:
        return None
    return Body(tuple(blocks), f"<p>{inside}</p>" if blocks else "")


def body_from_plain(text: str, profile: Profile = Profile()) -> Body:  # noqa: B008 - frozen
    """The body in plain text: a blank line or an indent begins a paragraph, hard-wrapped lines join with one SPACE.

    Where a line is longer than anyone wraps, lines are not wrapped: each is a paragraph.
    """
    walk = _Walk(profile)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    wrapped = all(len(line) <= _LONGEST_WRAPPED_LINE for line in lines)
    paragraph: list[str] = []
    for line in lines:
        if paragraph and (not wrapped or line[:1] in {" ", "\t", "\x0c"} or not tidy(line)):
            walk.composer.paragraph(" ".join(paragraph))
            paragraph = []
        paragraph.append(line)
    walk.composer.paragraph(" ".join(paragraph))
    return walk.body()


class _Walk:
    """What one walk through a body gathers."""

    __slots__ = ("composer", "excluded", "is_cut", "removed", "repairs", "select")

    def __init__(self, profile: Profile) -> None:
        self.composer = Composer()
        self.select = selectors(profile.body_select) if profile.body_select else ()
        self.excluded = selectors(profile.body_exclude) if profile.body_exclude else ()
        self.is_cut = _service_text(profile.service_text) if profile.service_text else None
        self.removed: Counter[str] = Counter()
        self.repairs: list[str] = []

    def is_excluded(self, name: str, classes: str | None) -> bool:
        if any(selector.matches(name, classes) for selector in self.excluded):
            self.removed["excluded"] += 1
            return True
        return False

    def body(self, *, is_xml: bool = False) -> Body:
        return self.sealed(*self.composer.finish(self.is_cut), is_xml=is_xml)

    def sealed(self, blocks: list[str], markup: str, cut: Sequence[str], *, is_xml: bool) -> Body:
        removed = [Removed(kind, count) for kind, count in self.removed.items()]
        removed.extend(Removed("service-text", 1, hashlib.sha256(text.encode()).hexdigest()) for text in cut)
        # XML holds no control below 20, so that ASCII of it needs no search: it is what most wires are made of.
        clean, found = (markup, ()) if is_xml and markup.isascii() else mend(markup)
        if found or "\x7f" in markup:
            # Each sign is mended by itself, so that blocks and markup stay the same text.
            markup = clean.replace("\x7f", "")
            blocks = [block for text in blocks if (block := tidy(mend(text)[0].replace("\x7f", "")))]
            self.repairs += [repair.rule for repair in found]
        return Body(tuple(blocks), markup, tuple(removed), tuple(dict.fromkeys(self.repairs)))


@lru_cache(maxsize=64)
def _service_text(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    compiled = [re.compile(pattern) for pattern in patterns]
    return lambda text: any(pattern.fullmatch(text) for pattern in compiled)


def _too_deep() -> BrokenItem:
    return BrokenItem("too-deep", f"the body nests its elements deeper than {DEEPEST}: no newsroom writes that")


def _span_of(attributes: Any) -> tuple[int, int]:
    """Columns and rows that a cell spans."""
    sizes = []
    for name in ("colspan", "rowspan"):
        said = attributes.get(name) or "1"
        sizes.append(max(1, min(int(said), 1000)) if said.isdecimal() and len(said) < 6 else 1)
    return sizes[0], sizes[1]


def _open_inline(composer: Composer, name: str, attributes: Any) -> None:
    """Open an inline element that is not one of the plain ones; `attributes` need only have `get`."""
    if name == "a" and not composer.is_inside("<a "):
        composer.open_inline(opening_of_link(attributes.get("href")), "</a>")
        return
    language = attributes.get("lang") or attributes.get(_XML_LANG)
    direction = attributes.get("dir")
    composer.open_inline(opening_of_span(language, direction) if language or direction else "", "</span>")


# --- XML ---------------------------------------------------------------------------------------------------------


def _select_xml(root: "etree._Element", select: tuple[Selector, ...]) -> "list[etree._Element]":
    """The outermost parts that the profile prints, in order. Where there is none all is printed: no word is lost."""
    found: list[etree._Element] = []
    covered: set[etree._Element] = set()
    for element in root.iter(etree.Element):
        if element.getparent() in covered:
            covered.add(element)
        elif any(selector.matches(_local(element.tag), element.get("class")) for selector in select):
            found.append(element)
            covered.add(element)
    return found


def _local(tag: str) -> str:
    name = tag.rpartition("}")[2]
    return name if name in BLOCKS else name.lower()


def _walk_xml(walk: _Walk, root: "etree._Element", depth: int = 0) -> list[str]:
    """The inside of `root`; `root` itself is the container. Hands back the paragraphs it ends with, not yet taken."""
    composer = walk.composer
    paragraph_tags = () if walk.excluded else ("}p", "p")
    run: list[str] = []
    if text := root.text:
        composer.text(text)
    for element in root:
        tag, tail = element.tag, element.tail
        is_paragraph = isinstance(tag, str) and tag[-2:] in paragraph_tags and not len(element)
        if is_paragraph:
            run.append(element.text or "")
            if tail is None or not tail.strip(SPACES):
                continue
        if run:
            composer.paragraphs(run)
            run = []
        if not isinstance(tag, str):
            # A comment or a processing instruction is no text, and no edge either.
            if tag is etree.Entity:
                composer.text(_entity(element))
        elif not is_paragraph and not (
            tag[-2:] in paragraph_tags
            and (styled := _styled_paragraph(element)) is not None
            and composer.styled_paragraph(*styled)
        ):
            _walk_xml_element(walk, element, _local(tag), depth + 1)
        if tail:
            composer.text(tail)
    return run


def _styled_paragraph(paragraph: "etree._Element") -> tuple[str, str] | None:
    """The words and the markup of a paragraph that holds nothing but words, some of them styled; None for any other."""
    first = paragraph.text or ""
    words, inside = [first], [escape(first)]
    for child in paragraph:
        tag = child.tag
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if name not in _INLINE or len(child):
            return None
        said, after = child.text or "", child.tail or ""
        words += (said, after)
        inside += (_OPENINGS[name], escape(said), _CLOSINGS[name], escape(after))
    return "".join(words), "".join(inside)


def _entity(reference: "etree._Element") -> str:
    """A reference that the XML parser left open (its DTD is never fetched): HTML's names mean HTML's signs."""
    name = (reference.text or "")[1:]
    if name not in html5:
        raise BrokenItem(
            "entity", f"the entity {reference.text} is declared nowhere we may look", f"line {reference.sourceline}"
        )
    return html5[name]


def _walk_xml_element(walk: _Walk, element: "etree._Element", name: str, depth: int) -> None:
    composer = walk.composer
    if depth > DEEPEST:
        raise _too_deep()
    if name in _NOT_PRINTED:
        walk.removed[name] += 1
        if name in SKIPPED:
            return
    if walk.excluded and walk.is_excluded(name, element.get("class")):
        return
    if name in BLOCKS:
        composer.open_block(name, _span_of(element) if name in ("td", "th") else (1, 1))
        composer.paragraphs(_walk_xml(walk, element, depth))
        composer.close_block()
    elif name == "br":
        composer.line_break()
        composer.paragraphs(_walk_xml(walk, element, depth))
    else:
        if name in _INLINE:
            composer.open_inline(_OPENINGS[name], _CLOSINGS[name])
        else:
            _open_inline(composer, name, element)
        composer.paragraphs(_walk_xml(walk, element, depth))
        composer.close_inline()


# --- HTML --------------------------------------------------------------------------------------------------------


def _select_html(first: LexborNode | None, select: tuple[Selector, ...]) -> list[LexborNode]:
    found: list[LexborNode] = []
    stack = [first] if first is not None else []
    while stack:
        node = stack.pop()
        if node.next is not None:
            stack.append(node.next)
        if not node.is_element_node:
            continue
        if any(selector.matches(node.tag or "", node.attributes.get("class")) for selector in select):
            found.append(node)
        elif node.first_child is not None:
            stack.append(node.first_child)
    return found


def _walk_html(walk: _Walk, first: LexborNode, depth: int) -> None:
    """`first` and all that follows it under the same parent."""
    composer = walk.composer
    node: LexborNode | None = first
    while node is not None:
        if node.is_text_node:
            composer.text(node.text_content or "")
        elif node.is_element_node:
            name = node.tag or ""
            child = node.first_child
            if name == "p" and child is not None and child.is_text_node and child.next is None and not walk.excluded:
                composer.paragraph(child.text_content or "")
            else:
                _walk_html_element(walk, node, name, child, depth + 1)
        node = node.next


def _walk_html_element(walk: _Walk, node: LexborNode, name: str, child: LexborNode | None, depth: int) -> None:
    composer = walk.composer
    if depth > DEEPEST:
        raise _too_deep()
    if name in _NOT_PRINTED:
        walk.removed[name] += 1
        if name in SKIPPED:
            return
    if walk.excluded and walk.is_excluded(name, node.attributes.get("class")):
        return
    if name in BLOCKS:
        composer.open_block(name, _span_of(node.attributes) if name in ("td", "th") else (1, 1))
    elif name == "br":
        composer.line_break()
        return
    elif name in _INLINE:
        composer.open_inline(_OPENINGS[name], _CLOSINGS[name])
    else:
        _open_inline(composer, name, node.attributes)
    if child is not None:
        _walk_html(walk, child, depth)
    if name in BLOCKS:
        composer.close_block()
    else:
        composer.close_inline()
