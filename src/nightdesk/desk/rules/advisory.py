"""Advisories, daybooks and notes to editors are never public."""

import re

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.item import Item, PubStatus
from ...terms.signal import Signal
from ..rule import Case, Rule

_WORDS = re.compile(
    r"\W*(?:advisory|(?:attention|note to|notes to) editors|editor['’]?s?['’]? (?:note|advisory)|eds note"
    r"|(?:news )?daybook|news (?:schedule|budget|advisory)|(?:photo|service) advisory|achtung|vorschau"
    r"|संपादकों के लिए|संपादकांसाठी)\s*(?:[:/–—]|-(?!\w))",
    re.IGNORECASE,
)


def judge(case: Case) -> Verdict | None:
    """The wire's own word first (field, role, missing publish signal), then how the headline begins."""
    item = case.item
    if item.status is not PubStatus.USABLE:
        return None  # a kill or withhold must still be carried out, whatever carries it
    why = _why(item, case.advisory_words)
    if why is None:
        return None
    return Verdict(outcome=Outcome.ADVISORY, reason=Reason("advisory", why))


def _why(item: Item, words: tuple[str, ...]) -> str | None:
    if not item.publishable:
        return item.unpublishable_reason or "the wire says that it is not for publication"
    if Signal.ADVISORY in item.signals:
        return "the wire marks it as an advisory"
    start = item.headline or item.derived_headline
    if _WORDS.match(start):
        return f"the headline begins as an advisory: {start[:60]!r}"
    if any(start.casefold().startswith(word.casefold()) for word in words):
        return f"the headline begins with one of the profile's advisory words: {start[:60]!r}"
    return None


RULE = Rule(name="advisory", place=25, judge=judge)
