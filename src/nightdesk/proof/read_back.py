"""Read a finished page as a stranger would: its headline and blocks, by another parser than the one that made them.

The walk is written apart from the one in `agency`, after the definition (`docs/reference/wire-text.md`), so that a
mistake in either shows as a difference and the page does not go out.
"""

from collections.abc import Iterator

import msgspec
from lxml import etree

from .wire_text import BLOCKS, SKIPPED, collapse, digest


class Returned(msgspec.Struct, frozen=True):
    """What a page says: the marked headline and blocks, their digest, and the digest that its `meta` claims."""

    headline: str
    blocks: tuple[str, ...]
    digest: str
    meta: str


def read_back(page: bytes) -> Returned:
    """Recompute wire-text/1 from the marks of a page. A page without marks reads as empty text."""
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if page.strip() else None
    if root is None:
        return Returned("", (), digest("", ()), "")
    return read_back_element(root)


def read_back_element(root: "etree._Element") -> Returned:
    """The same for one element of a page, where several stories stand on it."""
    headlines: list[str] = []
    blocks: list[str] = []
    for element in root.iter(etree.Element):
        mark = element.get("data-wire")
        if mark in {"h", "b"}:
            (headlines if mark == "h" else blocks).extend(_blocks(element))
    # A headline is one line whatever stands in its h1; two headlines would be a fault and show as another text.
    headline = " ".join(headlines)
    return Returned(headline, tuple(blocks), digest(headline, blocks), _meta(root))


def _meta(root: "etree._Element") -> str:
    named = (meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "wire-text")
    return next(named, "")


def _blocks(root: "etree._Element") -> list[str]:
    found: list[str] = []
    texts = [root.text or ""]
    open_elements: list[tuple[etree._Element, Iterator[etree._Element]]] = [(root, iter(root))]
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            if open_elements:
                if element.tag in BLOCKS:
                    _end(texts, found)
                texts.append(element.tail or "")
            continue
        tag = child.tag
        if tag in BLOCKS:
            _end(texts, found)
        elif tag == "br":
            texts.append(" ")
        if not isinstance(tag, str) or tag in SKIPPED or child.get("data-wire") == "x":
            texts.append(child.tail or "")
        elif len(child):
            texts.append(child.text or "")
            open_elements.append((child, iter(child)))
        else:
            texts.append(child.text or "")
            if tag in BLOCKS:
                _end(texts, found)
            texts.append(child.tail or "")
    _end(texts, found)
    return found


def _end(texts: list[str], found: list[str]) -> None:
    text = "".join(texts)
    # Most blocks have nothing to collapse, and looking for that is many times faster than the pattern.
    has_runs = "\n" in text or "  " in text or "\t" in text or "\r" in text or "\x0c" in text
    if text := collapse(text) if has_runs else text.strip(" "):
        found.append(text)
    texts.clear()
