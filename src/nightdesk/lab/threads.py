"""`nightdesk lab threads`: each story's thread, as the last story of the file leaves it."""

from collections.abc import Iterator
from pathlib import Path

import click

from ..dossier.features import features_of
from ..dossier.threads import Threads
from ..dossier.threads_acts import Merged, Parted
from ..terms.cutting import Cutting
from .stories import read_stories, refuse_one_file, write_lines


@click.command("threads")
@click.argument("stories", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
def COMMAND(stories: Path, out: Path) -> None:
    """Write a line `id<TAB>thread` for each story of IN."""
    refuse_one_file(stories, out)
    write_lines(out, thread_lines(read_stories(stories)))


def thread_lines(stories: Iterator[Cutting]) -> Iterator[str]:
    """The lines, in the order of the stories; later merging and parting has been followed."""
    threads = Threads()
    put: dict[str, str] = {}
    for story in stories:
        placing = threads.place(features_of(story), story)
        put[story.id] = placing.thread
        for act in placing.acts:
            if isinstance(act, Parted):
                put.update(dict.fromkeys(act.stories, act.new))
            elif isinstance(act, Merged):
                put.update({one: act.into for one, thread in put.items() if thread == act.thread})
    for story_id, thread in put.items():
        yield f"{story_id}\t{thread}"
