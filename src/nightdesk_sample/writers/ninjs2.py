"""ninjs 2.2: arrays of headlines and bodies, names still in lower case."""

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
                "version": "2.2",
                "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json",
            },
            "uri": copy.guid,
            "type": "text",
            "representationtype": "full",
            "profile": "text",
            "version": str(copy.take.version),
            "firstcreated": copy.created.isoformat(),
            "versioncreated": copy.issued.isoformat(),
            "embargoed": copy.embargo.isoformat() if copy.embargo else None,
            "expires": copy.expires.isoformat() if copy.expires else None,
            "pubstatus": copy.status,
            "urgency": copy.urgency,
            "copyrightholder": copy.agency.name,
            "copyrightnotice": f"© {copy.created:%Y} {copy.agency.name}",
            "ednote": copy.desk_note or None,
            "signal": correction_signal(copy),
            "language": story.language,
            "located": story.place or None,
            "by": copy.byline or None,
            "slugline": story.slugline,
            "headlines": [{"role": "main", "contenttype": "text/plain", "value": copy.headline}],
            "bodies": [{"role": "main", "contenttype": "text/html", "value": html(copy.blocks)}],
            "people": named(story.people),
            "organisations": named(story.organisations),
            "places": named((story.place,) if story.place else ()),
            "subjects": [{"uri": f"{MEDIA_TOPICS}{code}"} for code in medtops(story.medtop)]
            + [{"name": story.section, "rel": "section"}],
            "infosources": [{"name": copy.agency.code}],
            "associations": [_picture(picture, number) for number, picture in enumerate(copy.pictures, 1)],
        }
    )


def _picture(picture: PictureCopy, number: int) -> dict[str, object]:
    return {
        "name": f"picture-{number}",
        "uri": picture.guid,
        "type": "picture",
        "pubstatus": "usable",
        "by": picture.credit,
        "headlines": [{"role": "main", "contenttype": "text/plain", "value": picture.headline}],
        "descriptions": [{"role": "caption", "contenttype": "text/plain", "value": picture.caption}],
        "renditions": [{"name": "original", "href": picture.href, "contenttype": "image/jpeg", **measures(picture)}],
    }
