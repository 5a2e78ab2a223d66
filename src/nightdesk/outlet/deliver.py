"""Pages become files: written aside and renamed, so that nobody ever reads half a page. Not fsynced: derivable."""

import gzip
import os
from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # the package has no types

from ..terms.page import Page

_PACKED = (".woff2", ".png", ".jpg", ".webp", ".avif")
LEAST_BYTES = 1024
"""Less than this fits one packet as it is."""
_FEW = 3
_BROTLI = 5
_GZIP = 6
_TWINS = (".br", ".gz")


def deliver(public: Path, aside: Path, pages: Iterable[Page], pool: Executor | None = None) -> int:
    """Write or remove each page with its compressed twins; returns how many files were written.

    `aside` is a folder of the same file system, outside `public`. What takes something away is done first; then all
    plain pages, so that they are live; the twins follow.
    """
    listed = list(pages)
    for page in listed:
        if page.content is None:
            _remove(public, page.path)
    writes = [(page.path, page.content) for page in listed if page.content is not None]
    for path, content in writes:
        for twin in _TWINS:  # an older text must not outlive its page in a compressed copy, not even for a moment
            _unlink(f"{public}/{path}{twin}")
        _put(public, aside, path, content)
    if pool is None or len(writes) <= _FEW:
        return sum(_write_twins(public, aside, *one) for one in writes)
    return sum(pool.map(lambda one: _write_twins(public, aside, *one), writes))


def _write_twins(public: Path, aside: Path, path: str, content: bytes) -> int:
    """The compressed copies; for what is not worth one, none of an earlier version may stay. Returns files written."""
    if len(content) < LEAST_BYTES or path.endswith(_PACKED):
        for twin in _TWINS:
            (public / f"{path}{twin}").unlink(missing_ok=True)
        return 1
    _put(public, aside, f"{path}.br", brotli.compress(content, quality=_BROTLI))
    _put(public, aside, f"{path}.gz", gzip.compress(content, _GZIP, mtime=0))
    return 3


def _put(public: Path, aside: Path, path: str, data: bytes) -> None:
    draft = f"{aside}/{os.getpid()}-{path.replace('/', '!')[-160:]}"
    target = f"{public}/{path}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        written = 0
        while written < len(data):
            written += os.write(descriptor, data[written:])
    finally:
        os.close(descriptor)
    try:
        os.rename(draft, target)
    except FileNotFoundError:
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        os.rename(draft, target)


def _unlink(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)


def _remove(public: Path, path: str) -> None:
    for twin in ("", *_TWINS):
        _unlink(f"{public}/{path}{twin}")
    folder = (public / path).parent
    while folder != public:
        with suppress(OSError):  # not empty, or not there: either way it is not ours to remove
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent
