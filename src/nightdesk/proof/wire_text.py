"""wire-text/1: the canonical text of a story, over which "verbatim" is claimed.

The definition is `docs/reference/wire-text.md`; its second half are the vectors in
`tests/proof/wire_text_vectors.json`.
"""

import hashlib
import re
from collections.abc import Iterable

SKIPPED = frozenset("script style template head iframe object embed svg figure media".split())
"""Elements whose whole subtree is no text (step 2)."""

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 hl1 hl2 li dt dd td th caption blockquote pre div section article header footer table thead "
    "tbody tr ul ol dl block body.content body address aside bq details fieldset figcaption fn footer form hr main nav "
    "summary".split()
)
"""Elements at whose edges a block begins and ends (step 3); every other element is inline."""

_WHITE = re.compile("[\t\n\x0c\r ]+")


def collapse(text: str) -> str:
    """Step 4: each run of TAB, LF, FF, CR and SPACE becomes one SPACE; SPACE is stripped at both ends. Nothing else."""
    return _WHITE.sub(" ", text).strip(" ")


def canonical(headline: str, blocks: Iterable[str]) -> bytes:
    """The bytes of wire-text/1. `headline` and `blocks` have been through `collapse`; empty blocks are dropped."""
    return "".join(["wire-text/1\n", headline, "\n", *(f"{block}\n" for block in blocks if block)]).encode()


def digest(headline: str, blocks: Iterable[str]) -> str:
    """SHA-256 of `canonical`, lower-case hex."""
    return hashlib.sha256(canonical(headline, blocks)).hexdigest()
