"""Prints are the whole picture, upright, and tell nothing but whose it is."""

import io

import pytest
from PIL import Image, ImageCms

from nightdesk.agency.picture import picture_head
from nightdesk.edition.picture_prints import prints
from nightdesk.terms.picture import PictureHead
from picture_wires import jpeg

GPS, ARTIST, RIGHTS, TURNED = 0x8825, 0x013B, 0x8298, 0x0112


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_sizes_are_for_phones_and_desks_and_never_larger_than_the_picture() -> None:
    made = [one for one, _ in prints(jpeg(3000, 2000), "picture-x")]
    assert [(one.name, one.width, one.height) for one in made] == [
        ("picture-x-480.webp", 480, 320), ("picture-x-960.webp", 960, 640), ("picture-x-1600.webp", 1600, 1067),
        ("picture-x.jpg", 1600, 1067),
    ]  # fmt: skip
    assert [one.width for one, _ in prints(jpeg(300, 500), "x")] == [300, 300]


def test_what_they_say_is_what_they_are() -> None:
    for one, content in prints(jpeg(1000, 700), "x"):
        picture = opened(content)
        assert (picture.size, f"image/{(picture.format or '').lower()}") == ((one.width, one.height), one.media_type)


@pytest.mark.parametrize("profile", [b"", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()])
def test_a_picture_taken_on_its_side_stands_upright(profile: bytes) -> None:
    exif = Image.Exif()
    exif[TURNED] = 6
    (*_, (one, content)) = prints(jpeg(600, 400, exif=exif.tobytes(), icc_profile=profile), "x")
    assert (one.width, one.height) == (400, 600)
    assert TURNED not in opened(content).getexif()


def test_only_the_maker_and_the_rights_stay_of_what_the_file_says() -> None:
    exif = Image.Exif()
    exif[ARTIST], exif[RIGHTS] = "A. Photographer", "(c) EWS"
    exif.get_ifd(GPS)[1] = "N"
    for _, content in prints(jpeg(600, 400, exif=exif.tobytes()), "x"):
        said = opened(content).getexif()
        assert (said[ARTIST], said[RIGHTS]) == ("A. Photographer", "(c) EWS")
        assert GPS not in said


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "CMYK", "I;16"])
def test_every_kind_of_colour_can_be_shown(mode: str) -> None:
    into = io.BytesIO()
    source = opened(jpeg(64, 48))
    grey = source.convert("L").point(lambda value: value * 256, "I").convert("I;16") if mode == "I;16" else None
    (grey or source.convert(mode, palette=Image.Palette.ADAPTIVE)).save(into, "TIFF" if mode == "CMYK" else "PNG")
    if mode == "CMYK":
        into = io.BytesIO()
        source.convert("CMYK").save(into, "JPEG")
    (*_, (_, content)) = prints(into.getvalue(), "x")
    there = opened(content).convert("RGB").getpixel((2, 2))
    wanted = source.convert("L" if mode in ("L", "LA", "1", "I;16") else "RGB").convert("RGB").getpixel((2, 2))
    if mode != "1":
        assert all(abs(one - two) < 24 for one, two in zip(there, wanted, strict=True))


def test_what_is_clear_stands_on_white() -> None:
    into = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(into, "PNG")
    (*_, (_, content)) = prints(into.getvalue(), "x")
    assert min(opened(content).convert("RGB").getpixel((20, 20))) > 250


def test_the_same_picture_gives_the_same_files() -> None:
    assert list(prints(jpeg(700, 500), "x")) == list(prints(jpeg(700, 500), "x"))


def test_half_a_picture_is_none() -> None:
    with pytest.raises(OSError, match="truncated"):
        list(prints(jpeg(700, 500)[:2000], "x"))


def test_of_several_frames_the_first_is_the_picture() -> None:
    into = io.BytesIO()
    first, second = opened(jpeg(600, 400)), opened(jpeg(600, 400, "#7a3535"))
    first.save(into, "MPO", save_all=True, append_images=[second])
    assert picture_head(into.getvalue()) == PictureHead("image/jpeg", 600, 400)
    (*_, (one, _)) = prints(into.getvalue(), "x")
    assert (one.width, one.height, one.media_type) == (600, 400, "image/jpeg")
