"""What an issue of the e-paper is made from, out of the ledger: chosen once at the cut-off, built again at any time."""

from collections.abc import Generator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from ..edition.label import is_media_cut
from ..proof.leaf import read_leaf
from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store import item as item_table
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..store.issue_story import Held
from ..terms.checkpoint_shown import CheckpointShown
from ..terms.issue import Gone, Issue, LeftOut, PaperCorrection, PaperPicture, PaperStory
from ..terms.record import StoryRecord, TombstoneKind
from ..terms.signal import Signal
from ..terms.site import Edition
from ..terms.story import State
from .house import House
from .picture_desk import restore_prints
from .pictures import may_be_shown
from .proof_shown import shown_checkpoint

_AT_ONCE = 48
_KIND_OF_END: dict[str, TombstoneKind] = {
    Signal.KILL: "killed",
    Signal.EXPIRE: "expired",
    Signal.TAKEDOWN: "taken-down",
}
Found = tuple[list[Held], list[LeftOut]]


def candidates(house: House, connection: Connection, since: datetime, until: datetime) -> Generator[None, None, Found]:
    """The stories that were up at `until` in a text put up after `since`, and those folded into one of them.

    Comes in steps of some stories, so that the desk can do other things in between.
    """
    stories = event_table.put_up_between(connection, since, until)
    found: dict[str, tuple[Held, dossier_table.Standing | None, str]] = {}
    for start in range(0, len(stories), _AT_ONCE):
        some = stories[start : start + _AT_ONCE]
        filed = story_table.get(connection, some)
        standings = dossier_table.standings(connection, some)
        up = _up_at(connection, some, since, until)
        items = item_table.get(connection, [one.item for one in up.values() if one.item is not None])
        leaves = leaf_table.of_stories(connection, list(up))
        for story, event in up.items():
            one = filed.get(story)
            if one is None or one.record.state is not State.PUBLISHED:
                continue
            standing = standings.get(story)
            facts = _facts(house, one.record, items[event.item or 0], event, leaves[story], standing)
            found[story] = (Held(event=event.seq, facts=facts), standing, one.record.agency_slug)
        yield
    return _folded(found)


def _up_at(
    connection: Connection, stories: Sequence[str], since: datetime, until: datetime
) -> dict[str, event_table.Event]:
    """What had put up the text that each of the stories showed at `until`, where no withdrawal has followed."""
    up = {}
    for story, events in event_table.of_stories(connection, stories).items():
        until_then = [event for event in events if event.at <= until]
        if not until_then or until_then[-1].item is None or until_then[-1].at <= since:
            continue
        if all(event.item is not None for event in events if event.seq > until_then[-1].seq):
            up[story] = until_then[-1]
    return up


def _facts(  # each is a fact of its own
    house: House,
    record: StoryRecord,
    filed: item_table.Filed,
    event: event_table.Event,
    entered: Sequence[leaf_table.Entered],
    standing: dossier_table.Standing | None,
) -> PaperStory:
    item = filed.item
    leaves = [one for one in entered if one.item == filed.id and one.n is not None]
    leaf = next((one for one in leaves if one.at == event.at), leaves[-1] if leaves else None)
    reaches = (*record.reaches, *(standing.reaches if standing else ()))
    return PaperStory(
        id=record.id,
        guid=record.guid,
        path=record.path,
        item=filed.id,
        version=(read_leaf(leaf.content).ver if leaf else None) or record.version,
        n=leaf.n if leaf else None,
        headline=item.headline or item.derived_headline,
        derived=not item.headline,
        blocks=item.body.blocks,
        markup=item.body.markup,
        wire_text=filed.digest,
        language=item.language or house.site.language,
        agency=record.agency,
        section=record.section,
        section_title=record.section_title,
        cities=tuple(dict.fromkeys(reach.slug for reach in reaches if reach.kind == "city")),
        urgency=item.urgency or 5,
        published=record.published or event.at,
        shown=event.at,
        thread=standing.thread if standing else "",
        thread_stories=standing.says.stories if standing else 1,
        service_cut=sum(removed.count for removed in item.body.removed if removed.kind == "service-text"),
        media_cut=is_media_cut(item.body, len(record.pictures)),
        picture=_picture(record),
    )


def _picture(record: StoryRecord) -> PaperPicture | None:
    """The story's main picture as the issue will print it, without its bytes."""
    if not record.pictures:
        return None
    one = record.pictures[0]
    large = one.largest
    return PaperPicture(
        seal=one.seal,
        source=one.source,
        caption=one.caption,
        credit=one.credit,
        width=large.width,
        height=large.height,
        content=b"",
    )


def _printed_pictures(house: House, connection: Connection, held: Sequence[Held]) -> dict[str, PaperPicture]:
    """The pictures that were decided on, with their bytes, by story; none that may not be seen any more."""
    pictures = {one.facts.id: one.facts.picture for one in held if one.facts.picture is not None}
    sources = story_table.get(connection, [one.source for one in pictures.values() if one.source])
    barred = {id_ for id_, one in sources.items() if not may_be_shown(one.record)}
    pictures = {story: one for story, one in pictures.items() if one.source not in barred}
    restore_prints(house, connection, [one.seal for one in pictures.values()])
    found = {}
    for story, picture in pictures.items():
        prints = house.shelf.prints(picture.seal)
        content = house.shelf.content(picture.seal, prints[-1].name) if prints else None
        if content:
            found[story] = msgspec.structs.replace(picture, content=content)
    return found


def _folded(found: dict[str, tuple[Held, dossier_table.Standing | None, str]]) -> Found:
    """One of each group of likes, the one that came first, with the others' agencies."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for story, (_, standing, _) in found.items():
        lead, number = (standing.lead, standing.number) if standing else (story, 0)
        groups.setdefault(lead, []).append((number, story))
    held, left_out = [], []
    for group in groups.values():
        first, *others = (story for _, story in sorted(group))
        kept, _, own = found[first]
        names = {slug: found[other][0].facts.agency for other in others if (slug := found[other][2]) != own}
        facts = msgspec.structs.replace(kept.facts, also=tuple(names.values()))
        held.append(msgspec.structs.replace(kept, facts=facts))
        left_out += [LeftOut(other, f"the same story as {first}, which came first") for other in others]
    return held, left_out


def issue_of(house: House, connection: Connection, filed: issue_table.Filed) -> Issue:
    """The issue as it may be printed now: what is no longer to be seen is there as a notice, without a word."""
    decided = filed.decided
    held = held_table.of_issue(connection, filed.key)
    order = [one.story for one in decided.budget.ranked if one.story in held]
    gone = _gone(connection, [held[story] for story in order])
    left = [held[story] for story in order if story not in gone]
    items = item_table.get(connection, [one.facts.item for one in left])
    pictures = _printed_pictures(house, connection, left)
    return Issue(
        site=house.site,
        edition=_edition_of(house, decided),
        date=decided.date,
        number=decided.number,
        cut_off=decided.cut_off,
        budget=decided.budget,
        stories=tuple(_worded(one.facts, items[one.facts.item], pictures.get(one.facts.id)) for one in left),
        gone=tuple(gone[story] for story in order if story in gone),
        corrections=_standing_corrections(connection, decided.corrections),
        note=decided.note,
        checkpoint=_checkpoint(connection, decided),
    )


def gone_of(connection: Connection, filed: issue_table.Filed) -> set[str]:
    """The stories of an issue that may be seen in it no longer."""
    return set(_gone(connection, list(held_table.of_issue(connection, filed.key).values())))


def _edition_of(house: House, decided: issue_table.Decided) -> Edition:
    """The edition as it was when the issue was decided; only whether readers may have the PDF is as set now."""
    known = next((one for one in (house.site.main, *house.site.editions) if one.slug == decided.edition), None)
    return msgspec.structs.replace(decided.paper, pdf=known.pdf) if known else decided.paper


def _worded(facts: PaperStory, filed: item_table.Filed, picture: PaperPicture | None) -> PaperStory:
    item = filed.item
    return msgspec.structs.replace(
        facts,
        picture=picture,
        headline=item.headline or item.derived_headline,
        blocks=item.body.blocks,
        markup=item.body.markup,
        wire_text=filed.digest,
    )


def _gone(connection: Connection, held: Sequence[Held]) -> dict[str, Gone]:
    """Those of which a text was taken away since the issue's own went up, and did not come back as it was."""
    stories = [one.facts.id for one in held]
    records = {id_: one.record for id_, one in story_table.get(connection, stories).items()} if held else {}
    events = event_table.of_stories(connection, stories)
    ends = {one.facts.id: _end(one, events[one.facts.id], connection) for one in held}
    gone = {}
    for one in held:
        record, end = records[one.facts.id], ends[one.facts.id]
        if end is None and record.state is State.PUBLISHED:
            continue
        kind = record.kind_of_end if record.state is not State.PUBLISHED else None
        gone[record.id] = Gone(
            id=record.id,
            kind=kind or _KIND_OF_END.get(end.kind if end else "", "withheld"),
            agency=record.agency,
            at=end.at if end else record.ended_at or one.facts.shown,
        )
    return gone


def _end(held: Held, events: Sequence[event_table.Event], connection: Connection) -> event_table.Event | None:
    """The withdrawal that still bars the issue's text; None where there was none, or this very text came back."""
    later = [event for event in events if event.seq > held.event]
    ends = [event for event in later if event.item is None]
    if not ends:
        return None
    back = next((event.item for event in later if event.seq > ends[-1].seq and event.item is not None), None)
    if back is None:
        return ends[-1]
    digests = item_table.digests(connection, [back, held.facts.item])
    return None if digests[back][1] == digests[held.facts.item][1] else ends[-1]


def _standing_corrections(
    connection: Connection, corrections: Sequence[PaperCorrection]
) -> tuple[PaperCorrection, ...]:
    """Those whose story has been up ever since: a headline goes with its story, for good."""
    stories = [one.story for one in corrections]
    events = event_table.of_stories(connection, stories)
    return tuple(
        one
        for one in corrections
        if all(event.item is not None for event in events[one.story] if event.at >= one.shown)
    )


def _checkpoint(connection: Connection, decided: issue_table.Decided) -> CheckpointShown | None:
    signed = leaf_table.covering(connection, [decided.size - 1]).get(decided.size - 1)
    return shown_checkpoint(signed) if signed else None
