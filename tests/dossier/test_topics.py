"""Topics: the agency's word first, the shipped model else; what is learnt is the same each time."""

import pytest

from nightdesk.dossier.topics import assigned_topics, topics_of
from nightdesk.dossier.topics_learner import learn_topics
from nightdesk.dossier.topics_model import pack, shipped_model, unpack
from nightdesk.terms.cutting import Cutting
from nightdesk.terms.media_topic import lineage, media_topic, topic_name

LARGEST = 1_000_000


def a_cutting(title: str, text: str = "", *, language: str = "en-IN", topics: tuple[str, ...] = ()) -> Cutting:
    return Cutting(id=title, title=title, text=text, time=0.0, language=language, topics=topics)


def test_the_agency_s_codes_are_taken_as_sent() -> None:
    (topic,) = topics_of(a_cutting("Floods in the valley", topics=("15000000",)))
    assert (topic.code, topic.name, topic.said, topic.confidence) == ("15000000", "sport", True, 1.0)


def test_a_subject_code_becomes_the_topic_that_took_its_place() -> None:
    assert [topic.code for topic in topics_of(a_cutting("Goal", topics=("15054000", "20001065")))] == ["20001065"]


def test_a_code_that_nobody_knows_does_not_keep_the_model_from_being_asked() -> None:
    found = topics_of(a_cutting("Cricket: bowler takes five wickets in final", topics=("99999999",)))
    assert found[0].code == "15000000"
    assert not found[0].said


@pytest.mark.parametrize(
    ("title", "text", "language", "branch"),
    [
        ("Bowler takes seven wickets as hosts win Test match", "The captain praised his spinner.", "en", "15000000"),
        ("High court grants bail to former clerk in forgery case", "The judge heard the petition.", "en", "02000000"),
        ("Earthquake of magnitude 6.1 shakes island", "Aftershocks were felt and homes damaged.", "en", "03000000"),
        ("Central bank holds interest rate as inflation slows", "The repo rate stays.", "en", "04000000"),
        ("Dense fog and cold wave to go on, says weather office", "Minimum temperature fell.", "en", "17000000"),
        ("Dengue cases rise, hospitals open fever wards", "The health department fears an outbreak.", "en", "07000000"),
        ("विधानसभा चुनाव में मतदान शुरू", "मतदाता कतार में खड़े हैं।", "hi", "11000000"),
        ("दहावीच्या परीक्षेचे वेळापत्रक जाहीर", "विद्यार्थी आणि शिक्षक शाळेत जमले.", "mr", "05000000"),
    ],
)
def test_the_shipped_model_knows_the_branch(title: str, text: str, language: str, branch: str) -> None:
    assert assigned_topics(a_cutting(title, text, language=language))[0].code == branch


def test_nothing_narrower_is_given_than_a_branch_that_is_given() -> None:
    story = a_cutting("Election: voters queue as polling begins", "Candidates and the election commission said so.")
    found = [topic.code for topic in assigned_topics(story)]
    assert "20000574" in found
    assert all(list(lineage(code))[-1] in found for code in found)


def test_a_story_of_unknown_words_has_no_topic() -> None:
    assert topics_of(a_cutting("Xyzzy plugh", "Qwertz.")) == ()
    assert topics_of(a_cutting("", "")) == ()


def test_the_shipped_model_is_small_and_covers_all_branches() -> None:
    model = shipped_model()
    assert {f"{branch:02}000000" for branch in range(1, 18)} <= set(model.labels)
    assert len(model.labels) >= 17 + 40
    assert len(pack(model)) <= LARGEST


def test_a_model_that_was_packed_says_the_same() -> None:
    model = shipped_model()
    assert pack(unpack(pack(model))) == pack(model)


def test_few_examples_are_enough_and_give_the_same_model_each_time() -> None:
    stories = [a_cutting("Wheat harvest rises"), a_cutting("Crude oil falls"), a_cutting("Wheat exports stop")]
    labels = [["wheat"], ["crude"], ["wheat", "trade"]]
    first, second = (learn_topics(stories, labels) for _ in range(2))
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.judge(a_cutting("Oil: crude climbs"))[0].label == "crude"


def test_nothing_learnt_says_nothing() -> None:
    assert learn_topics([], []).judge(a_cutting("Wheat")) == ()


def test_a_subject_code_means_the_topic_that_took_its_place() -> None:
    assert topic_name("20000888") == "cricket"
    assert topic_name("99999999") == ""
    assert media_topic("04008001") == media_topic("20000350")
