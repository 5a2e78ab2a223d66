"""A digest as a five-hole tape on a page (`proof/tape_path.py` says how it is punched)."""

from typing import Literal

from markupsafe import Markup, escape

from ..proof.tape_path import tape_path

TapeState = Literal["plain", "lit", "alarm", "dashed"]
"""As it is; checked or signed; it does not match; it could not be checked."""


def tape(digest: str, label: str, *, state: TapeState = "plain", small: bool = False) -> Markup:
    """The tape as an element; with "" for a digest it has its feed holes only: the text is gone.

    `label` says what it is to those who do not see it; it never stands in place of the hex digits.
    """
    kind = "tape" if state == "plain" else f"tape {state}"
    width, height = (156, 20) if small else (312, 40)
    holes = f'<path class="holes" d="{tape_path(digest)}"/>' if digest else ""
    return Markup(
        f'<svg class="{kind}" viewBox="0 0 312 40" width="{width}" height="{height}" role="img"'
        f' aria-label="{escape(label)}">{holes}<path class="feed" d="M3 17H312"/></svg>'
    )
