"""What may stand in the elements that hold an agency's headline and text: what an agency can send, and nothing of ours.

`wire-text/1` passes over some elements (a picture's frame, our own marks), and knows nothing of what hides or turns
round the words it reads. In the agency's elements either would be a way to show readers another text than the one that
is proven: a page with any of it there is refused, whatever its text reads back to.
"""

import re
from collections.abc import Iterator

from lxml import etree

ELEMENTS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr table caption thead tbody tfoot tr th td div "
    "a span br b i em strong sub sup".split()
)
"""Those of a text. A headline is words alone."""

ATTRIBUTES = {"a": frozenset(("href", "rel")), "span": frozenset(("lang", "dir"))}
"""Links, languages and directions, where our pages write them; nothing that hides, moves or draws."""

_OF_THE_MARKED = frozenset(("data-wire", "class", "lang", "dir"))
_CLASSES = re.compile("(?:wire|text|long| )*")
_TURNED = re.compile(r"(?ia)(?![-\w]*-(latn|deva)\b)(ar|arc|ckb|dv|fa|he|ks|ps|sd|syr|ug|ur|yi|[-\w]*-(arab|hebr))\b")
"""Languages written from the right: a whole text or headline runs as its language does, never the other way."""

_WHITE = "\t\n\f\r "


def foreign_in(page: bytes) -> str:
    """The first thing on or inside an element marked `h` or `b` that no page of ours has there, as markup; or ""."""
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if page.strip() else None
    marked = (one for one in root.iter(etree.Element) if one.get("data-wire") in {"h", "b"}) if root is not None else ()
    return next((found for element in marked for found in _foreign(element)), "")


def _foreign(marked: "etree._Element") -> Iterator[str]:
    is_headline = marked.get("data-wire") == "h"
    words = "".join([marked.text or "", *(inner.tail or "" for inner in marked)]).strip(_WHITE)
    # Where the wire sent no headline an empty element bears its mark, out of sight.
    own = _OF_THE_MARKED | {"id" if not is_headline else "" if words else "hidden"}
    yield from (f"<{marked.tag} {name}>" for name in sorted(set(map(str, marked.attrib)) - own))
    drawn = marked.get("class") or ""
    if not _CLASSES.fullmatch(drawn):
        yield f"<{marked.tag} class={drawn[:40]}>"
    if marked.get("dir") not in (None, "rtl" if _TURNED.match(marked.get("lang") or "") else "ltr"):
        yield f"<{marked.tag} dir={marked.get('dir')}>"
    for inner in marked.iterdescendants(etree.Element):
        if is_headline or inner.tag not in ELEMENTS:
            yield f"<{inner.tag}>"
        odd = sorted(set(map(str, inner.attrib)) - ATTRIBUTES.get(str(inner.tag), frozenset()))
        if odd:
            yield f"<{inner.tag} {odd[0]}>"
