"""The name under which the wording of the label is written into the log.

Another wording is another version: `tests/edition/test_label.py` holds the words of each.
"""

VERSION = "auto-1"
LANGUAGES = frozenset(["en", "hi", "mr", "ur"])
"""Those the label is worded in; pages in others have it in English."""


def label_id(language: str) -> str:
    """The leaf's `label` for a site in that language, as "auto-1-en"."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    return f"{VERSION}-{primary if primary in LANGUAGES else 'en'}"
