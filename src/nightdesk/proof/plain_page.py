"""Refuse a page that a browser would have to mend: it could show readers another text than a parser here reads.

The rules of mending are long (WHATWG HTML §13.2.6); a page that closes every element in order, puts each where it may
stand and uses none of the odd ones needs none of them. Our pages are such; what is not is refused, not guessed at.
"""

import html
import re
from html.entities import name2codepoint
from typing import Final

from .refusal import ProofError

PAGE_BYTES: Final = 8_000_000
DEPTH: Final = 100

_VOID: Final = frozenset("br col hr img input link meta source wbr".split())
_VERBATIM: Final = frozenset(("script", "style"))
_NO_MARKUP_IN: Final = _VERBATIM | {"title"}
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER_NESTED: Final = frozenset(("a", "button", "form"))

_INLINE: Final = frozenset(
    "a abbr b bdi bdo button cite code data del dfn em i ins kbd label mark picture q s samp small span strong sub sup "
    "svg time u var br img input source wbr link meta script style".split()
)
_ENDS_A_PARAGRAPH: Final = _HEADINGS | frozenset(
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form header hr li main "
    "nav ol p pre section summary table ul".split()
)
_ROWS: Final = frozenset(("tr",))
_CHILDREN: Final = {
    "": frozenset(("html",)),
    "html": frozenset(("head", "body")),
    "head": frozenset(("title", "meta", "link", "script", "style")),
    "table": frozenset(("caption", "colgroup", "thead", "tbody", "tfoot", "tr")),
    "thead": _ROWS,
    "tbody": _ROWS,
    "tfoot": _ROWS,
    "tr": frozenset(("td", "th")),
    "colgroup": frozenset(("col",)),
    "svg": frozenset(("path",)),
}
"""Parents that take these children only, and no text: a browser would move whatever else stands there."""

_PARENTS: Final = {"li": ("ul", "ol"), "dt": ("dl", "div"), "dd": ("dl", "div")}

_VALUE: Final = r"""(?:"[^"]*"|'[^']*'|[^\t\n\f\r "'=<>`]+)"""
_ATTRIBUTE: Final = re.compile(rf"([a-z_:][-a-z0-9_:.]*)(?:=({_VALUE}))?", re.IGNORECASE | re.ASCII)
_TOKEN: Final = re.compile(
    r"<!--(?!-?>)(?:(?!--).)*-->|(?P<doctype><!doctype html>)|</(?P<end>[a-z][a-z0-9]*)[\t\n\f\r ]*>"
    rf"|<(?P<start>[a-z][a-z0-9]*)(?P<attributes>(?:[\t\n\f\r ]+{_ATTRIBUTE.pattern})*)[\t\n\f\r ]*(?P<slash>/?)>"
    r"|(?P<text>[^<]+)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,6};|#[xX][0-9a-fA-F]{1,5};|[a-zA-Z0-9]+;)?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_CHARSET: Final = re.compile(
    r"""<meta (?:charset=["']?|http-equiv=["']?content-type["']? content=["']text/html; ?charset=)utf-8["' />]""",
    re.IGNORECASE,
)
"""The second form is what browsers make of the first when they save a page."""

_PLAIN_REFERENCES: Final = frozenset(("&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#34;", "&#39;"))


def require_plain(content: bytes) -> None:
    """Raise ProofError with the place unless every parser of HTML reads this page alike."""
    text = _text(content)
    walk = _Walk()
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        fault = "this is no tag, text or comment" if token is None else walk.step(token)
        if token is None or fault:
            raise _mended(fault, text, at)
        at = token.end()
    if walk.whole != ["doctype", "html", "head", "body"] or len(walk.path) > 1:
        raise ProofError("markup", "the page is not one whole HTML document")


class _Walk:
    """The way through a page: `path` the open elements, `whole` the parts of a document that were met."""

    def __init__(self) -> None:
        self.path: list[str] = [""]
        self.whole: list[str] = []

    def step(self, token: re.Match[str]) -> str:
        """Take one tag, text or comment; the answer is what a browser would have to mend, or ""."""
        if token["text"]:
            return _odd_text(token["text"], self.path[-1])
        if token["end"]:
            return self._close(token["end"])
        if self.path[-1] in _NO_MARKUP_IN:
            return f"markup in <{self.path[-1]}>"
        if token["start"]:
            return self._open(token["start"].lower(), token)
        if token["doctype"]:
            self.whole.append("doctype")
        return ""

    def _open(self, name: str, token: re.Match[str]) -> str:
        fault = _misplaced(name, self.path) or _odd_attributes(token["attributes"])
        if token["slash"] and name not in _VOID and self.path[-1] != "svg":
            fault = f"<{name}> is closed within its own tag"
        if name in ("html", "head", "body"):
            self.whole.append(name)
        if name not in _VOID and not token["slash"]:
            self.path.append(name)
        return fault

    def _close(self, name: str) -> str:
        if name.lower() != self.path[-1]:
            return f"</{name}> where <{self.path[-1]}> is open"
        self.path.pop()
        return ""


def _text(content: bytes) -> str:
    if len(content) > PAGE_BYTES:
        raise ProofError("markup", f"a page of more than {PAGE_BYTES} bytes")
    try:
        text = content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ProofError("markup", "the page is not UTF-8", f"byte {error.start}") from error
    if not _CHARSET.search(text[:1024]):
        raise ProofError("markup", "the page does not begin by saying that it is UTF-8")
    control = _CONTROL.search(text)
    if control is not None:
        raise _mended("a control character", text, control.start())
    return text


def _misplaced(name: str, path: list[str]) -> str:
    """Why a browser would close other elements for this one, or move it; "" where it stays where it is."""
    parent = path[-1]
    only = _CHILDREN.get(parent)
    known = name in only if only is not None else name in _INLINE or name in _ENDS_A_PARAGRAPH
    nested = name in _NEVER_NESTED and name in path
    early = name in _ENDS_A_PARAGRAPH and "p" in path
    if not known or nested or early or (name in _HEADINGS and parent in _HEADINGS):
        return f"<{name}> in <{parent}>"
    if parent not in _PARENTS.get(name, (parent,)):
        return f"<{name}> in <{parent}>"
    return f"more than {DEPTH} elements open" if len(path) > DEPTH else ""


def _odd_attributes(attributes: str) -> str:
    seen = set()
    for name, value in _ATTRIBUTE.findall(attributes):
        if name.lower() in seen:
            return f"{name} twice in one element"
        seen.add(name.lower())
        fault = _odd_references(value) if "&" in value else ""
        if fault:
            return fault
    return ""


def _odd_text(text: str, parent: str) -> str:
    if parent in _CHILDREN and text.strip("\t\n\f\r "):
        return f"text directly in <{parent}>" if parent else "text outside of the page"
    return _odd_references(text) if "&" in text and parent not in _VERBATIM else ""


def _odd_references(text: str) -> str:
    """A character reference that is unfinished, unknown to HTML 4, or that browsers read as another character."""
    for found in _REFERENCE.finditer(text):
        reference = found[0]
        if reference in _PLAIN_REFERENCES:
            continue
        number = reference[2:-1] if reference.startswith("&#") else ""
        code = int(number[1:], 16) if number[:1] in ("x", "X") else int(number or 0)
        if code and html.unescape(reference) == chr(code):
            continue
        if number or reference[1:-1] not in name2codepoint:
            return f"{reference} stands for no plain character"
    return ""


def _mended(what: str, text: str, at: int) -> ProofError:
    line = text.count("\n", 0, at) + 1
    return ProofError(
        "markup", f"a browser would have to mend this page: {what}", f"line {line}, {text[at : at + 40]!r}"
    )
