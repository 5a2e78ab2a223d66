"""One take made ready to be written: moments, id, status and the words that go over the wire."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from .story import NOTICES, Agency, Block, Story, Take

Status = Literal["usable", "withheld", "canceled"]

_STATUS: dict[str, Status] = {"withhold": "withheld", "kill": "canceled"}
_SHOUT = {"withhold": "HOLD HOLD HOLD", "kill": "KILL KILL KILL"}
_ZONES = {"IN": "Asia/Kolkata", "GB": "Europe/London", "DE": "Europe/Berlin", "FR": "Europe/Paris", "JP": "Asia/Tokyo"}
_ZONES |= {"KR": "Asia/Seoul", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "KE": "Africa/Nairobi"}
_ZONES |= {
    "US": "America/New_York",
    "SG": "Asia/Singapore",
    "NP": "Asia/Kathmandu",
    "AE": "Asia/Dubai",
    "CH": "Europe/Zurich",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCopy:
    """A picture as a take names it: `href` is a file beside the document, or an address at the agency's counter.

    Size in pixels and bytes are None for a file that never comes.
    """

    guid: str
    href: str
    headline: str
    caption: str
    credit: str
    width: int | None = None
    height: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A take of a story with everything that a writer needs and nothing that it would have to decide."""

    agency: Agency
    story: Story
    take: Take
    guid: str
    created: datetime
    issued: datetime
    embargo: datetime | None
    expires: datetime | None
    status: Status
    headline: str
    blocks: tuple[Block, ...]
    pictures: tuple[PictureCopy, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The block texts in reading order, as a reader should find them."""
        return tuple(text for block in self.blocks for text in block.texts if text)

    @property
    def byline(self) -> str:
        """Who wrote this take."""
        return self.take.byline or self.story.byline

    @property
    def dateline(self) -> str:
        """Where and when, as the take's first paragraph begins."""
        return self.take.dateline or self.story.dateline

    @property
    def link(self) -> str:
        """The agency's own address of the story, for the formats that want one."""
        return f"https://wire.{self.agency.slug}.example/{self.story.key}"

    @property
    def shouted(self) -> str:
        """The headline for formats without fields for status, embargo or correction: there it is said in words."""
        shout = _SHOUT.get(self.take.kind)
        if shout is not None:
            return f"{shout}: {self.story.slugline}"
        if self.embargo is not None:
            return f"EMBARGOED until {self.embargo:%H:%M %Z, %d %B}: {self.headline}"
        if self.take.kind == "correction" and not self.headline.casefold().startswith("correct"):
            return f"CORRECTED: {self.headline}"
        return self.headline

    @property
    def urgency(self) -> int:
        """1 for an alert and a kill, 2 for an urgent, else the story's own."""
        return {"alert": 1, "kill": 1, "urgent": 2}.get(self.take.kind, self.story.urgency)

    @property
    def desk_note(self) -> str:
        """What the agency tells the desks and no reader: its note, and what a correction or notice is about."""
        parts = [self.take.note_private]
        if self.take.kind == "kill":
            parts.append("MANDATORY KILL. Do not publish; withdraw it where it is published.")
        if self.take.kind == "withhold":
            parts.append("HOLD. Do not publish until further notice.")
        if self.take.kind == "correction":
            note = self.take.correction_note or "an error in an earlier version."
            parts.append(note if note.upper().startswith("CORRECT") else f"CORRECTS {note}")
        return " ".join(part for part in parts if part)


def zone_of(agency: Agency) -> ZoneInfo:
    """The zone in which the agency writes its times."""
    return _zone(agency.country.upper())


@lru_cache
def _zone(country: str) -> ZoneInfo:
    return ZoneInfo(_ZONES.get(country, "UTC"))


def make_copy(agency: Agency, story: Story, take: Take, midnight: datetime) -> Copy:
    """`take` as sent by `agency`, where the plan's first day begins at `midnight`."""
    zone = zone_of(agency)
    day = midnight + timedelta(days=story.day)
    issued = (day + timedelta(minutes=take.at)).astimezone(zone)
    notice = take.kind in NOTICES
    return Copy(
        agency=agency,
        story=story,
        take=take,
        guid=f"urn:newsml:{agency.slug}.example:{day:%Y%m%d}:{story.key}",
        created=(day + timedelta(minutes=min(one.at for one in story.takes))).astimezone(zone),
        issued=issued,
        embargo=None if take.embargo_minutes is None else issued + timedelta(minutes=take.embargo_minutes),
        expires=None if take.expires_minutes is None else issued + timedelta(minutes=take.expires_minutes),
        status=_STATUS.get(take.kind, "usable"),
        headline=take.headline or (f"{_SHOUT[take.kind]}: {story.slugline}" if notice else ""),
        blocks=_notice(story, take) if notice else take.blocks,
    )


def _notice(story: Story, take: Take) -> tuple[Block, ...]:
    return take.blocks or (Block("p", f"{_SHOUT[take.kind]}. Editors, this notice is about {story.slugline}."),)
