"""A NITF document into its own item and, where it gives another document a new status, an item for that one."""

import re
from typing import Final

from lxml import etree

from ...errors import BrokenItem
from ...terms.body import Body
from ...terms.delivery import Delivery
from ...terms.instant import UNTIL_RELEASED, Instant
from ...terms.item import Item, Note, PubStatus, Rendition
from ...terms.signal import Signal
from ...terms.spike import Spike
from ..body import body_from_element
from ..element_text import local_name
from ..profile import Profile
from ..sniff import Sniffed
from ..times import read_embargo, read_instant
from ..xml_document import read_xml
from . import NAMESPACE
from .body_head import Newslines, read_body_head
from .content import media_of, nitf_content, take_private_notes, text_of
from .docdata import Head, read_head

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_EMBARGOED: Final = "embargoed"
_FOLDERS = re.compile(r".*[/\\]")
_GUID_LENGTH: Final = 512


def recognises(sniffed: Sniffed) -> bool:
    """A nitf root, in the IPTC's namespace or in none, as up to NITF 3.3."""
    return sniffed.kind == "xml" and sniffed.root == "nitf" and sniffed.namespace in {NAMESPACE, ""}


def parse(delivery: Delivery, profile: Profile) -> tuple[Item | Spike, ...]:
    """The document's own item, and the one it targets by management-doc-idref."""
    document = read_xml(delivery, profile)
    head = Head(profile, list(document.repairs))
    lines = Newslines()
    for part in document.root:
        name = local_name(part)
        if name == "head":
            read_head(head, part)
        elif name == "body":
            for child in part:
                if local_name(child) == "body.head":
                    read_body_head(lines, child)
    status = _status(head.status, "management-status")
    own = _own_id(head, delivery)
    if head.target and head.target == own:
        # A document that gives itself a new status: one item, and the stricter word of the two holds.
        status = max(status, _status(head.target_status, "management-idref-status"), key=list(PubStatus).index)
    if not head.target or head.target == own:
        return (_item(document.root, head, lines, status, own),)
    targeted = _targeted(head, own)
    if status is PubStatus.USABLE:
        # A document that only carries another's new status is a notice: nothing of it is an item to publish.
        return (targeted,)
    return (_item(document.root, head, lines, status, own), targeted)


def _item(root: etree._Element, head: Head, lines: Newslines, status: PubStatus, own: str) -> Item:
    body, notes, renditions = _content(root, head.profile)
    target = head.corrects if head.is_correction and head.corrects not in {"", own} else ""
    is_bare = not lines.headline and not body.blocks and status is not PubStatus.CANCELED
    reason = "neither a headline nor a text" if is_bare else ""
    language = root.get("baselang") or root.get(_XML_LANG) or root.get("lang") or ""
    return Item(
        provider="",
        guid=target or own,
        guid_kind="agency" if target or head.doc_id else "derived-file",
        version=1 if head.number is None else head.number,
        # A correction carries its own document's numbers, which say nothing about the order of its target's.
        version_kind="counted" if target or head.number is None else "agency",
        revision_token=own if target else "",
        version_created=head.issued,
        embargo=_embargo(head),
        expires=head.expires,
        status=status,
        status_source="management-status" if head.status else "default",
        publishable=not reason,
        unpublishable_reason=reason,
        urgency=head.urgency,
        language=language.strip() or None,
        headline=lines.headline,
        derived_headline="" if lines.headline or not body.blocks else body.blocks[0],
        subhead=lines.subhead,
        teaser=lines.teaser,
        byline=lines.byline,
        dateline=lines.dateline,
        copyright_notice=head.copyright_notice,
        usage_terms=head.usage_terms or lines.usage_terms,
        slugline=head.key,
        keywords=tuple(head.keywords),
        body=body,
        body_source="body.content",
        repairs=tuple(head.repairs),
        notes_private=(*head.notes, *lines.notes, *notes),
        correction_note=lines.advisories[0] if head.is_correction and lines.advisories else None,
        signals=(Signal.CORRECTION,) if head.is_correction else (),
        signals_raw=tuple(head.raw),
        genres=tuple(head.genres),
        section_names=tuple(head.section_names),
        subjects=tuple(head.subjects),
        places=(*lines.places, *head.places),
        people=tuple(head.people),
        organisations=tuple(head.organisations),
        info_sources=tuple(lines.distributors),
        renditions=tuple(renditions),
    )


def _content(root: etree._Element, profile: Profile) -> tuple[Body, list[Note], list[Rendition]]:
    content = nitf_content(root)
    if content is None:
        return Body(), [], []
    notes, renditions = take_private_notes(content), media_of(content)
    return body_from_element(text_of(content), profile), notes, renditions


def _targeted(head: Head, own: str) -> Item:
    """The other document's new status, without a text and without a version of its own."""
    embargo = None
    if head.target_status == _EMBARGOED:
        embargo = _embargo(head) or Instant(UNTIL_RELEASED, "", "assumed")
    return Item(
        provider="",
        guid=_bounded(head.target),
        version_kind="none",
        version_created=head.issued,
        embargo=embargo,
        status=_status(head.target_status, "management-idref-status"),
        status_source=f"targeted-by {own}",
        notes_private=tuple(head.notes),
    )


def _status(written: str, attribute: str) -> PubStatus:
    if written in {"", _EMBARGOED}:
        if not written and attribute == "management-idref-status":
            raise BrokenItem("status", "management-doc-idref names a document but no status for it", "docdata")
        return PubStatus.USABLE
    try:
        return PubStatus("canceled" if written == "cancelled" else written)
    except ValueError as error:
        raise BrokenItem(
            "status",
            f"{attribute}={written[:40]!r} is none of usable, embargoed, withheld, canceled; "
            "nothing is published on a guess",
            "docdata",
        ) from error


def _own_id(head: Head, delivery: Delivery) -> str:
    """doc-id; without an id-string (AP's renditions) the name of the file and the time of issue, which is weak."""
    if head.doc_id:
        return _bounded(head.doc_id)
    return _bounded(":".join(part for part in ("nitf", _FOLDERS.sub("", delivery.name), head.issue) if part))


def _bounded(guid: str) -> str:
    if len(guid) > _GUID_LENGTH:
        raise BrokenItem("guid", f"an id of {len(guid)} characters; at most {_GUID_LENGTH} are taken", "docdata")
    return guid


def _embargo(head: Head) -> Instant | None:
    """date.release binds when the status says embargoed, or when it may lie after the issue; most repeat the issue."""
    if head.status != _EMBARGOED:
        if not head.release or head.release == head.issue:
            return None
        if _is_over(head.release, head.issued, head.profile.zone):
            return None
    if not head.release:
        return Instant(UNTIL_RELEASED, "", "assumed")
    return read_embargo(head.release, head.profile.zone)


def _is_over(release: str, issued: Instant | None, zone: str) -> bool:
    """Whether the release surely lay at or before the issue: by the same guess for both zones, else by its latest."""
    if issued is None:
        return False
    read = read_instant(release, zone)
    if read is not None and read.zone == issued.zone == "assumed":
        return read.at <= issued.at
    return read_embargo(release, zone).at <= issued.at
