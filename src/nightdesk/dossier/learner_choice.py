"""Which of the labels that the judges favour a story bears: what they say, weighed with what else can be seen of it.

The margins of different labels are not alike: the judge of a rare label is timid, that of a common one bold. Two small
models over all labels are learnt from texts that the judges had not seen: which label comes first, and how likely
each is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .learner import Floats
from .learner_fit import Doubles, fit_best, fit_right, sigmoid

Booleans = npt.NDArray[np.bool_]

CANDIDATES = 8
"""Labels of a text that are weighed at all, by their margins."""

STEEP = 4.0
"""How fast a margin becomes a certainty, before anything was learnt about it."""

_TIMID = -0.3
_DOUBT = 2.0
_EVEN_RIGHT, _EVEN_BEST = 20.0, 60.0
"""How strongly the weights are held to 0, in texts."""

_LEAST_SPREAD = 1e-6
_FARTHEST = 20.0
_THRESHOLDS = tuple(step / 100 for step in range(25, 65, 5))


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of one text beside its words: the margins by view, its length, and where labels are named.

    `named` has a row each for headline, lead and text: how often it holds all words of a label's name.
    """

    margins: Floats
    named: Floats
    words: float


@dataclass(frozen=True, slots=True)
class Company:
    """What the examples say of the labels themselves: how many bear each, and which go together.

    `together`, row by column: the share of the bearers of one label that bear the other too.
    """

    bearers: Doubles
    together: Doubles


@dataclass(frozen=True, slots=True)
class Choice:
    """The learnt weights, and the probability from which on a label is given that is not the first."""

    right: Doubles
    best: Doubles
    mean: Doubles
    spread: Doubles
    threshold: float

    def chances(self, sight: Sight, known: Company) -> list[tuple[float, int]]:
        """The candidates with their probabilities: the one that comes first, then the likeliest."""
        labels, seen = _seen(sight, known)
        crossed = _crossed((seen - self.mean) / self.spread)
        chances = sigmoid(crossed @ self.right)
        first = int(np.argmax(crossed @ self.best))
        order = sorted(range(len(labels)), key=lambda one: (one != first, -chances[one], labels[one]))
        return [(float(chances[one]), int(labels[one])) for one in order]


def company(belongs: Booleans) -> Company:
    """What goes with what among the examples."""
    together = belongs.T.astype(np.float64) @ belongs
    bearers = np.diag(together).copy()
    np.fill_diagonal(together, 0)
    return Company(bearers, together / (bearers[:, None] + _DOUBT))


def learn_choice(sights: Sequence[Sight], belongs: Booleans, known: Company) -> Choice:
    """The choice that serves these texts, of which the judges had seen none."""
    found = [_seen(sight, known) for sight in sights]
    seen = np.stack([rows for _, rows in found])
    right = np.stack([belongs[text, labels] for text, (labels, _) in enumerate(found)])
    flat = seen.reshape(-1, seen.shape[2])
    mean, spread = flat.mean(axis=0), flat.std(axis=0) + _LEAST_SPREAD
    crossed = _crossed((flat - mean) / spread)
    likely = fit_right(crossed, right.reshape(-1).astype(np.float64), _EVEN_RIGHT)
    best = fit_best(crossed.reshape(*seen.shape[:2], -1), right, _EVEN_BEST, likely)
    draft = Choice(likely, best, mean, spread, 0.5)
    chances = [draft.chances(sight, known) for sight in sights]
    threshold = max(_THRESHOLDS, key=lambda one: (_agreement(chances, belongs, one), one))
    return Choice(likely, best, mean, spread, threshold)


def _seen(sight: Sight, known: Company) -> tuple[npt.NDArray[np.intp], Doubles]:
    """The candidates of one text, best margin first, and a row of what is seen for each."""
    margins = sight.margins.sum(axis=0)
    labels = np.argsort(-margins, kind="stable")[:CANDIDATES]
    own = margins[labels].astype(np.float64)
    rival = np.full(len(own), own[0])
    rival[0] = own[1] if len(own) > 1 else 0.0
    likely = sigmoid(STEEP * own)
    ranks = np.arange(len(own))
    title, lead, text = sight.named[:, labels]
    rows = (
        own, own - rival, np.maximum(own, 0), ranks == 0, ranks == 1, np.log1p(known.bearers[labels]),
        title > 0, lead > 0, np.log1p(text), (likely[:, None] * known.together[np.ix_(labels, labels)]).max(axis=0),
        np.full(len(own), np.log1p(sight.words)), np.full(len(own), np.count_nonzero(margins > _TIMID)),
        *sight.margins[:-1, labels],
    )  # fmt: skip
    return labels, np.stack([np.asarray(row, np.float64) for row in rows], axis=1)


def _crossed(seen: Doubles) -> Doubles:
    """Every sight, and every two of them multiplied."""
    width = seen.shape[1]
    pairs = [seen[:, [one]] * seen[:, one:] for one in range(width)]
    crossed: Doubles = np.clip(np.hstack([np.ones((len(seen), 1)), seen, *pairs]), -_FARTHEST, _FARTHEST)
    return crossed


def _agreement(chances: Sequence[list[tuple[float, int]]], belongs: Booleans, threshold: float) -> float:
    """Micro-averaged F1 of first labels and those above the threshold."""
    given = right = 0
    for text, found in enumerate(chances):
        for place, (chance, label) in enumerate(found):
            if place == 0 or chance > threshold:
                given += 1
                right += bool(belongs[text, label])
    return 2 * right / max(1, given + int(belongs.sum()))
