"""KNOW MORE: the dossier of each story once it is live, in the order of the ledger's events, at a cursor of its own.

Nobody waits for it: pages are up without it, and made once more when it is done. What it says of a story depends on
the events up to that story's alone, so it is the same after any restart.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from ..dossier.features import Features, features_of
from ..dossier.features import pack as pack_features
from ..dossier.features import unpack as unpack_features
from ..dossier.related import Found, bond
from ..dossier.shingles import Sketch, sketch
from ..dossier.shingles import pack as pack_sketch
from ..dossier.shingles import unpack as unpack_sketch
from ..dossier.threads_acts import Filed, Merged, Part, Parted
from ..dossier.why import why
from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store import item as item_table
from ..store import search as search_table
from ..store import story as story_table
from ..store.dossier import Act, Dossier, Listing, Says
from ..terms.cutting import Cutting
from ..terms.story import Reach
from .cuttings import cutting_of
from .fronts import Dirty
from .gathered import NEIGHBOURS, Gathered
from .house import House
from .make import routed
from .memory import FOLLOWER, Memory, company_of
from .placing import is_place, reaches_of

AT_ONCE = 16
_LISTED = 5
CUT = 0.12
"""Likeness below which a page lists nothing: of the judged pairs (`tests/gold`) 19 of 20 lie above it, and of the
stories that have nothing related four of five get no list. The library itself answers from `related.CUT` on."""
_ASKED = 8
_REASONS = 3

NO_REACHES: tuple[Reach, ...] = ()


class _Round:
    """A few events, one after the other: what each text is like and goes with, and what other pages say of it."""

    def __init__(
        self,
        house: House,
        connection: Connection,
        memory: Memory,
        events: Sequence[event_table.Event],
        now: Gathered,
    ) -> None:
        self._house = house
        self._connection = connection
        self._memory = memory
        self._now = now
        self._number = dossier_table.newest_number(connection)
        self._stories = story_table.get(connection, list({event.story for event in events}))
        self._items = item_table.get(connection, [event.item for event in events if event.item is not None])

    def follow(self, event: event_table.Event) -> None:
        """One event: a text that went up, or one that went down."""
        row = self._now.row(event.story)
        if event.item is not None:
            self._file(event, self._stories[event.story], self._items[event.item], row)
        elif row is not None and row.alive:
            self._take_out(row)

    # A text went up

    def _file(
        self, event: event_table.Event, filed: story_table.Filed, item: item_table.Filed, before: Dossier | None
    ) -> None:
        cutting = cutting_of(self._house, filed, item)
        made = sketch(cutting.title, cutting.text, cutting.language)
        features = features_of(cutting)
        if before is None:
            self._number += 1
            number, reaches = self._number, NO_REACHES
            lead = self._likened(event, cutting, made)
            thread, part, company = self._threaded(event, cutting, features)
        else:
            number, thread, part, reaches = before.number, before.thread, before.part, before.reaches
            lead = self._likened_again(event, cutting, made, before)
            company = self._memory.threads.renew(features, company_of(before), thread)
            self._tell_truth(cutting)
        features = self._memory.add(features, number, event.seq)
        placed = reaches_of(self._house, cutting, routed(self._house, filed.record, item.item).reaches)
        row = Dossier(
            story=cutting.id,
            number=number,
            filed=event.seq,
            item=item.id,
            at=event.at if before is None else before.at,
            agency=cutting.agency,
            alive=True,
            features=pack_features(features),
            samples=pack_sketch(made),
            company=msgspec.msgpack.encode(company),
            thread=thread,
            part=part,
            lead=lead,
            says=Says(),
            reaches=placed,
            touched=self._now.touched,
        )
        self._now.put(row)
        self._now.place(row, reaches)
        related, in_section = self._related(cutting, features)
        listings, own = self._listings(cutting, features, (related, in_section))
        kept = _in_text(before.says.related, cutting) if before else ()
        later = tuple(one for one in kept if self._is_later(one, number))
        self._now.put(msgspec.structs.replace(row, says=self._says(row, features, (*later, *listings)[:_LISTED], own)))
        self._tell_neighbours(row, listings)
        if filed.card is not None:
            self._now.searched[row.story] = search_table.entry(filed.card, cutting.title, item.item.body.blocks)

    def _likened(self, event: event_table.Event, cutting: Cutting, made: Sketch) -> str:
        placed = self._memory.duplicates.place(cutting.id, made, cutting.time, cutting.agency)
        for one in placed.likenesses:
            self._now.acts.append(Act(event.seq, cutting.id, one.kind, one.reason))
        return placed.lead

    def _likened_again(self, event: event_table.Event, cutting: Cutting, made: Sketch, before: Dossier) -> str:
        """The group of a story whose text has changed: the one it is of now. Those that it led may get another lead."""
        duplicates = self._memory.duplicates
        group = [one for one in self._memory.same_as(cutting.id) if one != cutting.id]
        likenesses = duplicates.judge(cutting.id, made, cutting.time, cutting.agency)
        same = [one.other for one in likenesses if one.kind == "same"]
        if set(same) & set(group):
            lead = before.lead
        elif same:
            lead = self._now.rows_of(same[:1])[same[0]].lead
        else:
            lead = cutting.id
        if group and lead != before.lead:
            self._now.acts.append(Act(event.seq, cutting.id, "apart", f"its text is no longer that of {group[0]}"))
        if before.lead == cutting.id and not set(same) & set(group):
            for other in self._now.rows_of(group).values():
                sketch_ = unpack_sketch(other.samples)
                time = unpack_features(other.features).time
                duplicates.restore(other.story, sketch_, time, other.agency, lead=group[0])
                self._now.put(msgspec.structs.replace(other, lead=group[0]))
        if set(group) - set(same):
            self._now.folded.update((cutting.id, *group))
            for other in self._now.rows_of(group).values():
                if cutting.id in other.says.same and other.lead != lead:
                    self._now.say(other, dossier_table.without(other.says, cutting.id))
        duplicates.restore(cutting.id, made, cutting.time, cutting.agency, lead=lead)
        return lead

    def _tell_truth(self, cutting: Cutting) -> None:
        """What other pages say they share with a story must stand in its new text too."""
        for other in self._now.naming(cutting.id):
            related, own = (
                tuple(told for one in found for told in _still_true(one, cutting))
                for found in (other.says.related, other.says.in_section)
            )
            self._now.say(other, msgspec.structs.replace(other.says, related=related, in_section=own))

    def _related(self, cutting: Cutting, features: Features) -> tuple[list[Found], list[Found]]:
        """Of all sections, and of its own: no story is in both."""
        library, folding = self._memory.library, self._memory.folding
        related = library.related(features, _LISTED, cut=CUT, folding=folding)
        taken = frozenset(one for found in related for one in (found.id, *self._memory.same_as(found.id)))
        own = library.related(features, _LISTED, section=cutting.section, cut=CUT, folding=folding, leave_out=taken)
        return related, own

    def _listings(
        self, cutting: Cutting, features: Features, lists: tuple[list[Found], list[Found]]
    ) -> tuple[tuple[Listing, ...], tuple[Listing, ...]]:
        older = self._now.rows_of([found.id for one in lists for found in one])
        weights = self._memory.library.weights(features)

        def listing(found: Found) -> Listing:
            other = unpack_features(older[found.id].features)
            found_in_both = why(features, other, weights, cutting, most=_ASKED, is_place=self._is_place)
            senders = {cutting.agency.casefold(), older[found.id].agency.casefold()}
            shared = tuple(one for one in found_in_both if not _names_sender(one.words, senders))[:_REASONS]
            return Listing(found.id, shared, bond(found.cosine, features.time - other.time))

        # What has no reason that can be named is not listed.
        first, second = (tuple(one for one in map(listing, found) if one.shared) for found in lists)
        return first, second

    def _is_later(self, listing: Listing, number: int) -> bool:
        """A follow-up that an earlier story was told of stays there when that is updated."""
        return self._memory.numbers.get(listing.story, 0) > number

    def _is_place(self, words: str) -> bool:
        return is_place(self._house, words)

    def _says(
        self, row: Dossier, features: Features, related: tuple[Listing, ...], in_section: tuple[Listing, ...]
    ) -> Says:
        same = tuple(one for one in self._memory.same_as(row.story) if one != row.story)
        members = self._now.members(row.thread)
        latest = () if related or in_section else self._memory.newest_of(features, {row.story, *same}, _LISTED)
        return Says(
            related=related,
            in_section=in_section,
            latest=latest,
            stories=len(members),
            place=1 + next((place for place, one in enumerate(members) if row.story in one), len(members) - 1),
            same=same[:_LISTED],
        )

    def _tell_neighbours(self, row: Dossier, related: tuple[Listing, ...]) -> None:
        """The newest other stories of the thread, and the same story from others, now tell of this one."""
        members = self._now.members(row.thread)
        self._now.threads.add(row.thread)
        self._now.count(row.thread)
        near = {one.story: one for one in related if one.bond == "event"}
        others = [one for together in members for one in together if one != row.story]
        for other in self._now.rows_of(others[-NEIGHBOURS:]).values():
            says = other.says
            if other.story in near and other.number < row.number and row.story not in says.others:
                back = msgspec.structs.replace(near[other.story], story=row.story)
                says = msgspec.structs.replace(says, related=(back, *says.related)[:_LISTED], latest=())
            self._now.say(other, says)
        same = [one for one in self._memory.same_as(row.story) if one != row.story]
        if same:
            self._now.folded.update((row.story, *same))
        for other in self._now.rows_of(same[-NEIGHBOURS:]).values():
            if row.story not in other.says.same:
                self._now.say(
                    other, dossier_table.without(other.says, row.story, same=(*other.says.same, row.story)[-_LISTED:])
                )

    # A text went down

    def _take_out(self, row: Dossier) -> None:
        self._memory.remove(row.story)
        self._now.put(msgspec.structs.replace(row, alive=False))
        for other in self._now.naming(row.story):
            self._now.say(other, dossier_table.without(other.says, row.story))
        self._now.threads.add(row.thread)
        self._now.count(row.thread)

    # The thread

    def _threaded(self, event: event_table.Event, cutting: Cutting, features: Features) -> tuple[str, Part, Filed]:
        placing = self._memory.threads.place(features, cutting)
        for act in placing.acts:
            kind = type(act).__name__.lower()
            if isinstance(act, Merged):
                self._merge(act)
                self._now.acts.append(
                    Act(event.seq, cutting.id, kind, f"thread {act.thread} into {act.into}: {act.reason}")
                )
            elif isinstance(act, Parted):
                self._part(act)
                for story in act.stories:
                    self._now.acts.append(
                        Act(event.seq, story, kind, f"from {act.thread} into {act.new}: {act.reason}")
                    )
            else:
                self._now.acts.append(Act(event.seq, cutting.id, kind, f"thread {act.thread}: {act.reason}"))
        return placing.thread, placing.part, placing.filed

    def _merge(self, act: Merged) -> None:
        # What led to the thread leads on now, be it kept already or of this very round.
        led = {*dossier_table.leading_to(self._connection, act.thread)}
        led |= {thread for thread, into in self._now.moved if into == act.thread}
        self._now.moved.append((act.thread, act.into))
        self._now.threads |= {act.thread, act.into, *led}
        stories = [one for together in self._now.members(act.thread) for one in together]
        for row in self._now.rows_of(stories).values():
            part: Part = "follow-up" if row.part == "first" else row.part
            self._now.put(msgspec.structs.replace(row, thread=act.into, part=part))

    def _part(self, act: Parted) -> None:
        self._now.moved += [(act.new, ""), (act.thread, act.thread)]
        self._now.threads |= {act.thread, act.new}
        for row in self._now.rows_of(act.stories).values():
            part: Part = "first" if row.story == act.new else row.part
            self._now.put(msgspec.structs.replace(row, thread=act.new, part=part))
        for thread in (act.thread, act.new):
            self._now.count(thread)


def _names_sender(words: str, senders: set[str]) -> bool:
    """Whether the words are an agency's name, or part of it: that both stories came from it is no reason."""
    plain = words.casefold()
    return any(plain in sender or sender in plain for sender in senders)


def _in_text(listings: Sequence[Listing], cutting: Cutting) -> tuple[Listing, ...]:
    """The listings with only those shared words that stand in this text; one that has none left is left out."""
    text = f"{cutting.title}\n{cutting.text}".casefold()
    told = (
        msgspec.structs.replace(one, shared=tuple(two for two in one.shared if two.words.casefold() in text))
        for one in listings
    )
    return tuple(one for one in told if one.shared)


def _still_true(listing: Listing, cutting: Cutting) -> tuple[Listing, ...]:
    """A line as it may stay now that this is the text of a story; none where no reason is left."""
    return _in_text((listing,), cutting) if listing.story == cutting.id else (listing,)


class Librarian:
    """The one who files stories. For one desk; its memory is made at the first round."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._memory: Memory | None = None
        self._recalls = True

    def follow(self, most: int = AT_ONCE) -> Dirty | None:
        """File what the next few events put up, and take out what they took down; None when all is done.

        Returns what has to be made again: nothing yet, while the memory is filled. A round that fails leaves nothing,
        and is done again.
        """
        connection = self._house.database.read()
        events = event_table.after(connection, event_table.cursor(connection, FOLLOWER), most)
        if not events:
            return None
        if self._memory is None:
            self._memory, self._recalls = Memory.begin(connection), True
        if self._recalls:  # a large library is recalled between deliveries, for nothing may wait for it
            self._recalls = self._memory.recall(connection)
            return Dirty()
        try:
            now = Gathered(self._house, connection)
            judged = _Round(self._house, connection, self._memory, events, now)
            for event in events:
                judged.follow(event)
            with self._house.database.write() as writing:
                now.write(writing)
                event_table.move_cursor(writing, FOLLOWER, events[-1].seq)
        except BaseException:
            self._memory = None  # it may know of stories that the ledger does not have
            raise
        return now.dirty()


def forget(connection: Connection) -> None:
    """Empty the library: the next desk files every story anew, from the first event on."""
    dossier_table.forget(connection)
    event_table.move_cursor(connection, FOLLOWER, 0)
