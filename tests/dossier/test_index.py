"""The postings under the library: sealing changes nothing but the memory."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.dossier.segment import OpenSegment, SealedSegment

STORIES = st.lists(st.dictionaries(st.integers(0, 40), st.integers(1, 255), max_size=8), min_size=1, max_size=20)


def opened(stories: list[dict[int, int]]) -> OpenSegment:
    segment = OpenSegment()
    for story in stories:
        segment.add(np.fromiter(story, np.uint64, len(story)), np.fromiter(story.values(), np.uint8, len(story)))
    return segment


def rows(segment: OpenSegment | SealedSegment, keys: list[int]) -> list[list[tuple[int, int]]]:
    found = segment.postings(np.array(keys, np.uint64))
    return [list(zip(places.tolist(), weights.tolist(), strict=True)) for places, weights in found]


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
    assert sealed.counts(asked).tolist() == segment.counts(asked).tolist()
    for place in range(len(stories)):
        assert sorted(sealed.keys_of(place).tolist()) == sorted(segment.keys_of(place).tolist())


def test_a_story_added_between_questions_is_found() -> None:
    segment = opened([{7: 1}])
    assert rows(segment, [7]) == [[(0, 1)]]
    segment.add(np.array([7], np.uint64), np.array([9], np.uint8))
    assert rows(segment, [7]) == [[(0, 1), (1, 9)]]
