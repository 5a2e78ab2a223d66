"""Blocks of copy as markup: HTML for feeds and JSON, XHTML for NewsML-G2, NITF's own tags."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from ..story import Block

HTML = {"subhead": "h2", "item": "li", "items": "ul", "table": "table", "row": "tr", "head": "th", "cell": "td"}
NITF = {**HTML, "subhead": "hl2"}


def escape(text: str) -> str:
    """Text for element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """Text for an attribute between double quotes."""
    return escape(text).replace('"', "&quot;")


def html(blocks: Iterable[Block]) -> str:
    """The blocks as an HTML fragment that is well-formed XML too."""
    return "".join(_runs(blocks, HTML, "<blockquote><p>", "</p></blockquote>"))


def nitf(blocks: Iterable[Block]) -> str:
    """The blocks as NITF 3 body content."""
    return "".join(_runs(blocks, NITF, "<bq><block><p>", "</p></block></bq>"))


def _runs(blocks: Iterable[Block], tags: Mapping[str, str], quote_opens: str, quote_closes: str) -> Iterable[str]:
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind == "p":
            yield from (f"<p>{escape(block.text)}</p>\n" for block in run)
        elif kind == "quote":
            yield from (f"{quote_opens}{escape(block.text)}{quote_closes}\n" for block in run)
        elif kind == "subhead":
            yield from (f"<{tags['subhead']}>{escape(block.text)}</{tags['subhead']}>\n" for block in run)
        elif kind == "item":
            items = "".join(f"<li>{escape(block.text)}</li>" for block in run)
            yield f"<ul>{items}</ul>\n"
        else:
            yield _table(run)


def _table(rows: Iterable[Block]) -> str:
    lines = []
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        cells = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row.cells)
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>\n"
