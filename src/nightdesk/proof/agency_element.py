"""What may stand inside the element that holds an agency's text: what an agency can send, and nothing of ours.

`wire-text/1` passes over some elements (a picture's frame, our own marks). Inside the agency's element that would be a
way to show readers a word that no digest covers: a page that has any there is refused, whatever its text reads back to.
"""

from lxml import etree

ELEMENTS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr table caption thead tbody tfoot tr th td div "
    "a span br b i em strong sub sup".split()
)
ATTRIBUTES = frozenset("lang dir href rel".split())
"""Links and languages; nothing that hides, moves or draws."""


def foreign_in(page: bytes) -> str:
    """The first thing inside an element marked `h` or `b` that no agency can have sent, as markup; "" without one."""
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if page.strip() else None
    for element in root.iter(etree.Element) if root is not None else ():
        if element.get("data-wire") in {"h", "b"}:
            for inner in element.iterdescendants(etree.Element):
                if inner.tag not in ELEMENTS:
                    return f"<{inner.tag}>"
                odd = sorted(set(map(str, inner.attrib)) - ATTRIBUTES)
                if odd:
                    return f"<{inner.tag} {odd[0]}>"
    return ""
