"""Text as XML carries it: escaped, and without the signs that XML 1.0 forbids."""

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'


def escaped(text: str) -> str:
    """For element content and for attributes in double quotes; a sign that XML forbids is left to `document`."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def document(parts: Iterable[str]) -> bytes:
    """The bytes of a whole document. Forbidden signs become U+FFFD here: one search a file, not one a word."""
    text = PROLOGUE + "".join(parts)
    return (_FORBIDDEN.sub("\ufffd", text) if _FORBIDDEN.search(text) else text).encode()
