"""Nothing a wire sends lifts a kill, unless its profile says `unkill: auto`; a later usable version is held."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.signal import Signal
from ...terms.story import State
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Known or not newer than the kill: history. Newer: held for a person, or shown where the profile allows it."""
    story = case.story
    if story is None or story.state is not State.KILLED:
        return None
    if case.revision in case.known:
        return _verdict(Outcome.DUPLICATE, "known already, and its story was killed")
    if not _after_the_kill(case):
        return _verdict(Outcome.HISTORY, "its story was killed; a version the kill covers is kept, never shown")
    if case.unkill == "auto":
        why = "the profile says unkill: auto, and this version is newer than the kill"
        return Verdict(
            outcome=Outcome.UPDATED, signal=Signal.UNKILL, moves_head=True, reason=Reason("killed_story", why)
        )
    why = "usable again after a kill: held until a person releases it (profile: unkill = hold)"
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason("killed_story", why))


def _after_the_kill(case: Case) -> bool:
    story = case.story
    if story is None or story.head is None:
        return False
    if case.rank.counted or story.head.counted:
        return story.first_shown is not None and case.rank.moment > story.head.moment
    killed_at = story.killed_at_version
    return killed_at is not None and case.rank.version > killed_at


def _verdict(outcome: Outcome, text: str) -> Verdict:
    return Verdict(outcome=outcome, reason=Reason("killed_story", text))


RULE = Rule(name="killed_story", place=40, judge=judge)
