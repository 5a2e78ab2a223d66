"""Copy to the desk never reaches readers; stories that speak of advisories do."""

import pytest

from builders import a_case, an_item
from nightdesk.desk.rules.advisory import RULE
from nightdesk.terms.decision import Outcome
from nightdesk.terms.item import PubStatus
from nightdesk.terms.signal import Signal


@pytest.mark.parametrize(
    "headline",
    [
        "ADVISORY: Budget copy at 1100",
        "Advisory - photos to come",
        "Attention editors: second take follows",
        "Editor's note: the lead is on its way",
        "Editors’ Note: the lead is on its way",
        "Notes to editors: names checked",
        "NEWS SCHEDULE: Monday, March 2",
        "Daybook - March 2",
        "Vorschau/Sport am Montag",
        "संपादकों के लिए: दूसरी खबर आ रही है",
        "संपादकांसाठी: दुसरी बातमी येत आहे",
    ],
)
def test_a_headline_that_speaks_to_editors_is_never_public(headline: str) -> None:
    verdict = RULE.judge(a_case(an_item(headline=headline)))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.moves_head) == (Outcome.ADVISORY, None, False)


@pytest.mark.parametrize(
    "headline",
    [
        "Advisory issued for tourists in the hills",
        "Travel advisory: three countries warn",
        "Heat advisory: stay at home, says met office",
        "Advisory-panel talks fail",
        "Editors' note on trial read in court",
        "Budget: what changes for you",
        "Achtung baby turns thirty",
    ],
)
def test_a_story_about_advisories_is_a_story(headline: str) -> None:
    assert RULE.judge(a_case(an_item(headline=headline))) is None


def test_the_wires_own_word_is_enough() -> None:
    assert RULE.judge(a_case(an_item(signals=(Signal.ADVISORY,)))) is not None
    verdict = RULE.judge(a_case(an_item(publishable=False, unpublishable_reason="no newscontent signal")))
    assert verdict is not None
    assert verdict.reason.text == "no newscontent signal"


def test_a_profiles_words_count_whatever_their_case() -> None:
    case = a_case(an_item(headline="ITINERARY of the minister"), advisory_words=("itinerary",))
    assert RULE.judge(case) is not None


def test_without_a_headline_the_first_paragraph_speaks() -> None:
    item = an_item(headline="", derived_headline="ADVISORY: no copy tonight", text="ADVISORY: no copy tonight")
    assert RULE.judge(a_case(item)) is not None


@pytest.mark.parametrize("status", [PubStatus.CANCELED, PubStatus.WITHHELD])
def test_what_takes_a_story_back_is_carried_out_whatever_carries_it(status: PubStatus) -> None:
    assert RULE.judge(a_case(an_item(headline="ADVISORY: kill", publishable=False, status=status))) is None
