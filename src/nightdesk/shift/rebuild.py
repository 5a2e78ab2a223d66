"""The whole public site anew from the ledger, on as many cores as there are, then put in the old one's place."""

import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from ..outlet.deliver import lay
from ..store import story as story_table
from .dossier_shown import thread_pages
from .fronts import Dirty, everything, make_fronts, make_sitemaps
from .house import House, open_house
from .issue_again import lay_issues
from .log_files import key_page, log_files
from .log_shown import log_pages
from .make import LATEST
from .picture_desk import restore_prints
from .pictures import picture_pages
from .proof_files import proof_files
from .remake import standing_pages, story_pages

_STORIES_AT_ONCE = 128
_FRONT_PAGES_AT_ONCE = 24
_THREADS_AT_ONCE = 64
_WORTH_HELPERS = 600
"""Below so many stories starting helpers takes longer than they save."""
Progress = Callable[[int, int], None]


def rebuild(house: House, connection: Connection, progress: Progress = lambda done, of: None) -> int:
    """Returns how many stories were made again. The same ledger and settings give the same bytes."""
    fresh = house.settings.home / "public.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    ids = story_table.all_ids(connection)
    chunks = [tuple(ids[at : at + _STORIES_AT_ONCE]) for at in range(0, len(ids), _STORIES_AT_ONCE)]
    dirty = everything(house, connection)
    with _hands(house, len(ids)) as together:
        lay(fresh, [*standing_pages(house), *key_page(house), *log_files(connection, 0)])
        made = 0
        for count in together(partial(_stories, fresh), chunks):
            made += count
            progress(made, len(ids))
        for _ in together(partial(_front_pages, fresh), _parts(dirty)):
            pass
        lay(fresh, [*make_sitemaps(house, connection, dirty), *log_pages(house, connection)])
        lay_issues(house, connection, fresh)
        old = _swap(house.public, fresh)
        for _ in together(_remove, sorted(old.iterdir()) if old else []):
            pass
        if old:
            shutil.rmtree(old, ignore_errors=True)
    return made


def _stories(fresh: Path, ids: Sequence[str]) -> int:
    connection = _house().database.read()
    filed = list(story_table.get(connection, ids).values())
    lay(fresh, story_pages(_house(), connection, filed))
    lay(fresh, proof_files(_house(), connection, filed))
    pictured = [one.record for one in filed if one.record.pictures]
    restore_prints(_house(), connection, [one.seal for record in pictured for one in record.pictures])
    lay(fresh, picture_pages(_house().shelf, pictured))
    return len(filed)


def _front_pages(fresh: Path, part: Dirty) -> int:
    home = 0 in part.fronts.get(LATEST, ())  # once, and by one of the helpers
    lay(fresh, make_fronts(_house(), _house().database.read(), part, home=home))
    lay(fresh, thread_pages(_house(), _house().database.read(), part.threads))
    return 1


def _parts(dirty: Dirty) -> list[Dirty]:
    """The same work in parts of some size. The front page follows from that of all stories, and goes with it."""
    parts = [Dirty(corrections=dirty.corrections, indexes=dirty.indexes)]
    threads = sorted(dirty.threads)
    for at in range(0, len(threads), _THREADS_AT_ONCE):
        parts.append(Dirty(threads=set(threads[at : at + _THREADS_AT_ONCE])))
    for front, numbers in dirty.fronts.items():
        ordered = sorted(numbers)
        for at in range(0, len(ordered), _FRONT_PAGES_AT_ONCE):
            parts.append(Dirty(fronts={front: set(ordered[at : at + _FRONT_PAGES_AT_ONCE])}))
    return parts


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


Together = Callable[[Callable[..., int | None], Sequence[object]], Iterator[int]]
_opened: list[House] = []
"""The house this process works for: a helper opens its own, for a connection does not outlive a fork."""


def _house() -> House:
    return _opened[-1]


def _enter(home: Path) -> None:
    threading.Thread(target=_leave_with_the_parent, name="leave", daemon=True).start()
    _opened.append(open_house(home))


def _leave_with_the_parent() -> None:
    """A helper that outlived a killed rebuild would wait for ever, and hold the desk's chair, which a fork shares."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _hands(house: House, stories: int) -> Iterator[Callable[..., Iterator[int]]]:
    """A `map` over helpers in processes of their own where there is much to do, over this one where there is not."""
    workers = os.cpu_count() or 1
    if workers == 1 or stories < _WORTH_HELPERS:
        _opened.append(house)
        try:
            yield map
        finally:
            _opened.pop()
        return
    # A fork is quickest, and sound only while this process has no other thread that could hold a lock.
    way = "fork" if threading.active_count() == 1 else "spawn"
    context = multiprocessing.get_context(way)
    with ProcessPoolExecutor(workers, context, _enter, (house.settings.home,)) as pool:
        yield pool.map


def _swap(public: Path, fresh: Path) -> Path | None:
    """Put the new site in place; returns where the old one lies now."""
    old = public.with_name("public.old")
    shutil.rmtree(old, ignore_errors=True)
    had = public.exists()
    if had:
        public.rename(old)
    fresh.rename(public)
    return old if had else None
