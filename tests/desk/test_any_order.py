"""Promise 3, at the desk alone: any order and any repetition of takes leaves the story in the same state and text."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MINUTE, SIX, a_case, a_story, an_instant
from builders import an_item as item_of
from nightdesk import registry
from nightdesk.desk import rules as rule_parts
from nightdesk.desk.decide import decide
from nightdesk.desk.fold import Take, fold
from nightdesk.desk.rule import Rule
from nightdesk.terms.body import Body
from nightdesk.terms.decision import Outcome
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item, PubStatus
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State

RULES = tuple(sorted(registry.find(rule_parts, "RULE", Rule).values(), key=lambda rule: rule.place))
NOON = SIX + timedelta(hours=6)
EVENING = SIX + timedelta(hours=12)


@dataclass
class OneStory:
    """The desk's judgement over the takes of one story, without a ledger."""

    unkill: str = "hold"
    now: datetime = NOON
    story: StoryRecord | None = None
    takes: list[Item] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def comes(self, item: Item) -> None:
        """Judge a take and let the story follow."""
        case = a_case(item, story=self.story, known=tuple(self.takes), now=self.now, unkill=self.unkill)
        decision = decide(case, RULES)
        before = self.story or a_story()
        if item not in self.takes:
            self.takes.append(item)
        take = Take(
            item=item,
            item_id=self.takes.index(item),
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


TEXTS = st.sampled_from(["It rained.", "It poured.", "It stopped."])
EMBARGOES = st.sampled_from([None, None, None, None, SIX, EVENING, EVENING + MINUTE, UNTIL_RELEASED])
EXPIRIES = st.sampled_from([None, None, None, None, SIX + MINUTE, EVENING])
STATUSES = st.sampled_from([PubStatus.USABLE] * 5 + [PubStatus.WITHHELD, PubStatus.CANCELED])
SIGNALS = st.sampled_from([(), (), (), (Signal.CORRECTION,), (Signal.WRITETHRU,), (Signal.REPEAT,)])


@st.composite
def numbered(draw: st.DrawFn) -> list[Item]:
    """Versions with gaps; now and then one number twice, with another text, status or embargo."""
    versions = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    return [
        item_of(
            version=version,
            version_created=SIX + version * MINUTE,
            sent=draw(st.sampled_from([None, None, an_instant(SIX + version * MINUTE + MINUTE / 2)])),
            body=Body(blocks=(draw(TEXTS),)),
            status=(status := draw(STATUSES)),
            embargo=draw(EMBARGOES) if status is PubStatus.USABLE else None,
            expires=draw(EXPIRIES) if status is PubStatus.USABLE else None,
            signals=draw(SIGNALS),
        )
        for version in versions
    ]


@st.composite
def counted(draw: st.DrawFn) -> list[Item]:
    """Revisions that only their times tell apart, as RSS and NITF without du-key send them."""
    minutes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True))
    return [
        item_of(
            version_kind="counted",
            version_created=SIX + minute * MINUTE,
            body=Body(blocks=(draw(TEXTS),)),
            status=(status := draw(STATUSES)),
            embargo=draw(EMBARGOES) if status is PubStatus.USABLE else None,
            expires=draw(EXPIRIES) if status is PubStatus.USABLE else None,
            signals=draw(SIGNALS),
        )
        for minute in minutes
    ]


@st.composite
def targeted(draw: st.DrawFn) -> list[Item]:
    """Numbered versions, and notices under other ids that name the story and carry a time but no version."""
    versions = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True))
    notices = draw(st.lists(st.integers(1, 6), min_size=1, max_size=2, unique=True))
    return [
        *(
            item_of(
                version=version,
                version_created=SIX + 10 * version * MINUTE,
                body=Body(blocks=(f"{draw(TEXTS)} {version}",)),
                embargo=draw(EMBARGOES),
            )
            for version in versions
        ),
        *(
            item_of(
                version_kind="none",
                version_created=SIX + (10 * notice - 5) * MINUTE,
                headline="",
                text="",
                status=draw(st.sampled_from([PubStatus.CANCELED, PubStatus.CANCELED, PubStatus.WITHHELD])),
                status_source=f"targeted-by EWS.{notice}",
            )
            for notice in notices
        ),
    ]


@given(data=st.data(), unkill=st.sampled_from(["hold", "hold", "auto"]))
@settings(max_examples=400, deadline=None)
def test_any_order_and_any_repetition_end_alike(data: st.DataObject, unkill: str) -> None:
    takes = data.draw(st.one_of(numbered(), counted(), targeted()))
    again = data.draw(st.lists(st.sampled_from(takes), max_size=3))
    one = data.draw(st.permutations([*takes, *again]))
    other = data.draw(st.permutations(takes))
    assert after(*one, unkill=unkill).end == after(*other, unkill=unkill).end
