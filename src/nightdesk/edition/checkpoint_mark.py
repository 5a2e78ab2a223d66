"""The log's checkpoint for print: lines of text and a QR code, for the foot of an e-paper page.

Paper cannot be changed afterwards. Whoever keeps a page holds the state of the log on that day, and can show that a
later log does not grow out of it. The code holds the signed note itself, not an address: it is checked offline.
"""

from dataclasses import dataclass
from functools import lru_cache

import segno
from markupsafe import Markup, escape

from ..terms.checkpoint_shown import CheckpointShown
from ..terms.site import Site
from .imprint import imprint_of
from .tape import tape

_QUIET_MODULES = 4
"""White around the code (ISO/IEC 18004, 9.1): readers find it by that."""
MOST_BYTES = 1_200
"""Of a note: more would make the code too fine for newsprint. Cosignatures go first; see `note_for_print`."""


@dataclass(frozen=True, slots=True)
class CheckpointMark:
    """What is printed: `lines` of text, the root as `tape`, the note as `code`. Both are static SVG without style."""

    lines: tuple[str, ...]
    tape: Markup
    code: Markup


def checkpoint_mark(site: Site, checkpoint: CheckpointShown, note: str) -> CheckpointMark:
    """The mark for pages made while this was the last checkpoint. `note` is the text of `/log/checkpoint`."""
    imprint = imprint_of(site)
    say = imprint.words.log
    state = say.mark_line.format(
        origin=checkpoint.origin,
        size=imprint.words.number(checkpoint.size),
        time=imprint.hours.full(checkpoint.signed),
    )
    lines = (state, checkpoint.root, say.mark_more.format(address=f"{site.url}/log/"))
    return CheckpointMark(lines, tape(checkpoint.root, say.root_tape), qr_code(note_for_print(note), say.mark_qr))


def note_for_print(note: str) -> str:
    """The note with as many of its signature lines, from the first on, as a printed code can carry."""
    body, _, signatures = note.rpartition("\n\n")
    kept: list[str] = []
    for line in signatures.splitlines(keepends=True):
        if kept and len(f"{body}\n\n{''.join(kept)}{line}".encode()) > MOST_BYTES:
            break
        kept.append(line)
    return f"{body}\n\n{''.join(kept)}"


@lru_cache(maxsize=8)  # every page of an issue carries the same one
def qr_code(text: str, label: str) -> Markup:
    """The text as a QR code, bytes in UTF-8, correction level M: dark modules are one path, row by row."""
    code = segno.make_qr(text, mode="byte", encoding="utf-8", error="m", boost_error=False, eci=False)
    side = len(code.matrix) + 2 * _QUIET_MODULES
    path = "".join(_row(row, y + _QUIET_MODULES) for y, row in enumerate(code.matrix))
    return Markup(
        f'<svg class="qr" viewBox="0 0 {side} {side}" width="{2 * side}" height="{2 * side}" role="img" '
        f'aria-label="{escape(label)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def _row(row: "bytearray | tuple[int, ...]", y: int) -> str:
    """The runs of dark modules of one row as rectangles."""
    found, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            found.append(f"M{x + _QUIET_MODULES} {y}h{end - x}v1h-{end - x}z")
        x = end + 1
    return "".join(found)
