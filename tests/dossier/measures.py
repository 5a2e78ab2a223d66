"""How good lists, threads and labels are beside what was judged: the measures of information retrieval, by hand."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def rows(file: Path) -> Iterable[list[str]]:
    """The fields of each line of a table; comments are left out."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def ndcg(gains: Mapping[str, Mapping[str, float]], lists: Mapping[str, Sequence[str]], most: int = 5) -> float:
    """nDCG@most, the mean over queries with something to find. A query without a list scores 0."""
    found = []
    for query, judged in gains.items():
        ideal = _dcg(sorted(judged.values(), reverse=True)[:most])
        if ideal:
            found.append(_dcg([judged.get(one, 0.0) for one in lists.get(query, ())[:most]]) / ideal)
    return sum(found) / len(found)


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def bcubed(gold: Mapping[str, str], said: Mapping[str, str]) -> float:
    """BCubed F1 of a partition beside the judged one."""
    together = Counter((gold[one], said[one]) for one in gold)
    theirs, ours = Counter(gold.values()), Counter(said[one] for one in gold)
    precision = sum(count * count / ours[own] for (_, own), count in together.items()) / len(gold)
    recall = sum(count * count / theirs[own] for (own, _), count in together.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def label_f1(gold: Mapping[str, set[str]], said: Mapping[str, set[str]]) -> float:
    """Micro-F1 of sets of labels."""
    right = sum(len(labels & said.get(one, set())) for one, labels in gold.items())
    return 2 * right / (sum(map(len, gold.values())) + sum(len(said.get(one, ())) for one in gold))


def table(pairs: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """The second field of each row by its first."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value, *_ in pairs:
        found[key].append(value)
    return dict(found)
