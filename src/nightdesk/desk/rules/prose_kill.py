"""A kill or hold said only in words: carry it out when exactly one story is meant, else hold all that could be."""

import re

from ...terms.decision import Outcome, Reason, Verdict
from ...terms.instant import UNTIL_RELEASED
from ...terms.item import Item, PubStatus
from ...terms.record import StoryRecord
from ...terms.signal import Signal
from ...terms.story import State
from ..revisions import is_older
from ..rule import Candidate, Case, Rule

# Agency practice, wire-formats §2.1: "KILL KILL KILL", "MANDATORY KILL", "STORY WITHDRAWN", es/ru/ar forms of dpa.
# A bare KILL counts in capitals only and before a mark or the end: "Kill Bill actor signs" is a story.
_KILL = re.compile(
    r"\W*(?:KILL(?:\W+KILL)+\b|(?:BULLETIN\W+)?KILL\s*(?:[:–—-]|STORY\b|NOTICE\b|ADVISORY\b|BULLETIN\b|\W*$)"
    r"|(?i:mandatory kill|story withdrawn|(?:this )?story (?:is|has been) withdrawn|(?:news )?item withdrawn)"
    r"|WITHDRAWN\s*[:–—-]|ELIMINAR\b|АННУЛИРОВАНИЕ|حظر\W+حظر|(?:खबर|समाचार|बातमी)\s+(?:रद्द|वापस|मागे)(?=\s*[:–—-]))"
)
_HOLD = re.compile(r"\W*(?:HOLD(?:\W+HOLD)+\b|(?i:hold for (?:now|further notice))\b|WITHHOLD\s*[:–—-])")
_ADDRESS = re.compile(r"\A\W*(?:eds|editors?|(?:attention|note to) editors)\W+", re.IGNORECASE)
"""How a note to editors begins before it says what to do: "(Eds: Mandatory kill. …)"."""
_LEAST_SLUG = 6
_LEAST_HEADLINE = 15


def said(item: Item) -> Signal | None:
    """KILL or WITHHOLD where a usable item says so: a signal, its headline, first words or a note to editors."""
    if item.status is not PubStatus.USABLE:
        return None
    notes = [_ADDRESS.sub("", note.text) for note in item.notes_private]
    places = [item.headline, *item.body.blocks[:1], *notes]
    if Signal.KILL in item.signals or any(_KILL.match(text) for text in places):
        return Signal.KILL
    if Signal.WITHHOLD in item.signals or any(_HOLD.match(text) for text in places):
        return Signal.WITHHOLD
    return None


def judge(case: Case) -> Verdict | None:
    """The story under the notice's own guid is meant where there is one; else what the words name."""
    signal = said(case.item)
    if signal is None:
        return None
    story, known = case.story, case.revision in case.known
    if known and not _waits_for_its_story(story):
        return Verdict(outcome=Outcome.DUPLICATE, reason=Reason("prose_kill", "these words have been judged already"))
    outcome = Outcome.KILLED if signal is Signal.KILL else Outcome.WITHHELD
    if story is not None and story.state is not State.UNSEEN:
        if signal is Signal.WITHHOLD and story.head is not None and is_older(case.rank, story.head):
            return None  # a later version has come already: `version_order` says so
        why = f"the agency sent {signal} words under this story's own id"
        return Verdict(outcome=outcome, signal=signal, moves_head=True, reason=Reason("prose_kill", why))
    meant = meant_by(case.item, case.candidates)
    if len(meant) == 1:
        why = f"{signal} words that name exactly one story of the last 48 hours: {meant[0]}"
        return Verdict(outcome=outcome, signal=signal, target=meant[0], reason=Reason("prose_kill", why))
    if not meant and known:
        why = "this notice was here before, and nothing more is shown that it could mean"
        return Verdict(outcome=Outcome.DUPLICATE, reason=Reason("prose_kill", why))
    could_be = (
        f"{len(meant)} stories of the last 48 hours could be meant ({', '.join(meant)})"
        if meant
        else ("no story of the last 48 hours could be meant")
    )
    why = (
        f"{signal} words, but {could_be}: "
        "a person must look (`nightdesk takedown` for the one meant, `nightdesk release` for the others)"
    )
    return Verdict(outcome=Outcome.HELD, until=UNTIL_RELEASED, also_hold=meant, reason=Reason("prose_kill", why))


def _waits_for_its_story(notice: StoryRecord | None) -> bool:
    """True for a notice that named nothing when it came: sent again, it may find what it means."""
    return notice is not None and notice.state is State.UNSEEN and notice.waiting_rule == RULE.name


def meant_by(item: Item, candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    """Guids of the candidates the notice names: by id, else by headline, else by slugline; the surest kind only."""
    words = " ".join((item.headline, *item.body.blocks, *(note.text for note in item.notes_private)))
    folded = words.casefold()
    linked = {link.guid for link in item.links}
    by_id = tuple(c.guid for c in candidates if c.guid in linked or _names(words, c.guid))
    if by_id:
        return by_id
    by_headline = tuple(
        c.guid for c in candidates if len(c.headline) >= _LEAST_HEADLINE and c.headline.casefold() in folded
    )
    if by_headline:
        return by_headline
    own = (item.slugline or "").casefold()
    return tuple(
        c.guid
        for c in candidates
        if len(c.slugline) >= _LEAST_SLUG and (c.slugline.casefold() == own or c.slugline.casefold() in folded)
    )


def _names(words: str, guid: str) -> bool:
    """True where `guid` stands in `words` as a word of its own, so that "EWS.1" is not found in "EWS.12"."""
    return re.search(rf"(?<![\w.]){re.escape(guid)}(?!\w)", words) is not None


RULE = Rule(name="prose_kill", place=20, judge=judge)
