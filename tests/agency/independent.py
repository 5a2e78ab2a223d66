"""A second, slow reading of wire-text/1, written from the definition alone: flatten to a string, then split."""

import re

from lxml import etree
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

NO_TEXT = set("script style template head iframe object embed svg figure media".split())
EDGES = set(
    "p h1 h2 h3 h4 h5 h6 hl1 hl2 li dt dd td th caption blockquote pre div section article header footer table thead "
    "tbody tr ul ol dl block body.content body address aside bq details fieldset figcaption fn footer form hr main nav "
    "summary".split()
)
EDGE = "\x00"


def blocks_of_xml(element: etree._Element) -> list[str]:
    """The blocks of what stands inside an XML element."""

    def flat(node: etree._Element) -> str:
        parts = [node.text or ""]
        for child in node:
            if isinstance(child.tag, str):
                name = child.tag.split("}")[-1].lower()
                inside = "" if name in NO_TEXT else (" " if name == "br" else "") + flat(child)
                parts.append(f"{EDGE}{inside}{EDGE}" if name in EDGES else inside)
            parts.append(child.tail or "")
        return "".join(parts)

    return _split(flat(element))


def blocks_of_html(html: str) -> list[str]:
    """The blocks of an HTML5 fragment."""

    def flat(node: LexborNode | None) -> str:
        parts = []
        while node is not None:
            name = node.tag or ""
            if name == "-text":
                parts.append(node.text_content or "")
            elif node.is_element_node:
                inside = "" if name in NO_TEXT else " " if name == "br" else flat(node.first_child)
                parts.append(f"{EDGE}{inside}{EDGE}" if name in EDGES else inside)
            node = node.next
        return "".join(parts)

    return _split(flat(LexborHTMLParser(html, is_fragment=True, options=LexborDocumentOptions.WO_EVENTS.value).root))


def _split(flat: str) -> list[str]:
    return [text for part in flat.split(EDGE) if (text := re.sub("[\t\n\f\r ]+", " ", part).strip(" "))]
