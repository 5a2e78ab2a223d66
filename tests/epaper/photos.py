"""Pictures for the paper, drawn: a lamp in a sky over hills; the red edge shows whether any of it is missing."""

import io
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from itertools import cycle
from random import Random

import msgspec
import pytest

from nightdesk.terms.issue import PaperPicture, PaperStory

SHAPES = ((1500, 1000), (1600, 900), (1500, 1000), (1200, 1200), (1000, 1500), (1500, 1000), (1600, 900), (1200, 1500))
"""In pixels: three by two, wide, square, upright."""
CAPTION = "The lamps of the old town seen from the river on Sunday evening, with the hills of the range behind them."
CREDIT = "Photo: A. Kale / Peninsula"


def a_photo(number: int = 0, width: int = 1500, height: int = 1000, **changed: object) -> PaperPicture:
    """One picture of that size in pixels."""
    content = _jpeg(number, width, height)
    values: dict[str, object] = {
        "seal": sha256(content).hexdigest(),
        "caption": CAPTION,
        "credit": CREDIT,
        "width": width,
        "height": height,
        "content": content,
        **changed,
    }
    return PaperPicture(**values)  # type: ignore[arg-type]


def with_photos(stories: Iterable[PaperStory], count: int) -> list[PaperStory]:
    """The stories, the first so many of them with a picture, of all shapes in turn."""
    photos = cycle(a_photo(number, *shape) for number, shape in enumerate(SHAPES))
    return [
        msgspec.structs.replace(story, picture=next(photos)) if at < count else story
        for at, story in enumerate(stories)
    ]


@cache
def _jpeg(number: int, width: int, height: int) -> bytes:
    draw = pytest.importorskip("PIL.ImageDraw", reason="Pillow draws the pictures, and is not installed")
    image = pytest.importorskip("PIL.Image")
    chance = Random(number)
    sky = image.linear_gradient("L").resize((width, height)).point(lambda light: 110 + light // 2)
    blue = chance.randint(0, 60)
    made = image.merge(
        "RGB", [sky.point(lambda light: light - blue), sky, sky.point(lambda light: min(255, light + 30))]
    )
    pen = draw.Draw(made)
    x, y, radius = chance.randint(width // 4, 3 * width // 4), height // 4, min(width, height) // 12
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(255, 196, 46))
    for ridge in range(4):
        level = height * (5 + ridge) // 10
        tops = [(step * width // 24, level + chance.randint(-height // 14, height // 14)) for step in range(25)]
        dark = 120 - 28 * ridge
        pen.polygon([(0, height), *tops, (width, height)], fill=(dark - 10, dark, dark + 12))
    pen.rectangle((0, 0, width - 1, height - 1), outline=(200, 30, 30), width=4)
    held = io.BytesIO()
    made.save(held, "JPEG", quality=85)
    return held.getvalue()
