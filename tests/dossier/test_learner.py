"""The learner: the same examples teach the same judges, and they tell apart what the examples tell apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.dossier.learner import learn, lexicon, margins
from nightdesk.dossier.learner_choice import CANDIDATES, Sight, company, learn_choice
from nightdesk.dossier.learner_fit import fit_best, fit_right, sigmoid

VIEWS = [({"wicket": 2.0}, {"over": 1.0}), ({"court": 1.0}, {"bail": 2.0}), ({"wicket": 1.0, "court": 1.0}, {})]
BELONGS = np.array([[True, False], [False, True], [True, True]])


def test_each_label_has_a_judge_of_its_own() -> None:
    words = lexicon(VIEWS, (1.0, 1.0), (1, 1))
    weights = learn([words.vector(one) for one in VIEWS], BELONGS, words.size)
    said = [margins(words.vector(one), weights).sum(axis=0) > 0 for one in VIEWS]
    assert np.array_equal(said, BELONGS)


def test_the_same_examples_give_the_same_bits() -> None:
    words = lexicon(VIEWS, (1.0, 1.0), (1, 1))
    vectors = [words.vector(one) for one in VIEWS]
    first, second = (learn(vectors, BELONGS, words.size) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_a_text_has_unit_length_and_what_was_never_learnt_is_left_out() -> None:
    words = lexicon(VIEWS, (1.0, 1.0), (1, 1))
    vector = words.vector(({"wicket": 3.0, "unheard": 9.0}, {"over": 1.0}))
    assert np.linalg.norm(vector.values) == pytest.approx(1)
    assert len(vector.at) == 2
    assert words.vector(({"unheard": 1.0}, {})).values.size == 0


def test_rare_features_are_not_learnt_where_more_are_asked_for() -> None:
    assert lexicon(VIEWS, (1.0, 1.0), (2, 1)).size == 4
    assert lexicon(VIEWS, (1.0, 1.0), (2, 2)).size == 2


def test_no_examples_teach_nothing() -> None:
    weights = learn([], np.zeros((0, 3), np.bool_), 5)
    assert not weights.any()


def test_a_weight_for_right_answers_grows_with_the_evidence() -> None:
    seen = np.array([[1.0, value] for value in (-2, -1, 1, 2)] * 20)
    weights = fit_right(seen, (seen[:, 1] > 0).astype(np.float64), 1.0)
    assert sigmoid(seen[:4] @ weights).round().tolist() == [0, 0, 1, 1]


def test_the_best_of_several_is_learnt_from_texts_that_have_one() -> None:
    seen = np.array([[[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]]] * 10)
    right = np.array([[False, True], [False, False]] * 10)
    weights = fit_best(seen, right, 1.0, np.zeros(2))
    assert weights[1] > weights[0]
    assert np.array_equal(fit_best(seen[1:2], right[1:2], 1.0, np.zeros(2)), np.zeros(2))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.floats(-2, 2, width=32), min_size=3, max_size=3), min_size=12, max_size=20))
def test_a_choice_gives_chances_between_nothing_and_certainty(rows: list[list[float]]) -> None:
    belongs = np.array([[value > 0 for value in row] for row in rows])
    sights = [Sight(np.array([row] * 4, np.float32), np.zeros((3, 3), np.float32), 10.0) for row in rows]
    known = company(belongs)
    choice = learn_choice(sights, belongs, known)
    for sight in sights:
        chances = choice.chances(sight, known)
        assert len(chances) == min(3, CANDIDATES)
        assert all(0 <= chance <= 1 for chance, _ in chances)
        assert len({label for _, label in chances}) == len(chances)
