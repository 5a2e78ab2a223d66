"""body.content: the text, without the notes in it that are not for readers, and the media it refers to."""

from typing import Final

from lxml import etree

from ...terms.item import Note, Rendition
from ..element_text import flat_text, local_name, spaced_text, whole_number

_NOT_PUBLIC: Final = frozenset({"npa", "editorsnote"})


def nitf_content(nitf: etree._Element) -> etree._Element | None:
    """The body.content; where there are several, they become one, in order."""
    body = next(nitf.iterchildren("{*}body"), None)
    if body is None:
        return None
    contents = list(body.iterchildren("{*}body.content"))
    for later in contents[1:]:
        contents[0].append(later)
    return contents[0] if contents else None


def text_of(content: etree._Element) -> etree._Element:
    """What holds the text: the content itself, or the one block that senders like to put around all of it."""
    if len(content) == 1 and local_name(content[0]) == "block":
        block = content[0]
        if not (content.text or "").strip() and not (block.tail or "").strip():
            return block
    return content


def take_private_notes(content: etree._Element) -> list[Note]:
    """Cut notes that are not publishable advisories out of the text, and hand them back."""
    notes = []
    for note in [node for node in content.iter("{*}note") if is_private(node)]:
        notes.append(Note(role_of(note), spaced_text(note)))
        _cut(note)
    return notes


def is_private(note: etree._Element) -> bool:
    """`npa` = not a publishable advisory. Senders write it as type or as noteclass."""
    return bool({note.get("type"), note.get("noteclass")} & _NOT_PUBLIC)


def role_of(note: etree._Element) -> str:
    """What kind of note it says it is."""
    return note.get("noteclass") or note.get("type") or "note"


def _cut(element: etree._Element) -> None:
    """Take the element out and leave what follows it where it stood."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if tail := element.tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        element.tail = None
    parent.remove(element)


def media_of(content: etree._Element) -> list[Rendition]:
    """The pictures, sounds and films the text comes with; hrefs as sent."""
    renditions = []
    for media in content.iter("{*}media"):
        parts = {local_name(part): part for part in media}
        caption = flat_text(parts["media-caption"]) if "media-caption" in parts else ""
        credit = flat_text(parts["media-producer"]) if "media-producer" in parts else ""
        for reference in media:
            source = (reference.get("source") or "").strip() if local_name(reference) == "media-reference" else ""
            if source:
                renditions.append(
                    Rendition(
                        href=source,
                        media_type=(reference.get("mime-type") or "").strip(),
                        role=media.get("media-type") or "",
                        title=caption,
                        credit=credit,
                        width=whole_number(reference.get("width"), 100_000),
                        height=whole_number(reference.get("height"), 100_000),
                    )
                )
    return renditions
