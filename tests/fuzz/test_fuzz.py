"""The short form of `make fuzz`: a few thousand mutated deliveries, and everything that long runs have found."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import psutil
import pytest
from tests.fuzz.cases import make_case, run_case
from tests.fuzz.finding import content_of, every_way, samples
from tests.fuzz.mutate import MOST_MB, run_numbers
from tests.fuzz.mutations import ANY, JSON, MOST_BYTES, XML, Mutation, mutate
from tests.fuzz.seeds import sample_files, seeds
from tests.fuzz.try_out import Tried, TryOut, scratch_house

COUNT = 3_000
SEED = 20260427


@pytest.fixture(scope="module")
def try_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TryOut]:
    house = scratch_house(tmp_path_factory.mktemp("house"))
    yield TryOut(house)
    house.database.close()


def test_three_thousand_mutated_deliveries_break_nothing(try_out: TryOut, tmp_path: Path) -> None:
    before = psutil.Process().memory_info().rss  # other tests have worked in this process before
    tally = run_numbers(try_out, SEED, range(COUNT), tmp_path)
    grown_mb = (psutil.Process().memory_info().rss - before) / 2**20
    assert [f"{one.site}, case {one.number}: {one.said}" for one in tally.findings] == []
    assert (tally.cases, tally.items > COUNT // 5, tally.spikes > COUNT // 5) == (COUNT, True, True)
    assert grown_mb < MOST_MB / 4


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name)
def test_what_was_found_once_stays_mended(path: Path, try_out: TryOut) -> None:
    for case in every_way(content_of(path)):
        outcome = run_case(try_out, case)
        assert not outcome.kind, f"{case.wire}, {case.charset!r}: {outcome.said}"


def test_every_sample_as_it_is_breaks_nothing(try_out: TryOut) -> None:
    assert sample_files()
    for group in seeds():
        for number, content in enumerate(group):
            try_out(content, charset="", wire="generic", pages=number % 8 == 0, fronts=False)


def test_a_case_can_be_made_again_from_its_number() -> None:
    assert [make_case(7, number) for number in range(50)] == [make_case(7, number) for number in range(50)]
    assert make_case(7, 1) != make_case(8, 1)


MUTATIONS: dict[str, Mutation] = {one.__name__: one for one in ANY + XML + JSON}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_every_mutation_changes_something_and_stays_within_bounds(mutation: Mutation) -> None:
    documents = [group[0] for group in seeds()]
    changed = 0
    for number in range(40):
        before = documents[number % len(documents)]
        after = mutation(Random(number), before)
        changed += after != before
        assert len(after) <= 3 * MOST_BYTES
    assert changed
    assert len(mutate(Random(1), documents[0])) <= MOST_BYTES


def test_a_program_that_breaks_is_a_finding_and_its_input_is_kept(tmp_path: Path) -> None:
    def breaks(content: bytes, **_rest: object) -> Tried:
        if b"s" in content:
            raise ZeroDivisionError
        return Tried(0, 0)

    tally = run_numbers(breaks, 3, range(4), tmp_path)  # type: ignore[arg-type]
    assert tally.summary()["crashes"] == len(tally.findings) > 0
    assert samples(tmp_path)
    assert len(content_of(samples(tmp_path)[0])) <= 16  # made small


def test_a_program_that_never_ends_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.fuzz.cases.LIMIT_SECONDS", 0.05)

    def loops(content: bytes, **_rest: object) -> None:
        while True:
            pass

    outcome = run_case(loops, make_case(1, 1))  # type: ignore[arg-type]
    assert (outcome.kind, outcome.site.split("-")[0]) == ("hang", "Overdue")
