"""`nightdesk lab places`: the countries, Indian states and cities of each story of a file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..desk.dateline import opening, spots
from ..desk.gazetteer import gazetteer
from ..dossier.places import places_of
from ..dossier.places_found import PlaceBooks
from ..terms.cutting import Cutting
from .stories import read_stories, refuse_one_file, write_lines

_DEFAULT_HOME = "IN"


@click.command("places")
@click.argument("stories", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--home", metavar="XX", help="The agency's country; else the one most of the file's datelines are in.")
def COMMAND(stories: Path, out: Path, home: str | None) -> None:
    """Write `id<TAB>label` lines, the surest place of a story first: country:XX, state:IN-XX, city:slug."""
    refuse_one_file(stories, out)
    read = list(read_stories(stories))
    books = PlaceBooks(gazetteer(), spots, opening)
    write_lines(out, _lines(read, books, home or home_of(read, books)))


def home_of(stories: Iterable[Cutting], books: PlaceBooks) -> str:
    """The country that more than half of the datelines are in, as read without favour; else India."""
    counted: Counter[str] = Counter()
    for story in stories:
        for spot in books.spots(story.dateline)[:1] if story.dateline else ():
            city = books.gazetteer.find(spot.name, prior_country="")
            counted.update((city.country,) if city else ())
    if not counted:
        return _DEFAULT_HOME
    country, count = min(counted.items(), key=lambda one: (-one[1], one[0]))
    return country if 2 * count > counted.total() else _DEFAULT_HOME


def _lines(stories: Iterable[Cutting], books: PlaceBooks, home: str) -> Iterator[str]:
    for story in stories:
        for place in places_of(story, books, home):
            yield f"{story.id}\t{place.code}"
