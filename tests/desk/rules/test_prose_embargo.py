"""An embargo said only in words is held until a person reads it; a story about embargoes is not."""

import pytest

from builders import SIX, a_case, an_item
from nightdesk.desk.rules.prose_embargo import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.signal import Signal

HOLDS = [
    "EMBARGOED until 6 pm on Monday",
    "Not for publication before 18:00",
    "Hold for release: see the budget papers",
    "Sperrfrist: Montag, 18 Uhr",
    "The embargo is lifted at 18:00 on Monday",
    "Embargo will be lifted at 6 pm",
    "सूचना: एम्बार्गो 6 बजे तक",
]


@pytest.mark.parametrize("note", HOLDS)
def test_a_note_that_embargoes_holds_without_an_end(note: str) -> None:
    verdict = RULE.judge(a_case(an_item(note=note)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.until) == (Outcome.HELD, Signal.HOLD, UNTIL_RELEASED)
    assert verdict.moves_head


@pytest.mark.parametrize(
    "note",
    [
        "Embargo lifted",
        "The embargo has been lifted.",
        "EMBARGO LIFTED. Earlier copy was embargoed.",
        "No embargo",
        "Embargo: none",
        "UPDATES with quotes; a photo of the release is coming",
    ],
)
def test_a_note_that_frees_does_not_hold(note: str) -> None:
    assert RULE.judge(a_case(an_item(note=note))) is None


@pytest.mark.parametrize("headline", ["EMBARGO: Budget speech", "EMBARGOED Budget speech", "HFR: Budget", "(EMBARGO)"])
def test_a_headline_that_begins_so_holds(headline: str) -> None:
    assert RULE.judge(a_case(an_item(headline=headline))) is not None


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo on oil tightens",
        "EMBARGO ON OIL TIGHTENS",
        "EMBARGO LIFTED: Budget speech",
        "Oil embargo lifted",
        "HFRX index of hedge funds falls",
        "Hold for release of prisoners ends",
    ],
)
def test_a_story_about_embargoes_is_a_story(headline: str) -> None:
    assert RULE.judge(a_case(an_item(headline=headline))) is None


def test_the_text_itself_is_never_searched() -> None:
    assert RULE.judge(a_case(an_item(text="The oil embargo of 1973 was not for publication before 1974."))) is None


def test_a_signal_without_a_time_holds() -> None:
    assert RULE.judge(a_case(an_item(signals=(Signal.HOLD,)))) is not None


def test_a_field_says_it_better_than_words() -> None:
    assert RULE.judge(a_case(an_item(note="Embargoed until six", embargo=SIX))) is None
