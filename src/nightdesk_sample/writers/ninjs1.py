"""ninjs 1.6: flat names in lower case, one `body_html`."""

import json
from collections.abc import Sequence

from ..copy import Copy, PictureCopy
from .markup import html
from .newsml_g2 import medtops

MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


def write(copy: Copy, earlier: Sequence[Copy] = ()) -> bytes:
    """The object of one take; what went before plays no part."""
    story = copy.story
    document: dict[str, object] = {
        "$standard": {
            "name": "ninjs",
            "version": "1.6",
            "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_1.6.json",
        },
        "uri": copy.guid,
        "type": "text",
        "mimetype": "text/html",
        "representationtype": "complete",
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
        "byline": copy.byline or None,
        "slugline": story.slugline,
        "headline": copy.headline,
        "body_html": html(copy.blocks),
        "person": named(story.people),
        "organisation": named(story.organisations),
        "place": named((story.place,) if story.place else ()),
        "subject": [
            {"scheme": MEDIA_TOPICS, "code": f"medtop:{code}", "rel": "about"} for code in medtops(story.medtop)
        ]
        + [{"name": story.section, "rel": "section"}],
        "infosource": [{"name": copy.agency.code}],
        # 1.x names its associations, and its renditions, by keys.
        "associations": {f"picture_{number}": _picture(one) for number, one in enumerate(copy.pictures, 1)} or None,
    }
    return encode(document)


def _picture(picture: PictureCopy) -> dict[str, object]:
    rendition: dict[str, object] = {"href": picture.href, "mimetype": "image/jpeg", **measures(picture)}
    return {
        "uri": picture.guid,
        "type": "picture",
        "pubstatus": "usable",
        "headline": picture.headline,
        "description_text": picture.caption,
        "byline": picture.credit,
        "renditions": {"original": rendition},
    }


def measures(picture: PictureCopy) -> dict[str, int]:
    """What 1.x and 2.x say of a file's size, where it is known."""
    if picture.width is None or picture.height is None or picture.size is None:
        return {}
    return {"width": picture.width, "height": picture.height, "sizeinbytes": picture.size}


def named(names: Sequence[str]) -> list[dict[str, str]]:
    """Names as ninjs lists them."""
    return [{"name": name} for name in names]


def correction_signal(copy: Copy) -> str | None:
    """The schemas have no word for a correction; providers add dpa's."""
    return "sig:correction" if copy.take.kind == "correction" else None


def encode(document: dict[str, object]) -> bytes:
    """The document without its empty members, as UTF-8 JSON."""
    kept = {key: value for key, value in document.items() if value is not None and value != []}
    return json.dumps(kept, ensure_ascii=False).encode()
