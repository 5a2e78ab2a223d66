"""Compose the agency's blocks into HTML of a closed set that any parser reads back as exactly those blocks."""

import re
from collections.abc import Callable
from typing import Final

from ..proof.wire_text import collapse
from .body_table import Spans, fill
from .body_tree import Container, Path, place, settle

Leaf = tuple[str, str, str, Path]
"""One block: the element it wants ("" for text that stands right in its container, CELL for a cell's opening), its
wire-text/1 text, the HTML of its inside, and the containers around it."""

CELL: Final = "cell"

_DEEPEST_INLINE: Final = 24

# What a block of the wire becomes. A name that is not here is a block without a look of its own: a paragraph.
_LEAVES: Final = {
    "h1": "h2",
    "h2": "h2",
    "hl1": "h2",
    "hl2": "h3",
    "h3": "h3",
    "h4": "h4",
    "h5": "h4",
    "h6": "h4",
    "pre": "pre",
}
_CONTAINERS: Final = {
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "dl": "dl",
    "dt": "dt",
    "dd": "dd",
    "table": "table",
    "tr": "tr",
    "td": "td",
    "th": "th",
    "caption": "caption",
    "blockquote": "blockquote",
    "bq": "blockquote",
}
# HTML allows no heading inside these.
_NO_HEADINGS: Final = frozenset({"th", "dt"})
_BARE: Final = frozenset({"li", "td", "th", "dt", "dd", "caption"})

SPACES: Final = "\t\n\x0c\r "
_NOT_TIDY: Final = ("\n", "\t", "\r", "\x0c", "  ")
_NOT_AS_SENT: Final = ("&", "<", ">", *_NOT_TIDY)
_WHITE: Final = re.compile("[\t\n\x0c\r ]+")
_LINE_END: Final = re.compile("\r\n?|\x0c")


def tidy(text: str) -> str:
    """`collapse`, without a search by pattern where there is nothing to collapse: this runs over every paragraph."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\x0c" in text:
        return collapse(text)
    return text.strip(" ")


def escape(text: str) -> str:
    """Text for the inside of an element."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def paragraphs_alone(texts: list[str]) -> tuple[list[str], str]:
    """Blocks and markup of a body that is nothing but paragraphs of text; as the Composer makes them, all at once."""
    joined = "\0".join(texts)
    is_tidy = not any(sign in joined for sign in _NOT_TIDY)
    blocks = [said for text in texts if (said := text.strip(" ") if is_tidy else tidy(text))]
    inside = escape("\0".join(blocks)).replace("\0", "</p>\n<p>")
    return blocks, f"<p>{inside}</p>" if blocks else ""


class Composer:
    """Takes a document as it is walked: blocks opening and closing, inline elements, text. Keeps blocks in order."""

    __slots__ = ("_inline", "_kind", "_leaves", "_path", "_pieces", "_serial", "_spans", "_stack", "_texts")

    def __init__(self) -> None:
        self._leaves: list[Leaf] = []
        self._kind = "p"
        self._path: Path = ()
        self._stack: list[tuple[str, Path, str, int]] = []
        self._texts: list[str] = []
        self._pieces: list[str] | None = None
        self._inline: list[tuple[str, str]] = []
        self._serial = 0
        self._spans: Spans = {}

    def paragraph(self, text: str) -> None:
        """The quick way for what most wires are made of: a paragraph with nothing but text in it."""
        if self._texts:
            self._flush()
        if self._inline:
            self.open_block("p")
            self.text(text)
            self.close_block()
        elif text := tidy(text):
            self._leaves.append(("p", text, escape(text), self._settled() if self._path else ()))

    def styled_paragraph(self, words: str, inside: str) -> bool:
        """A paragraph whose markup is made already; False where a style from outside would have to go into it."""
        if self._inline:
            return False
        self._flush()
        if words := tidy(words):
            self._leaves.append(("p", words, inside, self._settled() if self._path else ()))
        return True

    @property
    def has_begun(self) -> bool:
        """Whether anything of the body has been taken, or a block been opened."""
        return bool(self._leaves or self._texts or self._stack)

    def paragraphs(self, texts: list[str]) -> None:
        """Several of those in a row, looked over together: where nothing is to collapse or escape, they are as sent."""
        if not texts:
            return
        joined = "\0".join(texts)
        if self._inline or self._path or any(sign in joined for sign in _NOT_AS_SENT):
            for text in texts:
                self.paragraph(text)
            return
        if self._texts:
            self._flush()
        self._leaves += [("p", said, said, ()) for text in texts if (said := text.strip(" "))]

    def text(self, text: str) -> None:
        """Characters of the block that is open. White space alone begins none: most of it is the file's line ends."""
        if not self._texts and self._kind != "pre" and not text.strip(SPACES):
            return
        self._texts.append(text)
        if self._pieces is not None:
            self._pieces.append(self._written(text))

    def line_break(self) -> None:
        """A `br`: shown as one, one SPACE in the text."""
        self._rich().append("<br>")
        self._texts.append(" ")

    def open_inline(self, opening: str, closing: str) -> None:
        """An inline element of the closed set; both "" for one of which only the text counts."""
        if opening and len(self._inline) < _DEEPEST_INLINE:
            self._rich().append(opening)
            self._inline.append((opening, closing))
        else:
            self._inline.append(("", ""))

    def close_inline(self) -> None:
        """The inline element that was opened last ends."""
        if self._inline[-1][1] and (self._pieces is not None or self._texts):
            self._rich().append(self._inline[-1][1])
        self._inline.pop()

    def is_inside(self, opening: str) -> bool:
        """Whether an inline element whose opening tag begins so is open: links must not nest."""
        return any(tag.startswith(opening) for tag, _ in self._inline)

    def open_block(self, tag: str, span: tuple[int, int] = (1, 1)) -> None:
        """A block element begins: what stood before it is a block of its own."""
        self._flush()
        self._stack.append((self._kind, self._path, tag, len(self._leaves)))
        container = _CONTAINERS.get(tag)
        if container is None:
            self._kind = _LEAVES.get(tag, "p")
            if self._kind[0] == "h" and any(name in _NO_HEADINGS for name, _ in self._path):
                self._kind = "p"
            return
        self._enter(container, span)

    def close_block(self) -> None:
        """The block element that was opened last ends."""
        self._flush()
        inside = self._path
        self._kind, self._path, tag, start = self._stack.pop()
        is_table = tag == "table" and inside is not self._path
        if is_table and all(self._leaves[at][0] == CELL for at in range(start, len(self._leaves))):
            del self._leaves[start:]
        elif tag == "th" and len(self._leaves) == start + 1 and self._leaves[start][0] == CELL:
            # A head cell that says nothing heads nothing (WCAG): it only keeps its column's place.
            path = self._leaves[start][3]
            self._leaves[start] = (CELL, "", "", (*path[:-1], ("td", path[-1][1])))

    def finish(self, is_cut: Callable[[str], bool] | None) -> tuple[list[str], str, list[str]]:
        """The block texts, their markup, and the texts of the blocks that `is_cut` took out."""
        if self._texts:
            self._flush()
        cut: list[str] = []
        leaves = self._leaves
        if is_cut is not None:
            cut = [leaf[1] for leaf in leaves if leaf[1] and is_cut(leaf[1])]
            leaves = [leaf for leaf in leaves if not leaf[1] or not is_cut(leaf[1])] if cut else leaves
        return [leaf[1] for leaf in leaves if leaf[1]], _render(_levelled(leaves), self._spans), cut

    def _enter(self, container: str, span: tuple[int, int]) -> None:
        self._serial += 1
        if container == "caption" and not self._is_first_in_table():
            self._kind = "p"
            return
        path = place(self._path, container, self._serial)
        self._kind = "" if path is not self._path else "p"
        self._path = path
        if path and container in ("td", "th") and path[-1] == (container, self._serial):
            self._leaves.append((CELL, "", "", path))
            if span != (1, 1):
                self._spans[self._serial] = span

    def _is_first_in_table(self) -> bool:
        if not self._path or self._path[-1][0] != "table":
            return False
        return not self._leaves or self._path[-1] not in self._leaves[-1][3]

    def _settled(self) -> Path:
        if not self._path:
            return ()
        self._serial += 1
        return settle(self._path, self._serial)

    def _rich(self) -> list[str]:
        if self._pieces is None:
            self._pieces = [opening for opening, _ in self._inline if opening]
            self._pieces.extend(self._written(text) for text in self._texts)
        return self._pieces

    def _written(self, text: str) -> str:
        if self._kind == "pre":
            return escape(_LINE_END.sub("\n", text))
        return escape(_WHITE.sub(" ", text) if "\n" in text or "\t" in text or "\r" in text or "\x0c" in text else text)

    def _flush(self) -> None:
        if not self._texts:
            self._pieces = None
            return
        text = tidy("".join(self._texts))
        if text:
            if self._inline or self._kind == "pre":
                self._rich()
            if self._pieces is None:
                inside = escape(text)
            else:
                self._pieces.extend(closing for _, closing in reversed(self._inline) if closing)
                inside = "".join(self._pieces)
                # The newline right after <pre> is dropped by HTML parsers, those at its end show as nothing.
                inside = inside.strip("\n") if self._kind == "pre" else inside
            self._leaves.append((self._kind, text, inside, self._settled()))
        self._texts = []
        self._pieces = None


def _levelled(leaves: list[Leaf]) -> list[Leaf]:
    """Headings without a skipped level: the page has the first, and each may be one deeper than the last at most."""
    if all(leaf[0][:1] != "h" for leaf in leaves):
        return leaves
    level = 1
    levelled = []
    for kind, text, inside, path in leaves:
        if kind[:1] == "h":
            level = min(int(kind[1]), level + 1)
            levelled.append((f"h{level}", text, inside, path))
        else:
            levelled.append((kind, text, inside, path))
    return levelled


def _render(leaves: list[Leaf], spans: Spans) -> str:
    """Markup by comparing each block's containers with those of the block before it."""
    if not any(leaf[3] for leaf in leaves):
        return "\n".join([f"<{kind}>{inside}</{kind}>" for kind, _, inside, _ in leaves])
    writer = _Writer(spans, leaves)
    for leaf in leaves:
        writer.write(leaf)
    writer.move_to(())
    return "".join(writer.out)


class _Writer:
    __slots__ = ("_filling", "_last_child", "_open", "out")

    def __init__(self, spans: Spans, leaves: list[Leaf]) -> None:
        self.out: list[str] = []
        self._open: Path = ()
        self._last_child: list[str] = [""]
        self._filling = fill([leaf[3] for leaf in leaves if leaf[0] == CELL], spans)

    def write(self, leaf: Leaf) -> None:
        kind, _, inside, path = leaf
        self.move_to(path)
        if kind == CELL:
            return
        if kind == "":
            is_bare = path and path[-1][0] in _BARE and not self._last_child[-1]
            kind = "" if is_bare else "p"
        self._last_child[-1] = kind or "text"
        self.out.append(f"<{kind}>{inside}</{kind}>" if kind else inside)
        if not path:
            self.out.append("\n")

    def move_to(self, path: Path) -> None:
        shared = 0
        for ours, theirs in zip(self._open, path, strict=False):
            if ours != theirs:
                break
            shared += 1
        for container in reversed(self._open[shared:]):
            self._close(container)
        for container in path[shared:]:
            self._enter(container)
        self._open = path

    def _enter(self, container: Container) -> None:
        name, key = container
        if name == "dd" and not self._last_child[-1]:
            # A definition without its term is invalid; an empty term says that none was sent.
            self.out.append("<dt></dt>")
        self.out.append("<td></td>" * self._filling.before.get(key, 0))
        self.out.append(f"<{name}>")
        self._last_child[-1] = name
        self._last_child.append("")

    def _close(self, container: Container) -> None:
        name, key = container
        if name == "dl" and self._last_child[-1] == "dt":
            self.out.append("<dd></dd>")
        self.out.append("<td></td>" * self._filling.before_end.get(key, 0))
        self.out.append(f"</{name}>")
        self.out.append("<td></td>" * self._filling.after.get(key, 0))
        self._last_child.pop()
        if len(self._last_child) == 1:
            self.out.append("\n")
