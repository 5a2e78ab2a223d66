"""Language tags as agencies send them, made safe to print in a page."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_THREE_LETTERS = {
    "eng": "en",
    "hin": "hi",
    "mar": "mr",
    "urd": "ur",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
}


def language_tag(language: str | None) -> str:
    """A well-formed BCP 47 tag with the short code where one exists (RFC 5646 §2.2.1), or "" for anything else."""
    tag = (language or "").replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ""
    first, dash, rest = tag.partition("-")
    return _THREE_LETTERS.get(first.lower(), first.lower()) + dash + rest
