"""A page read by Python's own parser alone: its links, its heads, and wire-text/1 computed apart from the product.

The walk knows nothing of `nightdesk.proof`: it is written after docs/reference/wire-text.md, so that a page which reads
back here too was not only agreed upon by two parts of one program.
"""

import hashlib
import re
from html.parser import HTMLParser

_SKIPPED = frozenset("script style template head iframe object embed svg figure media".split())
_INLINE_HERE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u var "
    "wbr".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class PlainReading(HTMLParser):
    """One page: `links`, `canonical`, `robots`, `data` (JSON-LD), `headline`, `blocks`, `claimed` (its meta)."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.canonical: list[str] = []
        self.data: list[str] = []
        self.robots = ""
        self.claimed = ""
        self._headlines: list[str] = []
        self.blocks: list[str] = []
        self._open: list[str] = []
        self._mark = ""
        self._depth = 0
        self._in_data = False
        self._hidden = 0
        self._text = ""
        self.feed(page)
        self.close()

    @property
    def headline(self) -> str:
        """The marked headline as one line."""
        return " ".join(self._headlines)

    @property
    def digest(self) -> str:
        """SHA-256 of wire-text/1."""
        lines = ["wire-text/1", self.headline, *self.blocks]
        return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._note(tag, said)
        if tag in _VOID:
            if self._mark and not self._hidden:
                self._edge(tag)
                self._text += " " if tag == "br" else ""
            return
        self._open.append(tag)
        if self._mark:
            if self._hidden or tag in _SKIPPED or said.get("data-wire") == "x":
                self._hidden += 1
            self._edge(tag)
        elif said.get("data-wire") in ("h", "b"):
            self._mark, self._depth, self._text = said["data-wire"], len(self._open), ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_data = False
        if tag in _VOID or tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            if self._mark and len(self._open) < self._depth:
                self._end()
                self._mark = ""
            elif self._mark:
                self._edge(closed)
                self._hidden -= 1 if self._hidden else 0
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)
        if self._mark and not self._hidden:
            self._text += data

    def _edge(self, tag: str) -> None:
        if tag not in _INLINE_HERE | _SKIPPED:
            self._end()

    def _end(self) -> None:
        text = re.sub("[\t\n\f\r ]+", " ", self._text).strip(" ")
        if text:
            (self._headlines if self._mark == "h" else self.blocks).append(text)
        self._text = ""

    def _note(self, tag: str, said: dict[str, str]) -> None:
        kinds = said.get("rel", "").split()
        if tag in ("a", "link", "img", "script") and (address := said.get("href") or said.get("src")):
            self.links.append(address)
            if tag == "link" and "canonical" in kinds:
                self.canonical.append(address)
        self._in_data = tag == "script" and said.get("type") == "application/ld+json"
        if tag == "meta" and said.get("property") == "og:image":
            self.links.append(said.get("content", ""))
        if tag == "meta" and said.get("name") == "robots":
            self.robots = said.get("content", "")
        if tag == "meta" and said.get("name") == "wire-text":
            self.claimed = said.get("content", "")
