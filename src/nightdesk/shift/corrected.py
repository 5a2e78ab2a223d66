"""The two texts that each correction lies between, while both may be read."""

from collections.abc import Sequence

from sqlalchemy import Connection

from ..store import correction as correction_table
from ..store import item as item_table
from ..store import leaf as leaf_table
from ..terms.version_text import VersionText

_COMPARED = 40

Texts = tuple[VersionText, VersionText]


def corrected_texts(connection: Connection, rows: Sequence[correction_table.Corrected]) -> list[Texts | None]:
    """(before, after) of each of the newest corrections; None where a leaf is closed, and for older ones."""
    newest = rows[:_COMPARED]
    leaves = leaf_table.of_stories(connection, list({row.story for row in newest}))
    pairs = [_pair(leaves[row.story], row) for row in newest]
    wanted = {id_ for pair in pairs if pair for id_ in pair}
    items = item_table.get(connection, sorted(wanted)) if wanted else {}

    def text(id_: int) -> VersionText:
        item = items[id_].item
        return VersionText(item.headline, item.body.blocks)

    found: list[Texts | None] = [(text(pair[0]), text(pair[1])) if pair else None for pair in pairs]
    return found + [None] * (len(rows) - len(found))


def _pair(entered: Sequence[leaf_table.Entered], row: correction_table.Corrected) -> tuple[int, int] | None:
    """The revisions before and after: the correction's leaf was entered in the sitting in which it was shown."""
    texts = [leaf for leaf in entered if leaf.n is not None]
    place = next((at for at, leaf in enumerate(texts) if leaf.kind == "correct" and leaf.at == row.shown), 0)
    if not place or texts[place].closed or texts[place - 1].closed:
        return None
    return texts[place - 1].item or 0, texts[place].item or 0
