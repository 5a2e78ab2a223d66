"""The agency's markup as XHTML: the same text in the same blocks, in a closed set of elements and attributes."""

import re
from typing import Final, cast

from lxml import etree
from markupsafe import Markup, escape

from ..proof.wire_text import BLOCKS, SKIPPED

_KEPT: Final = frozenset(
    "p pre ul ol li dl dt dd table caption thead tbody tr td th blockquote strong em b i sub sup a span".split()
)
# The headline of a story is the second level in a page of the issue, the first in a page of the site.
_HEADINGS: Final = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}
_ADDRESS: Final = re.compile(r"https?://[^\s\"<>\\^`{|}]+\Z", re.IGNORECASE)
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_COUNT: Final = re.compile(r"[1-9][0-9]{0,2}\Z")
_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa he ks ps sd syr ug ur yi".split())


def xhtml(markup: str) -> Markup:
    """The inside of an element that holds just what `markup` (HTML) holds; readable as HTML and as XML alike."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<html><body>{markup}</body></html>".encode(), parser)
    body = root.find("body")
    out: list[str] = []
    if body is not None:
        _inside(body, out)
    return Markup("".join(out).strip("\n"))


def tongue(language: str) -> Markup:
    """The attributes that name a language and turn the line; "und" for a tag that is none (BCP 47)."""
    tag = language_tag(language)
    parts = tag.lower().split("-")
    is_turned = "arab" in parts or "hebr" in parts or (parts[0] in _RIGHT_TO_LEFT and not {"latn", "deva"} & {*parts})
    return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(tag, "rtl" if is_turned else "ltr")


def language_tag(language: str) -> str:
    """A well-formed tag, or "und"."""
    tag = language.replace("_", "-")
    return tag if _TAG.match(tag) else "und"


def _inside(element: "etree._Element", out: list[str]) -> None:
    if element.text:
        out.append(escape(element.text))
    for child in element:
        _whole(child, out)
        if child.tail:
            out.append(escape(child.tail))


def _whole(element: "etree._Element", out: list[str]) -> None:
    tag = str(element.tag)
    if tag in SKIPPED:
        return
    if tag == "br":
        out.append("<br/>")
        return
    name = _HEADINGS.get(tag) or (tag if tag in _KEPT else "div" if tag in BLOCKS else "")
    attributes = _attributes(element) if name else ""
    if name in {"a", "span"} and not attributes:
        name = ""  # a link without an address, a span that says nothing: only their text counts
    if name:
        out.append(f"<{name}{attributes}>")
    _inside(element, out)
    if name:
        out.append(f"</{name}>")


def _attributes(element: "etree._Element") -> str:
    said = ""
    for name, value in cast(list[tuple[str, str]], element.items()):
        if name == "href" and element.tag == "a" and _ADDRESS.match(value):
            said += f' href="{escape(value)}"'
        elif name in {"colspan", "rowspan"} and _COUNT.match(value):
            said += f' {name}="{value}"'
        elif name == "lang" and _TAG.match(value):
            said += f' lang="{value}" xml:lang="{value}"'
        elif name == "dir" and value in {"ltr", "rtl", "auto"}:
            said += f' dir="{value}"'
    return said
