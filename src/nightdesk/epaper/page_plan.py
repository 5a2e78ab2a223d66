"""A page from the stories that wait for it: the plan that fills it best, of the few a page may follow.

A page is cut into groups of columns side by side; a group may begin with a story that leads it, wide and large, and
below that falls into strips of one to three columns, each filled to the last line (`strip.py`).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .copy import Copy
from .geometry import GAP, Paper
from .shape import Foot, Shape, shapes
from .strip import Offer, best_stack
from .type_sizes import CONTINUED, LEADING, ORDINARY, line_steps

_PER_EMPTY_LINE: Final = 10.0
_PER_CUT: Final = 130.0
_PER_JUMP: Final = 20.0
_PER_SIZE: Final = 4.0
"""What a line that stays empty costs, a story cut or broken, and a headline of another than its usual size, in steps of
column: a step is worth what its story weighs, between .6 and 1."""
MUST: Final = 4_000.0
"""What it is worth to print what has to be on this page."""
_PER_PICTURE: Final = 30.0
"""What each column is worth over which a picture stands, beside the room that it fills: so wide ones lead pages."""
_PER_LEAD: Final = 100.0
"""And where it leads the page."""
_PICTURES_A_PAGE: Final = 3
_PICTURES_A_STRIP: Final = 2
"""At most."""
_LEADS_TRIED: Final = 2
_LEAD_AT_MOST: Final = 0.62
_PICTURED_AT_MOST: Final = 0.72
"""The part of a page's height that the story which leads it may take, without a picture and with one."""
_FILLED_WELL: Final = 0.02
_SEEN: Final = 0.004
"""The part of a page that may stay empty before any plan that fills it better by the other is worth more."""


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together: with a story that leads them or without, and the strips below it."""

    columns: int
    leads: bool
    strips: tuple[int, ...]


Template = tuple[Group, ...]
INSIDE: Final[dict[int, tuple[Template, ...]]] = {
    4: (
        (Group(3, True, (2, 1)), Group(1, False, (1,))),
        (Group(1, False, (1,)), Group(3, True, (1, 2))),
        (Group(2, True, (1, 1)), Group(2, False, (2,))),
    ),
    5: (
        (Group(3, True, (2, 1)), Group(2, False, (2,))),
        (Group(2, False, (2,)), Group(3, True, (1, 2))),
        (Group(4, True, (2, 2)), Group(1, False, (1,))),
        (Group(1, False, (1,)), Group(2, False, (2,)), Group(2, True, (1, 1))),
        (Group(3, True, (1, 1, 1)), Group(2, False, (1, 1))),
        (Group(1, False, (1,)), Group(4, True, (1, 2, 1))),
    ),
    6: (
        (Group(4, True, (2, 2)), Group(2, False, (2,))),
        (Group(2, False, (1, 1)), Group(4, True, (2, 2))),
        (Group(3, True, (2, 1)), Group(3, False, (2, 1))),
        (Group(3, False, (1, 2)), Group(3, True, (1, 1, 1))),
    ),
}
"""By the number of columns; pages of an issue take them in turn, beginning with another one each."""
FRONT: Final[dict[int, Template]] = {
    4: (Group(2, True, (1, 1)), Group(1, False, (1,))),
    5: (Group(3, True, (2, 1)), Group(1, False, (1,))),
    6: (Group(3, True, (2, 1)), Group(2, False, (2,))),
}
"""To the right of the first column, which holds the index."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on its page: the column where it begins, and its top in steps below that of the columns."""

    shape: Shape
    column: int
    top: int


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A filled page of so many steps of column. `missing` are those that nothing fills; `edges` are columns after a
    line."""

    placed: tuple[Placed, ...]
    missing: int
    worth: float
    edges: tuple[int, ...] = ()
    area: int = 0

    @property
    def holes(self) -> int:
        """How much more of it is empty than may be, in parts that a reader would see; 0 for a page that is full."""
        return math.ceil(max(0.0, self.empty / max(1, self.area) - _FILLED_WELL) / _SEEN)

    @property
    def empty(self) -> float:
        """The steps of column in which nothing stands."""
        lines = (placed.shape.empty * line_steps(placed.shape.copy.language) for placed in self.placed)
        return self.missing + sum(lines)


class Room:
    """The stories that wait, and their shapes, worked out once for all pages of an issue."""

    def __init__(self, paper: Paper, foot: Foot, whole: frozenset[str] = frozenset()) -> None:
        """`foot` says how a story may be broken; those of `whole` may not."""
        self._paper = paper
        self._foot = foot
        self._whole = whole
        self._known: dict[tuple[int, int, bool, bool, bool], tuple[Shape, ...]] = {}
        self._kept: list[Copy] = []  # an id() is that of a living object

    def shapes(
        self, copy: Copy, columns: int, *, leads: bool, sizes: Sequence[float] = (), pictured: bool = False
    ) -> tuple[Shape, ...]:
        """A copy's shapes of that width, without its picture or with it."""
        key = (id(copy), columns, leads, bool(sizes), pictured)
        if key not in self._known:
            self._kept.append(copy)
            chosen = sizes or _sizes(copy, columns, leads=leads)
            unbroken = copy.back or copy.ours or copy.story in self._whole
            foot: Foot = "" if unbroken else self._foot
            most = self._paper.steps
            self._known[key] = tuple(shapes(copy, columns, chosen, foot, most=most, pictured=pictured))
        return self._known[key]


def plan_page(
    room: Room,
    templates: Sequence[Template],
    steps: int,
    waiting: Sequence[Copy],
    must: Callable[[Copy], bool],
    *,
    left: int = 0,
    slack: int = 3,
    lead_sizes: Sequence[float] = (),
) -> PagePlan | None:
    """The worthiest page that these stories fill; None where they fill none of the templates."""
    offers = _Offers(room, waiting, must)
    plans = (
        plan
        for template in templates
        for plan in _plans(room, template, steps, waiting, offers, left, slack, lead_sizes)
    )
    return max(plans, key=lambda plan: (-plan.holes, plan.worth), default=None)


def _plans(
    room: Room,
    template: Template,
    steps: int,
    waiting: Sequence[Copy],
    offers: "_Offers",
    left: int,
    slack: int,
    lead_sizes: Sequence[float],
) -> Iterator[PagePlan]:
    """One plan for each way to lead the page."""
    wide = next((group.columns for group in template if group.leads), 0)
    leads: list[Shape | None] = [*_leads(room, waiting, wide, steps, lead_sizes)] if wide else []
    for lead in leads or [None]:
        plan = _with_lead(template, steps, waiting, offers, lead, left, slack)
        if plan is not None:
            yield plan


def _leads(room: Room, waiting: Sequence[Copy], columns: int, steps: int, sizes: Sequence[float]) -> list[Shape]:
    """A few shapes of the first story that may lead; where its picture does not stand so wide, also of the first whose
    picture does, but on the front page: that one is led by what weighs most."""

    def best(copy: Copy, most: float, *, pictured: bool) -> list[Shape]:
        these = room.shapes(copy, columns, leads=True, sizes=sizes, pictured=pictured)
        found = [one for one in these if one.height <= most * steps]
        return sorted(found, key=lambda one: (not one.whole, one.empty, -one.area))[:_LEADS_TRIED]

    chosen: list[Shape] = []
    any_pictured = any(copy.plate for copy in waiting)
    for copy in waiting:
        if copy.back or copy.ours or sum(copy.blocks) < 6 * columns:
            continue
        plain = [] if chosen else best(copy, _LEAD_AT_MOST, pictured=False)
        pictured = best(copy, _PICTURED_AT_MOST, pictured=True) if copy.plate else []
        chosen += plain + pictured
        if chosen and (pictured or sizes or not any_pictured):
            break
    return chosen


def _with_lead(
    template: Template,
    steps: int,
    waiting: Sequence[Copy],
    offers: "_Offers",
    lead: Shape | None,
    left: int,
    slack: int,
) -> PagePlan | None:
    placed: list[Placed] = []
    free = [copy for copy in waiting if lead is None or copy is not lead.copy]
    worth = offers.worth(lead) + _PER_LEAD * lead.pictured if lead else 0.0
    pictures = _PICTURES_A_PAGE - (lead is not None and lead.pictured)
    missing, edges, column = 0, [], left
    for group in template:
        top = 0
        if column > left:
            edges.append(column)
        if group.leads and lead is not None:
            placed.append(Placed(lead, column, 0))
            top = lead.height + GAP
        for width in group.strips:
            stack = best_stack(steps - top, offers.of(free, width, pictures), slack)
            if stack is None:
                return None
            ordered = sorted(stack.shapes, key=lambda shape: (shape.copy.back, shape.copy.ours))
            pictures -= sum(shape.pictured for shape in ordered)
            placed += _standing(ordered, column, top, stack.missing)
            taken = {id(shape.copy) for shape in stack.shapes}
            free = [copy for copy in free if id(copy) not in taken]
            worth, missing = worth + stack.worth, missing + width * stack.missing
            column += width
    return PagePlan(tuple(placed), missing, worth, tuple(edges), (column - left) * steps)


def _standing(ordered: Sequence[Shape], column: int, top: int, missing: int) -> list[Placed]:
    """One under the other; steps that nothing fills widen the gaps, the last ones first."""
    placed = []
    for number, shape in enumerate(ordered):
        placed.append(Placed(shape, column, top))
        gaps = max(1, len(ordered) - 1)
        top += shape.height + GAP + (missing * (number + 1)) // gaps - (missing * number) // gaps
    return placed


class _Offers:
    """The shapes of the stories that wait, and what each is worth on this page: what it fills, by its story's place.

    Worked out once for all plans of the page.
    """

    def __init__(self, room: Room, waiting: Sequence[Copy], must: Callable[[Copy], bool]) -> None:
        count = max(1, len(waiting))
        self._room = room
        self._per_step = {id(copy): 1.0 - 0.4 * number / count for number, copy in enumerate(waiting)}
        self._must = {id(copy) for copy in waiting if must(copy)}
        self._known: dict[tuple[int, int, bool], Offer] = {}

    def of(self, copies: Sequence[Copy], columns: int, pictures: int) -> list[Offer]:
        """What stories that do not lead may be, so many columns wide: the first few that can with their pictures, no
        more than may still stand on the page, so that whatever is chosen keeps to that."""
        offers, left = [], min(pictures, _PICTURES_A_STRIP)
        for copy in copies:
            pictured = left > 0 and copy.plate is not None and bool(self._with_picture(copy, columns))
            offers.append(self._offer(copy, columns, pictured=pictured))
            left -= pictured
        return offers

    def _with_picture(self, copy: Copy, columns: int) -> tuple[Shape, ...]:
        return self._room.shapes(copy, columns, leads=False, pictured=True)

    def _offer(self, copy: Copy, columns: int, *, pictured: bool) -> Offer:
        key = (id(copy), columns, pictured)
        if key not in self._known:
            found = self._room.shapes(copy, columns, leads=False)
            found += self._with_picture(copy, columns) if pictured else ()
            self._known[key] = Offer(found, tuple(map(self.worth, found)))
        return self._known[key]

    def worth(self, shape: Shape) -> float:
        """In steps of column."""
        worth = self._per_step[id(shape.copy)] * shape.area - _PER_EMPTY_LINE * shape.empty
        worth -= {"": 0.0, "cut": _PER_CUT, "jump": _PER_JUMP}[shape.foot]
        worth -= _PER_SIZE * min(shape.fit, 1)
        worth += _PER_PICTURE * shape.columns * shape.pictured
        return worth + (MUST if id(shape.copy) in self._must else 0.0)


def _sizes(copy: Copy, columns: int, *, leads: bool) -> tuple[float, ...]:
    if copy.back:
        return (CONTINUED,)
    return LEADING[columns] if leads else ORDINARY[columns]
