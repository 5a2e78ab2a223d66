"""A digest punched as a five-hole tape: the same bits that the hex digits hold, as the one path of an SVG.

The bits run from the most significant, with four zeros at the end: 52 columns of five. A hole is a stroke of no length
with round ends, so the whole tape is one path.
"""

COLUMNS = 52
_ROWS = (5, 11, 23, 29, 35)


def _punch(column: int, value: int) -> str:
    x = 3 + 6 * column
    return "".join(f"M{x} {y}h0" for bit, y in enumerate(_ROWS) if value >> (4 - bit) & 1)


_HOLES = tuple(tuple(_punch(column, value) for value in range(32)) for column in range(COLUMNS))


def tape_path(digest: str) -> str:
    """The `d` of the path of holes for a SHA-256 in hex."""
    bits = int(digest, 16) << 4
    return "".join(_HOLES[column][bits >> 5 * (COLUMNS - 1 - column) & 31] for column in range(COLUMNS))
