"""Pages become files: written aside and renamed, so that nobody ever reads half a page. Not fsynced: derivable."""

import gzip
import os
from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # the package has no types

from ..terms.page import Page

_PLAIN = frozenset({".woff2", ".png", ".jpg", ".webp", ".avif", ".br", ".gz"})
_LEAST_BYTES = 300
_BROTLI = 5
_GZIP = 6
_TWINS = (".br", ".gz")


def deliver(public: Path, aside: Path, pages: Iterable[Page], pool: Executor | None = None) -> int:
    """Write or remove each page with its compressed twins; returns how many files were written.

    `aside` is a folder of the same file system, outside `public`. What takes something away is done first.
    """
    listed = list(pages)
    for page in listed:
        if page.content is None:
            _remove(public, page.path)
    writes = [page for page in listed if page.content is not None]
    if pool is None or len(writes) == 1:
        return sum(_write(public, aside, page) for page in writes)
    return sum(pool.map(lambda page: _write(public, aside, page), writes))


def _write(public: Path, aside: Path, page: Page) -> int:
    content = page.content or b""
    target = public / page.path
    made = [("", content)]
    if target.suffix not in _PLAIN and len(content) >= _LEAST_BYTES:
        made += [(".br", brotli.compress(content, quality=_BROTLI)), (".gz", gzip.compress(content, _GZIP, mtime=0))]
    drafts = []
    for twin, data in made:
        draft = aside / f"{os.getpid()}-{page.path.replace('/', '!')[-120:]}{twin}"
        draft.write_bytes(data)
        drafts.append((draft, target.with_name(target.name + twin)))
    try:
        for draft, place in drafts:
            draft.replace(place)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        for draft, place in drafts:
            if draft.exists():
                draft.replace(place)
    if len(made) == 1:
        for twin in _TWINS:
            target.with_name(target.name + twin).unlink(missing_ok=True)
    return len(made)


def _remove(public: Path, path: str) -> None:
    target = public / path
    for twin in ("", *_TWINS):
        target.with_name(target.name + twin).unlink(missing_ok=True)
    folder = target.parent
    while folder != public:
        with suppress(OSError):  # not empty, or not there: either way it is not ours to remove
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent
