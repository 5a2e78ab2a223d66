"""A topic model as a file: packed small, loaded when the first story asks.

The shipped one is `data/topic_model.gz`, made by `scripts/train_topics.py` from text that is ours or free to use.
"""

import gzip
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from .learner import Floats, Lexicon
from .learner_choice import Company
from .topics_learner import TopicModel

_STEPS = 127
"""A weight is kept as one of so many steps of its label's largest."""


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    labels: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    features: tuple[tuple[str, ...], ...]
    """By view, in the order of their columns."""

    rarity: bytes
    shares: tuple[float, ...]
    scales: bytes
    weights: bytes
    bearers: bytes


def pack(model: TopicModel) -> bytes:
    """The model as bytes; the same model gives the same bytes. The choice is left out."""
    scales = np.maximum(np.abs(model.weights).max(axis=0), np.float32(1e-9)) / np.float32(_STEPS)
    steps = np.rint(model.weights / scales).astype(np.int8)
    packed = _Packed(
        model.labels,
        model.names,
        tuple(tuple(sorted(view, key=lambda name, of=view: of[name])) for view in model.lexicon.columns),  # type: ignore[misc]  # mypy infers no default of a lambda
        _little(model.lexicon.rarity),
        model.lexicon.shares,
        _little(scales),
        np.ascontiguousarray(steps.T).tobytes(),
        _little(model.company.bearers.astype(np.float32)),
    )
    return gzip.compress(msgspec.msgpack.encode(packed), 9, mtime=0)


def unpack(data: bytes) -> TopicModel:
    """The model of `pack`, its weights rounded to steps."""
    packed = msgspec.msgpack.decode(gzip.decompress(data), type=_Packed)
    columns: list[dict[str, int]] = []
    start = 0
    for view in packed.features:
        columns.append({name: start + place for place, name in enumerate(view)})
        start += len(view)
    scales = np.frombuffer(packed.scales, "<f4").astype(np.float32)
    steps = np.frombuffer(packed.weights, np.int8).reshape(len(packed.labels), -1)
    weights: Floats = np.ascontiguousarray(steps.T).astype(np.float32) * scales
    rarity = np.frombuffer(packed.rarity, "<f4").astype(np.float32)
    bearers = np.frombuffer(packed.bearers, "<f4").astype(np.float64)
    known = Company(bearers, np.zeros((len(bearers), len(bearers))))
    return TopicModel(packed.labels, packed.names, Lexicon(tuple(columns), rarity, packed.shares), weights, known, None)


@cache
def shipped_model() -> TopicModel:
    """The one that comes with Nightdesk."""
    return unpack(files(__package__).joinpath("data/topic_model.gz").read_bytes())


def _little(numbers: Floats) -> bytes:
    return numbers.astype("<f4").tobytes()
