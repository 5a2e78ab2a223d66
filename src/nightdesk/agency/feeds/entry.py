"""One entry of a feed while it is read, and the item it becomes."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from ...terms.body import Body
from ...terms.instant import Instant
from ...terms.item import Item, Rendition, Repair, Subject
from ..body_markup import tidy
from ..escaping import once_more
from ..profile import Profile
from ..times import read_instant

GuidKind = Literal["agency", "derived-link", "derived-text"]

_NO_BODY: Final = Body()


_PLAIN_DATE: Final = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) "
    r"(\d{2}:\d{2}:\d{2}) (GMT|[+-]\d{4})"
)
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


def _rfc_822(text: str) -> Instant | None:
    """The form of nearly every feed, many times faster than the general reader; None for anything unusual."""
    plain = _PLAIN_DATE.fullmatch(text)
    if plain is None:
        return None
    day, month, year, clock, offset = plain.groups()
    offset = "+00:00" if offset == "GMT" else f"{offset[:3]}:{offset[3:]}"
    try:
        at = datetime.fromisoformat(f"{year}-{_MONTHS.index(month) // 3 + 1:02}-{day}T{clock}{offset}")
        return Instant(at.astimezone(UTC), text)
    except (ValueError, OverflowError):
        return None


@dataclass(slots=True)
class Entry:
    """What a feed says of one story. `guid` is as sent; which id the item gets is decided over the whole document."""

    guid: str = ""
    link: str = ""
    headline: str = ""
    body: Body = _NO_BODY
    body_source: str = ""
    teaser: str | None = None
    byline: str | None = None
    published: Instant | None = None
    updated: Instant | None = None
    language: str | None = None
    copyright_notice: str | None = None
    urgency: int | None = None
    is_partial: bool = False
    section_names: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    info_sources: list[str] = field(default_factory=list)
    renditions: list[Rendition] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def moment(self, text: str, zone: str, place: str) -> Instant | None:
        """A time; one that cannot be read leaves a repair and never costs the entry."""
        text = tidy(text)
        if not text:
            return None
        moment = _rfc_822(text) or read_instant(text, zone)
        if moment is None:
            self.repairs.append(Repair("time-unreadable", f"{place}: {text[:60]}"))
        return moment

    def title(self, text: str, profile: Profile) -> None:
        """The headline, on one line."""
        self.headline = tidy(once_more(text, "headline", profile))

    def has_no_words(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.headline and not self.body.blocks

    def item(self, guid: str, kind: GuidKind, repairs: list[Repair]) -> Item:
        """The item. A feed numbers no versions, so that they are counted."""
        blocks = self.body.blocks
        return Item(
            provider="",
            guid=guid,
            guid_kind=kind,
            version_kind="counted",
            first_created=self.published,
            version_created=self.updated or self.published,
            partial=self.is_partial,
            urgency=self.urgency,
            language=self.language,
            headline=self.headline,
            derived_headline=blocks[0] if blocks and not self.headline else "",
            teaser=self.teaser,
            byline=self.byline,
            copyright_notice=self.copyright_notice,
            keywords=tuple(self.keywords),
            body=self.body,
            body_source=self.body_source,
            repairs=(*repairs, *self.repairs, *[Repair(rule, self.body_source) for rule in self.body.repairs]),
            section_names=tuple(self.section_names),
            subjects=tuple(self.subjects),
            info_sources=tuple(self.info_sources),
            renditions=tuple(self.renditions),
        )
