"""How a thread hangs together: whether it is one event or two that only look alike, by the likeness of its stories."""

import numpy as np
import numpy.typing as npt

from .threads_memory import Leaf, alike
from .weights import Floats

LOOSE = 0.7
"""Two halves less alike than this share of what each is in itself are two events: two dismissed coaches, two quakes."""

BRIDGED = 0.28
"""Where most stories of the one half have one in the other that is so much like them, the event is one, and long."""

CLOSE = 0.8
"""Two threads at least this alike, by the same measure, are one."""

_FEWEST = 4
_MOST = 32
_SETTLED = 8
"""Above `_MOST` stories a thread is looked at again after so many more."""


def falls_apart(leaves: list[Leaf]) -> list[Leaf]:
    """The part of a thread that is another event than its oldest story; nothing where the thread is one."""
    if len(leaves) < _FEWEST or (len(leaves) > _MOST and len(leaves) % _SETTLED):
        return []
    seen = [leaves[0], *leaves[1:][-(_MOST - 1) :]]
    table = _table(seen)
    other = _other_half(table)
    here, there = np.flatnonzero(~other), np.flatnonzero(other)
    if min(len(here), len(there)) < 2:
        return []
    across = table[np.ix_(here, there)]
    if float(np.median(across.max(axis=0))) >= BRIDGED:
        return []
    if float(across.mean()) >= LOOSE * min(_inside(table, here), _inside(table, there)):
        return []
    part = [seen[at] for at in there]
    return [] if _tied(part, [seen[at] for at in here]) else part


def are_one(one: list[Leaf], other: list[Leaf]) -> bool:
    """Whether two threads are the same event: their stories as alike across as each is within."""
    one, other = one[-_MOST // 2 :], other[-_MOST // 2 :]
    table = _table([*one, *other])
    here, there = np.arange(len(one)), np.arange(len(one), len(one) + len(other))
    inside = [_inside(table, part) for part in (here, there) if len(part) > 1]
    if not inside:
        return False
    return float(table[np.ix_(here, there)].mean()) >= CLOSE * min(inside)


def _tied(part: list[Leaf], rest: list[Leaf]) -> bool:
    """Whether the wire itself has joined the two."""
    ours, theirs = {leaf.id for leaf in part}, {leaf.id for leaf in rest}
    return any(theirs.intersection(leaf.tied) for leaf in part) or any(ours.intersection(leaf.tied) for leaf in rest)


def _table(leaves: list[Leaf]) -> Floats:
    table = np.zeros((len(leaves), len(leaves)))
    for at, leaf in enumerate(leaves[1:], 1):
        table[at, :at] = alike(leaf, leaves[:at])
    return table + table.T


def _inside(table: Floats, part: npt.NDArray[np.int64]) -> float:
    """How alike the stories of a part are, each with each."""
    count = len(part)
    return float(table[np.ix_(part, part)].sum()) / (count * (count - 1))


def _other_half(table: Floats) -> npt.NDArray[np.bool_]:
    """Join the two groups most alike (by average) until two are left; which stories are not with the first."""
    count = len(table)
    near = table.copy()
    np.fill_diagonal(near, -1.0)
    size = np.ones(count)
    group = np.arange(count)
    alive = np.ones(count, np.bool_)
    for _ in range(count - 2):
        low, high = sorted(divmod(int(near.argmax()), count))
        row = (near[low] * size[low] + near[high] * size[high]) / (size[low] + size[high])
        row[~alive] = row[low] = row[high] = -1.0
        near[low] = near[:, low] = row
        near[high] = near[:, high] = -1.0
        alive[high] = False
        size[low] += size[high]
        group[group == high] = low
    return np.asarray(group != group[0], np.bool_)
