"""A story of the ledger as the library files it."""

import re

from ..desk.address import story_id
from ..desk.dateline import opening
from ..desk.topics import topic_code
from ..store import item as item_table
from ..store import story as story_table
from ..terms.cutting import Cutting
from ..terms.item import Link
from .house import House

_GOES_WITH = frozenset({
    "previousversion", "evolvedfrom", "followedfrom", "updates", "updateof", "issuccessorof", "isfollowupof",
    "seealso", "isupdateof", "derivedfrom", "related", "irel:evolvedfrom", "irel:previousversion",
})  # fmt: skip
"""IPTC item relations (and what senders make of them) by which an agency says that two stories are of one event."""


_CREDIT = re.compile(r"^([^()]{1,80})\([^()]{2,40}\)")


def cutting_of(house: House, filed: story_table.Filed, item: item_table.Filed) -> Cutting:
    """The text that the story's event put up, with what the wire says of its company. Times are when it was shown."""
    story, text = filed.record, item.item
    if story.first_shown is None:
        raise AssertionError(f"story {story.id} was never shown")
    return Cutting(
        id=story.id,
        title=text.headline or text.derived_headline,
        text="\n".join((_without_credit(text.body.blocks[:1], story.agency), *text.body.blocks[1:])),
        time=story.first_shown.timestamp(),
        section=story.section,
        language=text.language or house.site.language,
        dateline=text.dateline or "",
        agency=story.agency,
        slug=text.slugline or "",
        follows=tuple(dict.fromkeys(_followed(story.provider, link) for link in text.links if _goes_with(link))),
        topics=tuple(dict.fromkeys(code for subject in text.subjects if (code := topic_code(subject)))),
    )


def _without_credit(opening_block: tuple[str, ...], agency: str) -> str:
    """The first block without the agency's sign in its dateline, "(SNS)": what all its stories share says nothing."""
    if not opening_block:
        return ""
    block = opening_block[0]
    _, evidence = opening(block, agency)
    return _CREDIT.sub(r"\1", block, count=1) if evidence else block


def _goes_with(link: Link) -> bool:
    return bool(link.guid) and link.rel.replace("-", "").replace("_", "").rpartition("/")[2].lower() in _GOES_WITH


def _followed(provider: str, link: Link) -> str:
    return story_id(provider, link.guid)
