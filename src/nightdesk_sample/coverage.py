"""Which story goes over which wire in which format, so that little of format x transport x event is left untried."""

from collections.abc import Iterable, Sequence

from .plan import Cell
from .sending import TransportName
from .story import DESK_ONLY, KINDS, Story, of_kind
from .wires import WireOffer

EVENTS: tuple[str, ...] = (*(kind for kind in KINDS if kind != "kill-note" and kind not in DESK_ONLY), "repeat")
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
        cells = [cell for cell in self._cells if cell.offer.agency.slug == story.agency and _suits(story, cell)]
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


def _suits(story: Story, cell: Cell) -> bool:
    """Whether the format can say what the story needs said."""
    if of_kind(story, *DESK_ONLY):
        return cell.format == _SAYS_ROLE
    return not cell.is_feed or not _needs_fields(story)


def _needs_fields(story: Story) -> bool:
    """True for an embargo that lapses by itself, an expiry, or a kill that comes first: feeds have fields for none."""
    following = [*(take.kind for take in story.takes[1:]), ""]
    lapses = any(
        take.embargo_minutes is not None and after != "release"
        for take, after in zip(story.takes, following, strict=True)
    )
    return lapses or story.takes[0].kind == "kill" or any(take.expires_minutes is not None for take in story.takes)


_SAYS_ROLE = "newsml-g2"
