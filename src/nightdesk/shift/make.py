"""MAKE: pages from stories, each read back by another parser before it may go out."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from ..desk.address import address
from ..desk.pictures import names_pictures
from ..desk.routing import route
from ..edition.notice_page import notice_page, pointer_page
from ..edition.story_page import story_page
from ..edition.teaser import teaser
from ..proof.read_back import read_back
from ..store import correction as correction_table
from ..store import item as item_table
from ..terms.item import Item
from ..terms.page import Page
from ..terms.page_leaf import PageLeaf
from ..terms.record import StoryRecord
from ..terms.signal import Signal
from ..terms.story import Card, Correction, Reach, ShownStory, State, Tombstone
from .dossier_shown import NONE_YET, Dossier, dossiers_shown
from .house import House
from .leaves import enter_end, enter_text
from .sitting import Sitting

_GONE_FOR_GOOD = ("killed", "expired", "licence", "taken-down", "court")
LATEST = "latest"
_NEWS = Reach("section", "news", "News", "The wire names no section")


class Unfaithful(Exception):
    """The finished page does not read back as the agency's text. It is not shown."""


def show(  # each is a fact of its own
    house: House,
    connection: Connection,
    sitting: Sitting,
    before: StoryRecord,
    after: StoryRecord,
    signal: Signal,
    why: str,
) -> None:
    """Make the page of the version that is now shown, with its leaf, and put the story on its fronts."""
    filed = sitting.item(connection, after.shown_item or 0)
    # The files of pictures went with the text; they are made again for a story that comes back.
    pictures = before.pictures if before.state is State.PUBLISHED else ()
    after = msgspec.structs.replace(routed(house, after, filed.item), last_leaf=sitting.next_leaf, pictures=pictures)
    card = card_of(house, after, filed.item)
    entered, leaf = enter_text(house, connection, sitting, before, after, filed, signal, why)
    known = dossiers_shown(connection, [after.id]) if before.first_shown is not None else {}
    page = faithful_page(house, after, filed, card, leaf, known.get(after.id, NONE_YET))
    sitting.enter(entered)
    sitting.put(after)
    earlier = sitting.cards.get(after.id)
    if before.first_shown is not None and (earlier is None or earlier.headline != card.headline):
        sitting.renamed.add(after.id)
    sitting.cards[after.id] = card
    sitting.pages[page.path] = page
    if before.first_shown is None:
        sitting.newcomers.add(after.id)
    if before.first_shown is None or before.state is not State.PUBLISHED:
        if before.first_shown is not None:
            clear_notices(sitting, after)
            clear_proofs(sitting, before)
            sitting.back.add(after.id)
        pointer = pointer_page(house.site, card)
        if pointer.path != page.path:
            sitting.pages[pointer.path] = pointer
    if before.pictures or names_pictures(filed.item):
        sitting.picture_due.add(after.id)
    sitting.happened(after.id, signal, after.shown_item)
    sitting.closed.pop(after.id, None)
    fronts = dict(fronts_of(after))
    for front, title in fronts.items():
        sitting.placed[(front, after.id)] = title
        sitting.left.discard((after.id, front))
    if before.reaches != after.reaches:
        sitting.left.update((after.id, front) for front, _ in fronts_of(before) if front not in fronts)
    if len(after.corrections) > len(before.corrections):
        note = after.corrections[-1]
        sitting.corrected.append(correction_table.Corrected(after.id, note.shown, note.version, note.note))


def take_off(  # each is a fact of its own
    house: House, sitting: Sitting, before: StoryRecord, after: StoryRecord, signal: Signal, why: str, ref: str
) -> None:
    """Remove the text from its address and its fronts, put the notice up, and enter the act in the log."""
    seq = enter_end(sitting, before, after, signal, why, ref)
    sitting.forgotten[after.id] = seq
    sitting.put(msgspec.structs.replace(after, last_leaf=seq))
    event = sitting.happened(after.id, signal)
    sitting.cards[after.id] = None
    sitting.closed[after.id] = event
    for key in [key for key in sitting.placed if key[1] == after.id]:
        del sitting.placed[key]
    for path in [path for path in sitting.pages if path.startswith(after.path.lstrip("/"))]:
        del sitting.pages[path]
    clear_proofs(sitting, before)
    for path in picture_paths(before):
        sitting.pages[path] = Page(path, None)
    sitting.picture_due.add(after.id)  # a picture of before may have been left there by a night that broke off
    stone = tombstone(after)
    if after.kind_of_end in _GONE_FOR_GOOD:
        sitting.pages[f"{after.path.lstrip('/')}index.html"] = Page(f"{after.path.lstrip('/')}index.html", None)
        pointer = f"{after.section}/{after.id}/index.html"
        sitting.pages[pointer] = Page(pointer, None)
    elif before.kind_of_end in _GONE_FOR_GOOD:
        page = pointer_page(house.site, stone)  # it went with the text; the notice stands at the long address again
        sitting.pages[page.path] = page
    clear_notices(sitting, after)
    page = msgspec.structs.replace(notice_page(house.site, stone, has_proof=True), instead=True)
    sitting.pages[page.path] = page
    if before.state is State.PUBLISHED or signal is Signal.KILL:
        received = after.end_received or sitting.now
        kind = after.kind_of_end or "withheld"
        sitting.withdrawn.append(correction_table.Withdrawn(event, after.id, after.guid, kind, received, None))


def clear_proofs(sitting: Sitting, before: StoryRecord) -> None:
    """Nothing of the proofs that stood beside the story may stay: they hold its words, or tell of its earlier state."""
    for path in proof_paths(before, ended=before.state is not State.PUBLISHED):
        sitting.pages[path] = Page(path, None)


def picture_paths(story: StoryRecord) -> list[str]:
    """Every file of pictures beside the story's page."""
    return [f"{story.path.strip('/')}/{made.name}" for one in story.pictures for made in one.prints]


def proof_folder(story: StoryRecord) -> str:
    """Where the story's proofs stand, as a path in the public folder: beside its page, or under its lasting id."""
    return story.path.strip("/") if story.state is State.PUBLISHED else f"{story.section}/{story.id}"


def proof_paths(story: StoryRecord, *, ended: bool) -> list[str]:
    """Every file of proofs that can stand beside the story while it is shown, or once it has ended."""
    folder = f"{story.section}/{story.id}" if ended else story.path.strip("/")
    texts = [] if ended else version_paths(story, range(1, story.times_shown + 1))
    return [f"{folder}/versions.json", f"{folder}/proof/index.html", *texts]


def version_paths(story: StoryRecord, versions: Iterable[int]) -> list[str]:
    """The text and the proof of each of those versions, where they stand while the story is shown."""
    folder = story.path.strip("/")
    return [f"{folder}/v{n}{kind}" for n in versions for kind in (".txt", ".tlog-proof")]


def clear_notices(sitting: Sitting, story: StoryRecord) -> None:
    """No notice of an earlier state may stay beside what is put up now."""
    for status in ("410", "451"):
        path = f"{story.section}/{story.id}/{status}.html"
        sitting.pages[path] = Page(path, None)


def routed(house: House, story: StoryRecord, item: Item) -> StoryRecord:
    """Section and address are chosen once, at the first publication; the fronts at every version."""
    profile = house.profile(story.wire)
    routing = route(
        item,
        house.site,
        house.gazetteer,
        agency=story.agency,
        agency_slug=story.agency_slug,
        profile_sections=profile.sections,
    )
    reaches = routing.reaches
    if not any(reach.kind == "section" for reach in reaches):
        reaches = (_NEWS, *reaches)
    if story.path:
        return msgspec.structs.replace(story, reaches=reaches)
    section = routing.section or _NEWS.slug
    title = next(reach.title for reach in reaches if reach.kind == "section")
    headline = item.headline or item.derived_headline
    return msgspec.structs.replace(
        story,
        section=section,
        section_title=title,
        path=address(section, headline, story.id),
        reaches=reaches,
    )


def fronts_of(story: StoryRecord) -> list[tuple[str, str]]:
    """(front, title) of every front the story is on; `latest` is that of all stories."""
    return [(LATEST, "Latest"), *((f"{reach.kind}/{reach.slug}", reach.title) for reach in story.reaches)]


def card_of(house: House, story: StoryRecord, item: Item) -> Card:
    """The story as lists show it."""
    if story.published is None or story.shown is None:
        raise AssertionError(f"story {story.id} has a card only once it is shown")
    updated = item.version_created.at if item.version_created else story.shown
    return Card(
        id=story.id,
        guid=story.guid,
        path=story.path,
        headline=item.headline or item.derived_headline,
        derived=not item.headline,
        teaser=teaser(item.body.blocks),
        language=item.language or house.site.language,
        agency=story.agency,
        agency_slug=story.agency_slug,
        section=story.section,
        section_title=story.section_title,
        cities=tuple(reach for reach in story.reaches if reach.kind == "city"),
        published=story.published,
        updated=max(updated, story.published),
        shown=story.shown,
        urgency=item.urgency or 5,
        version=story.version,
        corrected=bool(story.corrections),
        correction_note=story.corrections[-1].note if story.corrections else "",
        index=house.profile(story.wire).index,
        leaf=story.last_leaf,
        alert=Signal.ALERT in item.signals or (item.urgency in (1, 2) and len(item.body.blocks) <= 1),
    )


def faithful_page(  # each is a fact of its own
    house: House, story: StoryRecord, filed: item_table.Filed, card: Card, leaf: PageLeaf | None, dossier: Dossier
) -> Page:
    """The story page, after the gate. Raises Unfaithful with the first difference."""
    shown = shown_story(house, story, filed, card, leaf)
    if dossier.reaches:
        shown = msgspec.structs.replace(shown, reaches=(*shown.reaches, *dossier.reaches))
    page = story_page(house.site, shown, dossier.shown, dossier.printed_in)
    if page.content is None:
        raise AssertionError("a story page has content")
    returned = read_back(page.content)
    if returned.digest != filed.digest:
        raise Unfaithful(_difference(filed.item, returned.headline, returned.blocks))
    return page


def shown_story(
    house: House, story: StoryRecord, filed: item_table.Filed, card: Card, leaf: PageLeaf | None
) -> ShownStory:
    """All that the page is made from."""
    cut = sum(removed.count for removed in filed.item.body.removed if removed.kind == "service-text")
    return ShownStory(
        card=card,
        item=filed.item,
        wire_text=filed.digest,
        seal=filed.seal,
        format=filed.format,
        profile=filed.item.profile,
        profile_seal=filed.profile_seal,
        service_text_cut=cut,
        reaches=story.reaches,
        corrections=tuple(
            Correction(story=card, shown=one.shown, version=one.version, note=one.note) for one in story.corrections
        ),
        leaf=leaf,
        pictures=story.pictures,
    )


def tombstone(story: StoryRecord) -> Tombstone:
    """What is left of a story that may not be seen."""
    received = story.end_received or story.shown
    if received is None or story.kind_of_end is None:
        raise AssertionError(f"story {story.id} has not ended")
    return Tombstone(
        id=story.id,
        guid=story.guid,
        kind=story.kind_of_end,
        section=story.section,
        section_title=story.section_title,
        agency=story.agency,
        agency_slug=story.agency_slug,
        path=story.path,
        published=story.first_shown,
        received=received,
        gone=story.ended_at or received,
        reason=story.end_reason,
        leaf=story.last_leaf,
    )


def _difference(item: Item, headline: str, blocks: tuple[str, ...]) -> str:
    if headline != item.headline:
        return f"the page's headline reads back as {headline!r}, the agency sent {item.headline!r}"
    for number, (there, sent) in enumerate(zip(blocks, item.body.blocks, strict=False), 1):
        if there != sent:
            return f"block {number} reads back as {there[:80]!r}, the agency sent {sent[:80]!r}"
    return f"the page reads back as {len(blocks)} blocks, the agency sent {len(item.body.blocks)}"
