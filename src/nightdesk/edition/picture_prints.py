"""The files made of a picture for the web: whole, upright, in sRGB, in a few sizes, never larger than it came.

Nothing is cut off, drawn over or sharpened. Of what the file says about itself only who made it and whose it is stays:
where it was taken is nobody's business.
"""

import io
import warnings
from collections.abc import Iterator
from typing import Final

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, IptcImagePlugin

from ..terms.picture import Print

_WIDTHS: Final = (480, 960, 1600)
_APART: Final = 0.85
"""A file that is hardly smaller than the next one saves nobody anything."""
_WEBP_QUALITY: Final = 74
_JPEG_QUALITY: Final = 82
_LONGEST: Final = 1600
_MAKER = ((2, 80), (2, 85))
_RIGHTS = ((2, 116), (2, 110))
"""IPTC IIM 4.2: By-line and its title; Copyright Notice and Credit."""
_MOST_LETTERS: Final = 300


def prints(content: bytes, name: str) -> Iterator[tuple[Print, bytes]]:
    """Every file, the smallest first; the last one is the JPEG. `name` begins their names.

    Raises OSError or ValueError for bytes that cannot be read as a picture to their end.
    """
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as opened:
        if opened.format == "JPEG":
            opened.draft("RGB", (2 * _LONGEST, 2 * _LONGEST))  # the decoder halves it as often as it can
        facts = _facts(opened)
        upright = _in_srgb(ImageOps.exif_transpose(opened))  # first: what is converted has lost its orientation
    whole = _scaled(upright, min(1.0, _LONGEST / max(upright.size)))
    widths = [width for width in _WIDTHS if width < _APART * whole.width] + [whole.width]
    for width in widths:
        yield _made(_scaled(whole, width / whole.width), f"{name}-{width}.webp", "WEBP", facts)
    yield _made(whole, f"{name}.jpg", "JPEG", facts)


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    size = tuple(max(1, round(side * factor)) for side in picture.size)
    return picture if size == picture.size else picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Colours as every screen shows them; what is clear stands on white."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # sixteen bits of grey
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("RGBA", "LA", "P", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        picture = Image.new("RGB", clear.size, "white")
        picture.paste(clear, mask=clear.getchannel("A"))
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            picture = found or picture
        except ImageCms.PyCMSError:
            pass  # a broken profile, or one for another kind of picture: the colours as they are
    return picture.convert("RGB")


def _facts(picture: ImageFile.ImageFile) -> bytes:
    """Who made the picture and whose it is, as the file says, for the files made of it."""
    said, told = picture.getexif(), _iptc(picture)
    exif = Image.Exif()
    for tag, records in ((ExifTags.Base.Artist, _MAKER), (ExifTags.Base.Copyright, _RIGHTS)):
        text = said.get(tag) or next((told[record] for record in records if record in told), "")
        if isinstance(text, str) and text.strip("\0 "):
            exif[tag] = text.strip("\0 ")[:_MOST_LETTERS]
    return exif.tobytes() if len(exif) else b""


def _iptc(picture: ImageFile.ImageFile) -> dict[tuple[int, int], str]:
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, ValueError, KeyError, IndexError, TypeError, OSError):
        return {}
    return {record: value.decode("utf-8", "replace") for record, value in found.items() if isinstance(value, bytes)}


def _made(picture: Image.Image, name: str, kind: str, facts: bytes) -> tuple[Print, bytes]:
    into = io.BytesIO()
    if kind == "JPEG":
        picture.save(into, kind, quality=_JPEG_QUALITY, progressive=True, optimize=True, exif=facts)
    else:
        picture.save(into, kind, quality=_WEBP_QUALITY, method=4, exif=facts)
    return Print(name, f"image/{kind.lower()}", *picture.size), into.getvalue()
