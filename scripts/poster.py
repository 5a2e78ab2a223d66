"""A flat poster: layers of plain colour, gradients and soft light, drawn at twice its size and made smaller at the end.

No chance and no clock: the same calls give the same pixels. Needs Pillow.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

SCALE = 2
"""Pixels drawn for each pixel kept, along each side: edges are softened by the reduction."""

INK = "#11161C"
LAMP, WARM, EMBER, CREAM = "#FFC42E", "#FFDF94", "#E8743B", "#FFF3D6"
THREE_TWO, SIXTEEN_NINE, SQUARE, PORTRAIT = (1_600, 1_067), (1_600, 900), (1_600, 1_600), (1_067, 1_600)

Point = tuple[float, float]
Fill = str | tuple[str, ...]
"""A colour as #RRGGBB, or colours from top to bottom."""


class Brush:
    """Shapes of one layer, in pixels of the finished picture."""

    def __init__(self, mask: Image.Image) -> None:
        self._draw = ImageDraw.Draw(mask)

    def polygon(self, *points: Point) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255)

    def box(self, left: float, top: float, right: float, bottom: float, round_by: float = 0) -> None:
        place = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        self._draw.rounded_rectangle(place, radius=round_by * SCALE, fill=255)

    def oval(self, x: float, y: float, wide: float, high: float | None = None) -> None:
        """An oval about a point, given by its half axes; a disc where there is one."""
        high = wide if high is None else high
        place = ((x - wide) * SCALE, (y - high) * SCALE, (x + wide) * SCALE, (y + high) * SCALE)
        self._draw.ellipse(place, fill=255)

    def line(self, *points: Point, width: float = 3) -> None:
        self._draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=255, width=round(width * SCALE), joint="curve"
        )

    def arc(self, x: float, y: float, wide: float, high: float, begin: float, end: float, width: float = 3) -> None:
        """Part of an oval's line, in degrees clockwise from the right."""
        place = ((x - wide) * SCALE, (y - high) * SCALE, (x + wide) * SCALE, (y + high) * SCALE)
        self._draw.arc(place, begin, end, fill=255, width=round(width * SCALE))


class Poster:
    """A picture that grows layer by layer, the farthest first."""

    def __init__(self, width: int, height: int, ground: Fill) -> None:
        self.width, self.height = width, height
        self._image = _filled((width * SCALE, height * SCALE), ground)

    @contextmanager
    def layer(self, fill: Fill, *, alpha: float = 1.0, blur: float = 0.0) -> Iterator[Brush]:
        """All shapes drawn inside are laid on at once, so that they do not darken each other where they cross.

        Several colours run from the top of the shapes to their foot.
        """
        mask = Image.new("L", self._image.size, 0)
        yield Brush(mask)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        place = mask.getbbox()
        if place is None:
            return
        mask = mask.crop(place)
        if alpha < 1:
            mask = mask.point([round(value * alpha) for value in range(256)])
        self._image.paste(_filled(mask.size, fill), place[:2], mask)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.6) -> None:
        """Light that fades outward from a point."""
        side = round(radius * 2 * SCALE)
        fade = [
            round(255 * strength * max(0.0, 1 - value / 180) ** 2) for value in range(256)
        ]  # 180: the edge's middle
        mask = Image.radial_gradient("L").resize((side, side), Image.Resampling.BICUBIC).point(fade)
        corner = (round((x - radius) * SCALE), round((y - radius) * SCALE))
        self._image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def ridge(
        self, fill: Fill, base: float, height: float, *, seed: float, waves: float = 3.0, alpha: float = 1
    ) -> None:
        """Hills from edge to edge, `height` above and below `base`, filled down to the foot of the picture."""
        with self.layer(fill, alpha=alpha) as brush:
            top = [(x, base - height * _swell(x / self.width * waves, seed)) for x in range(-8, self.width + 16, 8)]
            brush.polygon((-8, self.height), *top, (self.width + 16, self.height))

    def ripples(self, colour: str, top: float, bottom: float, *, count: int, seed: int, alpha: float = 0.5) -> None:
        """Short level strokes on water, longer and farther apart towards the viewer."""
        with self.layer(colour, alpha=alpha) as brush:
            for number, x, y in spread(count, seed):
                depth = y**1.7
                long = 14 + 90 * depth * (0.4 + (number % 7) / 7)
                at, line = x * self.width, top + depth * (bottom - top)
                brush.box(at - long, line, at + long, line + 1 + 3.5 * depth, 2)

    def save(self, path: Path, most_bytes: int) -> int:
        """Write it as a JPEG of the best quality that fits; the quality."""
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        # Colour at half the detail is the smaller loss where a picture is full of small lights.
        for subsampling, lowest in (("4:4:4", 76), ("4:2:0", 50)):
            for quality in range(92, lowest, -2):
                small.save(path, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=subsampling)
                if path.stat().st_size <= most_bytes:
                    return quality
        raise ValueError(f"{path.name} is larger than {most_bytes} bytes at any quality that can be looked at")


def spread(count: int, seed: int) -> Iterator[tuple[int, float, float]]:
    """`count` points between 0 and 1 that look strewn and leave no holes: (number, x, y)."""
    for number in range(count):
        yield number, (seed * 0.137 + number * 0.754877666) % 1, (seed * 0.311 + number * 0.569840291) % 1


def windows(
    brush: Brush, left: float, top: float, columns: int, rows: int, step: tuple[float, float], size: float
) -> None:
    """A field of lit windows, some of them dark."""
    for row in range(rows):
        for column in range(columns):
            if (row * 7 + column * 5 + row * column) % 4:
                x, y = left + column * step[0], top + row * step[1]
                brush.box(x, y, x + size, y + size * 1.4)


def palm(brush: Brush, x: float, foot: float, height: float, lean: float) -> None:
    """A palm whose crown hangs to the side it leans to."""
    top_x, top_y = x + lean, foot - height
    width = height * 0.035
    brush.polygon((x - width, foot), (x + width, foot), (top_x + width * 0.6, top_y), (top_x - width * 0.6, top_y))
    for number in range(9):
        turn = math.radians(200 + number * 17.5) + lean / height * 0.9
        long = height * 0.42
        tip = (top_x + math.cos(turn) * long, top_y + math.sin(turn) * long * 0.6 + long * 0.34)
        back = (top_x + math.cos(turn) * long * 0.55, top_y + math.sin(turn) * long * 0.75)
        brush.polygon((top_x, top_y), back, tip, (back[0], back[1] + height * 0.07))


def _swell(x: float, seed: float) -> float:
    return (
        math.sin(x * 2.1 + seed) + 0.5 * math.sin(x * 5.3 + seed * 2.3) + 0.22 * math.sin(x * 12.7 + seed * 4.1)
    ) / 1.72


def _filled(size: tuple[int, int], fill: Fill) -> Image.Image:
    colours: Sequence[str] = (fill,) if isinstance(fill, str) else fill
    if len(colours) == 1:
        return Image.new("RGB", size, colours[0])
    # One row a colour, its centres where the colours belong, then drawn out.
    rows = Image.new("RGB", (1, 512))
    stops = [_rgb(colour) for colour in colours]
    for row in range(512):
        place = row / 511 * (len(stops) - 1)
        low = min(int(place), len(stops) - 2)
        mixed = [round(a + (b - a) * (place - low)) for a, b in zip(stops[low], stops[low + 1], strict=True)]
        rows.putpixel((0, row), (mixed[0], mixed[1], mixed[2]))
    return rows.resize(size, Image.Resampling.BICUBIC)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
