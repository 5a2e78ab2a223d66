"""The Media Topics of a story: by the agency's own codes where it sends any, else by the shipped model."""

from dataclasses import dataclass

from ..terms.cutting import Cutting
from ..terms.media_topic import lineage, media_topic, topic_name
from .topics_learner import Judged, TopicModel
from .topics_model import shipped_model

_BRANCH = "000000"
_LIKELY = 0.5
_MOST = 5


@dataclass(frozen=True, slots=True)
class Topic:
    """A Media Topic of a story: its eight digits, why, and how sure, 0 to 1.

    `said` is whether the agency says it; else the model assigned it.
    """

    code: str
    name: str
    reason: str
    confidence: float
    said: bool


def topics_of(story: Cutting) -> tuple[Topic, ...]:
    """The topics, the main one first. Subject Codes become the Media Topics that took their place."""
    said: dict[str, Topic] = {}
    for code in story.topics:
        topic = media_topic(code)
        if topic:
            said.setdefault(topic.code, Topic(topic.code, topic.name, f"The agency's code {code}", 1.0, True))
    return tuple(said.values()) or assigned_topics(story)


def assigned_topics(story: Cutting, model: TopicModel | None = None) -> tuple[Topic, ...]:
    """What the shipped model makes of the words of a story; () for one that has none of the words it knows.

    First the likeliest of the seventeen branches, then every other topic that is likely: branches before what is
    narrower, and nothing narrower than a branch that was not given.
    """
    weighed = (model or shipped_model()).weigh(story)
    branches = [one for one in weighed if one.label.endswith(_BRANCH)]
    given = [one for place, one in enumerate(branches) if place == 0 or one.chance > _LIKELY]
    codes = {one.label for one in given}
    given += [
        one
        for one in weighed
        if one.chance > _LIKELY and not one.label.endswith(_BRANCH) and codes & set(lineage(one.label))
    ]
    return tuple(_assigned(one) for one in given[:_MOST])


def _assigned(judged: Judged) -> Topic:
    reason = f"Assigned from the text, {judged.chance:.0%} sure"
    return Topic(judged.label, topic_name(judged.label), reason, judged.chance, False)
