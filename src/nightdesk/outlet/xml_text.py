"""Text as XML carries it: escaped, and without the signs that XML 1.0 forbids."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'


def escaped(text: str) -> str:
    """For element content and for attributes in double quotes."""
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("\ufffd", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text
