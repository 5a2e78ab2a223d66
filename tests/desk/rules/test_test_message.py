"""A test of the line is never public; Test cricket is."""

import pytest

from builders import a_case, an_item
from nightdesk.desk.rules.test_message import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import PubStatus
from nightdesk.terms.signal import Signal


@pytest.mark.parametrize(
    "words", ["TEST", "TEST TEST TEST", "TEST: please ignore", "TEST MESSAGE", "TEST - ignore", "*** TEST ***"]
)
def test_it_is_known_by_headline_or_slugline(words: str) -> None:
    for item in (an_item(headline=words), an_item(slugline=words)):
        verdict = RULE.judge(a_case(item))
        assert verdict is not None
        assert verdict.outcome is Outcome.ADVISORY


@pytest.mark.parametrize(
    "words",
    [
        "Test cricket: India win by an innings",
        "TEST CRICKET: INDIA WIN",
        "TEST-DRIVE OF THE YEAR",
        "TEST-IND-AUS",
        "TEST MATCH DRAWN",
        "TESTS SHOW WATER IS CLEAN",
        "Test",
        "Contest: TEST your knowledge",
    ],
)
def test_a_story_with_the_word_is_a_story(words: str) -> None:
    assert RULE.judge(a_case(an_item(headline=words, slugline=words))) is None


def test_the_wires_signal_is_enough() -> None:
    assert RULE.judge(a_case(an_item(signals=(Signal.TEST,)))) is not None


def test_words_alone_do_not_stop_a_kill() -> None:
    assert RULE.judge(a_case(an_item(slugline="TEST", status=PubStatus.CANCELED))) is None
