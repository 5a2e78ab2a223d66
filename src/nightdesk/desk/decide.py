"""One item, the story so far, the rules and the moment in; one decision with its reasons out. Pure."""

from collections.abc import Sequence

import msgspec

from ..terms.decision import Decision, Reason, Verdict
from ..terms.signal import Signal
from ..terms.story import State
from .revisions import comes_after
from .rule import Case, Rule

_SHOWS = (Signal.NEW, Signal.UPDATE, Signal.CORRECTION)


def decide(case: Case, rules: Sequence[Rule]) -> Decision:
    """The first rule, in order of `place`, that has a verdict decides; remarks are added for the trace."""
    for rule in rules:
        verdict = rule.judge(case)
        if verdict is not None:
            lifted = _lifting(verdict, case)
            return Decision(verdict=lifted, reasons=(lifted.reason, *remarks(case)))
    raise AssertionError("the rule `new` must be among the rules: it always has a verdict")


def _lifting(verdict: Verdict, case: Case) -> Verdict:
    """A version that `killed_story` let past (`unkill: auto`) lifts the kill, whatever is done with it then."""
    story = case.story
    if story is None or story.state is not State.KILLED or verdict.signal in (None, Signal.KILL):
        return verdict
    if case.unkill != "auto" or not all(comes_after(case.rank, kill) for kill in story.kills):
        return verdict
    signal = Signal.UNKILL if verdict.signal in _SHOWS else verdict.signal
    return msgspec.structs.replace(verdict, signal=signal, lifts_kill=True)


def remarks(case: Case) -> tuple[Reason, ...]:
    """What a person should know of this revision though it decided nothing."""
    item, head = case.item, case.story.head if case.story else None
    said = []
    if head and not head.counted and not case.rank.counted and case.rank.version > head.version + 1:
        missing = (
            f"{head.version + 1}"
            if case.rank.version == head.version + 2
            else (f"{head.version + 1} to {case.rank.version - 1}")
        )
        said.append(Reason("gap", f"version {missing} has not come; versions may skip, so nothing waits for it"))
    said.extend(Reason(f"repair:{repair.rule}", repair.place or "whole text") for repair in item.repairs)
    if item.derived_headline and not item.headline:
        said.append(Reason("derived-headline", "the agency sent no headline: lists show its first paragraph"))
    if any("�" in block for block in item.body.blocks):
        said.append(Reason("replacement-character", "U+FFFD came in the text and is shown as it came"))
    return tuple(said)
