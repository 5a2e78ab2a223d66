"""Pictures: bytes that came as one, what an item says of it, and what a story's page shows."""

import msgspec


class PictureHead(msgspec.Struct, frozen=True):
    """What the head of a picture's bytes says: its media type and its size in pixels as a reader sees it."""

    media_type: str
    width: int
    height: int


class Wanted(msgspec.Struct, frozen=True):
    """A picture that an item says belongs to it, with the agency's caption and credit.

    `hrefs` are its renditions as sent, the one to take first; `guid` is its own, "" where the item gives none.
    """

    hrefs: tuple[str, ...]
    caption: str = ""
    credit: str = ""
    guid: str = ""


class Print(msgspec.Struct, frozen=True):
    """One file made of a picture, beside the story's page: its name there, media type and size in pixels."""

    name: str
    media_type: str
    width: int
    height: int


class ShownPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture as a story's page shows it: `seal` is the SHA-256 of the bytes as the agency sent them.

    `source` is the story that the picture's own item is, "" for none: when that may not be shown, nor may this.
    `prints` are its files, the smallest first; the last one is the JPEG for whoever reads nothing newer.
    """

    seal: str
    source: str = ""
    caption: str = ""
    credit: str = ""
    prints: tuple[Print, ...]

    @property
    def largest(self) -> Print:
        """The JPEG."""
        return self.prints[-1]


def credit_under(caption: str, credit: str) -> str:
    """The credit as it stands behind a caption: "" where the caption ends with it already."""
    end = caption.rstrip(" .)]")
    said = end.endswith(credit) and not end[: -len(credit) or None][-1:].isalnum()
    return "" if said and credit else credit
