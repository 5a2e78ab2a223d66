"""The agency takes a story back for good; also when its kill comes first."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.item import PubStatus
from ...terms.record import StoryRecord
from ...terms.signal import Signal
from ...terms.story import State
from ..revisions import comes_after
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Legal from every state and at every version: a kill never waits for an order of versions."""
    if case.item.status is not PubStatus.CANCELED:
        return None
    if case.revision in case.known:
        return Verdict(outcome=Outcome.DUPLICATE, reason=Reason("kill", "this kill has been carried out already"))
    story = case.story
    if story is not None and _lifted(case, story):
        why = "a kill of an older version; the profile says unkill: auto, so the later version stands"
        return Verdict(outcome=Outcome.HISTORY, reason=Reason("kill", why))
    where = case.item.status_source
    if story is None or story.state is State.UNSEEN:
        why = f"canceled ({where}) before the story came: it will not be shown when it does"
    else:
        why = f"canceled by the agency ({where})"
    return Verdict(outcome=Outcome.KILLED, signal=Signal.KILL, moves_head=True, reason=Reason("kill", why))


def _lifted(case: Case, story: StoryRecord) -> bool:
    """True where the version that governs would have lifted this kill, had the two come in their order."""
    if case.unkill != "auto" or story.head is None or story.state in (State.KILLED, State.TAKEN_DOWN):
        return False
    return comes_after(story.head, case.rank)


RULE = Rule(name="kill", place=30, judge=judge)
