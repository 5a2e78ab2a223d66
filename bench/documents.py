"""Realistic documents of a given size, in the words of the sample agencies."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import count

from nightdesk_sample.copy import Copy, make_copy
from nightdesk_sample.day import sample_agencies, sample_midnight, sample_stories
from nightdesk_sample.story import NOTICES, Block
from nightdesk_sample.writers import WRITERS


@lru_cache
def copies() -> tuple[Copy, ...]:
    """The English copy of the sample agencies, each story once, in the order in which they are written down."""
    agencies = {one.slug: one for one in sample_agencies()}
    found = []
    for story in sample_stories():
        take = next((take for take in story.takes if take.kind not in NOTICES and take.blocks), None)
        if take is not None and story.language.startswith("en"):
            found.append(make_copy(agencies[story.agency], story, take, sample_midnight()))
    return tuple(found)


def document(format_: str, size_bytes: int) -> bytes:
    """One item whose text goes on until the document has about that size."""
    blocks: list[Block] = []
    for copy in copies():
        for block in copy.blocks:
            blocks.append(block)
            content = WRITERS[format_].write(_with(copies()[0], blocks), ())
            if len(content) >= size_bytes:
                return content
    raise AssertionError("the sample stories together are longer than any document of the benches")


def feed(format_: str, items: int, size_bytes: int) -> bytes:
    """A feed of so many items, their texts drawn out until it has about that size."""
    for paragraphs in range(2, 40):
        window = [_with(copy, _text(number, paragraphs)) for number, copy in enumerate(copies()[:items])]
        content = WRITERS[format_].write(window[0], window[1:])
        if len(content) >= size_bytes:
            return content
    raise AssertionError("forty paragraphs an item are longer than any feed of the benches")


def _text(number: int, paragraphs: int) -> list[Block]:
    plain = [block for copy in copies()[number:] + copies()[:number] for block in copy.blocks if block.kind == "p"]
    return plain[:paragraphs]


def _with(copy: Copy, blocks: list[Block]) -> Copy:
    return replace(copy, blocks=tuple(blocks), take=replace(copy.take, blocks=tuple(blocks)))


def with_inline_markup(content: bytes) -> bytes:
    """Every fourth paragraph begins with an emphasised word, as real copy has it: no parser may live on plain text."""
    turn = count()
    return _FIRST_WORD.sub(lambda found: b"<p><em>%s</em>" % found[1] if next(turn) % 4 == 0 else found[0], content)


_FIRST_WORD = re.compile(rb"<p>([A-Za-z]+)")
