"""The topic learner: from stories whose labels are known to the labels of any other story, with a probability each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..terms.cutting import Cutting
from .learner import Floats, Lexicon, Vector, learn, lexicon, margins
from .learner_choice import STEEP, Choice, Company, Sight, company, learn_choice
from .topics_text import LEAD, LEAST, SHARES, TEXT, TITLE, Views, views_of
from .words import form_of

_FOLDS = 3
_ENOUGH = 150
"""Examples below which nothing is held back to learn the choice from."""

_EVEN = 0.5
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Judged:
    """A label of a story and how sure it is, 0 to 1."""

    label: str
    chance: float


@dataclass(frozen=True, slots=True)
class TopicModel:
    """What was learnt. `choice` is None where there were too few examples to learn it."""

    labels: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    lexicon: Lexicon
    weights: Floats
    company: Company
    choice: Choice | None

    def judge(self, story: Cutting) -> tuple[Judged, ...]:
        """The labels of a story, best first: always one, where any is known, and those that are likely too."""
        threshold = self.choice.threshold if self.choice else _EVEN
        weighed = self.weigh(story)
        return tuple(one for place, one in enumerate(weighed) if place == 0 or one.chance > threshold)

    def weigh(self, story: Cutting) -> tuple[Judged, ...]:
        """Every label that can be the story's with its chance, best first; none for a story of unknown words."""
        views = views_of(story)
        vector = self.lexicon.vector(views)
        if not self.labels or not len(vector.at):
            return ()
        sight = _sight(views, vector, self.weights, self.names)
        chances = self.choice.chances(sight, self.company) if self.choice else _plain_chances(sight)
        return tuple(Judged(self.labels[label], chance) for chance, label in chances)


def learn_topics(
    stories: Sequence[Cutting],
    borne: Sequence[Sequence[str]],
    names: Mapping[str, str] | None = None,
    *,
    choose: bool = True,
    words_from: int | None = None,
) -> TopicModel:
    """Learn from stories in the order of time and the labels each bears; `names` says a label in words.

    Without `choose` the margins alone decide: for lessons that are no stories, from which no choice can be learnt.
    `words_from` is how many of the stories, from the first, say which words count; all by default.
    """
    views = [views_of(story) for story in stories]
    labels = tuple(sorted({label for one in borne for label in one}))
    place = {label: index for index, label in enumerate(labels)}
    belongs = np.zeros((len(stories), len(labels)), np.bool_)
    for story, given in enumerate(borne):
        belongs[story, [place[label] for label in given]] = True
    said = tuple(_name_words((names or {}).get(label, label)) for label in labels)
    words = lexicon(views[:words_from], SHARES, LEAST)
    vectors = [words.vector(one) for one in views]
    known = company(belongs)
    choice = None
    if choose and labels and len(views) >= _ENOUGH:
        choice = learn_choice(_unseen(views, vectors, belongs, words.size, said), belongs, known)
    return TopicModel(labels, said, words, learn(vectors, belongs, words.size), known, choice)


def _unseen(
    views: list[Views],
    vectors: list[Vector],
    belongs: npt.NDArray[np.bool_],
    size: int,
    names: tuple[tuple[str, ...], ...],
) -> list[Sight]:
    """Each third of the stories as judges of the rest see it: neighbours in time, which tell of one event, together."""
    edges = [len(views) * fold // _FOLDS for fold in range(_FOLDS + 1)]
    sights: list[Sight] = []
    for start, end in pairwise(edges):
        rest = np.r_[0:start, end : len(views)]
        weights = learn([vectors[index] for index in rest], belongs[rest], size)
        sights += [_sight(views[index], vectors[index], weights, names) for index in range(start, end)]
    return sights


def _sight(views: Views, vector: Vector, weights: Floats, names: tuple[tuple[str, ...], ...]) -> Sight:
    named = np.zeros((3, len(names)), np.float32)
    for row, view in enumerate((TITLE, LEAD, TEXT)):
        words = views[view]
        for column, name in enumerate(names):
            if name:
                named[row, column] = min(words.get(word, 0.0) for word in name)
    return Sight(margins(vector, weights), named, sum(views[TEXT].values()))


def _plain_chances(sight: Sight) -> list[tuple[float, int]]:
    said = 1 / (1 + np.exp(-STEEP * sight.margins.sum(axis=0).astype(np.float64)))
    return sorted(((float(chance), label) for label, chance in enumerate(said)), key=lambda one: (-one[0], one[1]))


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(form_of(word, "en") for word in _LETTERS.findall(name.lower()))
