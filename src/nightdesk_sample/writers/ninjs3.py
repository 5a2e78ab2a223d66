"""ninjs 3.1: names in camel case, `embargoedUntil`, `pubStatus`."""

from collections.abc import Sequence

from ..copy import Copy, PictureCopy
from .markup import html
from .newsml_g2 import medtops
from .ninjs1 import MEDIA_TOPICS, correction_signal, encode, measures, named


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The object of one take; what went before plays no part."""
    story = copy.story
    return encode(
        {
            "standard": {
                "name": "ninjs",
                "version": "3.1",
                "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
            },
            "uri": copy.guid,
            "type": "text",
            "representationType": "full",
            "profile": "text",
            "version": str(copy.take.version),
            "firstCreated": copy.created.isoformat(),
            "versionCreated": copy.issued.isoformat(),
            "embargoedUntil": copy.embargo.isoformat() if copy.embargo else None,
            "expires": copy.expires.isoformat() if copy.expires else None,
            "pubStatus": copy.status,
            "urgency": copy.urgency,
            "copyrightHolder": copy.agency.name,
            "copyrightNotice": f"© {copy.created:%Y} {copy.agency.name}",
            "edNote": copy.desk_note or None,
            "signal": correction_signal(copy),
            "language": story.language,
            "located": story.place or None,
            "by": copy.byline or None,
            "slugline": story.slugline,
            "headlines": [{"role": "main", "contentType": "text/plain", "value": copy.headline}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": html(copy.blocks)}],
            "people": named(story.people),
            "organisations": named(story.organisations),
            "places": named((story.place,) if story.place else ()),
            "subjects": [{"uri": f"{MEDIA_TOPICS}{code}"} for code in medtops(story.medtop)]
            + [{"name": story.section, "rel": "section"}],
            "infoSources": [{"name": copy.agency.code}],
            "associations": [_picture(picture, number) for number, picture in enumerate(copy.pictures, 1)],
        }
    )


def _picture(picture: PictureCopy, number: int) -> dict[str, object]:
    return {
        "name": f"picture-{number}",
        "uri": picture.guid,
        "type": "picture",
        "pubStatus": "usable",
        "by": picture.credit,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": picture.headline}],
        "descriptions": [{"role": "caption", "contentType": "text/plain", "value": picture.caption}],
        "renditions": [{"name": "original", "href": picture.href, "contentType": "image/jpeg", **_measures(picture)}],
    }


def _measures(picture: PictureCopy) -> dict[str, int]:
    return {"sizeInBytes" if name == "sizeinbytes" else name: value for name, value in measures(picture).items()}
