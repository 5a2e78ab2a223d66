"""Make `src/nightdesk/dossier/data/topic_model.gz`: teach the topic learner from text that may ship.

    python scripts/train_topics.py cptall-en-GB.json

The text: the words of `topic_seeds.tsv`, the short stories of `topic_lessons.tsv`, the names and definitions of the
IPTC Media Topics (CC BY 4.0), and the stories of the sample wire. Same inputs, same bytes. `--held-out` leaves the
sample stories out and is judged on them.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from nightdesk.dossier.topics import assigned_topics
from nightdesk.dossier.topics_learner import TopicModel, learn_topics
from nightdesk.dossier.topics_model import pack, unpack
from nightdesk.terms.cutting import Cutting
from nightdesk.terms.media_topic import lineage, topic_name

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/nightdesk/dossier/data/topic_model.gz"
STORIES = HERE.parent / "src/nightdesk_sample/stories"
WINDOW = 4
"""Seeds in the text of one lesson; the first of them is its headline too."""

DEEPEST = 2
"""Narrower topics are no lessons: a third of the vocabulary explains kinds of sport."""

EVENTS = ("20000139", "20000148", "20000524", "20000082", "20000106", "20000053", "20000056", "20000065", "20000446")
SETTINGS = ("20000209", "05000000", "20000461", "12000000", "20000430", "20000756", "20000593")
"""Topics whose words tell what happened, and topics whose words tell where or to whom."""

Lesson = tuple[Cutting, tuple[str, ...]]


def seed_lessons() -> Iterator[Lesson]:
    """Each seed as a headline, with the next ones as text."""
    for topic, *columns in _seed_rows():
        for language, column in zip(("en", "hi", "mr"), columns, strict=True):
            seeds = column.split("|")
            for index, seed in enumerate(seeds):
                text = ". ".join(seeds[(index + step) % len(seeds)] for step in range(min(WINDOW, len(seeds))))
                yield cutting(f"{topic}-{language}-{index}", seed, text, language), tuple(lineage(topic))


def _seed_rows() -> Iterator[list[str]]:
    for line in (HERE / "topic_seeds.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def mixed_lessons() -> Iterator[Lesson]:
    """What happened says more than where: an event among the words of a setting is still that event."""
    seeds = {topic: columns for topic, *columns in _seed_rows()}
    for event in EVENTS:
        for place, language in enumerate(("en", "hi", "mr")):
            told = seeds[event][place].split("|")
            around = [word for setting in SETTINGS for word in seeds[setting][place].split("|")]
            for index, seed in enumerate(told):
                at = index * len(SETTINGS)
                words = (seed, told[(index + 1) % len(told)], *(around[(at + step) % len(around)] for step in range(2)))
                ident = f"{event}-mixed-{language}-{index}"
                yield cutting(ident, f"{seed} {words[2]}", ". ".join(words), language), tuple(lineage(event))


def told_lessons() -> Iterator[Lesson]:
    """Each short story that was written to be learnt from."""
    for number, line in enumerate((HERE / "topic_lessons.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("#"):
            topic, language, headline, lead = line.split("\t")
            yield cutting(f"lesson-{number}", headline, lead, language), tuple(lineage(topic))


def definition_lessons(vocabulary: Path, covered: frozenset[str]) -> Iterator[Lesson]:
    """Each topic's name as a headline, with its definition as text."""
    for concept in json.loads(vocabulary.read_bytes())["conceptSet"]:
        code = concept["uri"][-8:]
        borne = tuple(one for one in lineage(code) if one in covered)
        if borne and len(list(lineage(code))) <= DEEPEST:
            definition = concept.get("definition", {}).get("en-GB", "")
            yield cutting(f"iptc-{code}", concept["prefLabel"]["en-GB"], definition, "en"), borne


def story_lessons(covered: frozenset[str]) -> Iterator[Lesson]:
    """Each story of the sample wire that has topics, as first sent."""
    for file in sorted(STORIES.glob("*.toml")):
        for story in tomllib.loads(file.read_text(encoding="utf-8")).get("story", ()):
            codes = [one for code in story.get("medtop", ()) for one in lineage(code) if one in covered]
            for number, take in enumerate(story.get("take", ()) if codes else ()):
                for part, body in enumerate(_parts(take.get("body", ""))):
                    ident = f"{story['key']}-{number}-{part}"
                    yield cutting(ident, take.get("headline", ""), body, story["language"]), tuple(dict.fromkeys(codes))


def _parts(body: str) -> Iterator[str]:
    """The whole, then each paragraph: what a story is about shows in its parts too."""
    yield body
    yield from (part for part in body.split("\n\n") if part.strip())


def cutting(ident: str, title: str, text: str, language: str) -> Cutting:
    return Cutting(id=ident, title=title, text=text.strip(), time=0.0, language=language)


def main(vocabulary: Path, *, held_out: bool) -> None:
    seeds = list(seed_lessons())
    covered = frozenset(code for _, codes in seeds for code in codes)
    lessons = [*seeds, *mixed_lessons(), *definition_lessons(vocabulary, covered), *told_lessons()]
    stories = list(story_lessons(covered))
    words_from = len(lessons)
    if not held_out:
        lessons += stories
    names = {code: topic_name(code) for code in covered}
    told, borne = zip(*lessons, strict=True)
    model = learn_topics(told, borne, names, choose=False, words_from=words_from)
    data = pack(model)
    if held_out:
        judge(unpack(data), stories)
        return
    TARGET.write_bytes(data)
    print(f"{len(lessons)} lessons, {len(covered)} topics, {model.lexicon.size} features, {len(data)} bytes")


def judge(model: TopicModel, stories: list[Lesson]) -> None:
    right = 0
    for told, codes in stories:
        found = assigned_topics(told, model)
        right += bool(found) and found[0].code in codes
        if "--print" in sys.argv and not (found and found[0].code in codes):
            print(
                told.id, [(one.name, round(one.confidence, 2)) for one in found], [topic_name(code) for code in codes]
            )
    print(f"first topic right: {right} of {len(stories)}, {len(pack(model))} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), held_out="--held-out" in sys.argv)
