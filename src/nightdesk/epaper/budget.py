"""The budget of an issue: what each story weighs, by a table of rules, each of which says why.

The heaviest stories stand first and largest; what the pages have no room for is the lightest. The rules know nothing of
what a story says: only what its agency, its time and its company say of it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..terms.issue import Budget, LeftOut, PaperStory, Ranked
from ..terms.site import Edition
from .printable import why_unprintable

SECTIONS: Final = (
    "national", "state", "politics", "news", "international", "business", "technology", "science", "health",
    "education", "environment", "lifestyle", "entertainment", "sport",
)  # fmt: skip
"""The order of sections in the paper; any other stands before sport."""
_FRONT: Final = 10
_FRONT_A_SECTION: Final = 4


@dataclass(frozen=True, slots=True)
class Night:
    """What the rules know beside the story: for which edition and until when, and from when on stories could come."""

    edition: Edition
    begins: datetime
    cut_off: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """`points` gives a story's points by the rule; `says` is the sentence, with `{points}` and fields of the story."""

    name: str
    points: Callable[[PaperStory, Night], float]
    says: str


def plan(candidates: Sequence[PaperStory], edition: Edition, *, cut_off: datetime) -> Budget:
    """What goes into an issue, heaviest first. The same candidates in any order give the same budget."""
    left_out = [LeftOut(one.id, why) for one in candidates if (why := why_unprintable(one))]
    unprintable = {one.story for one in left_out}
    stories = [one for one in candidates if one.id not in unprintable]
    begins = min((one.shown for one in stories), default=cut_off)
    night = Night(edition, begins, cut_off)
    weighed = sorted(
        ((_weight(one, night), one) for one in stories),
        key=lambda pair: (-pair[0], -pair[1].shown.timestamp(), pair[1].id),
    )
    front = _front([story for _, story in weighed], edition)
    return Budget(
        ranked=tuple(
            Ranked(story=story.id, weight=weight, front=story.id in front, reasons=_reasons(story, night))
            for weight, story in weighed
        ),
        left_out=tuple(sorted(left_out, key=lambda one: one.story)),
    )


def section_place(story: PaperStory, edition: Edition) -> int:
    """The place of a story's section in the paper: its own city first, sport last."""
    if edition.slug in story.cities:
        return 0
    try:
        return 1 + SECTIONS.index(story.section)
    except ValueError:
        return len(SECTIONS) - 1


def _weight(story: PaperStory, night: Night) -> float:
    return round(sum(rule.points(story, night) for rule in RULES), 3)


def _reasons(story: PaperStory, night: Night) -> tuple[str, ...]:
    told = []
    for rule in RULES:
        points = round(rule.points(story, night), 1)
        if points:
            told.append(f"{rule.says.format(story=story, city=night.edition.title)}: {points:+g}")
    return tuple(told)


def _front(stories: Sequence[PaperStory], edition: Edition) -> set[str]:
    """What may stand on the front page: the heaviest, one of a thread, no more than a few of a section."""
    chosen: set[str] = set()
    threads: set[str] = set()
    sections: Counter[int] = Counter()
    for story in stories:
        place = section_place(story, edition)
        crowded = place and sections[place] >= _FRONT_A_SECTION
        if crowded or (story.thread and story.thread in threads) or len(story.blocks) < 2:
            continue
        chosen.add(story.id)
        threads.add(story.thread)
        sections[place] += 1
        if len(chosen) == _FRONT:
            break
    return chosen


def _freshness(story: PaperStory, night: Night) -> float:
    whole = (night.cut_off - night.begins).total_seconds()
    return 4.0 * (story.shown - night.begins).total_seconds() / whole if whole > 0 else 0.0


def _length(story: PaperStory, _: Night) -> float:
    words = sum(len(block.split()) for block in story.blocks)
    return min(4.0, words / 100) if words >= 60 else -4.0


_BY_SECTION: Final = {
    "national": 4.0,
    "state": 3.0,
    "politics": 3.0,
    "international": 3.0,
    "business": 2.0,
    "sport": 1.0,
}

RULES: Final = (
    Rule("urgency", lambda story, _: 6.0 * max(0, 5 - story.urgency) - 3.0 * max(0, story.urgency - 5),
         "its agency gave it urgency {story.urgency}"),
    Rule("city", lambda story, night: 30.0 if night.edition.slug in story.cities else 0.0, "it is about {city}"),
    Rule("thread", lambda story, _: min(8.0, 2.0 * (story.thread_stories - 1)),
         "its event has {story.thread_stories} stories"),
    Rule("company", lambda story, _: min(8.0, 4.0 * len(story.also)), "other agencies sent it too"),
    Rule("section", lambda story, _: _BY_SECTION.get(story.section, 0.0), "section {story.section}"),
    Rule("length", _length, "its length"),
    Rule("freshness", _freshness, "how late in the night it came"),
)  # fmt: skip
"""All that decides about a story's weight."""
