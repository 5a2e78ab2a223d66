"""Draws the icons of the site, a lamp on its wire, into src/nightdesk/edition/icons/. Needs nothing but Python.

python scripts/make_icons.py
"""

import struct
import zlib
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/nightdesk/edition/icons"
NIGHT, WIRE, RING, LAMP = (15, 20, 27), (160, 172, 183), (221, 226, 230), (255, 200, 61)
LAMP_X, LAMP_Y, LAMP_RADIUS, RING_WIDTH, WIRE_WIDTH = 0.5, 0.4, 0.17, 0.03, 0.03

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#0F141B"/>\
<path d="M50 40V100" stroke="#A0ACB7" stroke-width="3"/>\
<circle cx="50" cy="40" r="18.5" fill="#FFC83D" stroke="#DDE2E6" stroke-width="3"/></svg>
"""

Colour = tuple[int, int, int]


def mix(under: Colour, over: Colour, share: float) -> Colour:
    """`over` laid on `under` with the given share of cover."""
    share = min(max(share, 0.0), 1.0)
    return tuple(round(a + (b - a) * share) for a, b in zip(under, over, strict=True))  # type: ignore[return-value]


def pixel(x: float, y: float, size: int) -> Colour:
    """The colour at one point; edges are softened over one pixel."""
    colour = NIGHT
    if y > LAMP_Y:
        colour = mix(colour, WIRE, (WIRE_WIDTH / 2 - abs(x - LAMP_X)) * size + 0.5)
    far = ((x - LAMP_X) ** 2 + (y - LAMP_Y) ** 2) ** 0.5
    colour = mix(colour, RING, (LAMP_RADIUS + RING_WIDTH - far) * size + 0.5)
    return mix(colour, LAMP, (LAMP_RADIUS - far) * size + 0.5)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size: int) -> bytes:
    """The icon as a PNG of size × size."""
    rows = b"".join(
        b"\0" + b"".join(bytes(pixel((x + 0.5) / size, (y + 0.5) / size, size)) for x in range(size))
        for y in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def main() -> None:
    """Write the vector and the three sizes that browsers and manifests ask for."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "icon.svg").write_text(SVG, "utf-8")
    for name, size in (("apple-touch-icon", 180), ("icon-192", 192), ("icon-512", 512)):
        (OUT / f"{name}.png").write_bytes(png(size))


if __name__ == "__main__":
    main()
