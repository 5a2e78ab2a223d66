"""Realistic documents of a given size, in the words of the sample agencies."""

import json
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
    """The English copy of the sample agencies without its tables, each story once, in the order of their files."""
    agencies = {one.slug: one for one in sample_agencies()}
    found = []
    for story in sample_stories():
        take = next((take for take in story.takes if take.kind not in NOTICES and take.blocks), None)
        if take is not None and story.language.startswith("en"):
            copy = make_copy(agencies[story.agency], story, take, sample_midnight())
            found.append(_with(copy, [block for block in copy.blocks if block.kind not in _TABULAR]))
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


def rich_ninjs(size_bytes: int) -> bytes:
    """A ninjs document as picture-led agencies send it: somewhat less than half of it is body, the rest facts."""
    value = json.loads(document("ninjs3", size_bytes * 2 // 5))
    value["descriptions"] = [{"role": "summary", "contentType": "text/plain", "value": copies()[0].texts[0]}]
    value["associations"] = []
    for number, copy in enumerate(copies()):
        value["subjects"].append(
            {"uri": f"http://cv.iptc.org/newscodes/mediatopic/2000{number:04}", "name": copy.headline}
        )
        value["associations"].append(_picture(copy, number))
        content = json.dumps(value, ensure_ascii=False).encode()
        if len(content) >= size_bytes:
            return content
    raise AssertionError("there are fewer stories than a document of that size has pictures")


def _picture(copy: Copy, number: int) -> dict[str, object]:
    address = f"https://pictures.example/{copy.guid.rpartition(':')[2]}"
    sizes = (("original", 4_000), ("large", 1_600), ("medium", 800), ("thumbnail", 160))
    renditions = [
        {"name": name, "href": f"{address}/{name}.jpg", "contentType": "image/jpeg", "width": size, "height": size // 2}
        for name, size in sizes
    ]
    caption = {"role": "caption", "contentType": "text/plain", "value": copy.headline}
    return {
        "name": f"picture{number}", "uri": f"{copy.guid}:picture", "type": "picture", "version": "1",
        "pubStatus": "usable", "headlines": [{"role": "main", "value": copy.headline}], "descriptions": [caption],
        "by": copy.byline, "renditions": renditions,
    }  # fmt: skip


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


_TABULAR = ("row",)
_FIRST_WORD = re.compile(rb"<p>([A-Za-z]+)")
