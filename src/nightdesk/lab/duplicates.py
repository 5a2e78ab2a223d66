"""`nightdesk lab duplicates`: which earlier stories each story repeats, as a site would have said at that moment."""

from collections.abc import Iterator
from pathlib import Path

import click

from ..dossier.duplicates import Duplicates
from ..dossier.shingles import sketch
from ..terms.cutting import Cutting
from .stories import read_stories, refuse_one_file, write_lines


@click.command("duplicates")
@click.argument("stories", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
def COMMAND(stories: Path, out: Path) -> None:
    """Write a line `later id<TAB>earlier id<TAB>same|version|shares` for each pair of IN that repeats a text."""
    refuse_one_file(stories, out)
    write_lines(out, duplicate_lines(read_stories(stories)))


def duplicate_lines(stories: Iterator[Cutting]) -> Iterator[str]:
    """The lines, story by story, the most alike first."""
    duplicates = Duplicates()
    for story in stories:
        placed = duplicates.place(story.id, sketch(story.title, story.text, story.language), story.time, story.agency)
        for likeness in placed.likenesses:
            yield f"{story.id}\t{likeness.other}\t{likeness.kind}"
