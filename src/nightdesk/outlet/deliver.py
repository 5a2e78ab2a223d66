"""Pages become files: written aside and renamed, so that nobody ever reads half a page. Not fsynced: derivable."""

import gzip
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # the package has no types

from ..terms.page import Page
from .spares import Spares
from .writing import put_up, unlink, write

_PACKED = (".woff2", ".png", ".jpg", ".webp", ".avif", ".pdf", ".epub")
SELDOM_ASKED_FOR = (".tlog-proof", "/versions.json", ".txt", "/proof/index.html")
"""There is one of each for every story or version: they stay without twins."""
_LOG_TILES = "log/tile/"
LEAST_BYTES = 1024
"""Less than this fits one packet as it is."""
_FEW = 3
_MANY = 6
_MOST_MAKING = 512
_BROTLI = 5
_GZIP = 6
_TWINS = (".br", ".gz")


class Press:
    """Delivers pages to one public folder; the compressed twins are made behind its back, on the other cores.

    A path is never written or removed while a twin of it is still being made, so that no old text can come after it.
    """

    def __init__(self, public: Path, aside: Path, workers: int = 2) -> None:
        self.asked = 0
        self._public = public
        self._aside = aside
        self._pool = ThreadPoolExecutor(workers, "press")
        self._hands = ThreadPoolExecutor(1, "hands")
        self._making: dict[str, _Job] = {}
        self._spares = Spares(aside, self._pool)

    @property
    def made(self) -> int:
        """Of the twins asked for, counted in `asked`, the first so many are there."""
        return min((job.number for job in self._making.values() if not job.is_made()), default=self.asked + 1) - 1

    def deliver(self, pages: Iterable[Page], *, in_order: bool = False) -> int:
        """Remove and write; returns how many files that makes, twins included. Many go up in any order, unless asked.

        Raises OSError when a page fails; also, when all is done, where a twin of an earlier one did: it is tried again.
        """
        listed = list(pages)
        for page in listed:
            self._drop(page.path)
        trouble = self._look_after_twins()
        self._aside.mkdir(exist_ok=True)
        writes = _deliver_plain(self._public, self._aside, listed, self._spares, None if in_order else self._hands)
        twinned = [one for one in writes if _worth_twins(*one)]
        for path, content in twinned:
            self._ask_for_twins(path, content)
        self._spares.refill()
        if trouble is not None:
            raise trouble
        return len(writes) + len(twinned) * len(_TWINS)

    def finish(self) -> None:
        """Return when every twin is there. Raises OSError when one could not be made."""
        wait([job.future for job in self._making.values()])
        trouble = self._look_after_twins()
        if trouble is not None:
            raise trouble

    def close(self) -> None:
        """Finish and end."""
        try:
            self.finish()
        finally:
            self._pool.shutdown()
            self._hands.shutdown()
            self._spares.close()

    def _ask_for_twins(self, path: str, content: bytes) -> None:
        self.asked += 1
        future = self._pool.submit(_write_twins, self._public, self._aside, path, content)
        self._making[path] = _Job(self.asked, content, future)

    def _drop(self, path: str) -> None:
        """Nobody writes a twin of `path` any more; whether the last one could be written is not asked."""
        job = self._making.pop(path, None)
        if job is not None and not job.future.cancel():
            wait([job.future])

    def _look_after_twins(self) -> OSError | None:
        """Forget those that are made, wait where too many are not, and ask again for those that failed."""
        if len(self._making) > _MOST_MAKING:
            wait([job.future for job in self._making.values()])
        trouble = None
        for path, job in [(path, job) for path, job in self._making.items() if job.future.done()]:
            del self._making[path]
            try:
                job.future.result()
            except OSError as error:
                trouble = error
                self._ask_for_twins(path, job.content)
        return trouble


@dataclass(frozen=True)
class _Job:
    """The twins of one page under way: the how-manieth, of which bytes."""

    number: int
    content: bytes
    future: Future[None]

    def is_made(self) -> bool:
        return self.future.done() and self.future.exception() is None


def deliver(public: Path, aside: Path, pages: Iterable[Page], pool: Executor | None = None) -> int:
    """Write or remove each page with its compressed twins; returns how many files were written.

    `aside` is a folder of the same file system, outside `public`. What takes something away is done first; then all
    plain pages, so that they are live; the twins follow.
    """
    writes = _deliver_plain(public, aside, list(pages))
    twinned = [one for one in writes if _worth_twins(*one)]
    if pool is None or len(twinned) <= _FEW:
        for path, content in twinned:
            _write_twins(public, aside, path, content)
    else:
        for _ in pool.map(lambda one: _write_twins(public, aside, *one), twinned):
            pass
    return len(writes) + len(twinned) * len(_TWINS)


def lay(fresh: Path, pages: Iterable[Page]) -> None:
    """Write pages with their twins into a folder nobody reads yet: nothing to remove, nothing to be seen half done."""
    for page in pages:
        content = page.content
        if content is None:
            continue
        _lay(f"{fresh}/{page.path}", content)
        if _worth_twins(page.path, content):
            for twin, packed in _packed(content):
                _lay(f"{fresh}/{page.path}{twin}", packed)


def _lay(target: str, data: bytes) -> None:
    try:
        write(target, data)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        write(target, data)


def _deliver_plain(
    public: Path, aside: Path, pages: Sequence[Page], spares: Spares | None = None, hands: Executor | None = None
) -> list[tuple[str, bytes]]:
    """The removals and the plain pages, live when this returns, without twins. Returns what was written.

    Without `hands` they go up in the order given.
    """
    for page in pages:
        if page.content is None or page.instead:
            _remove(public, page.path)
    writes = [(page.path, page.content) for page in pages if page.content is not None]

    def put(some: Sequence[tuple[str, bytes]]) -> None:
        for path, content in some:
            for twin in _TWINS:  # an older text must not outlive its page in a compressed copy, not even for a moment
                unlink(f"{public}/{path}{twin}")
            if spares is None or not spares.put(f"{public}/{path}", content):
                _put(public, aside, path, content)

    if hands is None or len(writes) < _MANY or len({path for path, _ in writes}) < len(writes):
        put(writes)
    else:  # a file system takes its time for each file, and has more than one hand
        helped = hands.submit(put, writes[1::2])
        try:
            put(writes[::2])
        finally:
            wait([helped])
        helped.result()
    return writes


def _worth_twins(path: str, content: bytes) -> bool:
    """Lists in XML always: what one more story costs must not change when a list grows past a size.

    What proves a story never: few ask for it, and there is one of each for every version.
    """
    if path.endswith(SELDOM_ASKED_FOR) or path.startswith(_LOG_TILES):
        return False
    return (len(content) >= LEAST_BYTES or path.endswith(".xml")) and not path.endswith(_PACKED)


def _write_twins(public: Path, aside: Path, path: str, content: bytes) -> None:
    for twin, packed in _packed(content):
        _put(public, aside, f"{path}{twin}", packed)


def _packed(content: bytes) -> Iterator[tuple[str, bytes]]:
    yield ".br", brotli.compress(content, quality=_BROTLI)
    yield ".gz", gzip.compress(content, _GZIP, mtime=0)


def _put(public: Path, aside: Path, path: str, data: bytes) -> None:
    draft = f"{aside}/{os.getpid()}-{path.replace('/', '!')[-160:]}"
    write(draft, data)
    put_up(draft, f"{public}/{path}")


def _remove(public: Path, path: str) -> None:
    for twin in ("", *_TWINS):
        unlink(f"{public}/{path}{twin}")
    folder = (public / path).parent
    while folder != public:
        with suppress(OSError):  # not empty, or not there: either way it is not ours to remove
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent
