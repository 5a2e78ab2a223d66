"""The IPTC Media Topics as a vocabulary: names, broader topics, and what the older Subject Codes mean.

The table is `data/media_topics.tsv`, made by `scripts/make_media_topics.py` from the vocabulary of the IPTC (CC BY
4.0).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

_DEEPEST = 8


class MediaTopic(msgspec.Struct, frozen=True):
    """One topic of the vocabulary: its eight digits, those of the next broader one ("" for a branch), its name."""

    code: str
    broader: str
    name: str


def media_topic(code: str) -> MediaTopic | None:
    """The topic of that code; of a Subject Code the topic that took its place, or that of the nearest broader one."""
    topics, taken_over = _tables()
    for one in lineage(code):
        found = topics.get(taken_over.get(one, one), topics.get(one))
        if found:
            return found
    return None


def topic_name(code: str) -> str:
    """The English name of a topic; "" for a code nobody knows. Pages have theirs in `edition/topic_names.py`."""
    topic = media_topic(code)
    return topic.name if topic else ""


def lineage(code: str) -> Iterator[str]:
    """The topic itself, then each broader one up to its branch ("15000000").

    A Subject Code says its own ancestors: 15008001, 15008000, 15000000. The branches are the same in both.
    """
    topics, _ = _tables()
    for _ in range(_DEEPEST):
        yield code
        topic = topics.get(code)
        if topic and topic.broader:
            code = topic.broader
        elif not code.endswith("000"):
            code = code[:5] + "000"
        elif not code.endswith("000000"):
            code = code[:2] + "000000"
        else:
            return


@cache
def _tables() -> tuple[Mapping[str, MediaTopic], Mapping[str, str]]:
    """The topics by code, and the topics that took the place of Subject Codes."""
    topics: dict[str, MediaTopic] = {}
    taken_over: dict[str, str] = {}
    for line in files(__package__).joinpath("data/media_topics.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, broader, name, older = line.split("\t")
            topics[code] = MediaTopic(code, broader, name)
            for subject_code in older.split(",") if older else ():
                taken_over.setdefault(subject_code, code)
    return topics, taken_over
