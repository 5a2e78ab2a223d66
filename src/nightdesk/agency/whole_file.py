"""Tell from the bytes alone whether a document is visibly whole, so that a finished file need not be waited for.

"Not visibly whole" means only "wait and see": a file of unknown kind is accepted when it has stopped growing
(wire-formats.md §3, trap 12: a folder filled over FTP has no end mark).
"""

import re

import msgspec

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\r\n\x00"
_NAME = re.compile(rb"<([^\s<>/!?&\"'=]{1,256})")
_TRAILERS_LIMIT = 8


def looks_whole(content: bytes) -> bool:
    """True when the root element is closed, the JSON complete, or the text wire's end mark seen."""
    text = _plain(content)
    if text.startswith(b"<"):
        return _is_closed_markup(text)
    if text.startswith((b"{", b"[")):
        return _is_complete_json(text)
    return _is_ended_text_wire(text)


def _plain(content: bytes) -> bytes:
    """Without byte order mark and outer white space; UTF-16 narrowed to its ASCII, which is all the test looks at."""
    if content.startswith(_BOMS[1:]):
        content = content.replace(b"\x00", b"")
    for bom in _BOMS:
        content = content.removeprefix(bom)
    return content.strip(_BLANK)


def _is_complete_json(text: bytes) -> bool:
    # The last bracket alone proves nothing ('{"a": {"b": 1}'), so the syntax is walked through, building nothing.
    if text[-1:] not in b"]}":
        return False
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _is_ended_text_wire(text: bytes) -> bool:
    """IPTC 7901 and ANPA: from SOH to EOT, which padding may follow."""
    return text.lstrip(b"\x16\x7f\r\n").startswith(b"\x01") and b"\x04" in text[-32:]


def _is_closed_markup(text: bytes) -> bool:
    start = _root_start(text)
    name = _NAME.match(text, start) if start >= 0 else None
    if name is None:
        return False
    tail = _without_trailers(text)
    if tail.endswith(b"/>"):
        # Only a root that is empty itself may end so: no other tag may begin after it.
        return tail.find(b"<", start + 1) < 0
    closing = re.compile(rb"</" + re.escape(name[1]) + rb"[ \t\r\n]*>$")
    return closing.search(tail, max(0, len(tail) - len(name[1]) - 64)) is not None


def _root_start(text: bytes) -> int:
    """Where the root's start tag begins, past declaration, instructions, comments and DOCTYPE; -1 if not reached."""
    at = 0
    while True:
        at = text.find(b"<", at)
        if at < 0:
            return -1
        if text.startswith(b"<?", at):
            end = text.find(b"?>", at)
        elif text.startswith(b"<!--", at):
            end = text.find(b"-->", at + 4)
        elif text.startswith(b"<!", at):
            end = _doctype_end(text, at)
        else:
            return at
        if end < 0:
            return -1
        at = end + 1


def _doctype_end(text: bytes, at: int) -> int:
    close = text.find(b">", at)
    subset = text.find(b"[", at, close) if close >= 0 else -1
    if subset < 0:
        return close
    inner = text.find(b"]", subset)
    return text.find(b">", inner) if inner >= 0 else -1


def _without_trailers(text: bytes) -> bytes:
    """The text without the comments and instructions that may follow the root."""
    for _ in range(_TRAILERS_LIMIT):
        if text.endswith(b"-->"):
            begin = text.rfind(b"<!--")
        elif text.endswith(b"?>"):
            begin = text.rfind(b"<?")
        else:
            break
        if begin <= 0:
            break
        text = text[:begin].rstrip(_BLANK)
    return text
