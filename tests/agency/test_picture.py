"""Pictures are known by their first bytes, and nothing in them is decoded before a process of its own does it."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nightdesk.agency.picture import MOST_PIXELS, is_picture, picture_head
from nightdesk.errors import BrokenDelivery
from nightdesk.terms.picture import PictureHead
from picture_wires import jpeg


def png(width: int, height: int) -> bytes:
    """The head of a PNG that says it has that size: what follows is never looked at."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + crc + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"


def test_the_head_says_kind_and_size() -> None:
    assert picture_head(jpeg(600, 400)) == PictureHead("image/jpeg", 600, 400)
    assert picture_head(png(30, 20)) == PictureHead("image/png", 30, 20)


def test_a_picture_taken_on_its_side_has_the_size_a_reader_sees() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert picture_head(jpeg(600, 400, exif=exif.tobytes())) == PictureHead("image/jpeg", 400, 600)


@pytest.mark.parametrize("side", [60_000, 2**31 - 1])
def test_a_bomb_is_refused_by_its_head(side: int) -> None:
    with pytest.raises(BrokenDelivery, match=r"pixel"):
        picture_head(png(side, MOST_PIXELS // 1000))


def test_what_only_begins_like_a_picture_is_named() -> None:
    for head in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP"):
        with pytest.raises(BrokenDelivery):
            picture_head(head + b"and nothing more")


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_break_the_reader(noise: bytes, at: int) -> None:
    content = jpeg(40, 30)[:at] + noise
    if is_picture(content):
        try:
            head = picture_head(content)
        except BrokenDelivery:
            return
        assert head.width * head.height > 0
