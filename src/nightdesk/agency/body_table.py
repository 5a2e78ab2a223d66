"""Empty cells that stand for what spanned: without them the columns of a table would slide under wrong heads."""

from dataclasses import dataclass, field
from typing import Final

from .body_tree import Key, Path

Spans = dict[Key, tuple[int, int]]
"""Columns and rows that a cell spans, by the key of the cell."""

WIDEST: Final = 40
_MOST_EMPTY: Final = 2000


@dataclass(slots=True)
class Filling:
    """How many empty cells go before a cell, after it, and at the end of a row, by the key of that cell or row."""

    before: dict[Key, int] = field(default_factory=dict)
    after: dict[Key, int] = field(default_factory=dict)
    before_end: dict[Key, int] = field(default_factory=dict)
    total: int = 0


@dataclass(slots=True)
class _Grid:
    row: Key = 0
    column: int = 0
    held: dict[int, int] = field(default_factory=dict)


def fill(cells: list[Path], spans: Spans) -> Filling:
    """Work out the empty cells of all tables. `cells` are the paths of their cells in order."""
    filling = Filling()
    if not spans:
        return filling
    grids: dict[Key, _Grid] = {}
    for path in cells:
        cell, row, table = path[-1][1], path[-2][1], path[-3][1]
        grid = grids.setdefault(table, _Grid())
        if grid.row != row:
            _end_row(grid, filling)
            grid.row, grid.column = row, 0
        _place_cell(grid, filling, cell, spans.get(cell, (1, 1)))
        if filling.total > _MOST_EMPTY:
            return filling
    for grid in grids.values():
        _end_row(grid, filling)
    return filling


def _place_cell(grid: _Grid, filling: Filling, cell: Key, span: tuple[int, int]) -> None:
    if before := _skip_held(grid):
        filling.before[cell] = before
    columns, rows = max(1, min(span[0], WIDEST - grid.column)), span[1]
    if rows > 1:
        grid.held.update(dict.fromkeys(range(grid.column, grid.column + columns), rows))
    if columns > 1:
        filling.after[cell] = columns - 1
    grid.column += columns
    filling.total += before + columns - 1


def _skip_held(grid: _Grid) -> int:
    skipped = 0
    while grid.held.get(grid.column, 0) > 0:
        grid.column += 1
        skipped += 1
    return skipped


def _end_row(grid: _Grid, filling: Filling) -> None:
    if trailing := _skip_held(grid):
        filling.before_end[grid.row] = trailing
        filling.total += trailing
    grid.held = {column: rows - 1 for column, rows in grid.held.items() if rows > 1}
