"""Nothing a wire sends lifts a kill, unless its profile says `unkill: auto`; a later usable version is held."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.item import PubStatus
from ...terms.story import State
from ..licence_clock import licence_end
from ..revisions import comes_after, is_older
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """What no kill covers is held for a person; with `unkill: auto` the rules that follow judge it like any version."""
    story = case.story
    if story is None or story.state is not State.KILLED:
        return None
    if case.is_known:
        return _verdict(Outcome.DUPLICATE, "known already, and its story was killed")
    if not all(comes_after(case.rank, kill) for kill in story.kills):
        return _verdict(Outcome.HISTORY, "its story was killed; a version the kill covers is kept, never shown")
    if story.head is not None and is_older(case.rank, story.head):
        return _verdict(Outcome.HISTORY, "older than the newest version, which waits since its story was killed")
    if case.unkill == "auto":
        return None
    if case.item.status is PubStatus.WITHHELD or _is_over(case):
        return _verdict(
            Outcome.HISTORY, "withheld or expired, and its story was killed: nothing waits", moves_head=True
        )
    why = "usable again after a kill: held until a person releases it (profile: unkill = hold)"
    reason = Reason("killed_story", why)
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, moves_head=True, reason=reason)


def _is_over(case: Case) -> bool:
    ends = [case.item.expires.at] if case.item.expires else []
    licence = licence_end(case.item, case.story, case.licence_days, case.now)
    return min([*ends, *([licence] if licence else [])], default=UNTIL_RELEASED) <= case.now


def _verdict(outcome: Outcome, text: str, *, moves_head: bool = False) -> Verdict:
    return Verdict(outcome=outcome, moves_head=moves_head, reason=Reason("killed_story", text))


RULE = Rule(name="killed_story", place=40, judge=judge)
