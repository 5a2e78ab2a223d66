"""Which stories are the same, which are versions, which share text; and which only use the same form."""

import pytest

from nightdesk.dossier.duplicates import Duplicates, Placed
from nightdesk.dossier.likeness import Likeness
from nightdesk.dossier.shingles import pack, sketch, unpack

LEAD = (
    "The collapse of a footbridge over the river Veda in Palar district has cut off eleven villages, the district "
    "administration said on Monday, and boats of the fire brigade are carrying people to the weekly market."
)
MIDDLE = (
    "Engineers had warned in March that two of the nine pillars were hollow, says a report that the council saw. "
    "Contractor Nandan Works has denied that it used inferior cement and offered to pay for a test by a laboratory."
)
END = (
    "Schools on the eastern bank stay closed until Thursday. Farmers said that milk was being poured away because no "
    "lorry could reach the dairy, and the collector promised compensation within ten days."
)
STORY = f"{LEAD}\n{MIDDLE}\n{END}"
OTHER = (
    "A committee of the assembly has recommended that the price of sugarcane be fixed before the season begins, so "
    "that mills and growers know what they may expect. The minister said that he would bring a bill in winter, "
    "and growers in four districts called off a march on the capital that they had planned for Wednesday."
)
MARKET = (
    "Onion prices at the Palar market opened {0} rupees higher at {1} rupees a quintal on arrivals of {2} quintals, "
    "traders said. Demand from exporters was steady, and traders expect prices to hold until the new crop arrives."
)
DAY = 86_400.0


class Desk:
    """A desk that gives its stories one after the other, ten minutes apart."""

    def __init__(self, window: int = 100) -> None:
        self.duplicates = Duplicates(window)
        self.time = 0.0

    def __call__(self, id: str, text: str, *, title: str = "", agency: str = "ani", later: float = 600.0) -> Placed:
        self.time += later
        return self.duplicates.place(id, sketch(title, text, "en"), self.time, agency)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made("a", STORY)
    made("other", OTHER)
    return made


def kinds(placed: Placed) -> list[tuple[str, str]]:
    return [(one.other, one.kind) for one in placed.likenesses]


def test_another_agencys_copy_is_the_same_story_and_the_first_one_leads(desk: Desk) -> None:
    placed = desk("b", f"PALAR, March 2 (PTI) {STORY}", agency="pti")
    assert placed.lead == "a"
    assert kinds(placed) == [("a", "same")]
    assert "97%" in placed.likenesses[0].reason or "100%" in placed.likenesses[0].reason


def test_a_story_cut_from_the_bottom_is_the_same_story(desk: Desk) -> None:
    assert kinds(desk("b", LEAD, agency="pti")) == [("a", "same")]


def test_a_story_with_its_paragraphs_in_another_order_is_the_same_story(desk: Desk) -> None:
    assert kinds(desk("b", f"{MIDDLE}\n{LEAD}\n{END}", agency="pti")) == [("a", "same")]


def test_a_longer_text_of_the_same_agency_is_a_version(desk: Desk) -> None:
    more = (
        " A boy of nine was found alive below the third pillar on Tuesday, twenty hours after the fall of the bridge."
    )
    assert kinds(desk("b", STORY + more + f" {OTHER[:150]}")) == [("a", "version")]


def test_a_text_made_of_two_shares_with_both(desk: Desk) -> None:
    assert dict(kinds(desk("b", f"{LEAD} {OTHER[:200]}", agency="pti"))).keys() == {"a", "other"}


def test_a_brief_inside_a_digest_only_shares_text(desk: Desk) -> None:
    digest = (
        f"{OTHER} "
        + " ".join(f"Item {n} of this digest is about matter number {n * 7} alone." for n in range(40))
        + f" {LEAD}"
    )
    desk("brief", LEAD, later=5 * DAY)
    assert ("brief", "shares") in kinds(desk("digest", digest, agency="pti"))


def test_a_market_report_with_other_figures_is_another_story(desk: Desk) -> None:
    desk("monday", MARKET.format(40, 1850, 900), title="Onion prices rise")
    assert kinds(desk("tuesday", MARKET.format(15, 1865, 720), title="Onion prices rise")) == []


def test_very_short_texts_of_the_same_form_are_not_folded(desk: Desk) -> None:
    desk("x", "Dividend 25 paise against 25 paise. Payable April 24", title="Nandan Works sets dividend")
    assert (
        kinds(desk("y", "Dividend 25 paise against 25 paise. Payable April 24", title="Veda Mills declare payout"))
        == []
    )


def test_a_text_that_returns_after_days_is_not_folded(desk: Desk) -> None:
    placed = desk("b", STORY, agency="pti", later=7 * DAY)
    assert (placed.lead, kinds(placed)) == ("b", [("a", "shares")])


def test_a_stock_phrase_leads_to_nothing(desk: Desk) -> None:
    phrase = "the shares will be quoted on the exchange from the first working day after the board has met"
    for n in range(20):
        desk(f"s{n}", f"Company number {n * 13} said that {phrase} {n * 17}")
    assert kinds(desk("z", f"Firm number 999 said that {phrase} 998")) == []


def test_many_copies_of_one_story_do_not_make_it_a_stock_phrase(desk: Desk) -> None:
    for n in range(20):
        assert desk(f"c{n}", STORY, agency=f"agency {n}").lead == "a"


def test_a_killed_story_is_like_nothing_and_its_copies_stay_together(desk: Desk) -> None:
    desk("b", STORY, agency="pti")
    desk("c", STORY, agency="uni")
    desk.duplicates.remove("a")
    assert desk.duplicates.lead("c") == "b"
    placed = desk("d", STORY, agency="afp")
    assert {one.other for one in placed.likenesses} == {"b", "c"}
    assert placed.lead == "a", "the group keeps its name; `lead` says who stands for it now"


def test_languages_do_not_meet(desk: Desk) -> None:
    assert desk.duplicates.place("m", sketch("", STORY, "mr"), desk.time, "pti").likenesses == ()


def test_what_the_window_has_left_behind_is_forgotten() -> None:
    desk = Desk(window=3)
    for n, text in enumerate((STORY, OTHER, MARKET.format(1, 2, 3), "Four words of nothing")):
        desk(str(n), text)
    assert kinds(desk("late", STORY)) == []
    assert len(desk.duplicates) == 3


def test_a_memory_restored_in_the_middle_says_the_same() -> None:
    texts = [STORY, OTHER, LEAD, f"{MIDDLE} {END}", MARKET.format(4, 1800, 9), f"{LEAD} {OTHER}", STORY, OTHER[:220]]
    whole, restored = Duplicates(6), Duplicates(6)
    said: list[tuple[str, bytes, float, str]] = []
    for n, text in enumerate(texts * 2):
        made = sketch(f"Story {n}", text, "en")
        if n == 7:
            whole.remove("3")
            for id, blob, time, lead in said[-7:]:
                if id != "3":
                    restored.restore(id, unpack(blob), time, lead=lead)
        placed = whole.place(str(n), made, n * 600.0)
        if n >= 7:
            assert restored.place(str(n), made, n * 600.0) == placed
        said.append((str(n), pack(made), n * 600.0, placed.lead))


def test_reasons_are_sentences() -> None:
    assert (
        Likeness("a", "shares", 0.5).reason == "shares text with a: 50% of the shorter text's wording is in the other"
    )
