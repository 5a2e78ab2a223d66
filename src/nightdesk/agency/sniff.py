"""Tell from the first bytes what a delivery is, without parsing it. Hostile bytes are told apart, never raised on."""

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["xml", "json", "html", "text", "container", "empty"]

_HEAD_BYTES = 64 * 1024
_WHITE = " \t\r\n\x0c\ufeff"

_CONTAINERS: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
)

_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# The first character of XML and JSON is ASCII, so that its zero bytes give the width away (XML 1.0 appendix F).
_WIDE: Final = (
    (re.compile(rb"[\t\n\r <{\[]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[\t\n\r <{\[]"), "utf-32-be"),
    (re.compile(rb"[\t\n\r <{\[]\0[^\0]"), "utf-16-le"),
    (re.compile(rb"\0[\t\n\r <{\[]\0"), "utf-16-be"),
)

# Every alternative also matches an unfinished construct up to the end, so that no start is tried twice.
_PROLOG = re.compile(
    r"\s+|<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE(?:[^\[\]<>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)"
    r"|\[.*?(?:\]\s*(?=>)|\Z))*+(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_START_TAG = re.compile(r"<([^\s<>/!?=\"'&]{1,200})")
_ATTRIBUTE = re.compile(r"\s*([^\s=<>/\"']{1,200})\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_DOCTYPE_HTML = re.compile(r"<!DOCTYPE\s+html", re.IGNORECASE)
_JSON_TOKEN = re.compile(r"\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"?|[{}\[\]:,]", re.DOTALL)
_MARK_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What the first bytes say.

    root, namespace  the first start tag of XML, without its prefix, and the namespace it is in
    keys             the names at the top level of a JSON object, or of the first object of a top-level list
    is_list          the JSON top level is a list
    marks            "name=value" for each short string at that level, and "standard.name=…" for ninjs
    container        which kind of container
    """

    kind: Kind
    root: str = ""
    namespace: str = ""
    keys: frozenset[str] = frozenset()
    is_list: bool = False
    marks: frozenset[str] = frozenset()
    container: str = ""


def byte_order(content: bytes) -> tuple[str, int]:
    """The encoding that a byte order mark or the zero bytes of wide characters prove, and the mark's length."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return encoding, len(bom)
    head = content[:4]
    if 0 in head:
        for pattern, encoding in _WIDE:
            if pattern.match(head):
                return encoding, 0
    return "", 0


def sniff(content: bytes) -> Sniffed:
    """Judge the first 64 KiB."""
    if not content[:_HEAD_BYTES].strip(b"\0 \t\r\n\x0c"):
        return Sniffed("text" if content.strip(b"\0 \t\r\n\x0c") else "empty")
    for magic, name in _CONTAINERS:
        if content.startswith(magic):
            return Sniffed("container", container=name)
    if content[257:262] == b"ustar":
        return Sniffed("container", container="tar")
    encoding, skip = byte_order(content)
    head = content[skip : skip + _HEAD_BYTES].decode(encoding or "utf-8", "replace").lstrip(_WHITE)
    if not head:
        return Sniffed("empty" if len(content) <= _HEAD_BYTES else "text")
    if head[0] == "<":
        return _sniff_markup(head)
    if head[0] in "{[":
        return _sniff_json(head)
    return Sniffed("text")


def _sniff_markup(head: str) -> Sniffed:
    if _DOCTYPE_HTML.match(head):
        return Sniffed("html", root="html")
    at = 0
    while prolog := _PROLOG.match(head, at):
        if _DOCTYPE_HTML.match(head, at):
            return Sniffed("html", root="html")
        at = prolog.end()
    tag = _START_TAG.match(head, at)
    if tag is None:
        return Sniffed("text")
    prefix, _, root = tag[1].rpartition(":")
    if root.lower() in {"html", "head", "body"}:
        return Sniffed("html", root=root.lower())
    wanted = f"xmlns:{prefix}" if prefix else "xmlns"
    at = tag.end()
    while attribute := _ATTRIBUTE.match(head, at):
        if attribute[1] == wanted:
            return Sniffed("xml", root=root, namespace=(attribute[2] or attribute[3] or "").strip())
        at = attribute.end()
    return Sniffed("xml", root=root)


def _sniff_json(head: str) -> Sniffed:
    is_list = head[0] == "["
    level = 2 if is_list else 1
    keys: set[str] = set()
    marks: set[str] = set()
    depth, key, outer, text = 0, "", "", ""
    for token in _JSON_TOKEN.finditer(head):
        word = token[0]
        if word in "{[":
            depth += 1
            outer, key, text = (key, "", "") if depth == level + 1 else (outer, "", "")
        elif word in "}]":
            depth -= 1
            if depth < level:
                break
            key, text = "", ""
        elif word == ",":
            key, text = "", ""
        elif word == ":":
            key = text
            if depth == level:
                keys.add(key)
        else:
            text = word[1:-1]
            if key and depth == level and len(text) <= _MARK_LENGTH:
                marks.add(f"{key}={text}")
            elif depth == level + 1 and outer == "standard" and key == "name":
                marks.add(f"standard.name={text}")
    return Sniffed("json", keys=frozenset(keys), is_list=is_list, marks=frozenset(marks))
