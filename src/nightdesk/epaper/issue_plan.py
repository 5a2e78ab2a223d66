"""The plan of a whole issue: the front page, what is continued, the pages inside in the order of sections."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..terms.issue import LeftOut
from .copy import Copy, rest_of
from .estimate import NO_ROOM, page_count
from .geometry import Paper
from .page_plan import FRONT, INSIDE, PagePlan, Room, plan_page
from .type_sizes import CONTINUED, FRONT_LEAD

_AHEAD: Final = 1.7
"""A page chooses from stories that would fill so many."""
_SPARE: Final = 0.35
"""So many pages more than there is room for are kept for choosing: the lightest stories are the spare."""
_ON_FRONT: Final = 14
_AT_MOST: Final = 60
"""So many stories at most are tried on one page."""
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Jump:
    """A story that is broken after so many blocks on the front page, and the page on which it goes on."""

    story: str
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """`front` is page 1, `inside` the pages from 2; `jumps` are by story."""

    front: PagePlan
    inside: tuple[PagePlan, ...]
    jumps: Mapping[str, Jump]
    left_out: tuple[LeftOut, ...]

    @property
    def pages(self) -> tuple[PagePlan, ...]:
        """All of them, in order."""
        return (self.front, *self.inside)

    @property
    def pictures(self) -> int:
        """How many of them it prints."""
        return sum(placed.shape.pictured for page in self.pages for placed in page.placed)


@dataclass(frozen=True)
class Planner:
    """What a plan is made by. `first` says what may stand on the front page, `section` is the place of a story's
    section in the paper, `continued_from` the line over what is continued; it has `least` to `most` pages."""

    paper: Paper
    first: Callable[[Copy], bool]
    section: Callable[[Copy], int]
    least: int
    most: int
    continued_from: str
    # With each copy, for an id() is that of a living object.
    _areas: dict[int, tuple[Copy, float]] = field(default_factory=dict, init=False)

    def plan(self, copies: Sequence[Copy]) -> IssuePlan:
        """The plan for these stories, heaviest first."""
        pages = page_count(self.paper, sum(map(self._area, copies)), self.least, self.most)
        plan = self._planned(copies, pages)
        while plan.pictures and plan.left_out and pages < self.most:
            # Pictures took the room of stories. They get one more page where they fill it.
            pages += 1
            more = self._planned(copies, pages)
            if any(page.holes for page in more.pages) or len(more.pages) < pages:
                break
            plan = more
        return plan

    def _planned(self, copies: Sequence[Copy], pages: int) -> IssuePlan:
        """The plan of so many pages at most."""
        whole: set[str] = set()
        for _ in range(_TRIES):
            plan, lost = self._attempt(copies, pages, whole)
            if not lost:
                return plan
            whole |= lost  # no page had room for the rest: these stories are not broken next time
        plan, _ = self._attempt(copies, pages, {copy.story for copy in copies})
        return plan

    def _attempt(self, copies: Sequence[Copy], pages: int, whole: set[str]) -> tuple[IssuePlan, set[str]]:
        """A plan, and the stories that it breaks without going on with them."""
        front = self._front(copies, whole, alone=pages == 1)
        shapes = {placed.shape.copy.story: placed.shape for placed in front.placed}
        broken = {story: shape for story, shape in shapes.items() if shape.foot}
        rests = [self._rest(shape.copy, shape.end) for shape in broken.values()]
        stream = sorted(
            [copy for copy in copies if copy.story not in shapes] + rests,
            key=lambda copy: (0 if copy.ours else 1, self.section(copy), not copy.back),
        )
        inside = self._inside(stream, pages - 1)
        found = {
            placed.shape.copy.story: number
            for number, plan in enumerate(inside, start=2)
            for placed in plan.placed
            if placed.shape.copy.back
        }
        printed = {*shapes} | {placed.shape.copy.story for plan in inside for placed in plan.placed}
        jumps = {story: Jump(story, broken[story].end, page) for story, page in found.items()}
        left_out = tuple(LeftOut(copy.story, NO_ROOM) for copy in copies if copy.story not in printed)
        return IssuePlan(front, tuple(inside), jumps, left_out), {*broken} - {*found}

    def _front(self, copies: Sequence[Copy], whole: set[str], *, alone: bool) -> PagePlan:
        """The first page; `alone`: there will be no other, so that everything may stand on it, and has to."""
        room, candidates = Room(self.paper, "jump", frozenset(whole)), [copy for copy in copies if self.first(copy)]
        foremost = {copy.story for copy in [copy for copy in candidates if not copy.ours][:2]}

        def must(copy: Copy) -> bool:
            # The notice of what stood here stands here: who bought the earlier print looks for it on this page.
            return copy.story in foremost or (copy.ours and (alone or self.first(copy)))

        some = copies[:_AT_MOST] if alone else candidates[:_ON_FRONT]
        steps = self.paper.front_steps
        for waiting, slack, sizes in ((some, 3, FRONT_LEAD), (some, 6, ()), (copies[:_AT_MOST], 2 * steps, ())):
            plan = plan_page(
                room, [FRONT[self.paper.columns]], steps, waiting, must, left=1, slack=slack, lead_sizes=sizes
            )
            if plan is not None and plan.placed:
                return plan
        return PagePlan((), self.paper.front_area, 0.0)

    def _rest(self, copy: Copy, end: int) -> Copy:
        heads = {at: lines for at, lines in copy.heads.items() if at[1] == CONTINUED}
        return rest_of(copy, end, self.continued_from, heads, 1)

    def _inside(self, stream: Sequence[Copy], pages: int) -> list[PagePlan]:
        room = Room(self.paper, "cut")
        plans: list[PagePlan] = []
        templates = INSIDE[self.paper.columns]
        waiting = list(stream)
        while waiting and len(plans) < pages:
            waiting = self._without_lightest(waiting, pages - len(plans))
            window = self._window(waiting)
            turn, plan = len(plans) % len(templates), None
            for slack, tried in ((3, 3), (3, len(templates)), (6, len(templates)), (2 * self.paper.steps, 1)):
                order = [templates[(turn + at) % len(templates)] for at in range(tried)]
                plan = plan_page(room, order, self.paper.steps, window, _must, slack=slack) or plan
                if plan is not None and plan.placed and (not plan.holes or slack > 3):
                    break
            if plan is None or not plan.placed:
                break
            plans.append(plan)
            taken = {id(placed.shape.copy) for placed in plan.placed}
            waiting = [copy for copy in waiting if id(copy) not in taken]
        return plans

    def _without_lightest(self, waiting: Sequence[Copy], pages: int) -> list[Copy]:
        """The stories that the pages left will hold, and some to choose from, in their order."""
        room, kept = (pages + _SPARE) * self.paper.page_area, set()
        for copy in sorted(waiting, key=lambda copy: (not _must(copy), -copy.weight)):
            if room > 0:
                kept.add(id(copy))
            room -= self._area(copy)
        return [copy for copy in waiting if id(copy) in kept]

    def _window(self, waiting: Sequence[Copy]) -> list[Copy]:
        window, filled = [], 0.0
        for copy in waiting:
            window.append(copy)
            filled += self._area(copy)
            if filled > _AHEAD * self.paper.page_area:
                break
        return window

    def _area(self, copy: Copy) -> float:
        """The steps of column that a copy takes, about: what it takes in one column, and the gap below it."""
        if id(copy) not in self._areas:
            found = Room(self.paper, "").shapes(copy, 1, leads=False)
            self._areas[id(copy)] = copy, 2.0 + (found[0].height if found else 2.6 * sum(copy.blocks) + 12)
        return self._areas[id(copy)][1]


def _must(copy: Copy) -> bool:
    return copy.back or copy.ours
