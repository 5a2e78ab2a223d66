"""Pages again from the ledger: what stands at the addresses of stories as it now knows them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from ..edition.assets import asset_pages
from ..edition.notice_page import notice_page, pointer_page
from ..edition.standing_pages import standing_pages as site_pages
from ..store import dossier as dossier_table
from ..store import event as event_table
from ..store import item as item_table
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..terms.page import Page
from ..terms.record import StoryRecord
from ..terms.story import State
from .dossier_shown import NONE_YET, dossiers_shown
from .fronts import Dirty, named_elsewhere, touched_by
from .house import House
from .leaves import page_leaf
from .log_files import verifier_page
from .make import faithful_page, picture_paths, proof_paths, tombstone, version_paths
from .pictures import picture_pages

_STORIES_AT_ONCE = 256
_MOST_EVENTS = 1_000_000


def standing_pages(house: House) -> list[Page]:
    """What does not depend on any story: assets, the install page, robots, manifest, app links."""
    pages = [*asset_pages(), *site_pages(house.site), verifier_page()]
    for output in house.outputs:
        if output.follows == "site":
            pages += output.render(house.site)
    return pages


def stale_standing_pages(house: House) -> list[Page]:
    """Those that the public folder lacks or has otherwise: after an update of the program, or of the settings."""
    return [page for page in standing_pages(house) if _differs(house.public / page.path, page.content)]


def _differs(file: Path, content: bytes | None) -> bool:
    try:
        return file.read_bytes() != content
    except FileNotFoundError:
        return content is not None


def story_pages(house: House, connection: Connection, filed: Sequence[story_table.Filed]) -> list[Page]:
    """What stands at the addresses of those stories, as the ledger now knows them."""
    items = items_of(connection, filed)
    ids = [one.record.id for one in filed]
    leaves, dossiers = leaf_table.of_stories(connection, ids), dossiers_shown(connection, ids)
    pages: list[Page] = []
    for one in filed:
        story, card = one.record, one.card
        if story.first_shown is None:
            continue
        if story.state is State.PUBLISHED and card is not None:
            leaf = page_leaf(leaves[story.id][-1]) if leaves[story.id] else None
            dossier = dossiers.get(story.id, NONE_YET)
            page = faithful_page(house, story, items[story.shown_item or 0], card, leaf, dossier)
            pointer = pointer_page(house.site, card)
            pages += [page] if pointer.path == page.path else [page, pointer]
        elif story.kind_of_end is not None:
            pages.append(notice_page(house.site, tombstone(story), has_proof=True))
            if story.kind_of_end in ("withheld", "embargoed"):
                pages += _pointer_of_notice(house, story, pages[-1])
    return pages


def named_pages(house: House, connection: Connection, stories: Sequence[str]) -> list[Page]:
    """The pages of those stories that may be seen, whose text has not changed but what stands below it."""
    pages: list[Page] = []
    for start in range(0, len(stories), _STORIES_AT_ONCE):
        filed = story_table.get(connection, stories[start : start + _STORIES_AT_ONCE]).values()
        shown = [one for one in filed if one.record.state is State.PUBLISHED]
        folders = {f"{one.record.path.strip('/')}/index.html" for one in shown}
        pages += [page for page in story_pages(house, connection, shown) if page.path in folders]
    return pages


def _pointer_of_notice(house: House, story: StoryRecord, notice: Page) -> list[Page]:
    pointer = pointer_page(house.site, tombstone(story))
    return [] if pointer.path == notice.path else [pointer]


def removals(story: StoryRecord, entered: Sequence[leaf_table.Entered]) -> list[Page]:
    """What must not stand at the story's addresses in its present state, by its leaves; said again after a crash."""
    if story.first_shown is None:
        return []
    notices = [Page(f"{story.section}/{story.id}/{status}.html", None) for status in (410, 451)]
    if story.state is State.PUBLISHED:
        # A text that was taken back stays so when the story is shown again.
        closed = version_paths(story, [one.n for one in entered if one.n is not None and one.closed])
        return [*notices, *(Page(path, None) for path in (*proof_paths(story, ended=True), *closed))]
    proofs = [Page(path, None) for path in (*proof_paths(story, ended=False), *picture_paths(story))]
    if story.kind_of_end in ("withheld", "embargoed"):
        return [*notices, *proofs]
    return [
        *notices,
        *proofs,
        Page(f"{story.path.lstrip('/')}index.html", None),
        Page(f"{story.section}/{story.id}/index.html", None),
    ]


def since(house: House, connection: Connection, seq: int) -> tuple[dict[str, Page], Dirty, int]:
    """Pages of the stories changed after event `seq`, what else shows them, and the number of the last event."""
    events = event_table.after(connection, seq, _MOST_EVENTS)
    stories = list(dict.fromkeys(event.story for event in events))
    pages: dict[str, Page] = {}
    dirty = Dirty()
    for start in range(0, len(stories), _STORIES_AT_ONCE):
        some = list(story_table.get(connection, stories[start : start + _STORIES_AT_ONCE]).values())
        leaves = leaf_table.of_stories(connection, [one.record.id for one in some])
        for one in some:
            pages.update({page.path: page for page in removals(one.record, leaves[one.record.id])})
        made = story_pages(house, connection, some)
        pages.update({page.path: page for page in (*made, *picture_pages(house.shelf, [one.record for one in some]))})
        ids = [one.record.id for one in some]
        dirty.add(touched_by(connection, ids, events[-1].at))
        dirty.add(named_elsewhere(connection, ids, ids))
    # The library may have told of an event long after its page was on the disk for good: hence also of the last one.
    told = dossier_table.touched_since(connection, seq)
    dirty.add(Dirty(pages={one.story for one in told}, threads={one.thread for one in told}))
    for start in range(0, len(told), _STORIES_AT_ONCE):
        ids = [one.story for one in told[start : start + _STORIES_AT_ONCE]]
        dirty.add(Dirty(fronts=touched_by(connection, ids, house.clock()).fronts))
    dirty.threads.update(thread for thread, _ in dossier_table.moved(connection, seq))
    dirty.corrections = bool(events)
    dirty.proofs = dict.fromkeys(stories, 0)
    dirty.log_page = True
    return pages, dirty, events[-1].seq if events else seq


def items_of(connection: Connection, filed: Iterable[story_table.Filed]) -> dict[int, item_table.Filed]:
    """The shown revisions of those stories."""
    ids = [one.record.shown_item for one in filed if one.record.shown_item and one.record.state is State.PUBLISHED]
    return item_table.get(connection, ids) if ids else {}
