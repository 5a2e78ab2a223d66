"""Walk HTML that is written so plainly that every parser builds the same tree of it, without building a tree.

Every element is closed where it must be, stands where it may, and no reference needs a table: most agencies send just
that. For anything else the answer is None, and the HTML5 parser reads the body.
"""

import re
from collections import Counter
from html import unescape
from typing import Final

from .body_links import opening_of_link, opening_of_span
from .body_markup import Composer

_TAG: Final = re.compile(r"<([^<>]*)>")
_WITH_ATTRIBUTES: Final = re.compile(r'([a-z][a-z0-9]*)((?:[ \n]+[a-z][a-z-]*="[^"]*")*)[ \n]*(/?)')
_ATTRIBUTE: Final = re.compile(r'([a-z][a-z-]*)="([^"]*)"')
_PLAIN_REFERENCE: Final = re.compile("&(?:amp|quot|lt|gt|apos|#39|nbsp|[lr][sd]quo|[mn]dash|hellip);")
_SIGNS: Final = {
    reference: unescape(reference)
    for reference in (
        "&amp; &quot; &lt; &gt; &apos; &#39; &nbsp; &lsquo; &rsquo; &ldquo; &rdquo; &mdash; &ndash; &hellip;".split()
    )
}

_STYLED: Final = frozenset({"b", "i", "em", "strong", "sub", "sup"})
_PHRASING: Final = _STYLED | {"a", "span"}
_LEAVES: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS: Final = frozenset({"ul", "ol"})
_BREAKS: Final = frozenset({"br", "br/", "br /"})
_BLOCKS: Final = _LEAVES | _LISTS | {"li", "div", "blockquote", "section", "article"}
_DEEPEST: Final = 32
# Text, tag, text, tag, text: what a split at tags makes of a paragraph with one element in it.
_ONE_ELEMENT: Final = 5


def plain_text(text: str) -> str | None:
    """Text between tags with its references resolved; None where one of them is not of the plainest."""
    if "&" not in text:
        return text
    resolved, found = _PLAIN_REFERENCE.subn(_sign, text)
    return resolved if text.count("&") == found else None


def _sign(reference: re.Match[str]) -> str:
    return _SIGNS[reference[0]]


def styled_paragraph(part: str) -> tuple[str, str] | None:
    """The text and the markup of a paragraph's inside with nothing in it but styles, links and breaks."""
    pieces = _TAG.split(part)
    if len(pieces) == _ONE_ELEMENT and pieces[1] in _STYLED and pieces[3] == "/" + pieces[1]:
        return _unescaped(pieces[0] + pieces[2] + pieces[4], part)
    words = [pieces[0]]
    inside = [pieces[0]]
    closings: list[str] = []
    names: list[str] = []
    for tag, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if tag in _STYLED:
            names.append(tag)
            closings.append(f"</{tag}>")
            inside.append(f"<{tag}>")
        elif tag[:1] == "/":
            if not names or names.pop() != tag[1:]:
                return None
            inside.append(closings.pop())
        elif tag in _BREAKS:
            words.append(" ")
            inside.append("<br>")
        elif tag[:2] == "a " and "a" not in names:
            opening = _link(tag)
            if opening is None:
                return None
            names.append("a")
            closings.append("</a>" if opening else "")
            inside.append(opening)
        else:
            return None
        words.append(text)
        inside.append(text)
    return None if names else _unescaped("".join(words), "".join(inside))


def _unescaped(words: str, inside: str) -> tuple[str, str] | None:
    """The words as text. Their references are as good in our markup as they were in the agency's."""
    resolved = plain_text(words)
    return None if resolved is None or "<" in words or ">" in words else (resolved, inside)


def _link(tag: str) -> str | None:
    """The start tag of a link, "" for one that leads nowhere, None where the tag is not simple."""
    found = _WITH_ATTRIBUTES.fullmatch(tag)
    if found is None or found[3]:
        return None
    for name, value in _ATTRIBUTE.findall(found[2]):
        if name == "href":
            href = plain_text(value)
            return None if href is None else opening_of_link(href)
    return ""


def compose_simply(html: str) -> tuple[Composer, Counter[str]] | None:
    """The composed body and what was left out of it, or None where the HTML is not that simple."""
    if "\0" in html:
        return None
    walk = _SimpleWalk()
    parts = _TAG.split(html)
    last = len(parts) - 1
    at = 0
    while at < last:
        if parts[at] and not walk.text(parts[at]):
            return None
        if parts[at + 1] == "p" and parts[at + 3 : at + 4] == ["/p"]:
            if not walk.paragraph(parts[at + 2]):
                return None
            at += 4
            continue
        if not walk.tag(parts[at + 1]):
            return None
        at += 2
    if (parts[at] and not walk.text(parts[at])) or walk.stack:
        return None
    return walk.composer, walk.removed


class _SimpleWalk:
    """What stands open. Each method answers whether the next piece is still simple."""

    __slots__ = ("_phrasing", "composer", "removed", "stack")

    def __init__(self) -> None:
        self.composer = Composer()
        self.removed: Counter[str] = Counter()
        self.stack: list[str] = []
        self._phrasing = 0

    def text(self, text: str) -> bool:
        if "<" in text:
            return False
        if self.stack and self.stack[-1] in _LISTS:
            return not text.strip(" \n")
        words = plain_text(text)
        if words is None:
            return False
        self.composer.text(words)
        return True

    def paragraph(self, text: str) -> bool:
        words = plain_text(text)
        if words is None or "<" in text or self._phrasing or (self.stack and self.stack[-1] in _LISTS):
            return False
        self.composer.paragraph(words)
        return True

    def tag(self, tag: str) -> bool:
        if tag[:1] == "/":
            return self._close(tag[1:])
        attributes: dict[str, str] = {}
        if not tag.isalnum():
            found = _WITH_ATTRIBUTES.fullmatch(tag)
            if found is None or (found[3] and found[1] not in ("br", "img", "hr")):
                return False
            tag = found[1]
            for name, value in _ATTRIBUTE.findall(found[2]):
                said = plain_text(value)
                if said is None:
                    return False
                attributes.setdefault(name, said)
        return self._open(tag, attributes)

    def _close(self, name: str) -> bool:
        if not self.stack or self.stack.pop() != name:
            return False
        if name in _PHRASING:
            self._phrasing -= 1
            self.composer.close_inline()
        else:
            self._phrasing -= name in _LEAVES
            self.composer.close_block()
        return True

    def _open(self, name: str, attributes: dict[str, str]) -> bool:
        inside = self.stack[-1] if self.stack else ""
        if len(self.stack) > _DEEPEST or (inside in _LISTS and name != "li"):
            return False
        if name == "br":
            self.composer.line_break()
        elif name == "img":
            self.removed["img"] += 1
        elif name in _PHRASING:
            return self._open_phrasing(name, attributes)
        elif name not in _BLOCKS or self._phrasing or (name == "li" and inside not in _LISTS):
            return False
        else:
            self.stack.append(name)
            self._phrasing += name in _LEAVES
            self.composer.open_block(name)
        return True

    def _open_phrasing(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "a":
            if "a" in self.stack:
                return False
            self.composer.open_inline(opening_of_link(attributes.get("href")), "</a>")
        elif name == "span":
            self.composer.open_inline(opening_of_span(attributes.get("lang"), attributes.get("dir")), "</span>")
        else:
            self.composer.open_inline(f"<{name}>", f"</{name}>")
        self.stack.append(name)
        self._phrasing += 1
        return True
