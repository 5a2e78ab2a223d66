"""Pictures join their stories once those are live: made into prints by a process of their own, then shown.

Nobody waits for it. The ledger says whose pictures have to be looked at, so that whatever breaks off is taken up again.
"""

import logging
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from .. import log
from ..clock import ticks
from ..store import delivery as delivery_table
from ..store import event as event_table
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store import picture as picture_table
from ..store import story as story_table
from ..terms.page import Page
from ..terms.record import StoryRecord
from ..terms.story import State
from .child import ChildFailed
from .darkroom import Developing, Negative
from .fronts import Dirty
from .house import House
from .pictures import Found, may_be_shown, picture_pages, pictures_of, shown_picture
from .remake import named_pages

Deliver = Callable[[list[Page]], int]
_AT_ONCE = 8
_DEVELOPED_AT_ONCE = 4
_SETTLE_SECONDS = 60.0
"""Files are not fsynced; after this long they are on the disk for good, and the story need not be looked at again."""
_REST_SECONDS = 30.0
_TRIES = 5
_BROKE = (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT, -signal.SIGFPE, -signal.SIGILL)
"""How a process ends that a decoder has broken."""
PREFIX = "picture-"
_LETTERS = 12
Turn = tuple[str, int]


class PictureDesk:
    """The one who sees to pictures, for one desk."""

    def __init__(self, house: House, deliver: Deliver) -> None:
        self._house = house
        self._deliver = deliver
        self._developing: Developing | None = None
        self._negatives: list[Negative] = []
        self._alone = False
        self._stirred = True
        self._not_before = 0.0
        self._rest_until = 0.0
        self._settling: list[tuple[float, list[Turn]]] = []
        self._waiting: list[Turn] = []
        self._tries: dict[str, int] = {}

    def stir(self) -> None:
        """There may be something to look at."""
        self._stirred = True

    def follow(self) -> Dirty | None:
        """The next small step; what has to be made again for it, None where there is nothing to do now.

        What breaks it is told, and it rests: pages and kills go on without it. Raises DBAPIError and OSError, though.
        """
        if ticks() < self._not_before:
            return None
        try:
            self._settle()
            self._look()
            return self._next() if self._stirred else None
        except (DBAPIError, OSError):
            raise  # the house is in trouble, not the pictures
        except Exception as error:
            self._not_before = ticks() + _REST_SECONDS
            log.event("pictures-in-trouble", level=logging.ERROR, why=repr(error), again_in=_REST_SECONDS)
            return None

    def finish(self) -> Dirty:
        """Everything there is to do, now."""
        dirty = Dirty()
        self._not_before = 0.0
        while (self._stirred or self._developing is not None) and ticks() >= self._not_before:
            if self._developing is not None and not self._stirred:
                self._developing.wait(_REST_SECONDS)
            dirty.add(self.follow() or Dirty())
        return dirty

    def stop(self) -> None:
        """Leave what is being made to the next desk."""
        if self._developing is not None:
            self._developing.end()
            self._developing = None

    # Looking

    def _next(self) -> Dirty | None:
        """Show the pictures of a few stories: those there are prints of, for what is taken back must not wait.

        Prints of the others are made meanwhile.
        """
        connection = self._house.database.read()
        here = {turn for _, turns in self._settling for turn in turns} | {*self._waiting}
        due = [turn for turn in picture_table.due(connection, _AT_ONCE + len(here)) if turn not in here][:_AT_ONCE]
        if not due:
            self._stirred = False
            return None
        filed = story_table.get(connection, [story for story, _ in due])
        now = self._house.clock()
        shown = [one.record for one in filed.values() if one.record.state is State.PUBLISHED]
        found = {record.id: pictures_of(connection, record, now) for record in shown}
        dirty = self._tell_stories([one.record for one in filed.values() if one.record.first_shown is None])
        lacking = self._develop(found)
        self._show(filed, found, lacking)
        self._waiting += [turn for turn in due if turn[0] in lacking]
        self._settling.append((ticks() + _SETTLE_SECONDS, [turn for turn in due if turn[0] not in lacking]))
        return dirty

    def _tell_stories(self, items: Sequence[StoryRecord]) -> Dirty:
        """A picture item is shown by the stories that name it; one that was taken back, by none and in no paper."""
        if not items:
            return Dirty()
        with self._house.database.write() as writing:
            stories = picture_table.wanting(writing, [item.id for item in items])
            picture_table.make_due(writing, stories)
            return Dirty(issues=_call_in_issues(writing, stories, {one.id for one in items if not may_be_shown(one)}))

    def _show(self, filed: dict[str, story_table.Filed], found: dict[str, list[Found]], lacking: set[str]) -> None:
        """The pages of those stories with the pictures that are theirs now, and no file of any other."""
        shelf = self._house.shelf
        records: dict[str, StoryRecord] = {}
        changed: list[story_table.Filed] = []
        for story, pictures in found.items():
            before, card = filed[story].record, filed[story].card
            shown = tuple(one for one in (shown_picture(picture, shelf) for picture in pictures) if one is not None)
            if shown != before.pictures:
                changed.append(story_table.Filed(msgspec.structs.replace(before, pictures=shown), card))
            if shown != before.pictures or story not in lacking:
                records[story] = msgspec.structs.replace(before, pictures=shown)
        if changed:
            with self._house.database.write() as writing:
                story_table.put(writing, changed)
            log.event("pictures-shown", stories=len(changed), pictures=sum(len(one.record.pictures) for one in changed))
        gone = [one.record for one in filed.values() if one.record.path and one.record.state is not State.PUBLISHED]
        # What goes needs no space, and is not kept waiting by what does.
        self._deliver([page for record in (*gone, *records.values()) for page in self._strays(record)])
        self._deliver(picture_pages(shelf, records.values()))
        self._deliver(named_pages(self._house, self._house.database.read(), sorted(records)))

    def _strays(self, record: StoryRecord) -> list[Page]:
        """Files of pictures that the story no longer shows."""
        folder = record.path.strip("/")
        shown = record.pictures if record.state is State.PUBLISHED else ()
        names = {made.name for one in shown for made in one.prints}
        try:
            there = [path.name for path in (self._house.public / folder).iterdir() if path.name.startswith(PREFIX)]
        except FileNotFoundError:
            return []
        return [Page(f"{folder}/{name}", None) for name in sorted({*there} - names)]

    def _settle(self) -> None:
        while self._settling and self._settling[0][0] <= ticks():
            self._done(self._settling.pop(0)[1])

    def settle_all(self) -> None:
        """At the end of the night: what was shown is taken to be on the disk."""
        for _, turns in self._settling:
            self._done(turns)
        self._settling.clear()

    def _done(self, turns: Sequence[Turn]) -> None:
        with self._house.database.write() as writing:
            picture_table.done(writing, turns)

    # Making prints

    def _develop(self, found: Mapping[str, Sequence[Found]]) -> set[str]:
        """The stories that lack prints; where nothing is being made, some of theirs are begun."""
        shelf = self._house.shelf
        missing = {
            one.picture.seal: one.picture.delivery
            for pictures in found.values()
            for one in pictures
            if not shelf.prints(one.picture.seal)
        }
        if missing and self._developing is None and ticks() >= self._rest_until:
            some = list(missing.items())[: 1 if self._alone else _DEVELOPED_AT_ONCE]
            kept = delivery_table.get(self._house.database.read(), [delivery for _, delivery in some])
            self._negatives = [_negative(seal, kept[delivery].content) for seal, delivery in some]
            self._developing = Developing(self._negatives, self._house.settings.home / "tmp")
        return {story for story, pictures in found.items() if any(one.picture.seal in missing for one in pictures)}

    def _look(self) -> None:
        """Take the prints, once they are made; the stories that waited are looked at again."""
        if self._developing is None:
            self._wake_the_waiting()
            return
        try:
            made = self._developing.look()
            if made is None:
                return
            for one in made:
                if one.files:
                    self._house.shelf.keep(one)
                else:
                    self._spoil(one.seal, one.trouble)
            self._alone = False
        except ChildFailed as failed:
            if len(self._negatives) == 1 and self._is_hopeless(self._negatives[0].seal, failed):
                self._spoil(self._negatives[0].seal, failed.said)
            self._alone = True  # one of them did it: each for itself
        except OSError as error:
            self._rest_until = ticks() + _REST_SECONDS
            log.event("pictures-in-trouble", level=logging.ERROR, why=str(error), again_in=_REST_SECONDS)
        self._developing = None
        self._wake_the_waiting()

    def _wake_the_waiting(self) -> None:
        """Stories that lacked prints are looked at again, unless the darkroom rests: nothing else rests with it."""
        if self._waiting and ticks() >= self._rest_until:
            self._waiting.clear()
            self._stirred = True

    def _is_hopeless(self, seal: str, failed: ChildFailed) -> bool:
        """Whether it is the picture's fault: who was stopped, or had no time or memory, may do it another time."""
        if failed.code in _BROKE:
            return True
        self._tries[seal] = self._tries.get(seal, 0) + 1
        self._rest_until = ticks() + _REST_SECONDS
        return self._tries[seal] >= _TRIES

    def _spoil(self, seal: str, why: str) -> None:
        """It is not tried again; its stories stand without it, or with the same one sent whole."""
        with self._house.database.write() as writing:
            picture_table.spoil(writing, seal, why)
        log.event("picture-spoilt", level=logging.WARNING, seal=seal, why=why)


def restore_prints(house: House, connection: Connection, seals: Iterable[str]) -> None:
    """Make the prints of those pictures again that the shelf has lost. Raises OSError."""
    lost = sorted({seal for seal in seals if not house.shelf.prints(seal)})
    for seal, delivery in picture_table.first_deliveries(connection, lost).items():
        content = delivery_table.get(connection, [delivery])[delivery].content
        developing, made = Developing([_negative(seal, content)], house.settings.home / "tmp"), None
        try:
            while made is None:
                developing.wait(_REST_SECONDS)
                made = developing.look()
        except ChildFailed as failed:
            log.event("picture-spoilt", level=logging.WARNING, seal=seal, why=failed.said)
            continue
        for one in made:
            house.shelf.keep(one)


def _negative(seal: str, content: bytes) -> Negative:
    return Negative(seal, f"{PREFIX}{seal[:_LETTERS]}", content)


def _call_in_issues(writing: Connection, stories: Sequence[str], gone: set[str]) -> set[issue_table.Key]:
    """The e-papers that print a picture whose own item may not be shown. One that a later version of its story only
    leaves out stays in the paper of the day, as the earlier text does."""
    keys: set[issue_table.Key] = set()
    for place in held_table.holding(writing, stories) if gone else ():
        held = held_table.of_issue(writing, place.key).get(place.story)
        if held is not None and held.facts.picture is not None and held.facts.picture.source in gone:
            keys.add(place.key)
    issue_table.call_in(writing, sorted(keys), "withdrawn", event_table.newest(writing))
    return keys
