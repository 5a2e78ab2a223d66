"""A digest punched as a five-hole tape: the same bits that the hex digits hold, as one path of an SVG.

The bits run from the most significant, with four zeros at the end: 52 columns of five. A hole is a stroke of no length
with round ends, so the whole tape is one path.
"""

from typing import Literal

from markupsafe import Markup

COLUMNS = 52
_ROWS = (5, 11, 23, 29, 35)

TapeState = Literal["plain", "lit", "alarm", "dashed"]
"""As it is; checked or signed; it does not match; it could not be checked."""


def _punch(column: int, value: int) -> str:
    x = 3 + 6 * column
    return "".join(f"M{x} {y}h0" for bit, y in enumerate(_ROWS) if value >> (4 - bit) & 1)


_HOLES = tuple(tuple(_punch(column, value) for value in range(32)) for column in range(COLUMNS))


def tape_path(digest: str) -> str:
    """The `d` of the path of holes for a SHA-256 in hex."""
    bits = int(digest, 16) << 4
    return "".join(_HOLES[column][bits >> 5 * (COLUMNS - 1 - column) & 31] for column in range(COLUMNS))


def tape(digest: str, label: str, *, state: TapeState = "plain", small: bool = False) -> Markup:
    """The tape as an element; with "" for a digest it has its feed holes only: the text is gone.

    `label` says what it is to those who do not see it; it never stands in place of the hex digits.
    """
    kind = "tape" if state == "plain" else f"tape {state}"
    width, height = (156, 20) if small else (312, 40)
    holes = Markup('<path class="holes" d="{}"/>').format(tape_path(digest)) if digest else Markup()
    return Markup(
        '<svg class="{}" viewBox="0 0 312 40" width="{}" height="{}" role="img" aria-label="{}">{}'
        '<path class="feed" d="M3 17H312"/></svg>'
    ).format(kind, width, height, label, holes)
