"""Counting lines: every paragraph and headline is set once at the paper's width, by the typesetter itself."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from ..terms.issue import LeftOut, PaperPicture
from .copy import Copy, Role
from .geometry import SIZE, STEP, Paper
from .headlines import lines_of, words_of, words_to_set
from .plate import Plate, heights_of, plate_of, words_under
from .type_sizes import (
    BOLD_ABOVE,
    CAPTION,
    CONTINUED,
    FRONT_LEAD,
    LEADING,
    ORDINARY,
    caption_pitch,
    head_leading,
    is_devanagari,
    language_of_print,
    line_steps,
)
from .typesetter import Typesetter

_TOO_WIDE: Final = "a word of it is wider than a column"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be measured: a `Copy` without its counts. It may stand on the front page (`front`), or lead another
    (`leads`): with its `picture`, as a story of less weight may not."""

    story: str
    headline: str
    byline: str
    language: str
    paragraphs: tuple[str, ...]
    roles: tuple[Role, ...]
    weight: float = 0.0
    ours: bool = False
    front: bool = False
    leads: bool = False
    picture: PaperPicture | None = None


def style_of(language: str, *, ours: bool = False) -> dict[str, Any]:
    """How a language is set, as the sheets want it: `line` the height of a line in points, `lead` that of a headline's
    in sizes."""
    return {
        "lang": language.partition("-")[0].casefold() or "en",
        "devanagari": is_devanagari(language),
        "line": line_steps(language) * STEP,
        "lead": head_leading(language),
        "ours": ours,
    }


def caption_style(plate_words: tuple[str, str], language: str) -> dict[str, Any]:
    """What is said under a picture, as the sheets want it: `lead` is the room between two lines of it, in points."""
    caption, credit = plate_words
    return {
        "caption": caption,
        "credit": f" {credit}" if caption and credit else credit,
        "lang": language.partition("-")[0].casefold() or "en",
        "lead": caption_pitch(language) - CAPTION,
    }


def measured(typesetter: Typesetter, paper: Paper, drafts: Sequence[Draft]) -> tuple[list[Copy], list[LeftOut]]:
    """The drafts with their lines counted, and those that no column can hold."""
    spans = {columns: paper.span_points(columns) for columns in range(1, paper.columns + 1)}
    faces = _faces(drafts)
    asked = {
        "column": spans[1],
        "widths": list(spans.values()),
        "faces": [{**style, "size": size, "words": words} for style, size, words in faces.values()],
        "copies": [
            {
                **style_of(draft.language, ours=draft.ours),
                "headline": draft.headline,
                "byline": draft.byline,
                "blocks": draft.paragraphs,
                "roles": draft.roles,
                "heads": []
                if words_of(draft.headline)
                else [(spans[columns], size) for columns, size in _sizes(paper, draft)],
                "longest": _long_words(draft, spans[1]),
                "picture": _caption_asked(paper, draft),
            }
            for draft in drafts
        ],
    }
    found = typesetter.measure(msgspec.json.encode(asked))
    ems = {
        face: {word: width / size for word, width in zip(words, widths, strict=True)}
        for (face, (_, size, words)), widths in zip(faces.items(), found["faces"], strict=True)
    }
    copies, left_out = [], []
    for draft, counted in zip(drafts, found["copies"], strict=True):
        if any(width > spans[1] for width in counted["wide"]):
            left_out.append(LeftOut(draft.story, _TOO_WIDE))
            continue
        sizes, words = _sizes(paper, draft), words_of(draft.headline)
        heads = (
            [lines_of(words, ems[_face(draft, size)], spans[columns], size) for columns, size in sizes]
            if words
            else map(int, counted["heads"])
        )
        copies.append(
            Copy(
                story=draft.story,
                headline=draft.headline,
                byline=draft.byline,
                language=draft.language,
                paragraphs=draft.paragraphs,
                roles=draft.roles,
                blocks=tuple(map(int, counted["blocks"])),
                heads=dict(zip(sizes, heads, strict=True)),
                bylines={columns: int(lines) for columns, lines in zip(spans, counted["bylines"], strict=True)},
                weight=draft.weight,
                ours=draft.ours,
                plate=_plate(paper, draft, counted["captions"]),
            )
        )
    return copies, left_out


def _heights(paper: Paper, draft: Draft) -> dict[int, float]:
    return heights_of(paper, draft.picture) if draft.picture and (draft.front or draft.leads) else {}


def _caption_language(draft: Draft, picture: PaperPicture) -> str:
    return language_of_print(draft.language, [picture.caption])


def _caption_asked(paper: Paper, draft: Draft) -> dict[str, Any] | None:
    heights = _heights(paper, draft)
    if not heights or draft.picture is None:
        return None
    said = words_under(draft.picture)
    return {
        **caption_style(said, _caption_language(draft, draft.picture)),
        "widths": [paper.span_points(columns) for columns in heights],
        "longest": [word for text in said for word in text.split() if len(word) * CAPTION > paper.column],
    }


def _plate(paper: Paper, draft: Draft, counted: Mapping[str, Any] | None) -> Plate | None:
    """Its picture, over the widths that are wide enough for each word under it."""
    if counted is None or draft.picture is None:
        return None
    heights, widest = _heights(paper, draft), max(counted["wide"], default=0.0)
    lines = {
        columns: int(lines)
        for columns, lines in zip(heights, counted["lines"], strict=True)
        if widest <= paper.span_points(columns)
    }
    return plate_of(draft.picture, _caption_language(draft, draft.picture), heights, lines)


def _face(draft: Draft, size: float) -> tuple[str, bool, bool]:
    return draft.language, draft.ours, size > BOLD_ABOVE


def _faces(drafts: Sequence[Draft]) -> dict[tuple[str, bool, bool], tuple[dict[str, Any], float, list[str]]]:
    """The faces that headlines are set in: the style, a size of that weight, the words to set in it."""
    told: dict[tuple[str, bool, bool], list[str]] = {}
    for draft in drafts:
        for size in (BOLD_ABOVE, BOLD_ABOVE + 1) if draft.front or draft.leads else (BOLD_ABOVE,):
            told.setdefault(_face(draft, size), []).append(draft.headline)
    return {
        (language, ours, bold): (style_of(language, ours=ours), BOLD_ABOVE + bold, words_to_set(headlines))
        for (language, ours, bold), headlines in told.items()
    }


def _sizes(paper: Paper, draft: Draft) -> list[tuple[int, float]]:
    """The widths and sizes that the headline may come to have: each costs a line of measuring."""
    tables: list[Mapping[int, tuple[float, ...]]] = []
    if draft.headline:
        tables += [ORDINARY, LEADING] if draft.leads and not draft.ours else [ORDINARY]
    if draft.front:
        tables += [dict.fromkeys((1, 2), (CONTINUED,)), dict.fromkeys((2, 3), FRONT_LEAD)]
    found = {(columns, size) for table in tables for columns, sizes in table.items() for size in sizes}
    return sorted(one for one in found if one[0] < paper.columns)


def _long_words(draft: Draft, column: float) -> list[tuple[str, float]]:
    """The words that may be wider than a column, each with its size: those of a headline at that of one column."""
    heads = ORDINARY[1][-1]
    sized = [(word, SIZE) for text in (*draft.paragraphs, draft.byline) for word in text.split()]
    sized += [(word, heads) for word in draft.headline.split()]
    return sorted({(word, size) for word, size in sized if len(word) * size > column})
