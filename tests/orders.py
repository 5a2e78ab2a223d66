"""Sets of takes of one story as wires send them, for the tests that deliver them in any order."""

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from builders import MINUTE, SIX, an_item
from newsroom import newsml_g2, nitf
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item, PubStatus
from nightdesk.terms.signal import Signal

NOON = SIX + timedelta(hours=6)
"""When all has come."""
EVENING = SIX + timedelta(hours=12)


class Sent(NamedTuple):
    """A take in short, so that a failing example can be read. `at` is in minutes after six."""

    at: float
    version: int | None = None
    text: str = ""
    status: PubStatus = PubStatus.USABLE
    embargo: datetime | None = None
    expires: datetime | None = None
    signal: Signal | None = None
    notice: bool = False

    @property
    def item(self) -> Item:
        """As the reading stage hands it on."""
        kind = "none" if self.notice else "counted" if self.version is None else "agency"
        return an_item(
            version_kind=kind,
            version=self.version or 1,
            version_created=SIX + self.at * MINUTE,
            headline="" if self.notice else "Rain",
            text=self.text,
            status=self.status,
            embargo=self.embargo,
            expires=self.expires,
            signals=(self.signal,) if self.signal else (),
        )

    def copy(self, guid: str, mark: str, again: int = 0) -> bytes:
        """As it comes over the wire: `mark` stands in headline and text, `again` makes other bytes of it."""
        at, extra = SIX + self.at * MINUTE, f"<!-- {again} -->" if again else ""
        if self.notice:
            return nitf(f"{guid}:{self.at}", None, "Notice", "", issued=at, target=guid, target_status=self.status)
        headline, text = f"Rain over {mark}", f"{self.text} ({mark})"
        if self.version is None:
            endless = self.embargo == UNTIL_RELEASED
            status, release = ("embargoed", None) if endless else (self.status.value, self.embargo)
            return nitf(
                guid, None, headline, text, issued=at, status=status, release=release, expires=self.expires, extra=extra
            )
        return newsml_g2(
            guid,
            self.version,
            headline,
            text,
            status=self.status.value,
            created=at,
            embargo="" if self.embargo == UNTIL_RELEASED else self.embargo,
            expires=self.expires,
            signal=self.signal.value if self.signal else "",
            extra=extra,
        )


TEXTS = st.sampled_from(["It rained.", "It poured.", "It stopped."])
EMBARGOES = st.sampled_from([None, None, None, None, SIX, EVENING, EVENING + MINUTE, UNTIL_RELEASED])
EXPIRIES = st.sampled_from([None, None, None, None, SIX + MINUTE, EVENING])
TAKEN_BACK = st.sampled_from([PubStatus.CANCELED, PubStatus.CANCELED, PubStatus.WITHHELD])
SIGNALS = st.sampled_from([None, None, None, Signal.CORRECTION, Signal.WRITETHRU, Signal.REPEAT])


def _usable(draw: st.DrawFn, at: float, version: int | None) -> Sent:
    return Sent(at, version, draw(TEXTS), embargo=draw(EMBARGOES), expires=draw(EXPIRIES), signal=draw(SIGNALS))


def _any(draw: st.DrawFn, at: float, version: int | None) -> Sent:
    if draw(st.integers(0, 3)):
        return _usable(draw, at, version)
    return Sent(at, version, draw(TEXTS), status=draw(TAKEN_BACK))


@st.composite
def numbered(draw: st.DrawFn) -> list[Sent]:
    """Versions with gaps; now and then one number twice, with another text, time, status or embargo."""
    versions = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    return [_any(draw, version + draw(st.sampled_from([0, 0, 0.5])), version) for version in versions]


@st.composite
def counted(draw: st.DrawFn) -> list[Sent]:
    """Revisions that only their times tell apart, as RSS and NITF without du-key send them."""
    minutes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True))
    return [_any(draw, minute, None) for minute in minutes]


@st.composite
def targeted(draw: st.DrawFn) -> list[Sent]:
    """Numbered versions, and notices under other ids that name the story and carry a time but no version."""
    versions = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True))
    notices = draw(st.lists(st.integers(1, 6), min_size=1, max_size=2, unique=True))
    sent = [_usable(draw, version, version) for version in versions]
    return sent + [Sent(notice - 0.5, status=draw(TAKEN_BACK), notice=True) for notice in notices]
