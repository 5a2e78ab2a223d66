"""The IPTC Media Topics as a vocabulary: names, broader topics, and what the older Subject Codes mean.

The table is `data/media_topics.tsv`, made by `scripts/make_media_topics.py` from the vocabulary of the IPTC (CC BY
4.0). The names in Hindi and Marathi are ours.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

_DEEPEST = 8

NAMES = MappingProxyType({
    "hi": MappingProxyType({
        "01000000": "कला, संस्कृति, मनोरंजन और मीडिया", "02000000": "अपराध, कानून और न्याय",
        "03000000": "आपदा और दुर्घटना", "04000000": "अर्थव्यवस्था, कारोबार और वित्त", "05000000": "शिक्षा",
        "06000000": "पर्यावरण", "07000000": "स्वास्थ्य", "08000000": "मानवीय रुचि", "09000000": "श्रम",
        "10000000": "जीवनशैली और अवकाश", "11000000": "राजनीति और सरकार", "12000000": "धर्म",
        "13000000": "विज्ञान और प्रौद्योगिकी", "14000000": "समाज", "15000000": "खेल", "16000000": "संघर्ष, युद्ध और शांति",
        "17000000": "मौसम",
    }),
    "mr": MappingProxyType({
        "01000000": "कला, संस्कृती, मनोरंजन आणि माध्यमे", "02000000": "गुन्हे, कायदा आणि न्याय",
        "03000000": "आपत्ती आणि अपघात", "04000000": "अर्थव्यवस्था, व्यवसाय आणि वित्त", "05000000": "शिक्षण",
        "06000000": "पर्यावरण", "07000000": "आरोग्य", "08000000": "मानवी आवड", "09000000": "कामगार",
        "10000000": "जीवनशैली आणि फुरसत", "11000000": "राजकारण आणि सरकार", "12000000": "धर्म",
        "13000000": "विज्ञान आणि तंत्रज्ञान", "14000000": "समाज", "15000000": "क्रीडा", "16000000": "संघर्ष, युद्ध आणि शांतता",
        "17000000": "हवामान",
    }),
})  # fmt: skip
"""The seventeen branches in the languages of our readers."""


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


def topic_name(code: str, language: str = "en") -> str:
    """The name of a topic in a language, in English where there is none in it; "" for a code nobody knows."""
    topic = media_topic(code)
    if topic is None:
        return ""
    names = NAMES.get(language.partition("-")[0])
    return names.get(topic.code, topic.name) if names else topic.name


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
