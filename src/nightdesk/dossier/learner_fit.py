"""Fit two kinds of weights by Newton's method: is this one right, and which of these is the best."""

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]

_TURNS = 25
_SETTLED = 1e-6
_SMALLEST_STEP = 1e-4
_WORTHWHILE = 1e-3
_HIGHEST = 40.0


def sigmoid(value: npt.NDArray[np.floating]) -> Doubles:
    """A number as a probability."""
    chance: Doubles = 1 / (1 + np.exp(-np.clip(value.astype(np.float64), -_HIGHEST, _HIGHEST)))
    return chance


def fit_right(seen: Doubles, right: Doubles, hold: float) -> Doubles:
    """Weights by which `sigmoid(seen @ weights)` says whether a row is right.

    They are held to 0 by `hold`, all but the first, which is that of a column of ones.
    """
    holds = np.full(seen.shape[1], hold)
    holds[0] = _SETTLED
    weights = np.zeros(seen.shape[1])
    for _ in range(_TURNS):
        chances = sigmoid(seen @ weights)
        slope = seen.T @ (chances - right) + holds * weights
        bend = (seen * (chances * (1 - chances))[:, None]).T @ seen + np.diag(holds)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def fit_best(seen: Doubles, right: npt.NDArray[np.bool_], hold: float, start: Doubles) -> Doubles:
    """Weights by which the highest of `seen[one] @ weights` is one of the right rows of `seen[one]`.

    `seen` is text by candidate by sight. Texts without a right candidate teach nothing.
    """
    taught = right.any(axis=1)
    if not taught.any():
        return start
    seen, goal = seen[taught], right[taught] / right[taught].sum(axis=1, keepdims=True)
    weights, loss = start, _loss(seen, goal, hold, start)
    for _ in range(_TURNS):
        step = _newton(seen, goal, hold, weights)
        size = 1.0
        while (tried := _loss(seen, goal, hold, weights - size * step)) >= loss and size > _SMALLEST_STEP:
            size /= 2
        if loss - tried < _WORTHWHILE:
            break
        weights, loss = weights - size * step, tried
    return weights


def _newton(seen: Doubles, goal: Doubles, hold: float, weights: Doubles) -> Doubles:
    chances = _shares(seen @ weights)
    width = seen.shape[2]
    slope = ((chances - goal)[:, :, None] * seen).sum(axis=(0, 1)) + hold * weights
    expected = (chances[:, :, None] * seen).sum(axis=1)
    rooted = (seen * np.sqrt(chances)[:, :, None]).reshape(-1, width)
    step: Doubles = np.linalg.solve(rooted.T @ rooted - expected.T @ expected + hold * np.eye(width), slope)
    return step


def _loss(seen: Doubles, goal: Doubles, hold: float, weights: Doubles) -> float:
    surprise = -np.log(np.maximum(_shares(seen @ weights), np.finfo(np.float64).tiny))
    return float((goal * surprise).sum() + hold / 2 * (weights @ weights))


def _shares(value: Doubles) -> Doubles:
    raised = np.exp(value - value.max(axis=1, keepdims=True))
    shares: Doubles = raised / raised.sum(axis=1, keepdims=True)
    return shares
