"""Pictures and the items that name them, as agencies send both."""

import io
import json
from collections.abc import Sequence
from datetime import datetime

from PIL import Image

from newsroom import SIX, newsml_g2


def jpeg(width: int = 600, height: int = 400, colour: str = "#35607a", **saved: object) -> bytes:
    """A picture of that size; other colours are other bytes."""
    drawn = Image.new("RGB", (width, height), colour)
    drawn.paste("#f1c27d", (width // 4, height // 4, width // 2, height // 2))
    into = io.BytesIO()
    drawn.save(into, "JPEG", quality=90, **saved)
    return into.getvalue()


def with_picture(
    guid: str = "urn:bridge",
    version: int = 1,
    files: Sequence[str] = ("bridge.jpg",),
    caption: str = "The bridge at Halvorsen, closed since Monday.",
    credit: str = "EWS/A. Photographer",
    **more: object,
) -> bytes:
    """A ninjs story with one picture, in as many renditions as there are files, the largest first."""
    renditions = {
        f"r{number}": {"href": href, "mimetype": "image/jpeg", "width": 1200 >> number}
        for number, href in enumerate(files)
    }
    picture = {
        "uri": f"{guid}:picture", "type": "picture", "description_text": caption, "byline": credit,
        "renditions": renditions,
    }  # fmt: skip
    return json.dumps(
        {
            "uri": guid, "type": "text", "version": str(version), "versioncreated": SIX.isoformat(), "language": "en",
            "headline": "Bridge at Halvorsen closed", "pubstatus": "usable",
            "body_html": "<p>Engineers closed the bridge on Monday.</p><p>It stays closed for a week.</p>",
            "associations": {"featuremedia": picture}, **more,
        }
    ).encode()  # fmt: skip


def linked_story(guid: str = "urn:bridge", to: str = "urn:picture:1", version: int = 1) -> bytes:
    """A NewsML-G2 story that is linked to a picture item."""
    link = f'<link rel="irel:seeAlso" residref="{to}"/></itemMeta>'
    return newsml_g2(guid, version).replace(b"</itemMeta>", link.encode())


def picture_item(
    guid: str = "urn:picture:1",
    version: int = 1,
    href: str = "bridge.jpg",
    status: str = "usable",
    caption: str = "The bridge at Halvorsen.",
    embargo: datetime | None = None,
) -> bytes:
    """A NewsML-G2 picture item, whose file comes beside it."""
    until = f"<embargoed>{embargo.isoformat()}</embargoed>" if embargo else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}"'
        ' standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">'
        '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'
        '<itemMeta><itemClass qcode="ninat:picture"/><provider literal="EWS"/>'
        f"<versionCreated>{SIX.isoformat()}</versionCreated>{until}"
        f'<pubStatus qcode="stat:{status}"/></itemMeta>'
        "<contentMeta><creditline>EWS</creditline><headline>Bridge</headline>"
        f'<description role="drol:caption">{caption}</description></contentMeta>'
        f'<contentSet><remoteContent href="{href}" rendition="rnd:highRes" contenttype="image/jpeg"/></contentSet>'
        "</newsItem>"
    ).encode()
