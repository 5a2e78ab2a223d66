"""A page of the paper as a sketch for the margin: a stroke for each headline, thin ones for the lines under it."""

from markupsafe import Markup

from ..terms.issue import PaperPage, Piece

_WIDTH = 30
_LINE = 3
_PLATE = "M5 3H24"


def sketch(page: PaperPage) -> Markup:
    """The page, 30 units wide. It is drawn from the boxes of its pieces alone, and holds no word of them."""
    scale = _WIDTH / page.width
    height = round(page.height * scale)
    heads = "".join(_head(piece, scale) for piece in page.pieces if piece.begins)
    lines = "".join(_lines(piece, scale) for piece in page.pieces)
    plate = f'<path class="plate" d="{_PLATE}"/>' if page.number == 1 else ""
    return Markup(
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" aria-hidden="true">{plate}'
        f'<path class="heads" d="{heads}"/><path d="{lines}"/></svg>'
    )


def _box(piece: Piece, scale: float) -> tuple[int, int, int, int]:
    left, top = round(piece.x * scale), round(piece.y * scale)
    return left, top, max(round((piece.x + piece.width) * scale) - 1, left + 1), round((piece.y + piece.height) * scale)


def _head(piece: Piece, scale: float) -> str:
    left, top, right, _ = _box(piece, scale)
    return f"M{left} {top + 1}H{right}"


def _lines(piece: Piece, scale: float) -> str:
    """The body; nothing where a notice stands in place of a story."""
    if piece.end <= piece.first:
        return ""
    left, top, right, bottom = _box(piece, scale)
    rows = list(range(top + (4 if piece.begins else 1), bottom, _LINE))
    ends = [right] * len(rows)
    if len(rows) > 1:
        ends[-1] = left + max((right - left) * 2 // 3, 1)
    return "".join(f"M{left} {row}H{end}" for row, end in zip(rows, ends, strict=True))
