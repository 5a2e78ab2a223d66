"""A kill said only in words is carried out where exactly one story is meant, and else holds all it could mean."""

from typing import Any

import pytest

from builders import MINUTE, SIX, a_case, a_shown_story, a_story, an_item
from nightdesk.desk.rule import Candidate
from nightdesk.desk.rules.prose_kill import RULE, meant_by, said
from nightdesk.terms.decision import Outcome
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Link, PubStatus
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State

KILLS = [
    "KILL KILL KILL",
    "*** KILL KILL KILL ***",
    "KILL: Council agrees nothing",
    "KILL - Council agrees nothing",
    "BULLETIN KILL: Council",
    "KILL NOTICE",
    "MANDATORY KILL: Council",
    "Mandatory kill",
    "STORY WITHDRAWN",
    "This story has been withdrawn after a complaint",
    "WITHDRAWN: Council agrees nothing",
    "*** ELIMINAR ***",
    "АННУЛИРОВАНИЕ",
    "حظر حظر حظر",
    "खबर रद्द: नगर परिषद",
    "बातमी मागे: नगर परिषद",
]
FALSE_FRIENDS = [
    "Kill Bill actor signs for a sequel",
    "KILL BILL ACTOR SIGNS",
    "Kill switch for phones becomes law",
    "To kill a mockingbird returns to the stage",
    "KILLED IN ACTION: five named",
    "Killing fields: a survivor speaks",
    "Withdrawn troops return home",
    "Troops withdrawn from the border",
    "Withdrawal: bank sets new limits",
    "Hold talks now, says UN",
    "HOLD TALKS, SAYS UN",
    "Holding company sued",
    "Withhold tax rises",
    "खबर रद्द करने की मांग",
]


@pytest.mark.parametrize("words", KILLS)
def test_kill_words_are_heard_in_headline_first_paragraph_and_note(words: str) -> None:
    assert said(an_item(headline=words)) is Signal.KILL
    assert said(an_item(headline="", text=words)) is Signal.KILL
    assert said(an_item(headline="Council", text=words)) is Signal.KILL
    assert said(an_item(note=words)) is Signal.KILL
    assert said(an_item(note=f"(Eds: {words})")) is Signal.KILL


@pytest.mark.parametrize("words", ["HOLD HOLD HOLD", "Hold for now: names to check", "WITHHOLD: Council"])
def test_hold_words_withhold(words: str) -> None:
    assert said(an_item(headline=words)) is Signal.WITHHOLD


@pytest.mark.parametrize("headline", FALSE_FRIENDS)
def test_a_story_that_sounds_like_a_kill_is_a_story(headline: str) -> None:
    assert said(an_item(headline=headline)) is None


def test_the_second_paragraph_may_say_anything() -> None:
    assert said(an_item(text=("The crowd shouted.", "KILL KILL KILL"))) is None


@pytest.mark.parametrize("signal", [Signal.KILL, Signal.WITHHOLD])
def test_a_signal_without_the_status_is_heard_too(signal: Signal) -> None:
    assert said(an_item(signals=(signal,))) is signal


def test_a_status_says_it_better_than_words() -> None:
    assert said(an_item(headline="KILL KILL KILL", status=PubStatus.CANCELED)) is None


COUNCIL = Candidate("EWS.1", "Example council agrees nothing", "EXAMPLE-COUNCIL")
MAYOR = Candidate("EWS.12", "Mayor of Example resigns at once", "EXAMPLE-MAYOR")
NOTICE = "urn:ews:notice"


def notice(headline: str, **fields: Any) -> Any:
    """A kill in words under an id of its own."""
    return an_item(guid=NOTICE, headline=headline, **({"text": ""} | fields))


def test_exactly_one_story_meant_is_killed() -> None:
    case = a_case(notice("KILL: Example council agrees nothing"), candidates=(COUNCIL, MAYOR))
    verdict = RULE.judge(case)
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.target) == (Outcome.KILLED, Signal.KILL, "EWS.1")


@pytest.mark.parametrize(
    ("item", "guids"),
    [
        (notice("MANDATORY KILL of EWS.1"), ("EWS.1",)),
        (notice("MANDATORY KILL of EWS.12"), ("EWS.12",)),
        (notice("KILL KILL KILL", links=(Link("killed", "EWS.12"),)), ("EWS.12",)),
        (notice("KILL: EXAMPLE COUNCIL AGREES NOTHING"), ("EWS.1",)),
        (notice("KILL KILL KILL", slugline="example-mayor"), ("EWS.12",)),
        (notice("KILL: example-mayor"), ("EWS.12",)),
        (notice("KILL KILL KILL"), ()),
        (notice("KILL: Example council agrees nothing; Mayor of Example resigns at once"), ("EWS.1", "EWS.12")),
    ],
)
def test_the_surest_kind_of_name_decides(item: Any, guids: tuple[str, ...]) -> None:
    assert meant_by(item, (COUNCIL, MAYOR)) == guids


def test_a_short_headline_or_slug_names_nothing() -> None:
    short = Candidate("urn:ews:x", "Rain", "RAIN")
    assert meant_by(notice("KILL: Rain stops play"), (short,)) == ()


@pytest.mark.parametrize("candidates", [(), (COUNCIL, MAYOR)], ids=["nothing to name", "no name"])
def test_what_cannot_be_told_is_held_for_a_person(candidates: tuple[Candidate, ...]) -> None:
    verdict = RULE.judge(a_case(notice("KILL KILL KILL"), candidates=candidates))
    assert verdict is not None
    assert (verdict.outcome, verdict.signal, verdict.until) == (Outcome.HELD, None, UNTIL_RELEASED)
    assert "takedown" in verdict.reason.text


def test_two_that_could_be_meant_are_both_held() -> None:
    both = notice("KILL: Example council agrees nothing; Mayor of Example resigns at once")
    verdict = RULE.judge(a_case(both, candidates=(COUNCIL, MAYOR)))
    assert verdict is not None
    assert (verdict.outcome, verdict.also_hold) == (Outcome.HELD, ("EWS.1", "EWS.12"))


@pytest.mark.parametrize("state", [state for state in State if state is not State.UNSEEN])
def test_under_a_storys_own_id_it_means_that_story_shown_or_not(state: State) -> None:
    story = a_story(state=state, head=an_item(), waiting_item=1)
    verdict = RULE.judge(a_case(an_item(version=2, headline="KILL KILL KILL"), story=story, candidates=(COUNCIL,)))
    assert verdict is not None
    assert (verdict.outcome, verdict.target, verdict.moves_head) == (Outcome.KILLED, "", True)


def test_a_hold_in_words_that_a_later_version_overtook_is_left_to_the_order_of_versions() -> None:
    third = an_item(version=3, version_created=SIX + 3 * MINUTE)
    case = a_case(an_item(version=2, headline="HOLD HOLD HOLD"), story=a_shown_story(third))
    assert RULE.judge(case) is None


def test_the_same_notice_again_is_a_duplicate_once_it_was_carried_out() -> None:
    again = notice("KILL: Example council agrees nothing")
    verdict = RULE.judge(a_case(again, known=(again,), story=a_story(guid=NOTICE), candidates=(MAYOR,)))
    assert verdict is not None
    assert verdict.outcome is Outcome.DUPLICATE


def test_the_same_notice_again_finds_the_story_that_came_meanwhile() -> None:
    again = notice("KILL: Example council agrees nothing")
    waiting = a_story(guid=NOTICE, waiting_item=1, waiting_until=UNTIL_RELEASED, waiting_rule="prose_kill")
    verdict = RULE.judge(a_case(again, known=(again,), story=waiting, candidates=(COUNCIL,)))
    assert verdict is not None
    assert verdict.target == "EWS.1"
