"""A difference in words as pages print it: what went is struck, what came is marked, in the agency's face."""

from markupsafe import Markup

from .imprint import Imprint
from .word_diff import BlockChange, WordDiff

_MARKS = {"same": Markup("{}"), "gone": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>")}


def difference(imprint: Imprint, found: WordDiff, language: str, label: str) -> Markup:
    """The headline and the blocks that differ, as one group named `label`."""
    blocks = [Markup('<p class="h">{}</p>').format(_change(found.headline))] if found.headline else []
    blocks += [Markup("<p>{}</p>").format(_change(block)) for block in found.blocks]
    return Markup('<div class="diff wire" role="group" aria-label="{}"{}>{}</div>').format(
        label, imprint.in_language(language), Markup("\n").join(blocks)
    )


def legend(imprint: Imprint, version: str) -> Markup:
    """What struck and marked words are, beside a difference from that version."""
    say = imprint.words.log
    return Markup('<p class="fine"><del>{}</del> {} <ins>{}</ins> {}</p>').format(
        say.diff_struck, say.diff_struck_more.format(old=version), say.diff_marked, say.diff_marked_more
    )


def _change(block: BlockChange) -> Markup:
    printed: list[Markup] = []
    before = None
    for piece in block.pieces:
        if before is not None and before.kind == "gone" and piece.kind == "new":
            # At the start of a block, and at a point, no space stands between: the two would read as one word.
            printed.append(Markup("" if before.text.endswith(" ") or piece.text.startswith(" ") else " "))
        printed.append(_outside_spaces(piece.kind, piece.text))
        before = piece
    return Markup("").join(printed)


def _outside_spaces(kind: str, text: str) -> Markup:
    """The piece with the spaces at its ends outside of its mark: a marker pen does not begin before the word."""
    inner = text.strip(" ")
    if not inner:
        return Markup(text)
    start = text.index(inner)
    return text[:start] + _MARKS[kind].format(inner) + text[start + len(inner) :]
