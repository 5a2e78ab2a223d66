"""Which story goes over which wire in which format, so that little of format x transport x event is left untried."""

from collections.abc import Iterable, Sequence

from .plan import Cell
from .sending import TransportName
from .story import KINDS, Story
from .wires import WireOffer

EVENTS: tuple[str, ...] = (*KINDS, "repeat")
"""What must happen in every format over every transport."""

Way = tuple[str, TransportName]
"""A format over a transport."""


class Coverage:
    """Remembers what has been tried, and deals each story to the cell where it tries most that is new."""

    def __init__(self, offers: Sequence[WireOffer]) -> None:
        self._cells = tuple(Cell(offer, format_) for offer in offers for format_ in offer.formats)
        self._tried: dict[Way, set[str]] = {}
        self._used: dict[Way, int] = {}

    def deal(self, story: Story) -> Cell:
        """The cell for a story of one of the agencies; the same stories in the same order get the same cells."""
        cells = [cell for cell in self._cells if cell.offer.agency.slug == story.agency]
        if _needs_fields(story):
            cells = [cell for cell in cells if not cell.is_feed]
        kinds = {take.kind for take in story.takes}
        best = min(cells, key=lambda cell: (-len(kinds - self._seen(cell)), self._used.get(way(cell), 0)))
        self.record(best, kinds)
        return best

    def record(self, cell: Cell, events: Iterable[str]) -> None:
        """`events` happen in `cell`."""
        self._tried.setdefault(way(cell), set()).update(events)
        self._used[way(cell)] = self._used.get(way(cell), 0) + 1

    def left(self) -> tuple[tuple[Cell, tuple[str, ...]], ...]:
        """For each format over each transport, one cell and the events it has not seen."""
        first: dict[Way, list[Cell]] = {}
        for cell in self._cells:
            first.setdefault(way(cell), []).append(cell)
        chosen = [cells[number % len(cells)] for number, cells in enumerate(first.values())]
        gaps = [(cell, tuple(event for event in EVENTS if event not in self._seen(cell))) for cell in chosen]
        return tuple((cell, events) for cell, events in gaps if events)

    def cells(self, transport: TransportName) -> tuple[Cell, ...]:
        """All cells of a transport."""
        return tuple(cell for cell in self._cells if cell.offer.transport == transport)

    def _seen(self, cell: Cell) -> set[str]:
        return self._tried.get(way(cell), set())


def way(cell: Cell) -> Way:
    """The cell without its agency."""
    return (cell.format, cell.offer.transport)


def _needs_fields(story: Story) -> bool:
    """True for an embargo that lapses by itself and for an expiry: feeds have no field for either."""
    following = [take.kind for take in story.takes[1:]] + [""]
    lapses = any(
        take.embargo_minutes is not None and after != "release"
        for take, after in zip(story.takes, following, strict=True)
    )
    return lapses or any(take.expires_minutes is not None for take in story.takes)
