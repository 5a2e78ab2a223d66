"""What a person took down stays down until a person restores it, whatever the wire sends."""

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.story import State
from ..rule import Case, Rule


def judge(case: Case) -> Verdict | None:
    """Later versions wait beside it, so that `restore` shows the newest."""
    story = case.story
    if story is None or story.state is not State.TAKEN_DOWN or case.revision in case.known:
        return None
    why = "its story was taken down here; it waits for `nightdesk restore`"
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, reason=Reason("taken_down", why))


RULE = Rule(name="taken_down", place=55, judge=judge)
