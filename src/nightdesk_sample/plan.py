"""From acts (who sends which copy where and why) to sendings (bytes with what should come of them)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .broken import BREAKAGES
from .copy import Copy
from .sending import Expect, Sending
from .story import NOTICES, Story
from .wires import WireOffer
from .writers import WRITERS, nitf

WINDOW = 6
"""Items of a feed beside the newest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A format on a wire: where a story can be sent."""

    offer: WireOffer
    format: str

    @property
    def is_feed(self) -> bool:
        """True where status, embargo and version have no field of their own."""
        return WRITERS[self.format].feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing an agency does. `breakage` spoils the bytes; `again` sends the last bytes of this guid once more."""

    at: datetime
    cell: Cell
    copy: Copy
    event: str
    expect: Expect
    breakage: str = ""
    again: Literal["", "repeat", "redelivery"] = ""
    manner: Literal["whole", "slow"] = "whole"
    by_reference: bool = False


class Press:
    """Turns acts into sendings, in order of time; remembers each feed's window and what was sent last.

    With `window` 0 it remembers nothing: every feed carries one item, and nothing can be sent `again`.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self._size = window
        self._windows: dict[Cell, tuple[Copy, ...]] = {}
        self._last: dict[tuple[Cell, str], Sending] = {}
        self._shown: dict[str, bytes] = {}
        self._number = 0

    def run(self, acts: Iterable[Act]) -> Iterator[Sending]:
        """The sendings of `acts`, which are put into order of time first."""
        for act in sorted(acts, key=lambda act: act.at):
            yield self.send(act)

    def send(self, act: Act) -> Sending:
        """The next sending."""
        self._number += 1
        previous = self._last.get((act.cell, act.copy.guid))
        if act.again and previous is not None:
            return self._again(act, previous)
        writer = WRITERS[act.cell.format]
        window = self._window(act) if writer.feed else ()
        copy = act.copy
        content = nitf.write_kill_notice(copy) if act.by_reference else writer.write(copy, window)
        if act.breakage:
            content = BREAKAGES[act.breakage].breaks(content)
        spoilt = act.expect == "spiked"
        notice = copy.take.kind in NOTICES
        sending = Sending(
            at=act.at,
            wire=act.cell.offer.name,
            transport=act.cell.offer.transport,
            format=act.cell.format,
            event=act.event,
            name=self._name(act),
            media_type=writer.media_type,
            content=content,
            expect=act.expect,
            guid=copy.guid,
            version=copy.take.version,
            headline="" if notice or spoilt else writer.headline(copy),
            texts=() if notice or spoilt else copy.texts,
            others=0 if spoilt else len(window),
            manner=act.manner,
        )
        if self._size:
            self._shown[sending.wire] = content
            if not spoilt:
                self._last[act.cell, copy.guid] = sending
        return sending

    def _again(self, act: Act, sending: Sending) -> Sending:
        polled_twice = sending.transport == "http" and self._shown[sending.wire] == sending.content
        self._shown[sending.wire] = sending.content
        return Sending(
            at=act.at,
            wire=sending.wire,
            transport=sending.transport,
            format=sending.format,
            event=act.again,
            name=sending.name if act.again == "redelivery" else self._name(act),
            media_type=sending.media_type,
            content=sending.content,
            expect="unseen" if polled_twice else act.expect,
            guid=sending.guid,
            version=sending.version,
            headline=sending.headline,
            texts=sending.texts,
            others=sending.others,
        )

    def _window(self, act: Act) -> tuple[Copy, ...]:
        if act.breakage or not self._size:
            return ()  # what stands beside broken bytes is nobody's news
        window = self._windows.get(act.cell, ())
        earlier = tuple(one for one in window if one.guid != act.copy.guid)
        # A notice stands in the feed once; a withdrawn item is not listed again.
        kept = earlier if act.copy.take.kind in NOTICES else (act.copy, *earlier)
        self._windows[act.cell] = kept[: self._size]
        return earlier

    def _name(self, act: Act) -> str:
        cell, copy = act.cell, act.copy
        if cell.offer.transport == "http":
            return f"/{cell.offer.name}"
        stem = f"{act.at:%d%H%M}-{self._number:06d}-{copy.story.key}-v{copy.take.version}"
        if cell.offer.transport == "push":
            return f"msg_{cell.offer.name}-{stem}"
        return f"{stem}.{WRITERS[cell.format].extension}"


def outcomes(story: Story, *, feed: bool) -> tuple[Expect, ...]:
    """What should come of each take of a story sent in the order of its takes and on time.

    In a feed the end of an embargo is words: it does not free the story, only a release does.
    """
    found: list[Expect] = []
    shown = False
    free_at: int | None = None
    killed_at: int | None = None
    for take in story.takes:
        if free_at is not None and take.at >= free_at and not feed:
            shown = True
        if killed_at is not None:
            found.append("history" if take.version <= killed_at else "held")
        else:
            found.append(_FIXED.get(take.kind) or ("updated" if shown else "published"))
        if take.kind == "kill":
            killed_at = take.version
        free_at = None if take.embargo_minutes is None else take.at + take.embargo_minutes
        shown = shown or (free_at is None and take.kind not in NOTICES)
    return tuple(found)


_FIXED: dict[str, Expect] = {
    "embargo": "held",
    "withhold": "withheld",
    "kill": "killed",
    "kill-note": "killed",
    "correction": "corrected",
    "advisory": "advisory",
    "planning": "advisory",
    "test": "advisory",
}
