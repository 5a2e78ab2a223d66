"""`nightdesk lab topics`: the topics of each story of a file, by the shipped model or one learnt from given labels."""

from collections.abc import Iterator
from pathlib import Path

import click

from ..dossier.topics import topics_of
from ..dossier.topics_learner import learn_topics
from ..errors import UsageError
from ..terms.cutting import Cutting
from .stories import read_stories, refuse_one_file, write_lines


@click.command("topics")
@click.argument("stories", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--train",
    "labels",
    metavar="LABELS",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Lines `id<TAB>label` for some stories of IN: learn from those, and label the others.",
)
def COMMAND(stories: Path, out: Path, labels: Path | None) -> None:
    """Write `id<TAB>label` lines, the best label of a story first: Media Topics, or labels as learnt."""
    refuse_one_file(stories, out)
    read = list(read_stories(stories))
    write_lines(out, _shipped(read) if labels is None else _learnt(read, _read_labels(labels, read)))


def _shipped(stories: list[Cutting]) -> Iterator[str]:
    for story in stories:
        for topic in topics_of(story):
            yield f"{story.id}\tmedtop:{topic.code}"


def _learnt(stories: list[Cutting], labels: dict[str, list[str]]) -> Iterator[str]:
    taught = [story for story in stories if story.id in labels]
    model = learn_topics(taught, [labels[story.id] for story in taught])
    for story in stories:
        if story.id not in labels:
            for judged in model.judge(story):
                yield f"{story.id}\t{judged.label}"


def _read_labels(file: Path, stories: list[Cutting]) -> dict[str, list[str]]:
    """Labels by story, each once. Raises UsageError with the line that cannot be read."""
    known = {story.id for story in stories}
    labels: dict[str, list[str]] = {}
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r")  # noqa: PLW2901  # a file from Windows
        if not line.strip() or line.startswith("#"):
            continue
        ident, tab, label = line.partition("\t")
        if not tab or not label or "\t" in label:
            raise UsageError(f"{file}:{number}: a line is an id, a tab and a label")
        if ident not in known:
            raise UsageError(f"{file}:{number}: no story of IN has the id {ident!r}")
        if label not in labels.setdefault(ident, []):
            labels[ident].append(label)
    return labels
