"""The pictures of a story, whole and with the agency's own caption and credit, outside of its text."""

from collections.abc import Sequence

import msgspec

from ..terms.picture import ShownPicture, credit_under
from ..terms.story import ShownStory
from .imprint import Imprint

SIZES = "(min-width: 40rem) 37rem, 100vw"
"""The measure of the text, and all of a phone."""
_FALLBACK = "image/jpeg"


class Figure(msgspec.Struct, frozen=True):
    """A picture as the template sets it. `lazy` is for what stands below the text."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    lazy: bool

    @property
    def sizes(self) -> str:
        """How wide it stands."""
        return SIZES


def figures_of(imprint: Imprint, story: ShownStory) -> Sequence[Figure]:
    """The first one stands above the text, the others below it."""
    alt = imprint.words.picture_from.format(agency=story.card.agency)
    return [_figure(one, alt, lazy=number > 0) for number, one in enumerate(story.pictures)]


def _figure(picture: ShownPicture, alt: str, *, lazy: bool) -> Figure:
    newer = [one for one in picture.prints if one.media_type != _FALLBACK]
    largest = picture.largest
    return Figure(
        src=largest.name,
        srcset=", ".join(f"{one.name} {one.width}w" for one in newer),
        width=largest.width,
        height=largest.height,
        alt=alt,
        caption=picture.caption,
        credit=credit_under(picture.caption, picture.credit),
        lazy=lazy,
    )


def linked_images(imprint: Imprint, story: ShownStory) -> list[dict[str, object]]:
    """The pictures in the terms of schema.org: whose they are, and what the agency says they show."""
    return [_linked(imprint, story, one) for one in story.pictures]


def _linked(imprint: Imprint, story: ShownStory, picture: ShownPicture) -> dict[str, object]:
    address = f"{imprint.site.url}{story.card.path}{picture.largest.name}"
    thing: dict[str, object] = {
        "@type": "ImageObject",
        "url": address,
        "contentUrl": address,
        "width": picture.largest.width,
        "height": picture.largest.height,
        "creditText": picture.credit or story.card.agency,
        "caption": picture.caption,
    }
    return {name: value for name, value in thing.items() if value}
