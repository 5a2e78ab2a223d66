"""The pictures that go with the stories: their files, how a take names them, and what is sent of them beside the text.

The files are drawn by `scripts/draw_sample_pictures.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from .copy import Copy, PictureCopy, Status
from .plan import Cell
from .sending import Sending
from .story import NOTICES, Picture, Story
from .writers import newsml_g2

FORMAT = "jpeg"
"""What a picture's own bytes are called among the formats of sendings."""

CARRIERS = ("newsml-g2", "nitf", "ninjs1", "ninjs2", "ninjs3", "rss2")
"""Formats whose writers name pictures."""

_NAMELESS = NOTICES | {"alert"}


def illustrated(copy: Copy, cell: Cell) -> Copy:
    """The copy with the pictures that its take names, as they can be had over the cell's wire."""
    named = tuple(_picture_copy(picture, copy, cell) for picture in copy.story.pictures if _names(copy, picture))
    return replace(copy, pictures=named) if named else copy


def picture_sendings(story: Story, copies: Sequence[Copy], cell: Cell) -> Iterator[Sending]:
    """Everything that is sent of the story's pictures beside its takes, which go out as `copies` in `cell`."""
    for picture in story.pictures:
        first = next((copy for copy in copies if _names(copy, picture)), None)
        if first is not None:
            yield from _sendings(picture, first, cell)


def _sendings(picture: Picture, first: Copy, cell: Cell) -> Iterator[Sending]:
    named = _picture_copy(picture, first, cell)
    at = first.issued + timedelta(minutes=picture.comes or 0)
    if cell.format == "newsml-g2":
        yield _item(named, first, cell, at, version=1)
        if picture.killed is not None:
            yield _item(named, first, cell, at + timedelta(minutes=picture.killed), version=2)
    if picture.comes is not None:
        yield _file(picture, named, cell, at)


def _file(picture: Picture, named: PictureCopy, cell: Cell, at: datetime) -> Sending:
    polled = cell.offer.transport == "http"
    return Sending(
        at=at,
        # An agency that pushes its texts brings its pictures to the folder.
        wire=cell.offer.name if polled else cell.offer.agency.slug,
        transport="http" if polled else "folder",
        format=FORMAT,
        event="picture",
        name=f"/pictures/{picture.file}" if polled else picture.file,
        media_type="image/jpeg",
        content=picture_bytes(picture.file),
        expect="unseen" if polled else "picture",  # at the counter it is no document: who wants it asks for it
        guid=named.guid,
        version=1,
    )


def _item(named: PictureCopy, first: Copy, cell: Cell, at: datetime, *, version: int) -> Sending:
    killed = version > 1
    status: Status = "canceled" if killed else "usable"
    name = f"{at:%d%H%M}-{named.guid.rpartition(':')[2]}-v{version}"
    by_transport = {"folder": f"{name}.xml", "push": f"msg_{cell.offer.name}-{name}", "http": f"/{cell.offer.name}"}
    return Sending(
        at=at,
        wire=cell.offer.name,
        transport=cell.offer.transport,
        format="newsml-g2",
        event="picture-kill" if killed else "picture-item",
        name=by_transport[cell.offer.transport],
        media_type="application/vnd.iptc.g2.newsitem+xml",
        content=newsml_g2.write_picture(first, named, issued=at, version=version, status=status),
        expect="killed" if killed else "held",  # kept for the stories that name it
        guid=named.guid,
        version=version,
        headline="" if killed else named.headline,
    )


def _names(copy: Copy, picture: Picture) -> bool:
    return copy.take.version >= picture.version and copy.take.kind not in _NAMELESS


def _picture_copy(picture: Picture, copy: Copy, cell: Cell) -> PictureCopy:
    base = f"https://wire.{copy.agency.slug}.example/pictures/" if cell.offer.transport == "http" else ""
    named = PictureCopy(
        guid=f"{copy.guid.rpartition(':')[0]}:picture-{picture.file.partition('.')[0]}",
        href=base + picture.file,
        headline=picture.headline,
        caption=picture.caption,
        credit=picture.credit,
    )
    if picture.comes is None:
        return named
    content = picture_bytes(picture.file)
    width, height = jpeg_size(content)
    return replace(named, width=width, height=height, size=len(content))


def pictures_folder() -> Path:
    """Where the pictures that come with this package lie."""
    return Path(__file__).parent / "pictures"


@lru_cache
def picture_bytes(file: str) -> bytes:
    """A picture of this package."""
    return (pictures_folder() / file).read_bytes()


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the frame header says. Raises ValueError for what is no JPEG."""
    at = 2
    while content[:2] == b"\xff\xd8" and content[at : at + 1] == b"\xff" and at + 9 <= len(content):
        if content[at + 1] in _FRAMES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    raise ValueError("no frame of a JPEG is in these bytes")


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
