"""`nightdesk lab related`: for each story the earlier ones it would list, as a site would have at that moment."""

from collections.abc import Iterator
from pathlib import Path

import click

from ..dossier.duplicates import Duplicates
from ..dossier.related import Folding, Library
from ..dossier.shingles import sketch
from ..terms.cutting import Cutting
from .stories import read_stories, refuse_one_file, write_lines

_MOST = 10


@click.command("related")
@click.argument("stories", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
def COMMAND(stories: Path, out: Path) -> None:
    """Write a line `id<TAB>earlier id<TAB>score` for each story of IN and each that it would list, best first."""
    refuse_one_file(stories, out)
    write_lines(out, related_lines(read_stories(stories)))


def related_lines(stories: Iterator[Cutting]) -> Iterator[str]:
    """The lines, story by story. The same story is listed once; of a thread all may be, to be judged."""
    library, duplicates = Library(), Duplicates()
    folding = Folding(same=lambda one, other: other in duplicates.group(one))
    for number, story in enumerate(stories):
        duplicates.place(story.id, sketch(story.title, story.text, story.language), story.time, story.agency)
        for found in library.related(library.add(story, number), _MOST, folding=folding):
            yield f"{story.id}\t{found.id}\t{found.score:.6f}"
