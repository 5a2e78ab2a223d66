"""How stories come together in threads, part and merge; and what the wire says comes first."""

from random import Random

import numpy as np
import pytest

from nightdesk.dossier.features import features_of, pack, unpack
from nightdesk.dossier.threads import Threads
from nightdesk.dossier.threads_acts import Act, Joined, Merged, Parted, Placing, Started
from nightdesk.dossier.threads_memory import Leaf
from nightdesk.dossier.threads_shape import falls_apart
from nightdesk.terms.cutting import Cutting

BRIDGE = (
    "The footbridge over the river Veda in Palar district collapsed on Monday, cutting off eleven villages.",
    "Divers searched the river Veda below the collapsed Palar footbridge for the missing, the collector said.",
    "Nandan Works, which built the Palar footbridge over the Veda, denied that it had used poor cement.",
    "The Veda footbridge in Palar will be rebuilt in steel, the district collector said after the collapse.",
)
CRICKET = (
    "Suresh Malvan took seven wickets as Konkan beat Vidhara by an innings in the Ratna Cup final.",
    "Konkan celebrated the Ratna Cup with a parade; Suresh Malvan, who took seven wickets, led it.",
)
HOUR = 3_600.0


class Desk:
    """A desk that gives its stories one after the other, an hour apart."""

    def __init__(self) -> None:
        self.threads = Threads()
        self.time = 0.0
        self.said: list[tuple[Cutting, Placing]] = []

    def __call__(self, id: str, text: str, *, later: float = HOUR, language: str = "en", **more: object) -> Placing:
        self.time += later
        cutting = Cutting(
            id=id, text=text, time=self.time, language=language, **{"title": text.partition(",")[0], **more}
        )  # type: ignore[arg-type]
        placing = self.threads.place(features_of(cutting), cutting)
        self.said.append((cutting, placing))
        return placing


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    for n, text in enumerate(BRIDGE[:3]):
        made(f"b{n}", text)
    made("c0", CRICKET[0])
    return made


def test_follow_ups_join_and_keep_the_id_of_the_first_story(desk: Desk) -> None:
    assert desk.threads.stories("b0") == ("b0", "b1", "b2")
    placing = desk("b3", BRIDGE[3])
    assert (placing.thread, placing.part) == ("b0", "follow-up")
    assert isinstance(placing.acts[0], Joined)
    assert "likeness" in placing.acts[0].reason


def test_another_event_starts_its_own_thread_and_says_why(desk: Desk) -> None:
    placing = desk.said[-1][1]
    assert placing.acts == (Started("c0", "c0", "no story of the last days is enough like it"),)
    assert placing.part == "first"


def test_the_wires_link_comes_before_the_words(desk: Desk) -> None:
    placing = desk("w", CRICKET[1], follows=("b1",))
    assert placing.thread == "b0"
    assert "the wire says" in placing.acts[-1].reason


def test_links_to_two_threads_make_them_one_and_the_older_id_survives(desk: Desk) -> None:
    placing = desk("w", CRICKET[1], follows=("c0", "b1"))
    assert placing.thread == "b0"
    assert isinstance(placing.acts[0], Merged)
    assert desk.threads.lasting("c0") == "b0"
    assert desk.threads.stories("c0") == ("b0", "b1", "b2", "c0", "w")


def test_a_slugline_joins_stories_that_are_a_little_alike_and_no_others(desk: Desk) -> None:
    desk("s0", "Rain delayed the Sonpur express by four hours near Amber junction.", slug="RAIN-TRAIN")
    assert desk("s1", "Passengers of the Sonpur express were given food.", slug="Rain-Train").thread == "s0"
    assert desk("s2", "A museum of old coins opened its doors.", slug="RAIN-TRAIN").thread == "s2"


def test_a_silent_thread_takes_no_story_by_its_words(desk: Desk) -> None:
    assert desk("late", BRIDGE[3], later=8 * 24 * HOUR).thread == "late"
    assert desk("later", BRIDGE[1], follows=("b0",)).thread == "b0"


def test_a_new_version_stays_where_the_story_was(desk: Desk) -> None:
    assert desk("b1", CRICKET[1]).thread == "b0"


def test_languages_do_not_meet(desk: Desk) -> None:
    assert desk("m", BRIDGE[0], language="mr").thread == "m"


def test_a_killed_story_leaves_and_its_thread_keeps_its_id(desk: Desk) -> None:
    desk.threads.remove("b0")
    assert desk.threads.stories("b0") == ("b1", "b2")
    assert desk("b3", BRIDGE[3]).thread == "b0"


def a_leaf(number: int, keys: dict[int, float], tied: tuple[str, ...] = ()) -> Leaf:
    weights = np.array(list(keys.values()), np.float32)
    found = np.array(list(keys), np.uint64)
    return Leaf(number, f"s{number}", 0.0, 100, found, weights / np.float32(np.linalg.norm(weights)), "s0", tied)


def two_events(tied: tuple[str, ...] = ()) -> list[Leaf]:
    """Six stories that share the words 1 and 2; the names 10 and 11 are of one event, 20 and 21 of the other."""
    names = [(10, 11), (10, 11), (20, 21), (10, 11), (20, 21), (20, 21)]
    return [
        a_leaf(n, {1: 0.5, 2: 0.3, one: 1.0, two: 0.8, 100 + n: 0.4}, tied if n == 4 else ())
        for n, (one, two) in enumerate(names)
    ]


def test_a_thread_that_was_two_events_is_parted() -> None:
    assert [leaf.id for leaf in falls_apart(two_events())] == ["s2", "s4", "s5"]


def test_what_the_wire_has_joined_is_not_parted() -> None:
    assert falls_apart(two_events(tied=("s0",))) == []


def test_one_event_is_not_parted() -> None:
    assert falls_apart([a_leaf(n, {1: 0.5, 10: 1.0, 11: 0.8, 100 + n: 0.6}) for n in range(6)]) == []


def test_parting_is_told_and_the_new_thread_is_named_after_its_first_story() -> None:
    threads = Threads()
    clubs = [("Konkan Rangers", "Ravi Tandel", "Palar"), ("Harbour United", "Ines Okoro", "Elmira")]
    acts: list[Act] = []
    for n, club in enumerate((0, 0, 1, 0, 1, 1)):
        name, coach, place = clubs[club]
        text = f"{name} dismissed coach {coach} at {place}. {name} lost to rivals; {coach} spoke at {place}. Day {n}."
        # the slugline puts them together; their words then tell them apart
        cutting = Cutting(id=f"s{n}", title=f"{name} dismiss coach", text=text, time=n * HOUR, slug="FOOTBALL-COACH")
        acts += threads.place(features_of(cutting), cutting).acts
    parted = [act for act in acts if isinstance(act, Parted)]
    assert [(act.thread, act.new) for act in parted] == [("s0", "s2")]
    assert threads.stories("s0") == ("s0", "s1", "s3")
    assert set(parted[0].stories) <= {"s2", "s4", "s5"}
    assert "each other" in parted[0].reason


@pytest.mark.parametrize(
    "title", ["WRAP: Palar footbridge collapse", "Timeline of the Veda footbridge", "पालर पूल: घटनाक्रम"]
)
def test_a_summing_up_is_told_by_its_headline(desk: Desk, title: str) -> None:
    assert desk("w", " ".join(BRIDGE), title=title, follows=("b0",)).part == "wrap-up"


def test_a_long_late_story_that_shares_with_most_is_a_wrap_up(desk: Desk) -> None:
    desk("b3", BRIDGE[3])
    assert desk("w", " ".join(BRIDGE), title="Palar counts its losses").part == "wrap-up"


def test_a_memory_restored_in_the_middle_says_the_same(desk: Desk) -> None:
    desk("x", CRICKET[1], follows=("c0", "b1"))
    restored = Threads()
    for cutting, placing in desk.said:
        now = desk.threads.thread(cutting.id)
        assert now is not None
        restored.restore(unpack(pack(features_of(cutting))), placing.filed, now)
    restored.restore_merged("c0", "b0")
    for n, text in enumerate((BRIDGE[3], CRICKET[0], "A museum of coins opened in Vidhara.", " ".join(BRIDGE))):
        placing = desk(f"y{n}", text)
        cutting = desk.said[-1][0]
        assert restored.place(features_of(cutting), cutting) == placing


def test_every_story_stays_in_the_list_of_its_thread_through_updates_partings_and_kills() -> None:
    chance = Random(5)
    clubs = [("Konkan Rangers", "Ravi Tandel", "Palar"), ("Harbour United", "Ines Okoro", "Elmira")]
    parted_anew = 0
    for _ in range(12):
        threads, filed = Threads(), {}
        for step in range(60):
            number = chance.randrange(14)
            name, coach, place = clubs[chance.randrange(2)]
            text = f"{name} dismissed coach {coach} at {place}. {name} lost to rivals; {coach} spoke at {place}. "
            text += f"Day {step}."
            cutting = Cutting(id=f"s{number}", title=f"{name} dismiss coach", text=text, time=step * HOUR, slug="COACH")
            if chance.random() < 0.1:
                threads.remove(cutting.id)
            elif cutting.id in threads:
                thread = threads.thread(cutting.id)
                assert thread is not None
                filed[cutting.id] = threads.renew(features_of(cutting), filed[cutting.id], thread)
            else:
                placing = threads.place(features_of(cutting), cutting)
                filed[cutting.id] = placing.filed
                parted_anew += sum(isinstance(act, Parted) for act in placing.acts)
            for story in filed:
                where = threads.thread(story)
                assert where is None or story in threads.stories(where)
    assert parted_anew > 5
