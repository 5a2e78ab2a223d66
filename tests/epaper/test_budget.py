"""The budget: the same whatever the order, every point with its reason, nothing in it that cannot be printed."""

from dataclasses import dataclass
from random import Random

import pytest
from tests.epaper.issues import CUT_OFF, PUNE, a_paper_story

from nightdesk.epaper.budget import RULES, plan, section_place
from nightdesk.terms.issue import PaperStory

_TEXT = "The council met on Saturday and agreed to count the lamps of the old town before the rains. " * 5


def _story(headline: str, **changed: object) -> PaperStory:
    return a_paper_story(headline, _TEXT, _TEXT, **changed)


_STORIES = [
    _story("Lamps"),
    _story("Lamps of the city", cities=("pune",)),
    _story("A flash", urgency=1),
    _story("A long event", thread="t1", thread_stories=6),
    _story("The same event again", thread="t1", thread_stories=6),
    _story("From three agencies", also=("Deccan Wire", "Meridian Press")),
    _story("A match", section="sport"),
]


def test_is_the_same_in_whatever_order_stories_come() -> None:
    budget = plan(_STORIES, PUNE, cut_off=CUT_OFF)
    shuffled = list(_STORIES)
    Random(4).shuffle(shuffled)
    assert plan(shuffled, PUNE, cut_off=CUT_OFF) == budget


def test_puts_what_is_about_the_city_of_the_edition_before_all_else() -> None:
    budget = plan(_STORIES, PUNE, cut_off=CUT_OFF)
    by_id = {story.id: story for story in _STORIES}
    assert by_id[budget.ranked[0].story].headline == "Lamps of the city"
    assert "it is about Pune: +30" in budget.ranked[0].reasons


@dataclass(frozen=True)
class Heavier:
    """Why one story weighs more than one that has nothing of it."""

    rule: str
    changed: dict[str, object]


@pytest.mark.parametrize(
    "case",
    [
        Heavier("urgency", {"urgency": 2}),
        Heavier("city", {"cities": ("pune",)}),
        Heavier("thread", {"thread": "t", "thread_stories": 3}),
        Heavier("company", {"also": ("Deccan Wire",)}),
    ],
    ids=lambda case: case.rule,
)
def test_every_rule_has_its_weight_and_says_so(case: Heavier) -> None:
    plain, heavy = _story("Plain", section="science"), _story("Heavy", section="science", **case.changed)
    budget = plan([plain, heavy], PUNE, cut_off=CUT_OFF)
    first, second = budget.ranked
    assert (first.story, second.story) == (heavy.id, plain.id)
    assert len(first.reasons) == len(second.reasons) + 1


def test_the_weight_is_the_sum_of_what_the_reasons_say() -> None:
    for ranked in plan(_STORIES, PUNE, cut_off=CUT_OFF).ranked:
        said = sum(float(reason.rpartition(": ")[2]) for reason in ranked.reasons)
        assert ranked.weight == pytest.approx(said, abs=0.06 * len(RULES))


def test_lets_one_story_of_an_event_stand_on_the_front_page() -> None:
    budget = plan(_STORIES, PUNE, cut_off=CUT_OFF)
    event = {story.id for story in _STORIES if story.thread == "t1"}
    assert len([one for one in budget.ranked if one.front and one.story in event]) == 1


def test_leaves_out_what_cannot_be_printed_word_for_word_and_says_why() -> None:
    table = _story("With a table", markup=f"<p>{_TEXT}</p><table><tr><td>{_TEXT}</td></tr></table>")
    greek = a_paper_story("Καλημέρα", _TEXT)
    budget = plan([*_STORIES, table, greek], PUNE, cut_off=CUT_OFF)
    reasons = {one.story: one.reason for one in budget.left_out}
    assert reasons[table.id] == "it holds a table, which columns of a paper cannot carry unaltered"
    assert reasons[greek.id].startswith("the fonts of the paper lack a character of it: U+03")
    assert not {table.id, greek.id} & {one.story for one in budget.ranked}


def test_the_city_comes_first_in_the_paper_and_sport_last() -> None:
    places = [
        section_place(_story("x", section=section, cities=cities), PUNE)
        for section, cities in (("national", ("pune",)), ("national", ()), ("rivers", ()), ("sport", ()))
    ]
    assert places == sorted(places)
    assert len(set(places)) == 4
