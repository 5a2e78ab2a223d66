"""Promise 3, at the desk alone: any order and any repetition of takes leaves the story in the same state and text."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_case, a_story
from nightdesk import registry
from nightdesk.desk import rules as rule_parts
from nightdesk.desk.decide import decide
from nightdesk.desk.fold import Take, fold
from nightdesk.desk.rule import Rule
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import Item
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.story import State
from orders import NOON, counted, numbered, targeted

RULES = tuple(sorted(registry.find(rule_parts, "RULE", Rule).values(), key=lambda rule: rule.place))


@dataclass
class OneStory:
    """The desk's judgement over the takes of one story, without a ledger."""

    unkill: str = "hold"
    now: datetime = NOON
    story: StoryRecord | None = None
    takes: list[Item] = field(default_factory=list)
    known: dict[str, Item] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def comes(self, item: Item) -> None:
        """Judge a take and let the story follow."""
        case = a_case(item, story=self.story, known=tuple(self.known.values()), now=self.now, unkill=self.unkill)
        decision = decide(case, RULES)
        before = self.story or a_story()
        kept = self.known.setdefault(case.revision, item)  # the ledger files a revision once
        if kept is item:
            self.takes.append(item)
        take = Take(
            item=item,
            item_id=self.takes.index(kept),
            rank=case.rank,
            revision=case.revision,
            received=self.now,
        )
        self.story = fold(before, decision.verdict, take, self.now)
        self.outcomes.append(decision.outcome)

    @property
    def end(self) -> dict[str, Any]:
        """What of it the order of arrival must not change."""
        story = self.story or a_story()
        return {
            "state": story.state,
            "shown": self._text(story.shown_item) if story.state is State.PUBLISHED else None,
            "waiting": self._text(story.waiting_item),
            "until": story.waiting_until,
        }

    def _text(self, take: int | None) -> tuple[str, ...] | None:
        return self.takes[take].body.blocks if take is not None else None


def after(*items: Item, **settings_: Any) -> OneStory:
    """The story after these takes, in this order."""
    desk = OneStory(**settings_)
    for one in items:
        desk.comes(one)
    return desk


@given(data=st.data(), unkill=st.sampled_from(["hold", "hold", "auto"]))
@settings(max_examples=150, deadline=None)
def test_any_order_and_any_repetition_end_alike(data: st.DataObject, unkill: str) -> None:
    takes = data.draw(st.one_of(numbered(), counted(), targeted()))
    again = data.draw(st.lists(st.sampled_from(takes), max_size=3))
    one = data.draw(st.permutations([*takes, *again]))
    other = data.draw(st.permutations(takes))
    assert (
        after(*(sent.item for sent in one), unkill=unkill).end
        == after(*(sent.item for sent in other), unkill=unkill).end
    )
