"""Recognise a picture by its first bytes, and read its head: nothing is decoded here."""

import io
import warnings
from typing import Final

from ..errors import BrokenDelivery
from ..terms.picture import PictureHead

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_MEDIA_TYPES: Final = {"MPO": "image/jpeg"} | {name: f"image/{name.lower()}" for name in _FORMATS}
"""A JPEG of several frames, as some cameras write it, is an MPO to the library: the first one is the picture."""
MOST_PIXELS: Final = 60_000_000
"""A picture of more is not made into prints: unpacked it would take more memory than the desk has to spare."""
_ORIENTATION: Final = 0x0112
_TURNED: Final = ("JPEG", "MPO", "WEBP")
"""Of the others the library decodes the whole picture to tell."""
_LYING = range(5, 9)
"""The EXIF orientations (CIPA DC-008 4.6.4) in which rows and columns change places."""


def is_picture(content: bytes) -> bool:
    """True for JPEG, PNG, GIF and WebP."""
    return (
        content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"))
        or content[:4] + content[8:12] == b"RIFFWEBP"
    )


def picture_head(content: bytes) -> PictureHead:
    """Its kind and size. Raises BrokenDelivery for what begins like a picture and is none, or is too large a one."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # most sites take in no pictures

    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content), formats=_FORMATS) as found,
        ):
            (width, height), kind = found.size, found.format or ""
            lies = kind in _TURNED and found.getexif().get(_ORIENTATION) in _LYING
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise BrokenDelivery("picture", f"not a picture that can be shown: {error}") from error
    except (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, OverflowError) as error:
        raise BrokenDelivery("picture", f"a broken picture ({error}); the agency must send it again") from error
    if not 0 < width * height <= MOST_PIXELS:
        raise BrokenDelivery(
            "picture", f"{width} by {height} pixels: at most {MOST_PIXELS} in all; the agency must send a smaller one"
        )
    return PictureHead(_MEDIA_TYPES[kind], *((height, width) if lies else (width, height)))
