"""A picture, sound or film without a text of its own is kept for the stories that name it."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.item import Item, ItemType
from ..rule import Case, Rule

_MEDIA = (ItemType.PICTURE, ItemType.VIDEO, ItemType.AUDIO, ItemType.GRAPHIC)


def is_medium(item: Item) -> bool:
    """A media item may carry a body (a multimedia story): then it is judged like any text."""
    return item.type in _MEDIA and not item.body.blocks


def judge(case: Case) -> Verdict | None:
    """It waits for as long as it takes."""
    if not is_medium(case.item):
        return None
    why = f"a {case.item.type} without a story text: kept for the stories that name it"
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason("media", why))


RULE = Rule(name="media", place=120, judge=judge)
