"""Promise 3, at the desk alone: any order and any repetition of takes leaves the story in the same state and text."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MINUTE, SIX, a_case, a_story, an_item
from nightdesk import registry
from nightdesk.desk import rules as rule_parts
from nightdesk.desk.decide import decide
from nightdesk.desk.fold import Take, fold
from nightdesk.desk.rule import Rule
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


class Sent(NamedTuple):
    """A take in short, so that a failing example can be read. `at` is in minutes after six."""

    at: float
    version: int | None = None
    text: str = ""
    status: PubStatus = PubStatus.USABLE
    embargo: datetime | None = None
    expires: datetime | None = None
    signal: Signal | None = None
    notice: bool = False

    @property
    def item(self) -> Item:
        """As the reading stage hands it on."""
        kind = "none" if self.notice else "counted" if self.version is None else "agency"
        return an_item(
            version_kind=kind,
            version=self.version or 1,
            version_created=SIX + self.at * MINUTE,
            headline="" if self.notice else "Rain",
            text=self.text,
            status=self.status,
            embargo=self.embargo,
            expires=self.expires,
            signals=(self.signal,) if self.signal else (),
        )


TEXTS = st.sampled_from(["It rained.", "It poured.", "It stopped."])
EMBARGOES = st.sampled_from([None, None, None, None, SIX, EVENING, EVENING + MINUTE, UNTIL_RELEASED])
EXPIRIES = st.sampled_from([None, None, None, None, SIX + MINUTE, EVENING])
TAKEN_BACK = st.sampled_from([PubStatus.CANCELED, PubStatus.CANCELED, PubStatus.WITHHELD])
SIGNALS = st.sampled_from([None, None, None, Signal.CORRECTION, Signal.WRITETHRU, Signal.REPEAT])


def _usable(draw: st.DrawFn, at: float, version: int | None) -> Sent:
    return Sent(at, version, draw(TEXTS), embargo=draw(EMBARGOES), expires=draw(EXPIRIES), signal=draw(SIGNALS))


def _any(draw: st.DrawFn, at: float, version: int | None) -> Sent:
    if draw(st.integers(0, 3)):
        return _usable(draw, at, version)
    return Sent(at, version, draw(TEXTS), status=draw(TAKEN_BACK))


@st.composite
def numbered(draw: st.DrawFn) -> list[Sent]:
    """Versions with gaps; now and then one number twice, with another text, time, status or embargo."""
    versions = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    return [_any(draw, version + draw(st.sampled_from([0, 0, 0.5])), version) for version in versions]


@st.composite
def counted(draw: st.DrawFn) -> list[Sent]:
    """Revisions that only their times tell apart, as RSS and NITF without du-key send them."""
    minutes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True))
    return [_any(draw, minute, None) for minute in minutes]


@st.composite
def targeted(draw: st.DrawFn) -> list[Sent]:
    """Numbered versions, and notices under other ids that name the story and carry a time but no version."""
    versions = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True))
    notices = draw(st.lists(st.integers(1, 6), min_size=1, max_size=2, unique=True))
    sent = [_usable(draw, version, version) for version in versions]
    return sent + [Sent(notice - 0.5, status=draw(TAKEN_BACK), notice=True) for notice in notices]


@given(data=st.data(), unkill=st.sampled_from(["hold", "hold", "auto"]))
@settings(max_examples=3000, deadline=None)
def test_any_order_and_any_repetition_end_alike(data: st.DataObject, unkill: str) -> None:
    takes = data.draw(st.one_of(numbered(), counted(), targeted()))
    again = data.draw(st.lists(st.sampled_from(takes), max_size=3))
    one = data.draw(st.permutations([*takes, *again]))
    other = data.draw(st.permutations(takes))
    assert after(*(sent.item for sent in one), unkill=unkill).end == after(*(sent.item for sent in other), unkill=unkill).end
