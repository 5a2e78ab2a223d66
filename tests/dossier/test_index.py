"""The postings under the library: sealing changes nothing but the memory."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.dossier.segment import BLOCK, Least, OpenSegment, SealedSegment, exact

STORIES = st.lists(st.dictionaries(st.integers(0, 40), st.integers(1, 255), max_size=8), min_size=1, max_size=20)


def opened(stories: list[dict[int, int]]) -> OpenSegment:
    segment = OpenSegment()
    for story in stories:
        segment.add(np.fromiter(story, np.uint64, len(story)), np.fromiter(story.values(), np.uint8, len(story)))
    return segment


def rows(segment: OpenSegment | SealedSegment, keys: list[int]) -> list[list[tuple[int, int]]]:
    """For each term its holders with their weights."""
    return [holders(segment, {key: 1.0}, 1.0) for key in keys]


def holders(segment: OpenSegment | SealedSegment, asked: dict[int, float], least: float) -> list[tuple[int, float]]:
    """The stories with at least so much of the terms asked for, in order of their places."""
    found = []
    terms = segment.held(np.fromiter(asked, np.uint64, len(asked)))
    every = Least(np.full(8, least), np.ones(8 * BLOCK))
    for part in segment.partly(terms, exact(np.array(list(asked.values())))):
        places, sums = part.from_least(every)
        assert part.wholly(places).tolist() == sums.tolist()
        found += zip((places + part.first).tolist(), sums.tolist(), strict=True)
    return sorted(found)


@given(STORIES)
def test_every_holder_of_a_term_is_found_with_its_weight(stories: list[dict[int, int]]) -> None:
    keys = list(range(42))
    expected = [[(place, story[key]) for place, story in enumerate(stories) if key in story] for key in keys]
    assert rows(opened(stories), keys) == expected


@given(STORIES)
def test_a_sealed_segment_says_what_the_open_one_said(stories: list[dict[int, int]]) -> None:
    if not any(stories):
        return
    segment, keys = opened(stories), list(range(42))
    sealed = segment.seal()
    assert rows(sealed, keys) == rows(segment, keys)
    asked = np.array(keys, np.uint64)
    assert sealed.held(asked).counts.tolist() == segment.held(asked).counts.tolist()
    for place in range(len(stories)):
        assert sorted(sealed.keys_of(place).tolist()) == sorted(segment.keys_of(place).tolist())


@given(STORIES, st.dictionaries(st.integers(0, 40), st.floats(0.01, 1.0), min_size=1), st.floats(0.01, 600.0))
def test_none_is_passed_over_that_reaches_what_is_asked_for(
    stories: list[dict[int, int]], asked: dict[int, float], least: float
) -> None:
    factors = dict(zip(asked, exact(np.array(list(asked.values()))).tolist(), strict=True))
    sums = [sum(weight * factors.get(key, 0.0) for key, weight in story.items()) for story in stories]
    expected = [(place, one) for place, one in enumerate(sums) if one >= least]
    segment = opened(stories)
    assert holders(segment, asked, least) == expected
    assert holders(segment.seal(), asked, least) == expected


def test_a_segment_that_is_asked_as_it_grows_says_the_same_as_one_that_is_asked_once() -> None:
    asked = {key: 1 / (key + 1) for key in range(60)}
    stories = [{number % 7: 9, 10 + number % 50: 1 + number % 255, 100 + number: 3} for number in range(5_000)]
    grown = opened(stories[:1])
    for number, story in enumerate(stories[1:], 1):
        if number % 500 == 0:
            holders(grown, asked, 5.0)
        grown.add(np.fromiter(story, np.uint64, 3), np.fromiter(story.values(), np.uint8, 3))
    once = opened(stories)
    assert holders(grown, asked, 5.0) == holders(once, asked, 5.0) == holders(grown.seal(), asked, 5.0)
    keys = np.arange(200, dtype=np.uint64)
    assert grown.held(keys).counts.tolist() == once.held(keys).counts.tolist() == once.seal().held(keys).counts.tolist()


def test_a_story_added_between_questions_is_found() -> None:
    segment = opened([{7: 1}])
    assert rows(segment, [7]) == [[(0, 1)]]
    segment.add(np.array([7], np.uint64), np.array([9], np.uint8))
    assert rows(segment, [7]) == [[(0, 1), (1, 9)]]
