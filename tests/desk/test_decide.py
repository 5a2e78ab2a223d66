"""The first rule with a verdict decides, what forbids before what allows; and everything worth knowing is said."""

from typing import Any

import pytest

from builders import MINUTE, SIX, a_case, a_shown_story, a_story, an_item, digest_of
from nightdesk import registry
from nightdesk.desk import rules as rule_parts
from nightdesk.desk.decide import decide
from nightdesk.desk.revisions import rank
from nightdesk.desk.rule import Rule
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import Item, ItemType, PubStatus, Repair
from nightdesk.terms.record import StoryRecord
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State

RULES = tuple(sorted(registry.find(rule_parts, "RULE", Rule).values(), key=lambda rule: rule.place))
LATER = SIX + 999 * MINUTE


def rule_that_decides(item: Item, **fields: Any) -> str:
    """Its name."""
    return decide(a_case(item, **fields), RULES).verdict.reason.rule


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, "new"),
        ({"status": PubStatus.CANCELED, "embargo": LATER, "publishable": False}, "kill"),
        ({"status": PubStatus.CANCELED, "headline": "TEST TEST"}, "kill"),
        ({"status": PubStatus.WITHHELD, "embargo": LATER, "publishable": False}, "withhold"),
        ({"type": ItemType.EVENT, "status": PubStatus.CANCELED}, "planning"),
        ({"embargo": LATER, "signals": (Signal.CORRECTION,)}, "embargo"),
        ({"embargo": LATER, "publishable": False}, "advisory"),
        ({"embargo": LATER, "expires": SIX}, "expiry"),
        ({"expires": SIX, "headline": "", "text": ""}, "expiry"),
        ({"partial": True, "signals": (Signal.CORRECTION,)}, "partial"),
        ({"type": ItemType.PICTURE, "text": "", "headline": "", "embargo": LATER}, "embargo"),
        ({"type": ItemType.PICTURE, "text": "", "headline": ""}, "media"),
        ({"note": "EMBARGOED until six", "signals": (Signal.WRITETHRU,)}, "prose_embargo"),
        ({"headline": "KILL KILL KILL", "publishable": False}, "prose_kill"),
    ],
)
def test_what_forbids_speaks_before_what_allows(fields: dict[str, Any], rule: str) -> None:
    assert rule_that_decides(an_item(**fields)) == rule


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"version": 2}, "update"),
        ({"version": 2, "signals": (Signal.WRITETHRU,)}, "writethru"),
        ({"version": 2, "signals": (Signal.WRITETHRU, Signal.CORRECTION)}, "correction"),
        ({"version": 1, "text": "Other.", "version_created": SIX + MINUTE}, "conflict"),
        ({"version": 0, "embargo": LATER}, "version_order"),
    ],
)
def test_a_shown_story_is_changed_by_the_rule_that_says_most(fields: dict[str, Any], rule: str) -> None:
    assert rule_that_decides(an_item(**fields), story=a_shown_story(), known=(an_item(),)) == rule


def test_every_rule_has_a_place_of_its_own() -> None:
    assert len({rule.place for rule in RULES}) == len(RULES)
    assert RULES[-1].name == "new"


def test_the_reasons_begin_with_the_one_that_decided() -> None:
    item = an_item(version=4, repairs=(Repair("html-entities", "at 7"),), text="A \N{REPLACEMENT CHARACTER} came.")
    decision = decide(a_case(item, story=a_shown_story()), RULES)
    assert [reason.rule for reason in decision.reasons] == [
        "update",
        "gap",
        "repair:html-entities",
        "replacement-character",
    ]


@pytest.mark.parametrize(("version", "words"), [(3, "version 2 has"), (5, "version 2 to 4 has")])
def test_a_gap_names_what_is_missing(version: int, words: str) -> None:
    reasons = decide(a_case(an_item(version=version), story=a_shown_story()), RULES).reasons
    assert words in next(reason.text for reason in reasons if reason.rule == "gap")


@pytest.mark.parametrize("item", [an_item(version=2), an_item(version_kind="counted", text="Other.")])
def test_the_next_version_leaves_no_gap(item: Item) -> None:
    assert "gap" not in {reason.rule for reason in decide(a_case(item, story=a_shown_story()), RULES).reasons}


def test_a_derived_headline_is_said() -> None:
    item = an_item(headline="", derived_headline="It met.", text="It met.")
    assert "derived-headline" in {reason.rule for reason in decide(a_case(item), RULES).reasons}


KILL = an_item(version=7, status=PubStatus.CANCELED)
KILLED: StoryRecord = a_story(state=State.KILLED, head=KILL, kills=(rank(KILL, digest_of(KILL)),), first_shown=SIX)


def test_unkill_auto_lifts_with_a_higher_version() -> None:
    verdict = decide(a_case(an_item(version=8), story=KILLED, unkill="auto"), RULES).verdict
    assert (verdict.outcome, verdict.signal, verdict.lifts_kill) == (Outcome.UPDATED, Signal.UNKILL, True)


@pytest.mark.parametrize(
    ("fields", "signal"),
    [
        ({"embargo": LATER}, Signal.HOLD),
        ({"note": "EMBARGOED until six"}, Signal.HOLD),
        ({"status": PubStatus.WITHHELD}, Signal.WITHHOLD),
        ({"expires": SIX}, Signal.EXPIRE),
        ({"partial": True}, None),
        ({"headline": "", "text": ""}, None),
        ({"publishable": False}, None),
    ],
)
def test_unkill_auto_never_shows_what_something_else_forbids(fields: dict[str, Any], signal: Signal | None) -> None:
    verdict = decide(a_case(an_item(version=8, **fields), story=KILLED, unkill="auto"), RULES).verdict
    assert verdict.signal is signal


@pytest.mark.parametrize("unkill", ["hold", "auto"])
def test_hold_words_that_the_kill_covers_lift_nothing(unkill: str) -> None:
    words = an_item(version_kind="counted", version_created=None, headline="HOLD HOLD HOLD")
    assert not decide(a_case(words, story=KILLED, unkill=unkill), RULES).verdict.lifts_kill


@pytest.mark.parametrize("fields", [{}, {"embargo": LATER}, {"partial": True}, {"status": PubStatus.WITHHELD}])
def test_without_unkill_auto_no_verdict_lifts(fields: dict[str, Any]) -> None:
    verdict = decide(a_case(an_item(version=8, **fields), story=KILLED), RULES).verdict
    assert (verdict.signal, verdict.lifts_kill) == (None, False)
