"""A test of the line is never public."""

import re

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.item import PubStatus
from ...terms.signal import Signal
from ..rule import Case, Rule

# "TEST TEST", "TEST:", "TEST MESSAGE", a lone "TEST"; capitals only, so that Test cricket stays news.
_TEST = re.compile(r"\W*(?:TEST(?:\W+TEST)+|TEST\s*(?:MESSAGE|ITEM|STORY|TRANSMISSION)?\s*(?:[:–—]|-(?!\w)|\W*$))")


def judge(case: Case) -> Verdict | None:
    """Look at the signal first, then at how headline and slugline begin."""
    item = case.item
    said = Signal.TEST in item.signals
    if item.status is not PubStatus.USABLE and not said:
        return None  # words alone do not stop a kill
    if not said and not any(_TEST.match(text) for text in (item.headline, item.slugline or "") if text):
        return None
    return Verdict(outcome=Outcome.ADVISORY, reason=Reason("test_message", "a test of the line, not a story"))


RULE = Rule(name="test_message", place=12, judge=judge)
