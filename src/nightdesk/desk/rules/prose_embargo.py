"""An embargo said only in words is held until a person reads it: never published early."""

import re

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.signal import Signal
from ..rule import Case, Rule

_WORDS = re.compile(
    r"\b(?:embargo(?:ed)?|sperrfrist|hold for release|not for (?:publication|release|broadcast|use) (?:before|until))\b"
    r"|प्रतिबंधित समय|एम्बार्गो",
    re.IGNORECASE,
)
# "The embargo is lifted at 18:00" is said before it is; "no embargo" and "Embargo: none" are filled-in forms.
_LIFTED = re.compile(
    r"embargo(?:ed)?\W+(?:is |has been |now )*(?:lifted|over|ended|removed|expired)\b"
    r"(?!\W+(?:at|on|from|after|by|when|\d))|\bno embargo\b|embargo\W+none\b",
    re.IGNORECASE,
)
# "EMBARGO ON OIL TIGHTENS" is a story.
_HEADLINE = re.compile(r"\W*(?:EMBARGO(?!\s+(?:ON|AGAINST|BY|OF)\b)|EMBARGOED|HFR|HOLD FOR RELEASE|SPERRFRIST)\b")


def judge(case: Case) -> Verdict | None:
    """Look in the signals, the notes to editors and the headline's first word, where no field carries the embargo."""
    item = case.item
    if item.embargo is not None:
        return None
    noted = any(_WORDS.search(note.text) and not _LIFTED.search(note.text) for note in item.notes_private)
    headed = _HEADLINE.match(item.headline) and not _LIFTED.search(item.headline)
    if not noted and not headed and Signal.HOLD not in item.signals:
        return None
    why = "the word embargo, but no time a program can read: held until a person releases it"
    return Verdict(
        outcome=Outcome.HELD,
        signal=Signal.HOLD,
        moves_head=True,
        until=UNTIL_RELEASED,
        reason=Reason("prose_embargo", why),
    )


RULE = Rule(name="prose_embargo", place=110, judge=judge)
