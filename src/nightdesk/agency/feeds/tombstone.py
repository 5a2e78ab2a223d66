"""A tombstone in a feed (RFC 6721): the story of that id is withdrawn."""

from lxml import etree

from ...terms.item import Item, Note, PubStatus, Repair
from ...terms.spike import Spike
from ..element_text import local_name, spaced_text
from ..profile import Profile
from ..times import read_instant


def tombstone_in(element: "etree._Element", profile: Profile, repairs: tuple[Repair, ...]) -> Item | Spike:
    """The notice as an item without text. What it says beside the id and the time is for the desk alone."""
    guid = (element.get("ref") or "").strip()
    if not guid:
        return Spike("no-guid", "a deleted-entry without a ref names no story", f"line {element.sourceline}")
    comments = [spaced_text(child) for child in element if local_name(child) == "comment"]
    return Item(
        provider="",
        guid=guid[:512],
        version_kind="none",
        version_created=read_instant(element.get("when") or "", profile.zone),
        status=PubStatus.CANCELED,
        status_source="deleted-entry",
        notes_private=tuple(Note("deleted-entry", text) for text in comments if text),
        repairs=repairs,
    )
